//! A profile in the list.

use super::key::ProfileKey;
use crate::{graph::Profile, text::search};

/// A profile in the list, with what a search looks at.
#[derive(Debug, Clone)]
pub(crate) struct ListRow {
    pub profile: Profile,
    /// Name and ID, as words are looked for in them.
    pub(super) searched: String,
    pub(super) key: ProfileKey,
    pub(super) generation: u32,
}

/// A row that was read again and says the same is the same row, and is not drawn anew; the rest follows from the profile, or is
/// about the reading.
impl PartialEq for ListRow {
    fn eq(&self, other: &Self) -> bool {
        self.profile == other.profile
    }
}

impl Eq for ListRow {}

impl ListRow {
    pub(super) fn new(profile: Profile, generation: u32) -> Self {
        let mut searched = search::normal(&profile.name);
        searched.push('\n');
        searched.push_str(profile.id.as_str());
        Self {
            key: ProfileKey::of_profile(&profile),
            profile,
            searched,
            generation,
        }
    }
}
