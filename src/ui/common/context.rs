//! Props that every screen is given.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    actions::RevocationAction, config::Config, session::Account, theme::Theme, time::Time,
    ui::common::signal::RwSignal,
};

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

/// Where what the page shows can go besides the clipboard and a file, found in the context.
#[derive(Clone, Copy)]
pub(crate) struct Output {
    /// Prints the page.
    pub print: Callback<()>,
    /// Hands a text to another app, where the browser can.
    pub share: Option<Callback<String>>,
}

/// The theme that the page is in, found in the context.
#[derive(Clone, Copy)]
pub(crate) struct CurrentTheme {
    pub theme: RwSignal<Theme>,
    pub choose: Callback<Theme>,
}

/// A place in the banner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BannerPart {
    Tenant,
    Tools,
    Account,
}

type MakeBannerPart = Arc<dyn Fn(BannerPart) -> AnyView + Send + Sync>;

/// What the screen of somebody who is signed in adds to the banner, found in the context.
#[derive(Clone, Copy)]
pub(crate) struct BannerTools(pub RwSignal<Option<MakeBannerPart>>);
