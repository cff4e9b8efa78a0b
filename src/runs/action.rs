//! Actions of a run: what a person can make it do.

use super::{
    item::ItemProgress,
    obstacle::{Obstacle, SignInAsked},
    queue::Scheduled,
    run::{Clock, Pause, Run, RunPhase},
};
use crate::{actions::Skip, time::Time};

/// What a person, or the browser, can make a run do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunAction {
    Start,
    /// Begin nothing else for now.
    Pause,
    Resume,
    /// Finish what is under way, and end.
    Stop,
    /// Try those again that were not revoked.
    Retry,
    /// Look once more at those of which nobody knows, or which do not show it yet.
    Reconcile,
    SignIn,
    /// The browser is online again.
    Online,
}

impl RunAction {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 8] = [
        Self::Start,
        Self::Pause,
        Self::Resume,
        Self::Stop,
        Self::Retry,
        Self::Reconcile,
        Self::SignIn,
        Self::Online,
    ];

    /// Whether no other tab may hold the run when it is done: it begins to send what the records of the run do not tell yet, and
    /// another tab that finds these would begin it too. The others are for a run that this tab holds, or that was not begun.
    pub(crate) fn needs_lock(self) -> bool {
        match self {
            Self::Start | Self::Retry | Self::Reconcile => true,
            Self::Pause | Self::Resume | Self::Stop | Self::SignIn | Self::Online => false,
        }
    }
}

impl Run {
    /// Whether an action would do anything.
    pub(crate) fn may(&self, action: RunAction) -> bool {
        let ended = |test: fn(&super::item::ItemResult) -> bool| {
            self.phase == RunPhase::Over
                && self
                    .items
                    .iter()
                    .filter_map(super::item::Item::end)
                    .any(test)
        };
        match action {
            RunAction::Start => {
                self.phase == RunPhase::Ready && self.items.iter().any(|item| item.end().is_none())
            }
            RunAction::Pause => {
                matches!(self.phase, RunPhase::Planning | RunPhase::Running) && self.pause.is_none()
            }
            RunAction::Resume => {
                let waits = match &self.obstacle {
                    None => self.pause.is_some(),
                    Some(Obstacle::SignIn { .. }) => false,
                    Some(_) => true,
                };
                waits && matches!(self.phase, RunPhase::Planning | RunPhase::Running)
            }
            RunAction::Stop => self.phase == RunPhase::Running,
            RunAction::Retry => ended(|end| end.may_be_retried),
            RunAction::Reconcile => ended(super::item::ItemResult::is_undecided),
            RunAction::SignIn => {
                matches!(self.obstacle, Some(Obstacle::SignIn { .. })) && self.renewal.is_idle()
            }
            RunAction::Online => {
                matches!(self.obstacle, Some(Obstacle::Offline | Obstacle::NoAnswer))
            }
        }
    }

    /// Takes an action; one that does not fit changes nothing. What it leads to [follows](Run::batch), but for a sign-in:
    /// that is to begin before anything else.
    pub(crate) fn act(&mut self, action: RunAction, clock: &Clock) -> Option<SignInAsked> {
        if !self.may(action) {
            return None;
        }
        self.header_changed = true;
        let now = clock.inputs.now;
        let mut asked = None;
        match action {
            RunAction::Start => {
                self.started_at.get_or_insert(now);
                self.run_waiting();
            }
            RunAction::Pause => self.pause = Some(Pause::ByPerson),
            RunAction::Resume => {
                self.pause = None;
                self.obstacle = None;
                self.streaks = super::run::Streaks::default();
            }
            RunAction::Online => {
                self.obstacle = None;
                self.streaks.silences = 0;
            }
            RunAction::Stop => {
                self.phase = RunPhase::Stopping;
                self.pause = None;
                self.skip_unsent(now);
            }
            RunAction::Retry => {
                self.keep_all();
                self.retry(now);
            }
            RunAction::Reconcile => {
                self.keep_all();
                self.reconcile(clock);
            }
            RunAction::SignIn => asked = self.ask_person(),
        }
        self.conclude(now);
        asked
    }

    /// The records may be gone, as those of a run that was over, or where somebody cleared the browser's data: all of them are
    /// to be kept anew.
    pub(super) fn keep_all(&mut self) {
        self.header_changed = true;
        for item in &mut self.items {
            item.changed = true;
        }
    }

    fn run_waiting(&mut self) {
        self.phase = RunPhase::Running;
        let waiting = |at: &usize| matches!(self.items[*at].progress, ItemProgress::Waiting);
        self.queue.writers = (0..self.items.len()).filter(waiting).collect();
    }

    /// What was not sent when the run was stopped is skipped.
    pub(super) fn skip_unsent(&mut self, now: Time) {
        for at in 0..self.items.len() {
            let item = &self.items[at];
            if item.end().is_none() && !item.in_flight && !item.is_open() {
                self.skip(at, Skip::Stopped, now);
            }
        }
    }

    fn retry(&mut self, now: Time) {
        for item in &mut self.items {
            if item.end().is_some_and(|end| end.may_be_retried) {
                item.try_again();
            }
        }
        self.streaks = super::run::Streaks::default();
        self.begin_planning(now);
        if self.queue.planners.is_empty() {
            self.run_waiting();
        }
    }

    fn reconcile(&mut self, clock: &Clock) {
        self.phase = RunPhase::Running;
        let now = clock.inputs.now;
        for at in 0..self.items.len() {
            let item = &mut self.items[at];
            let undecided = item.end().filter(|end| end.is_undecided());
            let Some(sent) = undecided.and_then(|end| end.open.clone()) else {
                continue;
            };
            let job = item.job_for(sent, now);
            item.look_again(job);
            self.queue.at(clock.tick_ms, at, Scheduled::Wake);
        }
    }
}
