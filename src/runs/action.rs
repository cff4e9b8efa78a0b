//! What a person can make a run do.

use super::{
    item::Stand,
    obstacle::{Obstacle, SignInAsked},
    queue::Look,
    run::{Clock, Pause, Phase, Run},
};
use crate::{actions::Skip, time::Time};

/// What a person, or the browser, can make a run do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    /// Begin to revoke.
    Start,
    /// Begin nothing else for now.
    Pause,
    /// Go on.
    Resume,
    /// Finish what is under way, and end.
    Stop,
    /// Try those again that were not revoked.
    Retry,
    /// Look once more at those of which nobody knows, or which do not show it yet.
    Settle,
    /// Sign in.
    SignIn,
    /// The browser is online again.
    Online,
}

impl Command {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 8] = [
        Self::Start,
        Self::Pause,
        Self::Resume,
        Self::Stop,
        Self::Retry,
        Self::Settle,
        Self::SignIn,
        Self::Online,
    ];
}

impl Run {
    /// Whether a command would do anything.
    pub(crate) fn may(&self, command: Command) -> bool {
        let ended = |test: fn(&super::item::End) -> bool| {
            self.phase == Phase::Over
                && self
                    .items
                    .iter()
                    .filter_map(super::item::Item::end)
                    .any(test)
        };
        match command {
            Command::Start => {
                self.phase == Phase::Ready && self.items.iter().any(|item| item.end().is_none())
            }
            Command::Pause => {
                matches!(self.phase, Phase::Planning | Phase::Running) && self.pause.is_none()
            }
            Command::Resume => {
                let waits = match &self.obstacle {
                    None => self.pause.is_some(),
                    Some(Obstacle::SignIn { .. }) => false,
                    Some(_) => true,
                };
                waits && matches!(self.phase, Phase::Planning | Phase::Running)
            }
            Command::Stop => self.phase == Phase::Running,
            Command::Retry => ended(|end| end.may_be_retried),
            Command::Settle => ended(super::item::End::is_undecided),
            Command::SignIn => {
                matches!(self.obstacle, Some(Obstacle::SignIn { .. })) && self.renewal.is_idle()
            }
            Command::Online => {
                matches!(self.obstacle, Some(Obstacle::Offline | Obstacle::NoAnswer))
            }
        }
    }

    /// Takes a command; one that does not fit changes nothing. What it leads to [follows](Run::batch), but for a sign-in:
    /// that is to begin before anything else.
    pub(crate) fn command(&mut self, command: Command, clock: &Clock) -> Option<SignInAsked> {
        if !self.may(command) {
            return None;
        }
        self.header_changed = true;
        let now = clock.moment.now;
        let mut asked = None;
        match command {
            Command::Start => {
                self.started_at.get_or_insert(now);
                self.run_waiting();
            }
            Command::Pause => self.pause = Some(Pause::ByPerson),
            Command::Resume => {
                self.pause = None;
                self.obstacle = None;
                self.streaks = super::run::Streaks::default();
            }
            Command::Online => {
                self.obstacle = None;
                self.streaks.silences = 0;
            }
            Command::Stop => {
                self.phase = Phase::Stopping;
                self.pause = None;
                self.skip_unsent(now);
            }
            Command::Retry => {
                self.keep_all();
                self.retry(now);
            }
            Command::Settle => {
                self.keep_all();
                self.settle(clock);
            }
            Command::SignIn => asked = self.ask_person(),
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
        self.phase = Phase::Running;
        let waiting = |at: &usize| matches!(self.items[*at].stand, Stand::Waiting);
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

    fn settle(&mut self, clock: &Clock) {
        self.phase = Phase::Running;
        let now = clock.moment.now;
        for at in 0..self.items.len() {
            let item = &mut self.items[at];
            let undecided = item.end().filter(|end| end.is_undecided());
            let Some(sent) = undecided.and_then(|end| end.open.clone()) else {
                continue;
            };
            let job = item.job_for(sent, now);
            item.look_again(job);
            self.queue.at(clock.tick_ms, at, Look::Wake);
        }
    }
}
