//! How the rows of the list compare, by each thing that they say.

use std::cmp::Ordering;

use super::row::ListRow;
use crate::{
    graph::{EnrollmentMode, Profile},
    token::{Expiry, TokenState},
};

/// How two rows compare.
pub(crate) type Compare = fn(&ListRow, &ListRow) -> Ordering;

/// By `displayName`, in any case.
pub(crate) fn by_name(a: &ListRow, b: &ListRow) -> Ordering {
    a.searched.cmp(&b.searched)
}

pub(crate) fn by_type(a: &ListRow, b: &ListRow) -> Ordering {
    (a.profile.profile_type as u8).cmp(&(b.profile.profile_type as u8))
}

/// By `enrollmentMode`.
pub(crate) fn by_mode(a: &ListRow, b: &ListRow) -> Ordering {
    mode(&a.profile).cmp(mode(&b.profile))
}

/// By when the token expires or expired.
pub(crate) fn by_token(a: &ListRow, b: &ListRow) -> Ordering {
    expiry_ms(a.profile.token_expires).cmp(&expiry_ms(b.profile.token_expires))
}

/// By `enrolledDeviceCount`.
pub(crate) fn by_devices(a: &ListRow, b: &ListRow) -> Ordering {
    a.profile.enrolled_devices.cmp(&b.profile.enrolled_devices)
}

/// By `createdDateTime`.
pub(crate) fn by_created(a: &ListRow, b: &ListRow) -> Ordering {
    a.profile.created_ms.cmp(&b.profile.created_ms)
}

/// By `lastModifiedDateTime`.
pub(crate) fn by_modified(a: &ListRow, b: &ListRow) -> Ordering {
    a.profile.modified_ms.cmp(&b.profile.modified_ms)
}

/// Graph's name of the mode; empty for a profile that has none.
pub(super) fn mode(profile: &Profile) -> &str {
    profile.mode.as_ref().map_or("", EnrollmentMode::as_str)
}

/// When a token expires: what never does comes behind all that does, and what is not known behind that.
fn expiry_ms(expires: Expiry) -> (u8, i64) {
    // Whether it has expired does not change the order, so any moment will do.
    match expires.state(0) {
        TokenState::NeverExpires => (1, 0),
        TokenState::Unknown => (2, 0),
        TokenState::Active { .. } | TokenState::ExpiredOrRevoked { .. } => match expires {
            Expiry::At(ms) => (0, ms),
            Expiry::Null | Expiry::Unknown => (2, 0),
        },
    }
}
