//! The driver of a single revocation: performs the effects of its state machine.

use leptos::{prelude::*, task::spawn_local};

use super::{
    graph::{Graph, clock, fresh_id, inputs},
    store::{Store, remembers},
    writes::Writes,
};
use crate::{
    actions::{
        Advance, Advanced, Call, Meanwhile, Revocation, RevocationAction, RevocationEffect,
        RevocationEvent,
    },
    browser::{
        clock,
        pending::{self, Stands},
        tab_lock::{self, LockAttempt, TabLock},
        unload_guard::{self, UnloadGuard},
    },
    browser_records::{Kept, RecordChange, RecordStore},
    click::Click,
    graph::{Claims, Profile},
    guid::Guid,
    journal::{self, Author, Journal, LeftBehind},
    profile::{ProfileId, Wanted},
    runs::{Run, Scope, left_unfinished},
    session::Account,
    ui::RwSignal,
};

/// Does what the state machine asks for, and reports what came of it.
#[derive(Clone, Copy)]
pub(super) struct RevocationDriver {
    /// The revocation, as the page shows it: what it says is on disk.
    pub revocation: RwSignal<Revocation>,
    /// The profile that was read last, for the list.
    pub read: RwSignal<Option<Profile>>,
    pub graph: Graph,
    /// Whose revocation it is.
    pub account: StoredValue<Option<Account>>,
    pub store: Store,
    pub writes: Writes,
    /// What is kept of the revocation.
    pub journal: StoredValue<Journal>,
    /// What the browser lends to it.
    pub leases: StoredValue<RevocationLeases, LocalStorage>,
}

/// What the browser lends to a revocation that is under way.
#[derive(Default)]
pub(super) struct RevocationLeases {
    lock: Option<TabLock>,
    guard: Option<UnloadGuard>,
}

impl RevocationDriver {
    /// Takes what a person wants with a click. If they are to be asked at the sign-in host, the window opens before this
    /// returns.
    pub(super) fn act(self, click: &Click, action: RevocationAction) {
        let Some((epoch, effect)) = self.wished(action) else {
            return;
        };
        let RevocationEffect::StepUp {
            claims,
            interactive: true,
        } = &effect
        else {
            spawn_local(self.run(Some((epoch, effect))));
            return;
        };
        if let Some(asking) = self.ask_person(click, claims) {
            spawn_local(async move {
                if let Some(event) = asking.await {
                    let next = self.take(epoch, event).await;
                    self.run(next).await;
                }
            });
        }
    }

    /// Asks again about a profile, after a sign-in that took the person away. It only reads.
    pub(super) fn ask_again(self, wanted: Wanted) {
        let effect = self.wished(RevocationAction::Request(wanted));
        spawn_local(self.run(effect));
    }

    /// Tells how a revocation ended while the person was away.
    pub(super) fn end(self, ended: Revocation) {
        spawn_local(async move {
            _ = self.keep(&ended).await;
            self.revocation.try_set(ended);
        });
    }

    fn wished(self, action: RevocationAction) -> Option<(u32, RevocationEffect)> {
        self.graph.now.set(clock::now());
        let effect = self
            .revocation
            .try_update(|revocation| revocation.act(action))
            .flatten();
        self.hold_on();
        // What was given up is written down, and nothing waits for that.
        if self.journal.with_value(|journal| journal.open().is_some()) {
            let now = self.revocation.get_untracked();
            spawn_local(async move {
                _ = self.keep(&now).await;
            });
        }
        effect
    }

    /// Takes the person to the sign-in host; nothing happens if the page goes with them.
    fn ask_person(
        self,
        click: &Click,
        claims: &Claims,
    ) -> Option<impl Future<Output = Option<RevocationEvent>> + use<>> {
        let msal = self.graph.sign_in.msal.get_value()?;
        if let Some(job) = self.revocation.read_untracked().job() {
            let stands = if job.was_turned_away() {
                Stands::Sent
            } else {
                Stands::New
            };
            pending::keep(&job.asked_again(), stands, &job.note);
        }
        let asking = msal.step_up(click, claims);
        Some(async move {
            let result = match asking.await {
                Ok(None) => return None,
                Ok(Some(account)) => self.graph.sign_in.same_person(account),
                Err(failure) => Err(failure),
            };
            pending::take();
            Some(RevocationEvent::SteppedUp(result))
        })
    }

    /// Keeps what was not sent for want of a token, as the person signs in again: what they typed is not to be typed anew.
    pub(super) fn keep_unsent(self) {
        if let Some(job) = self.revocation.read_untracked().job()
            && job.lacked_a_token()
        {
            pending::keep(&job.asked_again(), Stands::Over, &job.note);
        }
    }

