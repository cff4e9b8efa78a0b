//! Failures of reading: a refusal, no answer, no token.

use super::{
    answer::{Cause, LongWait, Refusal},
    profile::Profile,
};
use crate::keyed::keyed;

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// The browser says that it is offline.
    Offline,
    /// The connection failed, or something between here and Graph blocked it. A browser does not tell which.
    Blocked,
    /// A content security policy that the web server sends does not allow the page to reach Graph: the browser sent nothing.
    Policy,
    /// The answer did not come within the deadline.
    TimedOut,
    /// The page was closed before the answer came.
    Interrupted,
}

keyed! {
    NoAnswer {
        Offline => "offline",
        Blocked => "blocked",
        Policy => "policy",
        TimedOut => "timedOut",
        Interrupted => "interrupted",
    }
}

/// The profile, or why it could not be read.
pub type ProfileReading = Result<Profile, ReadFailure>;

/// Why a profile could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFailure {
    /// Graph refused.
    Refused(Box<Refusal>),
    NoAnswer(NoAnswer),
}

impl ReadFailure {
    /// Milliseconds to wait before another attempt, if Graph said so.
    pub(crate) fn retry_after_ms(&self) -> Option<u64> {
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
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Self::Refused(refusal) if refusal.cause == Cause::NotFound)
    }
}
