//! What performs a single revocation, and takes up what was left of earlier ones: a part of the page that comes with the panel.

use leptos::{prelude::*, task::spawn_local};

use super::{
    activity_driver,
    graph::{clock, fresh_id, inputs},
    revocation_driver::{Numbered, Performer, RevocationDriver, Waiting},
    store::remembers,
};
use crate::{
    actions::{Advance, Advanced, Call, Meanwhile, Revocation, RevocationEffect, RevocationEvent},
    browser::{
        clock,
        pending::{self, Stands},
        tab_lock::{self, LockAttempt},
        unload_guard,
    },
    browser_records::{Kept, RecordChange, RecordStore},
    click::Click,
    graph::Claims,
    guid::Guid,
    journal::{self, Author, Journal, LeftBehind},
    profile::ProfileId,
    runs::{Run, Scope, left_unfinished, to_take_up},
    ui::RwSignal,
};

/// What is loaded with the panel, for the screen around it.
#[derive(Clone, Copy)]
pub(super) struct RevocationPart {
    pub driver: RevocationDriver,
    /// What a sign-in that left the page has come back to.
    pub asked_again: StoredValue<Option<ProfileId>>,
    /// Whether this browser holds a run that was begun and is not over, once that is known.
    pub run_is_left: RwSignal<bool>,
}

impl RevocationPart {
    /// Performs what waited for it, takes up what an earlier page left, and deletes what is past its time.
    pub(super) fn begin(self) {
        let driver = self.driver;
        if driver.performer.get_value().is_none() {
            driver.performer.set_value(Some(PERFORMER));
            activity_driver::keep_swept(driver.store);
        }
        if let Some(waiting) = driver.waiting.try_update_value(Option::take).flatten() {
            go_on(driver, waiting);
        }
        spawn_local(driver.take_up(self.asked_again.get_value()));
        spawn_local(async move {
            self.run_is_left.try_set(driver.run_is_left().await);
        });
    }
}

const PERFORMER: Performer = Performer { in_click, go_on };

fn go_on(driver: RevocationDriver, waiting: Waiting) {
    match waiting {
        Waiting::Effect(effect) => spawn_local(driver.run(Some(effect))),
        Waiting::Ended => driver.keep_now(),
    }
}

fn in_click(driver: RevocationDriver, click: &Click, effect: Option<Numbered>) {
    driver.hold_on();
    // What was given up is written down, and nothing waits for that.
    if driver
        .journal
        .with_value(|journal| journal.open().is_some())
    {
        driver.keep_now();
    }
    let Some((epoch, effect)) = effect else {
        return;
    };
    let RevocationEffect::StepUp {
        claims,
        interactive: true,
    } = &effect
    else {
        spawn_local(driver.run(Some((epoch, effect))));
        return;
    };
    if let Some(asking) = driver.ask_person(click, claims) {
        spawn_local(async move {
            if let Some(event) = asking.await {
                let next = driver.take(epoch, event).await;
                driver.run(next).await;
            }
        });
    }
}

impl RevocationDriver {
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

    /// Does an effect, and all that follow from it.
    async fn run(self, mut next: Option<Numbered>) {
        while let Some((epoch, effect)) = next {
            let is_write = matches!(effect, RevocationEffect::Call(Call::Send(..)));
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
    async fn take(self, epoch: u32, event: RevocationEvent) -> Option<Numbered> {
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

    /// Whether there is an interrupted run to be taken up. Then the person is told so; nobody else waits for what a run needs.
    async fn run_is_left(self) -> bool {
        let (Some(account), Some(config)) = (self.account.get_value(), self.graph.config()) else {
            return false;
        };
        let Ok(database) = self.store.open().await else {
            return false;
        };
        let Ok(headers) = database.all(RecordStore::Runs).await else {
            return false;
        };
        to_take_up(headers, &account, &config).is_some()
    }

    /// Writes down where the revocation stands, for which nothing waits.
    fn keep_now(self) {
        let now = self.revocation.get_untracked();
        spawn_local(async move {
            _ = self.keep(&now).await;
        });
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
