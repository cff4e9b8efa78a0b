//! A single revocation, as the rest of the page reaches it. What performs it comes after the list: `revocation_part`.

use leptos::prelude::*;

use super::{graph::Graph, store::Store, writes::Writes};
use crate::{
    actions::{ActionRequest, Revocation, RevocationAction, RevocationEffect},
    browser::{
        clock,
        pending::{self, Stands},
        tab_lock::TabLock,
        unload_guard::UnloadGuard,
    },
    click::Click,
    graph::Profile,
    journal::Journal,
    session::Account,
    ui::RwSignal,
};

/// Takes what a person wants of a revocation, and hands what follows from it to what performs it.
#[derive(Clone, Copy)]
pub(super) struct RevocationDriver {
    /// The revocation, as the page shows it: once the part is there, what it says is on disk.
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
    /// What performs it, once that is there.
    pub performer: StoredValue<Option<Performer>>,
    /// What has to be done as soon as that is there.
    pub waiting: StoredValue<Option<Waiting>>,
}

/// What follows from what a person wants, with its number: what comes of an earlier one is ignored.
pub(super) type Numbered = (u32, RevocationEffect);

/// What waits for what performs a revocation.
#[derive(Clone)]
pub(super) enum Waiting {
    /// To read: nothing is revoked without a confirmation, which comes with it.
    Effect(Numbered),
    /// To write down how it ended while the person was away.
    Ended,
}

/// What the browser lends to a revocation that is under way.
#[derive(Default)]
pub(super) struct RevocationLeases {
    pub lock: Option<TabLock>,
    pub guard: Option<UnloadGuard>,
}

/// What performs a revocation.
#[derive(Clone, Copy)]
pub(super) struct Performer {
    /// Does what follows from a click. If the person is to be asked at the sign-in host, the window opens before this returns.
    pub in_click: fn(RevocationDriver, &Click, Option<Numbered>),
    /// Does what waited.
    pub go_on: fn(RevocationDriver, Waiting),
}

impl RevocationDriver {
    /// Takes what a person wants with a click.
    pub(super) fn act(self, click: &Click, action: RevocationAction) {
        let effect = self.wished(action);
        match self.performer.get_value() {
            Some(performer) => (performer.in_click)(self, click, effect),
            // What comes of a click without effect, such as *Cancel*, is done already.
            None => {
                if let Some(effect) = effect {
                    self.waiting.set_value(Some(Waiting::Effect(effect)));
                }
            }
        }
    }

    /// Asks again about a profile, after a sign-in that took the person away. It only reads.
    pub(super) fn ask_again(self, request: ActionRequest) {
        if let Some(effect) = self.wished(RevocationAction::Request(request)) {
            self.go_on(Waiting::Effect(effect));
        }
    }

    /// Tells how a revocation ended while the person was away.
    pub(super) fn end(self, ended: Revocation) {
        self.revocation.set(ended);
        self.go_on(Waiting::Ended);
    }

    fn go_on(self, waiting: Waiting) {
        match self.performer.get_value() {
            Some(performer) => (performer.go_on)(self, waiting),
            None => self.waiting.set_value(Some(waiting)),
        }
    }

    fn wished(self, action: RevocationAction) -> Option<Numbered> {
        self.graph.now.set(clock::now());
        self.revocation
            .try_update(|revocation| revocation.act(action))
            .flatten()
    }

    /// Keeps what was not sent for want of a token, as the person signs in again: what they typed is not to be typed anew.
    pub(super) fn keep_unsent(self) {
        if let Some(job) = self.revocation.read_untracked().job()
            && job.lacked_a_token()
        {
            pending::keep(&job.asked_again(), Stands::Over, &job.note);
        }
    }

    /// Gives up what the person who signs out has under way. What was sent stays in the journal until they are back.
    pub(super) fn forget(self) {
        pending::take();
        self.revocation.update(Revocation::forget);
        self.journal.set_value(Journal::default());
        self.leases.set_value(RevocationLeases::default());
        self.waiting.set_value(None);
    }
}
