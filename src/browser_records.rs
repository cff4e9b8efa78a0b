//! The records in this browser's database: their stores and keys, and why keeping one can fail.

/// Where a text is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordKey {
    /// What is known of a run as a whole, by the run's id.
    Run(String),
    /// One profile of a run, by the run's id and its place in the run.
    Item(String, u32),
    /// An entry of the activity, by its id.
    Activity(String),
}

/// Texts that are read all at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordStore {
    /// What is known of each run as a whole.
    Runs,
    Activity,
}

/// What is changed in one go: all of it, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordChange {
    Put(RecordKey, String),
    /// Deletes a text, if there is one.
    Delete(RecordKey),
    /// Deletes a run, by its id, and all its profiles.
    DeleteRun(String),
}

/// What became of records that are to be on disk before what they tell of goes out.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// They are on disk.
    Yes {
        /// How often the database has been emptied since the page is there, so that all is gone but what was put afterwards.
        times_emptied: u32,
    },
    /// They are not, and the person does not know that yet.
    Not,
    /// They are not, and before they were to be written the page said already that this browser does not keep them.
    NotAsKnown,
}

impl Kept {
    /// What became of records of which this is what the database said; `known` is what the page said of it before.
    pub(crate) fn of(
        written: &Result<(), StorageProblem>,
        known: Option<&StorageProblem>,
        times_emptied: u32,
    ) -> Self {
        match (written, known) {
            (Ok(()), _) => Self::Yes { times_emptied },
            (Err(_), None) => Self::Not,
            (Err(_), Some(_)) => Self::NotAsKnown,
        }
    }
}

/// Why the browser could not keep something, or read it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StorageProblem {
    /// The browser has no database for this page: it is switched off, or a private window has none.
    Unavailable,
    /// The disk, or the share of it that the browser allows, is full.
    Full,
    /// Another tab has, or waits for, a database of another version of this page.
    Blocked,
    /// The database does not answer.
    Silent,
    /// Anything else, in the browser's words.
    Failed(String),
}

impl StorageProblem {
    /// Whether nothing is tried any more: what did not answer once would only keep everybody waiting again.
    pub(crate) fn is_for_good(&self) -> bool {
        matches!(self, Self::Silent)
    }
}
