//! The whole page.

use std::pin::Pin;

use leptos::prelude::*;

use super::{
    banner::banner,
    confirmation::confirmation,
    finder::FinderContext,
    html::{El, dynamic, el},
    lazily::lazily,
    outcome::{Around, outcome},
    receipt::File,
    revoke_form::revoke_form,
    set_up::set_up,
    sign_in_notice::unavailable,
    signed_out::signed_out,
};
use crate::{
    config::{Config, ConfigError, PageAddress},
    graph::Profile,
    lazy,
    lazy::NotLoaded,
    profile::DeepLink,
    revocation::{Revocation, Wish},
    session::{Account, Session},
    time::Time,
};

/// Loads the list of profiles, and hands out the function that shows it.
pub type LoadFinder =
    fn() -> Pin<Box<dyn Future<Output = Result<fn(FinderContext) -> AnyView, NotLoaded>>>>;

/// What the page shows, and what a person can make it do.
#[derive(Clone)]
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
    /// The time, kept up to date while something counts down.
    pub now: RwSignal<Time>,
    /// Takes what the person wants of the revocation.
    pub on_wish: Callback<Wish>,
    /// The profile that was read last, for the list.
    pub read: RwSignal<Option<Profile>>,
    /// Loads the list of profiles.
    pub finder: LoadFinder,
    /// Keeps a file.
    pub save: Callback<File>,
}

/// The whole page: its banner, and the one thing there is to do now.
pub fn app(app: App) -> impl IntoView {
    let App {
        config,
        session,
        sign_in,
        sign_out,
        ..
    } = app;
    let main = dynamic(move || match config.get() {
        None => starting(),
        Some(Err(error)) => {
            let page = app.page.clone();
            lazily(set_up_part, move |set_up| set_up(error.clone(), &page))
        }
        Some(Ok(config)) => {
            let app = app.clone();
            dynamic(move || match session.get() {
                Session::Starting => starting(),
                Session::Unavailable { code } => unavailable(code),
                Session::SignedOut { failure } => signed_out(&config, failure, false, sign_in),
                Session::SigningIn => signed_out(&config, None, true, sign_in),
                Session::SignedIn(account) => signed_in(&app, &config, account),
            })
        }
    });
    El::group([
        banner(session, sign_out),
        el("main").child(main),
        el("footer").child(el("p").text(|w| w.privacy)),
    ])
}

lazy! {
    /// The screen of a page that has no usable configuration.
    fn set_up_part in set_up -> fn(ConfigError, &PageAddress) -> AnyView = set_up;
}

fn signed_in(app: &App, config: &Config, account: Account) -> AnyView {
    let App {
        deep_link,
        sign_in,
        revocation,
        now,
        on_wish,
        read,
        finder,
        save,
        ..
    } = *app;
    let around = Around {
        config: config.clone(),
        account: account.clone(),
        sign_in,
        on_wish,
        save,
    };
    let handed_in = RwSignal::new(None);
    let context = FinderContext {
        around: around.clone(),
        now,
        deep_link,
        read,
        handed_in,
    };
    El::group([
        el("h1").text(|w| w.heading),
        revoke_form(deep_link, revocation, handed_in, move |target| {
            on_wish.run(Wish::Request(target));
        }),
        outcome(revocation, around),
        el("div")
            .class("wide")
            .child(lazily(finder, move |begin| begin(context.clone()))),
        confirmation(revocation, now, on_wish, account),
    ])
}

fn starting() -> AnyView {
    El::group([
        el("h1").text(|w| w.heading),
        el("p").attr("role", "status").text(|w| w.starting),
    ])
}
