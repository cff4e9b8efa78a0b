//! What is known of a profile before its token is revoked.

use super::NoAnswer;
use crate::graph::{Profile, Refusal};

/// What is known of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It was not read yet.
    Nothing,
    /// What it says of itself.
    Profile(Profile),
    /// It could not be read.
    Unread(ReadFailure),
}

/// The profile, or why it could not be read.
pub type Reading = Result<Profile, ReadFailure>;

/// Why a profile could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFailure {
    /// Graph refused.
    Refused(Box<Refusal>),
    /// No answer came.
    NoAnswer(NoAnswer),
}
