//! The snapshot of a profile that is shown before its token is revoked.

use crate::graph::{EnrollmentMode, Profile, ReadFailure};

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

impl ProfileSnapshot {
    /// Whether its QR code holds a Wi-Fi password.
    pub(crate) fn is_aosp(&self) -> bool {
        match self {
            Self::Profile(profile) => profile.mode.as_ref().is_some_and(EnrollmentMode::is_aosp),
            Self::NotRead | Self::Unreadable(_) => false,
        }
    }

    /// The profile's name, if it is known and has one.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::Profile(profile) => {
                Some(profile.name.as_str()).filter(|name| !name.trim().is_empty())
            }
            Self::NotRead | Self::Unreadable(_) => None,
        }
    }

    /// Whether Graph says that there is no such profile.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Self::Unreadable(failure) if failure.is_not_found())
    }
}
