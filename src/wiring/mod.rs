//! The signals that components read, and the actions by which they reach the browser.

mod activity_driver;
mod audit_driver;
mod camera_driver;
mod graph;
mod intake_driver;
mod list_driver;
mod page_reader;
mod revocation_driver;
mod run_driver;
mod sign_in;
mod signed_in;
mod store;
mod token_search_driver;
mod writes;

use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use self::{
    sign_in::SignIn,
    signed_in::{Returned, Start},
};
use crate::{
    browser::{clipboard, config_file, crash, guard, language, location, pending, theme},
    click,
    config::{Config, ConfigError},
    language::Language,
    lazy,
    lazy::NotLoaded,
    session::Session,
    ui::{
        App, BannerTools, Clipboard, CurrentLanguage, CurrentTheme, SignedInContext, WhatIsThere,
        app, load_words, words,
    },
};

/// Takes over from the static shell of `index.html`.
pub fn run() {
    crash::install();
    let shell = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(shell) = shell {
        // Leptos' own way to spawn is there only once something is mounted.
        wasm_bindgen_futures::spawn_local(async move {
            let wanted = language::initial();
            // Better in another language than not at all.
            let language = match load_words(wanted).await {
                Ok(()) => wanted,
                Err(NotLoaded::Missing | NotLoaded::Updated) => Language::default(),
            };
            shell.set_text_content(None);
            mount_to(shell, move || page(language)).forget();
        });
    }
}

fn page(language: Language) -> impl IntoView {
    let address = location::page_address();
    follow_language(language);
    let current_theme = RwSignal::new(theme::initial());
    provide_context(CurrentTheme {
        theme: current_theme,
        choose: Callback::new(move |chosen| {
            theme::choose(chosen);
            current_theme.set(chosen);
        }),
    });
    provide_context(BannerTools(RwSignal::new(None)));
    let last = RwSignal::new(None);
    let copy = Callback::new(click::handler(move |click, text: String| {
        let copying = clipboard::copy(click, &text);
        spawn_local(async move {
            last.set(Some(if copying.await { Ok(text) } else { Err(text) }));
        });
    }));
    provide_context(Clipboard { copy, last });
    provide_context(WhatIsThere(guard::what_is_there));

    let config = RwSignal::new(None::<Result<Config, ConfigError>>);
    let sign_in = SignIn::new();
    let returned = RwSignal::new(None);
    let kept = StoredValue::new(None);
    provide_context(Start {
        owner: Owner::current().unwrap_or_default(),
        sign_in,
        config,
        returned,
        kept,
    });
    spawn_local({
        let address = address.clone();
        async move {
            let loaded = config_file::load(address).await;
            config.set(Some(loaded.clone()));
            let Ok(loaded) = loaded else { return };
            let failure = sign_in.start(loaded).await;
            if let Some(pending) = pending::take()
                && matches!(*sign_in.session.read_untracked(), Session::SignedIn(_))
            {
                returned.set(Some(Returned { pending, failure }));
            }
        }
    });

    let sign_out = Callback::new(click::handler(move |click, ()| {
        let signing_out = sign_in.out(click);
        spawn_local(async move {
            signing_out.await;
            returned.set(None);
            if let Some(kept) = kept.get_value() {
                kept.on_sign_out.run(());
            }
        });
    }));
    app(App {
        page: address,
        config,
        names_profile: location::names_profile(),
        session: sign_in.session,
        sign_in: Callback::new(click::handler(move |click, ()| {
            spawn_local(sign_in.again(click));
        })),
        sign_out,
        signed_in: || Box::pin(load_signed_in()),
    })
}

lazy! {
    /// The screen of somebody who is signed in.
    fn load_signed_in in console -> fn(SignedInContext) -> AnyView = signed_in::begin;
}

fn follow_language(language: Language) {
    let current = RwSignal::new(language);
    provide_context(CurrentLanguage(current));
    Effect::new(move |started: Option<()>| {
        let chosen = current.get();
        language::show(chosen, words(chosen).heading, words(chosen).product);
        if started.is_some() {
            language::keep(chosen);
        }
    });
}
