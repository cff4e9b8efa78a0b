//! The whole page.

use std::pin::Pin;

use leptos::prelude::*;

use super::{
    common::{
        about::version,
        html::{El, dynamic, el},
        lazy_view::lazily,
        sign_in_notice::cannot_start,
    },
    signed_in::SignedInContext,
    start::{header, signed_out},
};
use crate::{
    config::Config, lazy::NotLoaded, session::Session, tenants::NoTenant,
    ui::common::signal::RwSignal,
};

/// Loads the screen of somebody who is signed in, and hands out the function that shows it.
pub(crate) type LoadSignedIn =
    fn() -> Pin<Box<dyn Future<Output = Result<fn(SignedInContext) -> AnyView, NotLoaded>>>>;

/// Loads the screen of a page of which no tenant is chosen yet, and hands out the function that shows it.
pub(crate) type LoadSetUp =
    fn() -> Pin<Box<dyn Future<Output = Result<fn(NoTenant) -> AnyView, NotLoaded>>>>;

/// What the page shows, and what a person can make it do.
#[derive(Clone, Copy)]
pub(crate) struct App {
    /// The tenant; `None` while the configuration is being read.
    pub config: RwSignal<Option<Result<Config, NoTenant>>>,
    /// Whether the address names a profile.
    pub names_profile: bool,
    /// Who is signed in.
    pub session: RwSignal<Session>,
    /// Takes the person to the sign-in host.
    pub sign_in: Callback<()>,
    /// Signs the person out.
    pub sign_out: Callback<()>,
    /// Loads the screen of somebody who is signed in.
    pub signed_in: LoadSignedIn,
    /// Loads the screen of a page of which no tenant is chosen yet.
    pub set_up: LoadSetUp,
}

/// The whole page: its banner, and the one thing there is to do now.
pub(crate) fn app(app: App) -> impl IntoView {
    let App {
        config,
        names_profile,
        session,
        sign_in,
        sign_out,
        signed_in,
        set_up,
    } = app;
    let main = dynamic(move || match config.get() {
        None => starting(),
        Some(Err(why)) => lazily(set_up, move |show| show(why.clone())),
        Some(Ok(config)) => dynamic(move || match session.get() {
            Session::Starting => starting(),
            Session::Unavailable { code } => cannot_start(|w| &w.unavailable, code),
            Session::NothingKept { code } => cannot_start(|w| &w.nothing_kept, code),
            Session::SignedOut { failure } => {
                signed_out(&config, failure, false, names_profile, sign_in)
            }
            Session::SigningIn => signed_out(&config, None, true, names_profile, sign_in),
            Session::SignedIn(account) => {
                let context = SignedInContext {
                    config: config.clone(),
                    account,
                    sign_in,
                    sign_out,
                };
                El::views([
                    el("h1").text(|w| w.heading).into_render(),
                    lazily(signed_in, move |begin| begin(context.clone())),
                ])
            }
        }),
    });
    El::group([
        header(config, session, sign_out),
        el("main").child(main),
        el("footer")
            .child(el("p").text(|w| w.privacy))
            .child(el("p").children(version())),
    ])
}

/// What is shown until it is known what there is to do.
pub(crate) fn starting() -> AnyView {
    El::group([
        el("h1").text(|w| w.heading),
        el("p").attr("role", "status").text(|w| w.starting),
    ])
}
