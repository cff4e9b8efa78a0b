//! Revoking many tokens: what the person sees of a run.

mod report_words;

pub use report_words::report_words;

use leptos::prelude::*;

use super::signed_in::Around;
use crate::{
    graph::Profile,
    profile::Target,
    revocation::run::{Command, Run},
    storage::StorageProblem,
};

/// Which profiles a run is to be planned over, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The profiles, each with what the list says of it, if it is there.
    pub chosen: Vec<(Target, Option<Profile>)>,
    /// Whether each is read before anybody is asked: a dry run.
    pub reads_all: bool,
    /// Whether tokens that no longer work are revoked all the same.
    pub includes_dead: bool,
}

/// The run that the page shows. It changes many times a second, so whoever shows it follows its beat.
#[derive(Clone, Copy)]
pub struct RunView {
    /// The run; changed without telling anybody.
    pub run: RwSignal<Option<Run>>,
    /// Counts up a few times a second while the run changes, and at once where it matters.
    pub beat: RwSignal<u32>,
    /// Milliseconds of a clock that only runs forward, at the last beat.
    pub tick_ms: RwSignal<u64>,
}

/// What runs show, and what a person can make them do.
#[derive(Clone)]
pub struct Runs {
    /// The configuration and the session.
    pub around: Around,
    /// The run.
    pub view: RunView,
    /// Why this browser cannot keep the run, if it cannot: then the tab has to stay open.
    pub not_kept: RwSignal<Option<StorageProblem>>,
    /// Whether another tab of this browser has the run.
    pub is_elsewhere: RwSignal<bool>,
    /// Plans a run.
    pub on_plan: Callback<Choice>,
    /// Says why it is done: the reason, and the ticket.
    pub on_explain: Callback<(String, String)>,
    /// Takes a command.
    pub on_command: Callback<Command>,
    /// Puts away a run that has not begun, or that is over.
    pub on_close: Callback<()>,
    /// Prints the page.
    pub on_print: Callback<()>,
}

impl RunView {
    /// What is read from the run, at each beat; `None` while there is none.
    pub fn read<T>(self, read: impl FnOnce(&Run) -> T) -> Option<T> {
        self.beat.track();
        self.run.with_untracked(|run| run.as_ref().map(read))
    }
}
