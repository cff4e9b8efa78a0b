//! The disk of a world in which a run happens: slow, full, emptied in the middle of it, or one that never answers.

use std::collections::BTreeMap;

use super::chance::Chance;
use crate::{
    browser_records::{Kept, StorageProblem},
    runs::{item::ItemResult, over_since},
};

/// For how long a write is waited for, in milliseconds.
const DEADLINE_MS: u64 = 10_000;

/// How the disk is: to one write of so many each of it happens, and never where it is 0.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DiskWeather {
    /// It takes seconds.
    pub slow: u64,
    /// It refuses this write, and perhaps some that follow.
    pub full: u64,
    /// Somebody clears the browser's data before it is written.
    pub emptied: u64,
    /// It never answers.
    pub silent: u64,
}

/// How often each of it happened.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Happened {
    pub slow: u32,
    pub full: u32,
    pub emptied: u32,
    pub silent: u32,
}

/// What is on disk of the run, and what the page knows of the disk.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    header: Option<String>,
    items: BTreeMap<u32, Record>,
    refuses: u64,
    times_emptied: u32,
    problem: Option<StorageProblem>,
    pub happened: Happened,
}

/// The record of a profile.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub text: String,
    /// How it had ended for the profile when the record was made.
    pub end: Option<ItemResult>,
}

/// A write that was begun.
#[derive(Debug, Clone)]
pub(super) struct Write {
    header: Option<String>,
    items: Vec<(u32, Record)>,
    known: Option<StorageProblem>,
    fate: Fate,
    finds_nothing: bool,
}

#[derive(Debug, Clone)]
enum Fate {
    /// There is nothing to write.
    Nothing,
    /// It is not tried.
    NotTried(StorageProblem),
    Written,
    Full,
    /// It may be on disk in the end all the same.
    Silent {
        is_written: bool,
    },
}

impl Disk {
    /// Begins to write; and after how many milliseconds it is known what became of that.
    pub(super) fn begin(
        &mut self,
        header: Option<String>,
        items: Vec<(u32, Record)>,
        weather: DiskWeather,
        chance: &mut Chance,
    ) -> (u64, Write) {
        let mut happens = |once_in| once_in > 0 && chance.once_in(once_in);
        let mut finds_nothing = false;
        let known = self.problem.clone();
        let (fate, after_ms) = if header.is_none() && items.is_empty() {
            (Fate::Nothing, 0)
        } else if let Some(problem) = known.clone().filter(StorageProblem::is_for_good) {
            (Fate::NotTried(problem), 0)
        } else {
            finds_nothing = self.header.is_some() && happens(weather.emptied);
            if self.refuses > 0 {
                self.refuses -= 1;
                (Fate::Full, 3)
            } else if happens(weather.full) {
                self.refuses = chance.below(8);
                (Fate::Full, 3)
            } else if happens(weather.silent) {
                let is_written = chance.once_in(2);
                (Fate::Silent { is_written }, DEADLINE_MS)
            } else if happens(weather.slow) {
                self.happened.slow += 1;
                (Fate::Written, 500 + chance.below(DEADLINE_MS - 500))
            } else {
                (Fate::Written, 1 + chance.below(5))
            }
        };
        let write = Write {
            header,
            items,
            known,
            fate,
            finds_nothing,
        };
        (after_ms, write)
    }

    /// What became of it.
    pub(super) fn end(&mut self, write: Write) -> Kept {
        if write.finds_nothing {
            self.header = None;
            self.items.clear();
            self.happened.emptied += 1;
            self.times_emptied += 1;
        }
        let known = write.known.clone();
        let (is_tried, written) = match write.fate.clone() {
            Fate::Nothing => (false, Ok(())),
            Fate::NotTried(problem) => (false, Err(problem)),
            Fate::Written => {
                self.put(write);
                (true, Ok(()))
            }
            Fate::Full => {
                self.happened.full += 1;
                (true, Err(StorageProblem::Full))
            }
            Fate::Silent { is_written } => {
                self.happened.silent += 1;
                if is_written {
                    self.put(write);
                }
                (true, Err(StorageProblem::Silent))
            }
        };
        if is_tried {
            self.problem = written.clone().err();
        }
        Kept::of(&written, known.as_ref(), self.times_emptied)
    }

    /// What is on disk when a page is gone in the middle of a write: all of that, or nothing.
    pub(super) fn is_left(&mut self, write: Write, chance: &mut Chance) {
        let may_be_written = matches!(write.fate, Fate::Written | Fate::Silent { .. });
        if may_be_written && !write.finds_nothing && chance.once_in(2) {
            self.put(write);
        }
    }

    fn put(&mut self, write: Write) {
        self.header = write.header.or_else(|| self.header.take());
        self.items.extend(write.items);
    }

    /// Another page opens it.
    pub(super) fn is_opened_anew(&mut self) {
        self.problem = None;
        self.times_emptied = 0;
    }

    /// What the page says of it.
    pub(super) fn problem(&self) -> Option<&StorageProblem> {
        self.problem.as_ref()
    }

    /// Whether the record of a profile tells of a request.
    pub(super) fn tells_of(&self, item: usize, client_request_id: &str) -> bool {
        let record = self.record(item);
        record.is_some_and(|record| record.text.contains(client_request_id))
    }

    pub(super) fn record(&self, item: usize) -> Option<&Record> {
        self.items.get(&u32::try_from(item).unwrap())
    }

    pub(super) fn says_that_it_is_over(&self) -> bool {
        self.header
            .as_deref()
            .is_some_and(|header| over_since(header).is_some())
    }

    /// What another page finds, where it is all there.
    pub(super) fn found(&self, count: usize) -> Option<(String, Vec<(u32, String)>)> {
        let header = self.header.clone()?;
        let records = self.items.iter();
        let records = records.map(|(at, record)| (*at, record.text.clone()));
        (self.items.len() == count).then(|| (header, records.collect()))
    }
}
