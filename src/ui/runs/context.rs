//! Props and actions of runs.

use leptos::prelude::*;

use crate::{
    browser_records::StorageProblem,
    runs::{
        Choice, Run, RunAction,
        plan_file::{HandedPlan, PlanProblem},
    },
    time::Time,
    ui::common::{context::ScreenContext, signal::RwSignal},
};

/// The run that the page shows. It changes many times a second, so whoever shows it follows its beat.
#[derive(Clone, Copy)]
pub(crate) struct RunView {
    /// The run; changed without telling anybody.
    pub run: RwSignal<Option<Run>>,
    /// Counts up a few times a second while the run changes, and at once where it matters.
    pub beat: RwSignal<u32>,
    /// Milliseconds of a clock that only runs forward, at the last beat.
    pub tick_ms: RwSignal<u64>,
    /// The time of day at the last beat.
    pub now: RwSignal<Time>,
}

/// What runs have of the page around them.
#[derive(Clone)]
pub(crate) struct RunsContext {
    /// The configuration and the session.
    pub around: ScreenContext,
    /// What is to be planned next.
    pub choice: RwSignal<Option<Choice>>,
    /// The run that was over and is to be shown again, by its ID.
    pub opened: RwSignal<Option<String>>,
    /// The file of a plan that is to be opened.
    pub handed_plan: RwSignal<Option<HandedPlan>>,
    /// Counts up when a run has changed what the list says.
    pub list_is_old: RwSignal<u32>,
    /// Whether a run is under way, so that nothing else should lead away from the page.
    pub is_under_way: RwSignal<bool>,
    /// How many of its profiles are done, and of how many.
    pub far: RwSignal<(usize, usize)>,
}

/// What runs show, and what a person can make them do.
#[derive(Clone)]
pub(crate) struct Runs {
    /// The configuration and the session.
    pub around: ScreenContext,
    pub view: RunView,
    /// Why this browser cannot keep the run, if it cannot: then the tab has to stay open.
    pub not_kept: RwSignal<Option<StorageProblem>>,
    /// Whether another tab of this browser has the run.
    pub is_elsewhere: RwSignal<bool>,
    /// Whether another run was asked for while this one is under way.
    pub is_refused: RwSignal<bool>,
    /// Why the file that was handed over last was not opened, if it was not.
    pub plan_problem: RwSignal<Option<PlanProblem>>,
    /// Says why it is done: the reason, and the ticket.
    pub on_explain: Callback<(String, String)>,
    pub on_action: Callback<RunAction>,
    /// Puts away a run that has not begun, or that is over.
    pub on_close: Callback<()>,
    pub on_print: Callback<()>,
}

impl RunView {
    /// What is read from the run, at each beat; `None` while there is none.
    pub(crate) fn read<T>(self, read: impl FnOnce(&Run) -> T) -> Option<T> {
        self.beat.track();
        self.run.with_untracked(|run| run.as_ref().map(read))
    }
}
