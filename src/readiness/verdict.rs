//! What follows of what was seen, and of what the person's roles allow.

use super::{
    seen::{Seen, SeenAnswer, SeenInCollection},
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
    /// Whether it is renewed by itself for another hour.
    pub lasts: Known,
}

/// What the person's roles are said to allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RolesTold {
    pub allowed: AllowedActions,
    /// When they were read, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_ms: i64,
}

impl Readiness {
    /// What was seen outweighs what the roles are said to allow.
    pub(crate) fn of(seen: Seen, roles: Option<&RolesTold>) -> Self {
        let was_seen = |answer: Result<(), Why>| {
            let mut all = seen.collections.iter().flat_map(|of| [of.list, of.change]);
            all.any(|seen| seen.is_some_and(|seen| seen.answer == answer))
        };
        let [first, second] = seen.collections;
        let tells = Tells {
            has_permission: seen.has_permission,
            roles,
        };
        Self {
            read: [tells.read(first), tells.read(second)],
            revoke: [
                tells.revoke(first, ProfileType::AndroidForWork),
                tells.revoke(second, ProfileType::DeviceOwner),
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
            lasts: match seen.has_token {
                Some(false) => Known::No(Why::SignIn),
                _ => flag(seen.lasts, Why::SignInEnds),
            },
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

/// What tells something where nothing was seen.
#[derive(Clone, Copy)]
struct Tells<'a> {
    has_permission: Option<bool>,
    roles: Option<&'a RolesTold>,
}

impl Tells<'_> {
    fn read(self, seen: SeenInCollection) -> Known {
        let by_name = self.of(READ);
        match seen.list {
            Some(list) if self.are_newer(list) && by_name == Known::Yes => Known::Unclear,
            Some(list) => list.answer.into(),
            // One name is for both collections: who has it may be refused one of them all the same.
            None if by_name == Known::Yes => Known::Unclear,
            None => by_name,
        }
    }

    fn revoke(self, seen: SeenInCollection, profile_type: ProfileType) -> Known {
        let by_name = self.of(update(profile_type));
        if let Some(change) = seen.change {
            return if self.are_newer(change) && by_name == Known::Yes {
                by_name
            } else {
                change.answer.into()
            };
        }
        // The permission to change is one to read as well: who lacks the one lacks the other.
        match seen.list.map(|list| list.answer) {
            Some(Err(why @ (Why::App | Why::Licence))) => Known::No(why),
            _ => by_name,
        }
    }

    /// Whether the roles were read after something was refused for want of one.
    fn are_newer(self, seen: SeenAnswer) -> bool {
        matches!(seen.answer, Err(Why::Role | Why::Refused))
            && self.roles.is_some_and(|roles| roles.at_ms > seen.at_ms)
    }

    fn of(self, action: &str) -> Known {
        if self.has_permission == Some(false) {
            return Known::No(Why::App);
        }
        match self.roles.and_then(|roles| roles.allowed.tells(action)) {
            Some(true) => Known::Yes,
            Some(false) => Known::No(Why::Role),
            None => Known::Unclear,
        }
    }
}

fn flag(is_so: Option<bool>, why: Why) -> Known {
    match is_so {
        Some(true) => Known::Yes,
        Some(false) => Known::No(why),
        None => Known::Unclear,
    }
}
