//! A profile as a number.

use crate::{
    graph::Profile,
    profile::{ProfileId, ProfileType, Target},
};

/// A profile among all: its collection and its GUID. A number, so that ten thousand are compared in no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ProfileKey(u8, u128);

impl ProfileKey {
    pub(super) fn of_profile(profile: &Profile) -> Self {
        Self::new(profile.profile_type, &profile.id)
    }

    pub(super) fn of(target: &Target) -> Self {
        Self::new(target.profile_type, &target.profile_id)
    }

    fn new(profile_type: ProfileType, id: &ProfileId) -> Self {
        let digits = id.bare().chars().filter_map(|digit| digit.to_digit(16));
        let number = digits.fold(0, |number: u128, digit| (number << 4) | u128::from(digit));
        Self(profile_type as u8, number)
    }
}
