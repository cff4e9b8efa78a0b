//! Risks: what about a token is worth a second look.

use crate::{
    graph::{EnrollmentMode, Profile, TokenType},
    time::DAY_MS,
    token::TokenState,
};

/// What about a token that works is worth a second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Risk {
    /// It does not expire.
    NeverExpires,
    /// It works for more than a year from now.
    LongLived,
    /// Its profile is half a year old or more, and no device has enrolled with it.
    NeverUsed,
    /// It belongs to the profile that Intune makes by itself: without it, no device enrolls as fully managed by default.
    DefaultFullyManaged,
    /// It enrolls devices on behalf of users who come later.
    ///
    /// <https://learn.microsoft.com/mem/intune/enrollment/device-staging-overview>
    Staging,
}

const YEAR_MS: i64 = 365 * DAY_MS;
const LONG_AGO_MS: i64 = 180 * DAY_MS;

/// The name that Intune gives the profile it makes by itself.
///
/// <https://learn.microsoft.com/mem/intune/enrollment/android-fully-managed-enroll>
const DEFAULT_NAME: &str = "Default Fully Managed Profile";

impl Risk {
    /// What is worth a second look; nothing for a token that no longer works. `now_ms`: milliseconds since
    /// 1970-01-01T00:00:00Z.
    pub(crate) fn of(profile: &Profile, now_ms: i64) -> Vec<Self> {
        let mut risks = Vec::new();
        match profile.token_state(now_ms) {
            TokenState::NeverExpires => risks.push(Self::NeverExpires),
            TokenState::Active { expires_in_ms } if expires_in_ms > YEAR_MS => {
                risks.push(Self::LongLived);
            }
            TokenState::Active { .. } | TokenState::Unknown => {}
            TokenState::ExpiredOrRevoked { .. } => return risks,
        }
        let made = profile.token_created_ms.or(profile.created_ms);
        if profile.enrolled_devices == Some(0)
            && made.is_some_and(|made| now_ms.saturating_sub(made) >= LONG_AGO_MS)
        {
            risks.push(Self::NeverUsed);
        }
        if profile.mode == Some(EnrollmentMode::FullyManaged) && profile.name == DEFAULT_NAME {
            risks.push(Self::DefaultFullyManaged);
        }
        if profile.token_type == Some(TokenType::Staging) {
            risks.push(Self::Staging);
        }
        risks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        profile::{ProfileId, ProfileType},
        token::Expiry,
    };

    const NOW: i64 = 1_795_444_340_000;

    fn profile(expires: Expiry) -> Profile {
        Profile {
            id: ProfileId::parse("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9").unwrap(),
            profile_type: ProfileType::DeviceOwner,
            name: "Shop floor".into(),
            description: None,
            mode: Some(EnrollmentMode::Dedicated),
            token_type: Some(TokenType::Default),
            token_created_ms: Some(NOW - LONG_AGO_MS),
            token_expires: expires,
            enrolled_devices: Some(1),
            created_ms: None,
            modified_ms: None,
        }
    }

    #[test]
    fn how_long_a_token_still_works_is_judged_at_its_edges() {
        for (expires, expected) in [
            (Expiry::Null, vec![Risk::NeverExpires]),
            (Expiry::At(i64::MAX), vec![Risk::NeverExpires]),
            (Expiry::At(NOW + YEAR_MS + 1), vec![Risk::LongLived]),
            (Expiry::At(NOW + 65 * YEAR_MS), vec![Risk::LongLived]),
            (Expiry::At(NOW + YEAR_MS), vec![]),
            (Expiry::At(NOW + 1), vec![]),
            (Expiry::At(NOW), vec![]),
            (Expiry::Unknown, vec![]),
        ] {
            assert_eq!(Risk::of(&profile(expires), NOW), expected, "{expires:?}");
        }
    }

    #[test]
    fn a_token_that_nobody_used_for_half_a_year_is_pointed_out() {
        let with = |devices, token_created_ms, created_ms| {
            let unused = Profile {
                enrolled_devices: devices,
                token_created_ms,
                created_ms,
                ..profile(Expiry::At(NOW + 1))
            };
            Risk::of(&unused, NOW)
        };
        let old = Some(NOW - LONG_AGO_MS);
        assert_eq!(with(Some(0), old, None), [Risk::NeverUsed]);
        assert_eq!(with(Some(0), None, old), [Risk::NeverUsed]);
        // A new token of an old profile.
        assert_eq!(with(Some(0), Some(NOW), old), []);
        assert_eq!(with(Some(0), Some(NOW - LONG_AGO_MS + 1), None), []);
        assert_eq!(with(Some(0), None, None), []);
        assert_eq!(with(Some(0), Some(i64::MIN), None), [Risk::NeverUsed]);
        assert_eq!(with(Some(1), old, None), []);
        assert_eq!(with(None, old, None), []);
    }

    #[test]
    fn staging_and_the_default_profile_are_pointed_out_while_they_work() {
        let staging = Profile {
            token_type: Some(TokenType::Staging),
            ..profile(Expiry::At(NOW + 1))
        };
        assert_eq!(Risk::of(&staging, NOW), [Risk::Staging]);
        let default = Profile {
            name: DEFAULT_NAME.into(),
            mode: Some(EnrollmentMode::FullyManaged),
            token_type: Some(TokenType::Staging),
            enrolled_devices: Some(0),
            ..profile(Expiry::Null)
        };
        assert_eq!(
            Risk::of(&default, NOW),
            [
                Risk::NeverExpires,
                Risk::NeverUsed,
                Risk::DefaultFullyManaged,
                Risk::Staging
            ]
        );
        let inactive = Profile {
            token_expires: Expiry::At(NOW),
            ..default
        };
        assert_eq!(Risk::of(&inactive, NOW), []);
    }
}
