//! IDs in running text, and what the text calls them.

use crate::{
    guid::Guid,
    profile::{ProfileId, ProfileType},
};

use super::text;

/// Of what an ID is, by the name before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A profile: `profileId`, `id`.
    Profile,
    /// Something else: `tenantId`, `#@`.
    Other,
    /// The text does not say.
    Unsaid,
}

/// What else has IDs that stand near those of profiles.
const OTHERS: [&str; 22] = [
    "account",
    "activity",
    "app",
    "application",
    "assignment",
    "client",
    "correlation",
    "device",
    "directory",
    "filter",
    "group",
    "object",
    "organization",
    "policy",
    "request",
    "role",
    "session",
    "subscription",
    "tag",
    "tenant",
    "trace",
    "user",
];

/// How far before an ID its name is looked for, in bytes.
const NEAR: usize = 60;

/// Whether a field of this name holds the ID of a profile: `id`, `Profile ID`, `EnrollmentProfileId`.
pub fn is_id_name(name: &str) -> bool {
    let name = text::key(name);
    name == "id" || name.ends_with("profileid")
}

/// Reads one word: a GUID with or without hyphens, or `AOSP-` and a GUID.
pub fn read(word: &str) -> Option<ProfileId> {
    match word.len() {
        32 if word.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            let part = |from, to| word.get(from..to).unwrap_or_default();
            let guid = [
                part(0, 8),
                part(8, 12),
                part(12, 16),
                part(16, 20),
                part(20, 32),
            ];
            ProfileId::parse(&guid.join("-")).ok()
        }
        36 => Guid::parse(word).and_then(|guid| ProfileId::parse(guid.as_str()).ok()),
        41 => ProfileId::parse(word).ok(),
        _ => None,
    }
}

/// The IDs in a text from some byte on, in order. What is before may name the first.
pub fn mentions(text: &str, from: usize) -> impl Iterator<Item = (ProfileId, Role)> {
    let mut end = from;
    text.get(from..)
        .unwrap_or_default()
        .split_inclusive(|char: char| !(char.is_ascii_alphanumeric() || char == '-'))
        .filter_map(move |piece| {
            let start = end;
            end += piece.len();
            let word = piece.trim_matches(|char: char| !char.is_ascii_alphanumeric());
            let id = read(word)?;
            Some((id, role(text.get(..start)?)))
        })
}

/// The one ID in a text that may be a profile's.
pub fn only(text: &str) -> Option<ProfileId> {
    let mut ids = mentions(text, 0).filter(|(_, role)| *role != Role::Other);
    match (ids.next(), ids.next()) {
        (Some((id, _)), None) => Some(id),
        _ => None,
    }
}

/// The collection that a text names: by its name, its type's or the one in deep links.
pub fn profile_type(text: &str) -> Option<ProfileType> {
    ProfileType::ALL.into_iter().find(|known| {
        // The name of the type is the collection's without the last letter.
        let collection = known.collection();
        text::contains(
            text,
            collection.get(..collection.len() - 1).unwrap_or(collection),
        ) || text::key(text).eq_ignore_ascii_case(known.key())
    })
}

/// What an ID is called by the text before it.
fn role(before: &str) -> Role {
    let mut start = before.len().saturating_sub(NEAR);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let near = before.get(start..).unwrap_or_default();
    if near.ends_with('@') {
        return Role::Other;
    }
    let name_end = near.trim_end_matches(|char: char| " \t\"'`{[(<>/\\=:~-".contains(char));
    let name = name_end
        .rsplit(|char: char| !(char.is_ascii_alphanumeric() || " _-.".contains(char)))
        .next()
        .unwrap_or_default();
    if is_id_name(name) {
        return Role::Profile;
    }
    let name = text::key(name);
    let stem = name
        .strip_suffix("ids")
        .or_else(|| name.strip_suffix("id"))
        .unwrap_or_default();
    if OTHERS.iter().any(|other| stem.ends_with(other)) {
        Role::Other
    } else {
        Role::Unsaid
    }
}
