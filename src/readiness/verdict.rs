//! What follows of what was seen, and of what the person's roles allow.

use super::{
    seen::{Seen, SeenInCollection},
    word::{Known, Why},
};
use crate::{graph::AllowedActions, profile::ProfileType};

/// The action of reading, one for both collections.
const READ: &str = "AndroidSync_Read";

/// What this account may do here. The collections are in the order of [`ProfileType::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Readiness {
    pub read: [Known; 2],
    pub revoke: [Known; 2],
    /// Whether the tenant has a licence of Intune, without which Graph answers nothing of it:
    /// <https://learn.microsoft.com/graph/api/resources/intune-graph-overview>.
    pub licence: Known,
    /// Whether the clock of the device is right.
    pub clock: Known,
    /// Whether the sign-in still gives tokens.
    pub sign_in: Known,
}

impl Readiness {
    /// What was seen outweighs what the roles are said to allow.
    pub(crate) fn of(seen: Seen, allowed: Option<&AllowedActions>) -> Self {
        let was_seen = |answer: Result<(), Why>| {
            let mut all = seen.collections.iter();
            all.any(|of| [of.list, of.change].contains(&Some(answer)))
        };
        let [first, second] = seen.collections;
        Self {
            read: [read(first, allowed), read(second, allowed)],
            revoke: [
                revoke(first, allowed, ProfileType::AndroidForWork),
                revoke(second, allowed, ProfileType::DeviceOwner),
            ],
            licence: if was_seen(Err(Why::Licence)) {
                Known::No(Why::Licence)
            } else if was_seen(Ok(())) {
                Known::Yes
            } else {
                Known::Unclear
            },
            clock: flag(seen.clock_is_right, Why::Clock),
            sign_in: flag(seen.has_token, Why::SignIn),
        }
    }
}

/// The action of changing a token of a profile.
///
/// Of Android for Work it is named after its binding with Google, which the same role permission is for.
fn update(profile_type: ProfileType) -> &'static str {
    match profile_type {
        ProfileType::AndroidForWork => "AndroidSync_UpdateOnboarding",
        ProfileType::DeviceOwner => "AndroidSync_UpdateEnrollmentProfiles",
    }
}

fn read(seen: SeenInCollection, allowed: Option<&AllowedActions>) -> Known {
    match seen.list {
        Some(list) => list.into(),
        // One name is for both collections: who has it may be refused one of them all the same.
        None => match tells(allowed, READ) {
            Some(false) => Known::No(Why::Role),
            _ => Known::Unclear,
        },
    }
}

fn revoke(
    seen: SeenInCollection,
    allowed: Option<&AllowedActions>,
    profile_type: ProfileType,
) -> Known {
    if let Some(change) = seen.change {
        return change.into();
    }
    // The permission to change is one to read as well: who lacks the one lacks the other.
    if let Some(Err(why @ (Why::App | Why::Licence))) = seen.list {
        return Known::No(why);
    }
    match tells(allowed, update(profile_type)) {
        Some(true) => Known::Yes,
        Some(false) => Known::No(Why::Role),
        None => Known::Unclear,
    }
}

fn tells(allowed: Option<&AllowedActions>, action: &str) -> Option<bool> {
    allowed?.tells(action)
}

fn flag(is_so: Option<bool>, why: Why) -> Known {
    match is_so {
        Some(true) => Known::Yes,
        Some(false) => Known::No(why),
        None => Known::Unclear,
    }
}
