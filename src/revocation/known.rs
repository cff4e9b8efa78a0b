//! What is known of a profile before its token is revoked.

use super::NoAnswer;
use crate::graph::{Cause, LongWait, Profile, Refusal};

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

impl ReadFailure {
    /// Milliseconds to wait before another attempt, if Graph said so.
    pub(super) fn retry_after_ms(&self) -> Option<u64> {
        match self {
            Self::Refused(refusal) => refusal.retry_after_ms,
            Self::NoAnswer(_) => None,
        }
    }

    /// As [`Refusal::long_wait`] has it.
    pub fn long_wait(&self) -> Option<LongWait> {
        match self {
            Self::Refused(refusal) => refusal.long_wait(),
            Self::NoAnswer(_) => None,
        }
    }

    /// Whether Graph says that the collection holds no such profile.
    pub(super) fn is_not_found(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.cause == Cause::NotFound)
    }
}
