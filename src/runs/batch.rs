//! What a run asks for at one time, and in which order that may be done: a record is on disk before what it tells of goes out.

use super::{
    record::Changes,
    run::{Clock, Run, RunEffect},
};
use crate::{actions::Call, browser_records::Kept, guid::Guid};

/// What is to be done now. What is not done is not asked for again.
#[must_use]
#[derive(Debug)]
pub(crate) struct Batch {
    /// To be done at once. A read waits for no disk: it changes nothing that would have to be known after a crash.
    pub reads: Vec<RunEffect>,
    /// What is to be kept, and what goes out then; `None` while there is nothing, or while it is not known what became of the
    /// one before.
    pub write: Option<WriteAhead>,
}

/// Records, and what goes out only once they are kept: nobody gets at that but in exchange for [what became](Run::kept) of the
/// records.
#[must_use]
#[derive(Debug)]
pub(crate) struct WriteAhead {
    /// To be written in one go; there may be none.
    pub records: Changes,
    sends: Vec<RunEffect>,
    run: Guid,
    number: u32,
}

/// What comes after a write.
#[must_use]
#[derive(Debug)]
pub(crate) enum AfterWrite {
    /// This goes out now. What was not among it has been taken back, and the run asks for it again when it may.
    Send(Vec<RunEffect>),
    /// More is to be kept before anything goes out.
    Write(WriteAhead),
}

impl Run {
    /// What is to be done now. To be asked after each event and each action, when the run [wants](Run::wake_at) to
    /// be asked, and after each write; `clock` tells new chance each time.
    pub(crate) fn batch(&mut self, mut clock: impl FnMut() -> Clock) -> Batch {
        let mut reads = Vec::new();
        while let Some(effect) = self.next(&clock()) {
            match &effect {
                RunEffect::Call {
                    call: Call::Read(..),
                    ..
                } => reads.push(effect),
                RunEffect::Call {
                    call: Call::Send(..),
                    ..
                }
                | RunEffect::Renew(_) => self.outbox.sends.push(effect),
            }
        }
        Batch {
            reads,
            write: self.write_ahead(),
        }
    }

    /// One write at a time, so that none is overtaken.
    fn write_ahead(&mut self) -> Option<WriteAhead> {
        if self.outbox.under_way.is_some() {
            return None;
        }
        // What has not begun is not kept: nothing was sent.
        let mut records = if self.started_at.is_some() {
            self.changes()
        } else {
            Changes::default()
        };
        let sends = std::mem::take(&mut self.outbox.sends);
        if records == Changes::default() && sends.is_empty() {
            return None;
        }
        // Without those that were not kept they would tell of a run that never was, should the page be closed.
        if self.outbox.is_behind {
            self.keep_all();
            records = self.changes();
        }
        self.outbox.writes += 1;
        self.outbox.under_way = Some(self.outbox.writes);
        Some(WriteAhead {
            records,
            sends,
            run: self.plan.id.clone(),
            number: self.outbox.writes,
        })
    }

    /// Takes what became of the records of a write, and gives what goes out for it. Of another run's write nothing does.
    ///
    /// What the browser does not keep is not sent, and the run waits for the person; once they know and want it to go on, it
    /// does. After records that were not kept all go into the next write; where somebody has emptied the database all are
    /// written anew before anything goes out.
    pub(crate) fn kept(&mut self, write: WriteAhead, kept: Kept, clock: &Clock) -> AfterWrite {
        if self.plan.id != write.run || self.outbox.under_way != Some(write.number) {
            return AfterWrite::Send(Vec::new());
        }
        match kept {
            Kept::Yes { times_emptied } => {
                // Whatever was missing went into this write.
                self.outbox.is_behind = false;
                let before = std::mem::replace(&mut self.outbox.times_emptied, times_emptied);
                if before != times_emptied && self.started_at.is_some() {
                    self.keep_all();
                    let records = self.changes();
                    return AfterWrite::Write(WriteAhead { records, ..write });
                }
            }
            Kept::Not | Kept::NotAsKnown => self.outbox.is_behind = true,
        }
        self.outbox.under_way = None;
        self.recorded(&write.records);
        let mut sends = write.sends;
        if kept == Kept::Not {
            self.not_kept();
            // Its own write would find that the person knows, which they do not yet.
            sends.append(&mut self.outbox.sends);
        }
        // Meanwhile the person may have wanted it to wait, or Graph.
        let may_send = kept != Kept::Not && self.may_begin() && self.hold(clock.tick_ms).is_none();
        let waits = |effect: &RunEffect| !may_send && matches!(effect, RunEffect::Call { .. });
        let (withheld, released): (Vec<_>, Vec<_>) = sends.into_iter().partition(waits);
        // Each goes to the front of the queue.
        for effect in withheld.into_iter().rev() {
            if let RunEffect::Call { ticket, .. } = effect {
                self.withhold(ticket, clock);
            }
        }
        AfterWrite::Send(released)
    }
}