    /// Takes up what was sent before the page was closed, and looks what became of it. `asked_again` is the profile that the
    /// person is asked about again, after a sign-in that took them away.
    pub(super) async fn take_up(self, asked_again: Option<ProfileId>) {
        let Ok(database) = self.store.open().await else {
            return;
        };
        let Ok(headers) = database.all(RecordStore::Runs).await else {
            return;
        };
        // The last one is the one whose outcome stays on the page.
        for (id, header) in left_unfinished(headers, Scope::One) {
            if self.journal.with_value(|journal| {
                let open = journal.open();
                open.is_some_and(|open| open.as_str() == id)
            }) {
                continue;
            }
            let Ok(items) = database.items_of(&id).await else {
                continue;
            };
            let lock = match tab_lock::try_hold(&id).await {
                LockAttempt::Held(lock) => Some(lock),
                LockAttempt::Taken => continue,
                LockAttempt::Unsupported => None,
            };
            let Some(config) = self.graph.config() else {
                return;
            };
            let (Some(account), Some(guid), Ok(run)) = (
                self.account.get_value(),
                Guid::parse(&id),
                Run::restore(&header, &items, config, &clock()),
            ) else {
                continue;
            };
            let job = match journal::left_behind(run, &account, asked_again.as_ref()) {
                LeftBehind::Alone => continue,
                LeftBehind::Over => {
                    self.store.write(&[RecordChange::DeleteRun(id)]).await.ok();
                    continue;
                }
                LeftBehind::TakenUp(job) => *job,
            };
            let next = self
                .revocation
                .try_update(|revocation| revocation.take_up(job))
                .flatten();
            // Meanwhile the person has begun another one.
            if next.is_none() {
                return;
            }
            self.journal.set_value(Journal::taken_up(guid));
            self.leases.update_value(|leases| leases.lock = lock);
            self.hold_on();
            self.run(next).await;
        }
    }

    /// Gives up what the person who signs out has under way. What was sent stays in the journal until they are back.
    pub(super) fn forget(self) {
        pending::take();
        self.revocation.update(Revocation::forget);
        self.journal.set_value(Journal::default());
        self.leases.set_value(RevocationLeases::default());
    }

    /// Does an effect, and all that follow from it.
    async fn run(self, mut next: Option<(u32, RevocationEffect)>) {
        while let Some((epoch, effect)) = next {
            let is_write = matches!(effect, RevocationEffect::Call(Call::Revoke(..)));
            let Some(event) = self.perform(effect).await else {
                return;
            };
            if is_write {
                self.writes.by_hand();
            }
            next = self.take(epoch, event).await;
        }
    }

    /// Takes an event. Where the revocation stands then is written down before it is shown, and before the next effect.
    async fn take(self, epoch: u32, event: RevocationEvent) -> Option<(u32, RevocationEffect)> {
        if let RevocationEvent::Read(Ok(profile)) = &event {
            self.read.try_set(Some(profile.clone()));
        }
        self.graph.now.try_set(clock::now());
        let before = self.revocation.try_get_untracked()?;
        let Advanced {
            revocation,
            effect,
            meanwhile,
        } = match before.advance(epoch, event, &inputs()) {
            Advance::Now(advanced) => advanced,
            Advance::AfterWrite(unkept) => {
                let kept = self.keep(unkept.record()).await;
                let now = self.revocation.try_get_untracked()?;
                unkept.kept(kept, &now)
            }
        };
        match meanwhile {
            Meanwhile::Nothing => {}
            Meanwhile::Withheld => self
                .journal
                .update_value(|journal| journal.withheld(&revocation)),
            Meanwhile::GivenUp => {
                let now = revocation.clone();
                spawn_local(async move {
                    _ = self.keep(&now).await;
                });
            }
        }
        self.revocation.set(revocation);
        self.hold_on();
        effect
    }

    /// Writes down where the revocation stands.
    async fn keep(self, revocation: &Revocation) -> Kept {
        let (Some(account), Some(config)) = (self.account.get_value(), self.graph.config()) else {
            return Kept::Not;
        };
        let author = Author {
            account,
            config,
            remembers: remembers(),
        };
        let was_open = self.journal.with_value(|journal| journal.open().is_some());
        let changes = self.journal.try_update_value(|journal| {
            journal.changes(revocation, &author, fresh_id(), clock::now())
        });
        let id = self.journal.with_value(|journal| journal.open().cloned());
        if let Some(id) = id.filter(|_| !was_open) {
            // Else another tab would take it up.
            if let LockAttempt::Held(lock) = tab_lock::try_hold(id.as_str()).await {
                self.leases
                    .try_update_value(|leases| leases.lock = Some(lock));
            }
        }
        self.store.keep(&changes.unwrap_or_default()).await
    }

    /// While something is under way that a closed tab would leave behind, the browser asks before it goes.
    fn hold_on(self) {
        let is_under_way = self.revocation.try_with_untracked(Revocation::is_under_way);
        let is_open = self
            .journal
            .try_with_value(|journal| journal.open().is_some());
        self.leases.try_update_value(|leases| {
            if is_under_way != Some(true) {
                leases.guard = None;
            } else if leases.guard.is_none() {
                leases.guard = unload_guard::ask_before_leaving();
            }
            if is_open != Some(true) {
                leases.lock = None;
            }
        });
    }

    async fn perform(self, effect: RevocationEffect) -> Option<RevocationEvent> {
        Some(match effect {
            RevocationEffect::Sleep(ms) => {
                self.graph.sleep(ms).await;
                RevocationEvent::Woke
            }
            // Only an action leads to it, and that began it in its click: what happens never does.
            RevocationEffect::StepUp {
                interactive: true, ..
            } => return None,
            RevocationEffect::StepUp { claims, .. } => {
                let msal = self.graph.sign_in.msal.get_value()?;
                RevocationEvent::SteppedUp(msal.satisfy(&claims).await)
            }
            RevocationEffect::Call(call) => {
                let request = call.request(&self.graph.config()?, fresh_id());
                match self.graph.ask(&request).await? {
                    Ok(answer) => call.event(&request, answer, clock::now()),
                    Err(failure) => RevocationEvent::NoToken(failure),
                }
            }
        })
    }
}
