//! A profile in the list.

use super::key::Key;
use crate::{graph::Profile, text::search};

/// A profile in the list, with what a search looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The profile.
    pub profile: Profile,
    /// Name and ID, as words are looked for in them.
    pub(super) searched: String,
    pub(super) key: Key,
    pub(super) generation: u32,
}

impl Row {
    pub(super) fn new(profile: Profile, generation: u32) -> Self {
        let mut searched = search::normal(&profile.name);
        searched.push('\n');
        searched.push_str(profile.id.as_str());
        Self {
            key: Key::of_profile(&profile),
            profile,
            searched,
            generation,
        }
    }
}
