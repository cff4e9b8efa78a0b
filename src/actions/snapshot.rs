//! The snapshot of a profile that is shown before its token is revoked.

use crate::graph::{Profile, ReadFailure};

/// What is known of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileSnapshot {
    /// It was not read yet.
    NotRead,
    /// What it says of itself.
    Profile(Profile),
    /// It could not be read.
    Unreadable(ReadFailure),
}
