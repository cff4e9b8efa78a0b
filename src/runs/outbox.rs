//! The outbox of a run: what is sent once its record is kept.

/// What waits for the disk, and what is known of that. Only [`batch`](super::batch) lets anything out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outbox<T> {
    /// What goes out with the next write.
    pub sends: Vec<T>,
    /// Which write it is of which nothing is known yet.
    pub under_way: Option<u32>,
    /// How many there have been.
    pub writes: u32,
    /// How often the database had been emptied when all of the run was on disk.
    pub times_emptied: u32,
    /// Whether records that were to be kept were not.
    pub is_behind: bool,
}

impl<T> Default for Outbox<T> {
    fn default() -> Self {
        Self {
            sends: Vec::new(),
            under_way: None,
            writes: 0,
            times_emptied: 0,
            is_behind: false,
        }
    }
}
