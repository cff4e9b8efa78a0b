//! What a sign-in has told about a set-up, from how the two collections could be read.

use crate::{
    graph::{Cause, ListFailure, PageProgress, ReadFailure},
    profiles::{Collection, Profiles},
    session::SignInCause,
};

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Yes,
    No,
    /// Nothing has told it so far.
    NotYet,
}

/// What a sign-in has told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SignedInReport {
    /// Whether the app was granted its permission.
    pub consent: Known,
    /// Whether the person has an Intune role that may read both collections.
    pub role: Known,
    /// Whether the tenant has Intune.
    pub licence: Known,
    /// Whether each collection was read.
    pub collections: [Known; 2],
}

impl SignedInReport {
    pub(crate) fn of(profiles: &Profiles) -> Self {
        let [first, second] = profiles.collections().each_ref().map(of_collection);
        let both = |pick: fn(&Told) -> Known| match (pick(&first), pick(&second)) {
            (Known::No, _) | (_, Known::No) => Known::No,
            (Known::NotYet, other) | (other, Known::NotYet) => other,
            (Known::Yes, Known::Yes) => Known::Yes,
        };
        Self {
            consent: both(|told| told.consent),
            role: match both(|told| told.role) {
                // That one may be read says nothing of the other.
                Known::Yes if first.role != second.role => Known::NotYet,
                role => role,
            },
            licence: both(|told| told.licence),
            collections: [first.is_read, second.is_read],
        }
    }
}

/// What one collection has told.
struct Told {
    consent: Known,
    role: Known,
    licence: Known,
    is_read: Known,
}

fn of_collection(collection: &Collection) -> Told {
    use Known::{No, NotYet, Yes};

    let (consent, role, licence, is_read) = match &collection.pager.progress {
        PageProgress::Complete => (Yes, Yes, Yes, Yes),
        PageProgress::Failed(ListFailure::NoToken(failure)) => match failure.cause {
            SignInCause::ConsentMissing => (No, NotYet, NotYet, No),
            _ => (NotYet, NotYet, NotYet, No),
        },
        PageProgress::Failed(ListFailure::Read(ReadFailure::Refused(refusal))) => {
            match &refusal.cause {
                Cause::ScopeMissing(_) => (No, NotYet, NotYet, No),
                // Intune looks at the role once Graph has found the permission.
                Cause::RoleMissing => (Yes, No, NotYet, No),
                Cause::LicenceMissing => (Yes, NotYet, No, No),
                _ => (NotYet, NotYet, NotYet, No),
            }
        }
        PageProgress::Failed(_) => (NotYet, NotYet, NotYet, No),
        _ => (NotYet, NotYet, NotYet, NotYet),
    };
    Told {
        consent,
        role,
        licence,
        is_read,
    }
}
