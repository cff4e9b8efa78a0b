//! How long a new token is to work, and how long Intune lets one work.

use crate::graph::{EnrollmentMode, Profile, TokenType};

/// How long a new token is to work: whole seconds, at least 1, and no more than Graph's `Int32` holds.
///
/// <https://learn.microsoft.com/graph/api/intune-androidforwork-androiddeviceownerenrollmentprofile-createtoken>
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TokenValidity(u32);

/// How long a token of a profile may work, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValidityLimit {
    /// Intune takes no more.
    Most(TokenValidity),
    /// Tokens of this mode do not expire. What Intune makes of the number that it wants all the same is not documented.
    NoExpiry,
    /// Nobody has said.
    NotKnown,
}

const DAY_S: u32 = 86_400;

impl TokenValidity {
    /// 90 days: what every mode takes.
    pub(crate) const DEFAULT: Self = Self(90 * DAY_S);

    /// 90 days, the most that a token of AOSP devices works.
    ///
    /// `AOSP_Token_Renew_Export.ps1` in <https://github.com/microsoft/mggraph-intune-samples>.
    const MOST_OF_AOSP: Self = Self(90 * DAY_S);

    /// 65 years of 365.25 days, the most that a token of dedicated devices or of staging works.
    ///
    /// <https://learn.microsoft.com/mem/intune/enrollment/android-kiosk-enroll>
    const MOST_OF_DEDICATED: Self = Self(2_051_244_000);

    /// The most that a request can ask for.
    const MOST: Self = Self(i32::MAX.unsigned_abs());

    /// What is offered, the shortest first; [`ValidityLimit`] says which of them may be.
    pub const OFFERED: [Self; 6] = [
        Self(DAY_S),
        Self(7 * DAY_S),
        Self(30 * DAY_S),
        Self::DEFAULT,
        Self(365 * DAY_S),
        Self::MOST_OF_DEDICATED,
    ];

    /// `None` for what Graph's `Int32` does not hold, and for what has no length.
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        let seconds = u32::try_from(seconds).ok()?;
        (1..=Self::MOST.0)
            .contains(&seconds)
            .then_some(Self(seconds))
    }

    /// So many days.
    pub fn from_days(days: i64) -> Option<Self> {
        Self::from_seconds(days.checked_mul(i64::from(DAY_S))?)
    }

    /// `tokenValidityInSeconds`.
    pub fn seconds(self) -> u32 {
        self.0
    }

    /// In milliseconds.
    pub fn ms(self) -> i64 {
        i64::from(self.0) * 1_000
    }

    /// The whole days in it.
    pub fn days(self) -> u32 {
        self.0 / DAY_S
    }
}

impl ValidityLimit {
    /// The limit of a profile's tokens.
    pub fn of(profile: &Profile) -> Self {
        let is_staging = profile.token_type == Some(TokenType::Staging);
        match &profile.mode {
            Some(mode) if mode.is_aosp() => Self::Most(TokenValidity::MOST_OF_AOSP),
            // The older collection has dedicated devices only.
            None | Some(EnrollmentMode::Dedicated) => Self::Most(TokenValidity::MOST_OF_DEDICATED),
            Some(EnrollmentMode::FullyManaged | EnrollmentMode::WorkProfile) if is_staging => {
                Self::Most(TokenValidity::MOST_OF_DEDICATED)
            }
            Some(EnrollmentMode::FullyManaged | EnrollmentMode::WorkProfile) => Self::NoExpiry,
            Some(_) => Self::NotKnown,
        }
    }

    /// The most that may be asked for.
    pub fn most(self) -> TokenValidity {
        match self {
            Self::Most(most) => most,
            Self::NoExpiry | Self::NotKnown => TokenValidity::MOST,
        }
    }
}
