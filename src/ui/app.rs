//! The whole page.

use leptos::prelude::*;

use super::{
    banner::banner,
    confirmation::confirmation,
    html::{El, dynamic, el},
    outcome::outcome,
    revoke_form::revoke_form,
    set_up::set_up,
    sign_in_notice::unavailable,
    signed_out::signed_out,
};
use crate::{
    config::{Config, ConfigError, PageAddress},
    profile::DeepLink,
    revocation::{Event, Revocation},
    session::Session,
};

/// What the page shows, and what a person can make it do.
pub struct App {
    /// Where the page stands.
    pub page: PageAddress,
    /// What the address asks the form to be filled with.
    pub deep_link: RwSignal<DeepLink>,
    /// The configuration; `None` while it is being read.
    pub config: RwSignal<Option<Result<Config, ConfigError>>>,
    /// Who is signed in.
    pub session: RwSignal<Session>,
    /// Takes the person to the sign-in host.
    pub sign_in: Callback<()>,
    /// Signs the person out.
    pub sign_out: Callback<()>,
    /// Where the revocation stands.
    pub revocation: RwSignal<Revocation>,
    /// Takes what the person wants of it.
    pub on_revocation: Callback<Event>,
}

/// The whole page: its banner, and the one thing there is to do now.
pub fn app(app: App) -> impl IntoView {
    let App {
        page,
        deep_link,
        config,
        session,
        sign_in,
        sign_out,
        revocation,
        on_revocation,
    } = app;
    let form = move |config: &Config, account| {
        El::group([
            el("h1").text(|w| w.heading),
            revoke_form(deep_link.get_untracked(), move |target| {
                on_revocation.run(Event::Requested(target));
            }),
            outcome(revocation, config.admin_consent_link(), sign_in),
            confirmation(revocation, on_revocation, account),
        ])
    };
    let ready = move |config: Config| {
        dynamic(move || match session.get() {
            Session::Starting => starting(),
            Session::Unavailable { code } => unavailable(code),
            Session::SignedOut { failure } => signed_out(&config, failure, false, sign_in),
            Session::SigningIn => signed_out(&config, None, true, sign_in),
            Session::SignedIn(account) => form(&config, account),
        })
    };
    let main = dynamic(move || match config.get() {
        None => starting(),
        Some(Err(error)) => set_up(error, &page),
        Some(Ok(config)) => ready(config),
    });
    El::group([
        banner(session, sign_out),
        el("main").child(main),
        el("footer").child(el("p").text(|w| w.privacy)),
    ])
}

fn starting() -> AnyView {
    El::group([
        el("h1").text(|w| w.heading),
        el("p").attr("role", "status").text(|w| w.starting),
    ])
}
