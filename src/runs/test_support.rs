//! How tests outside of this folder take a run through: one thing at a time, without a disk.

use super::{
    record::Changes,
    run::{Clock, Run, RunEffect},
};

impl Run {
    /// What is to be done next, whatever was kept.
    pub(crate) fn next_task(&mut self, clock: &Clock) -> Option<RunEffect> {
        self.next(clock)
    }

    /// The records that changed.
    pub(crate) fn take_records(&mut self) -> Changes {
        self.changes()
    }

    /// These records are on disk.
    pub(crate) fn are_kept(&mut self, changes: &Changes) {
        self.recorded(changes);
    }
}
