//! The entries of the activity: searched, and exported.

use std::cmp::Reverse;

use super::{entry::ActivityEntry, record};
use crate::{sort::sort_by, text::search::SearchTerms, time::Time};

/// What this browser remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Memory {
    /// What was last comes first.
    entries: Vec<ActivityEntry>,
    unreadable: Vec<Unreadable>,
}

/// A record that cannot be read, for all that this page knows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unreadable {
    key: String,
    /// When it is of, if at least that can be read: a later version of this page may have written it.
    at_ms: Option<i64>,
}

impl Memory {
    /// Reads what is stored: pairs of key and text, in any order.
    pub(crate) fn read(records: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut memory = Self::default();
        for (key, text) in records {
            match record::parse(&text) {
                Ok((what, at_ms)) => memory.entries.push(ActivityEntry::new(key, at_ms, what)),
                Err(at_ms) => memory.unreadable.push(Unreadable { key, at_ms }),
            }
        }
        memory.sort();
        memory
    }

    /// Drops what is stored under these keys.
    pub(crate) fn forget(&mut self, keys: &[String]) {
        self.entries.retain(|entry| !keys.contains(&entry.key));
        self.unreadable.retain(|record| !keys.contains(&record.key));
    }

    /// The entries, the last one first.
    pub(crate) fn entries(&self) -> &[ActivityEntry] {
        &self.entries
    }

    /// How many records there are that cannot be read.
    pub(crate) fn unreadable(&self) -> usize {
        self.unreadable.len()
    }

    /// The entries in which every word is found.
    pub(crate) fn search(&self, search: &str) -> Vec<&ActivityEntry> {
        let words = SearchTerms::of(search);
        let found = |entry: &&ActivityEntry| words.are_in(&entry.searched);
        self.entries.iter().filter(found).collect()
    }

    /// The keys of the records that are to be deleted now: those that are over [`KEEP_DAYS`] old or over [`MOST_AHEAD_DAYS`]
    /// ahead, and those of which nobody can tell how old they are.
    ///
    /// A clock that was put back makes nothing go: what is dated ahead stays until it is [`KEEP_DAYS`] old.
    pub(crate) fn expired(&self, now: Time) -> Vec<String> {
        let kept = |at_ms| ActivityEntry::is_kept(at_ms, now.unix_ms);
        let entries = self
            .entries
            .iter()
            .filter(|entry| !kept(entry.at_ms))
            .map(|entry| &entry.key);
        let unreadable = self
            .unreadable
            .iter()
            .filter(|record| !record.at_ms.is_some_and(kept))
            .map(|record| &record.key);
        entries.chain(unreadable).cloned().collect()
    }

    /// Everything as one JSON text.
    pub(crate) fn export(&self, now: Time) -> String {
        record::export(&self.entries, self.unreadable.len(), now)
    }

    fn sort(&mut self) {
        sort_by(&mut self.entries, |a, b| {
            // Of what was over in the same second, what began later is the later one.
            let last = |entry: &ActivityEntry| Reverse((entry.at_ms, entry.what.began_ms()));
            let order = last(a).cmp(&last(b));
            order.then_with(|| a.key.cmp(&b.key))
        });
    }
}
