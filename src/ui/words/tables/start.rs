//! The words that are there from the start, for every part.

use crate::{cloud::Cloud, session::SignInCause, theme::Theme};

/// What happened, and what to do about it.
pub(crate) struct Advice {
    pub happened: &'static str,
    /// One or two sentences.
    pub next: &'static str,
}

pub(crate) struct StartStrings {
    pub product: &'static str,
    pub language: &'static str,
    pub starting: &'static str,
    pub loading: &'static str,
    pub not_loaded: &'static str,

    pub heading: &'static str,
    pub purposes: [&'static str; 3],
    pub link_names_profile: &'static str,
    pub another_tenant: &'static str,
    pub sign_in: &'static str,
    /// With a space before it where the language has one.
    pub with_microsoft: &'static str,
    pub try_again: &'static str,
    pub sign_out: &'static str,
    pub account: &'static str,
    pub account_id: &'static str,
    pub tenant_id: &'static str,
    pub switch_account: &'static str,
    pub theme: &'static str,
    pub theme_name: fn(Theme) -> &'static str,
    pub signing_in_here: &'static str,
    pub signing_in_elsewhere: &'static str,
    pub tenant: &'static str,
    pub cloud: &'static str,
    pub cloud_name: fn(Cloud) -> &'static str,
    pub sign_in_failed: &'static str,
    /// Where somebody else than the person has to help, it is in [`sign_in_help`](super::sign_in_help).
    pub sign_in_advice: fn(SignInCause) -> Option<Advice>,
    pub admin_consent_link: &'static str,
    pub unavailable: Advice,
    pub nothing_kept: Advice,
    pub reload: &'static str,
    pub privacy: &'static str,
    pub version: &'static str,
    pub source_code: &'static str,
    pub licences: &'static str,

    pub code: &'static str,
    pub message: &'static str,
    pub copy: &'static str,
    pub copy_what: fn(&str) -> String,
    pub copied: &'static str,
    pub copy_failed: &'static str,
}
