//! The signals that components read, and the actions by which they reach the browser.

mod activity_driver;
mod audit_driver;
mod camera_driver;
mod changes_seen;
mod devices_driver;
mod graph;
mod incident_driver;
mod intake_driver;
mod list_driver;
mod page_reader;
mod permission;
mod qr_code_driver;
mod readiness_driver;
mod revocation_driver;
mod revocation_part;
mod run_driver;
mod set_up_driver;
mod sign_in;
mod signed_in;
mod store;
mod token_search_driver;
mod writes;

use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use self::{sign_in::SignIn, signed_in::Start};
use crate::{
    browser::{clipboard, config_file, crash, guard, language, location, theme},
    click,
    config::Config,
    language::Language,
    lazy,
    lazy::NotLoaded,
    tenants::{self, NoTenant},
    ui::{
        App, BannerTools, Clipboard, CurrentLanguage, CurrentTheme, RwSignal, SignedInContext,
        WhatIsThere, app, load_words, words,
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

    let config = RwSignal::new(None::<Result<Config, NoTenant>>);
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
    spawn_local(async move {
        let chosen = match config_file::load().await {
            Ok(text) => tenants::read(text, address, location::asks_for_set_up()),
            Err(error) => Err(NoTenant::Unusable(error)),
        };
        match chosen {
            Ok(chosen) => sign_in.begin(chosen, config, returned).await,
            Err(why) => config.set(Some(Err(why))),
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
        config,
        names_profile: location::names_profile(),
        session: sign_in.session,
        sign_in: Callback::new(click::handler(move |click, ()| {
            spawn_local(sign_in.again(click));
        })),
        sign_out,
        signed_in: || Box::pin(load_signed_in()),
        set_up: || Box::pin(load_set_up()),
    })
}

lazy! {
    /// The screen of somebody who is signed in.
    fn load_signed_in in console -> fn(SignedInContext) -> AnyView = signed_in::begin;
}

lazy! {
    /// The screen of a page of which no tenant is chosen yet.
    fn load_set_up in set_up -> fn(NoTenant) -> AnyView = set_up_driver::begin;
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
