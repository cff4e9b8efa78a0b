//! What a text holds.

use std::{fmt, mem};

use super::{
    naming::Thing,
    token::{HiddenText, TokenSecret},
};
use crate::profile::{ProfileId, ProfileType};

/// The longest text that is read, in bytes: 5 MiB.
pub const LONGEST_TEXT: usize = 5 * 1024 * 1024;

/// How many profiles, names and tokens are taken from one text, and how many lines that hold none of them.
pub const MOST: usize = 10_000;

/// Why a text is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasteProblem {
    /// It is longer than [`LONGEST_TEXT`].
    TooLarge,
    /// It holds more than [`MOST`] different profiles, names and tokens, or as many lines without any.
    TooMany,
}

/// What a text holds. `found`, `duplicates` and `not_recognised` together are all that it mentions, but for IDs of other
/// things.
#[derive(Debug, PartialEq, Eq, Default)]
pub struct Pasted {
    /// What was recognised, in the order of the text, each once.
    pub found: Vec<Found>,
    /// How often something was mentioned again.
    pub duplicates: usize,
    /// What was not recognised, in the order of the text.
    pub not_recognised: Vec<NotRecognised>,
    /// How many different IDs of each other thing it names.
    pub others: Vec<(Thing, usize)>,
}

impl Pasted {
    /// The tokens, and what may be some.
    pub fn tokens(&self) -> impl Iterator<Item = &TokenSecret> {
        self.found.iter().filter_map(|found| match &found.what {
            Recognised::Token(token) | Recognised::TokenOrName(token, _) => Some(token),
            _ => None,
        })
    }

    /// The profiles, without names and tokens.
    pub fn profiles(&self) -> impl Iterator<Item = &Reference> {
        self.found.iter().filter_map(|found| match &found.what {
            Recognised::Profile(reference) => Some(reference),
            _ => None,
        })
    }
}

/// Something that was recognised, and where it was first mentioned.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    pub place: Place,
    pub what: Recognised,
}

/// What can be recognised.
#[derive(Debug, PartialEq, Eq)]
pub enum Recognised {
    /// A profile, by its ID.
    Profile(Reference),
    /// Perhaps a profile's name, at most 256 characters: [`NameIndex`] tells.
    Name(String),
    /// An enrollment token, which tells its profile from others only by comparison.
    Token(TokenSecret),
    /// What has the form of an enrollment token, and may as well be a name, or a word of this one. Neither is shown.
    TokenOrName(TokenSecret, HiddenText),
}

impl Recognised {
    pub(super) fn is_said_to_be_a_token(&mut self) {
        let nothing = Self::Name(String::new());
        *self = match mem::replace(self, nothing) {
            Self::TokenOrName(token, _) => Self::Token(token),
            other => other,
        };
    }
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line, from 1.
    Line(usize),
    /// An object or a string of a JSON text, from 1.
    Element(usize),
}

/// A profile as a text names it.
///
/// Shown as text that is recognised as the same profile again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    pub profile_id: ProfileId,
    /// The collection, if the text tells.
    pub profile_type: Option<ProfileType>,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(profile_type) = self.profile_type {
            f.write_str(profile_type.collection())?;
            f.write_str("/")?;
        }
        f.write_str(self.profile_id.as_str())
    }
}

/// A line, or an element of a JSON text, in which nothing was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRecognised {
    pub place: Place,
    /// Its first 80 characters, without control characters; empty where they might show a secret.
    pub excerpt: String,
    pub reason: Reason,
}

/// Why nothing was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A link that names no profile.
    LinkWithoutProfile,
    /// A link in which any of several IDs might be the profile's.
    AmbiguousLink,
    /// An ID that the text calls that of something else, such as a tenant or a device.
    OtherId(Thing),
    /// An ID of which the end was left out.
    CutOff,
    /// A JSON object of another type, such as a group.
    OtherType,
    /// JSON, or a row of a CSV file, without an ID.
    WithoutId,
    /// Enrollment data, or another secret, without a token that could be read.
    Secret,
    /// Too long for a name.
    TooLong,
    /// A text in a text in a text, and so on, or too much of it.
    TooDeep,
}
