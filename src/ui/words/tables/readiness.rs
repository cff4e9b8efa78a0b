//! The words for what an account may do here.

use crate::{
    profile::ProfileType,
    readiness::{Known, OfBoth, Why},
};

pub(crate) struct ReadinessStrings {
    pub line: fn(read: OfBoth, revoke: OfBoth) -> String,
    pub lead: &'static str,
    pub read: fn(ProfileType) -> &'static str,
    pub revoke: fn(ProfileType) -> &'static str,
    pub licence: &'static str,
    pub clock: &'static str,
    pub sign_in: &'static str,
    /// Whether the sign-in is renewed by itself for another hour.
    pub lasts: &'static str,
    /// At the end of the line, where the sign-in has ended or ends soon.
    pub sign_in_ends: fn(Why) -> &'static str,
    /// When the sign-in ends, if the sign-in host has said that.
    pub sign_in_note: fn(ends: Option<&str>) -> String,
    pub known: fn(Known) -> &'static str,
    pub needs: &'static str,
    pub look: &'static str,
    pub look_again: &'static str,
    pub looking: &'static str,
    pub told: &'static str,
    pub not_told: &'static str,
    pub hint: fn(Why) -> &'static str,
}
