//! The queue of a run: which profile has its turn, and when.

use std::collections::{BTreeMap, VecDeque};

use crate::actions::Call;

/// The profiles of a run that wait for something, by their number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Queue {
    /// To be revoked as soon as there is room, first look included.
    pub writers: VecDeque<usize>,
    /// To be read for the plan.
    pub planners: VecDeque<usize>,
    /// Looked at a moment ago and found as expected: what goes out now.
    pub decided: VecDeque<(usize, Call)>,
    timed: BTreeMap<(u64, u64), (usize, Scheduled)>,
    number: u64,
}

/// What is due at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Scheduled {
    Call(Call),
    /// Whatever the profile wants after its wait.
    Wake,
    /// Another attempt from the first look on.
    Begin,
}

impl Queue {
    /// Something is due from this tick on.
    pub(super) fn at(&mut self, tick_ms: u64, item: usize, look: Scheduled) {
        self.timed.insert((tick_ms, self.number), (item, look));
        self.number += 1;
    }

    /// Takes out what is due.
    pub(super) fn due(&mut self, tick_ms: u64) -> Option<(usize, Scheduled)> {
        let first = self.timed.first_entry()?;
        (first.key().0 <= tick_ms).then(|| first.remove())
    }

    /// When something is due next.
    pub(super) fn next_due(&self) -> Option<u64> {
        self.timed.first_key_value().map(|((tick, _), _)| *tick)
    }

    /// Forgets all that concerns a profile.
    pub(super) fn forget(&mut self, item: usize) {
        self.writers.retain(|at| *at != item);
        self.planners.retain(|at| *at != item);
        self.decided.retain(|(at, _)| *at != item);
        self.timed.retain(|_, (at, _)| *at != item);
    }
}
