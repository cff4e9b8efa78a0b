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
    start::{header, set_up, signed_out},
};
use crate::{
    config::{Config, ConfigError, PageAddress},
    lazy,
    lazy::NotLoaded,
    session::Session,
};

/// Loads the screen of somebody who is signed in, and hands out the function that shows it.
pub(crate) type LoadSignedIn =
    fn() -> Pin<Box<dyn Future<Output = Result<fn(SignedInContext) -> AnyView, NotLoaded>>>>;

/// What the page shows, and what a person can make it do.
#[derive(Clone)]
pub(crate) struct App {
    /// Where the page stands.
    pub page: PageAddress,
    /// The configuration; `None` while it is being read.
    pub config: RwSignal<Option<Result<Config, ConfigError>>>,
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
}

/// The whole page: its banner, and the one thing there is to do now.
pub(crate) fn app(app: App) -> impl IntoView {
    let App {
        page,
        config,
        names_profile,
        session,
        sign_in,
        sign_out,
        signed_in,
    } = app;
    let main = dynamic(move || match config.get() {
        None => starting(),
        Some(Err(error)) => {
            let page = page.clone();
            lazily(set_up_part, move |set_up| set_up(error.clone(), &page))
        }
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
        header(session, sign_out),
        el("main").child(main),
        el("footer")
            .child(el("p").text(|w| w.privacy))
            .child(el("p").children(version())),
    ])
}

lazy! {
    /// The screen of a page that has no usable configuration.
    fn set_up_part in set_up -> fn(ConfigError, &PageAddress) -> AnyView = set_up;
}

fn starting() -> AnyView {
    El::group([
        el("h1").text(|w| w.heading),
        el("p").attr("role", "status").text(|w| w.starting),
    ])
}
