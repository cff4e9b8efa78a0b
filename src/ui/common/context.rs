//! Props that every screen is given.

use leptos::prelude::*;

use crate::{actions::RevocationAction, config::Config, session::Account, time::Time};

/// What everything on the screen may need.
#[derive(Clone)]
pub(crate) struct ScreenContext {
    pub config: Config,
    /// Who is signed in.
    pub account: Account,
    /// Takes the person to the sign-in host.
    pub sign_in: Callback<()>,
    /// The time, kept up to date while something counts down.
    pub now: RwSignal<Time>,
    /// Takes what the person wants of the revocation.
    pub on_action: Callback<RevocationAction>,
    pub save: Callback<File>,
}

/// A file for the person to keep.
pub(crate) struct File {
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    pub text: String,
}
