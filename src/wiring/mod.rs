//! The signals that components read, and the actions by which they reach the browser.

mod finding;
mod graph;
mod listing;
mod revoking;
mod sign_in;
mod token_search;

use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use token_console::{
    browser::{clipboard, clock, config_file, crash, download, language, location, pending},
    config::{Config, ConfigError},
    language::Language,
    lazy,
    lazy::NotLoaded,
    revocation::{Revocation, Wish},
    session::Session,
    ui::{App, Clipboard, CurrentLanguage, File, FinderContext, app, load_words, words},
};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, Window};

use self::{graph::Graph, revoking::Driver, sign_in::SignIn};

/// Takes over from the static shell of `index.html`.
pub fn run() {
    crash::install();
    let Some(window) = web_sys::window() else {
        return;
    };
    let shell = window
        .document()
        .and_then(|document| document.get_element_by_id("app"))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(shell) = shell {
        // Leptos' own way to spawn is there only once something is mounted.
        wasm_bindgen_futures::spawn_local(async move {
            let wanted = language::initial(&window);
            // Better in another language than not at all.
            let language = match load_words(wanted).await {
                Ok(()) => wanted,
                Err(NotLoaded) => Language::default(),
            };
            shell.set_text_content(None);
            mount_to(shell, move || page(window, language)).forget();
        });
    }
}

fn page(window: Window, language: Language) -> impl IntoView {
    let address = location::page_address(&window);
    let deep_link = RwSignal::new(location::deep_link(&window));
    follow_language(&window, language);
    let last = RwSignal::new(None);
    let copy = Callback::new(move |text: String| {
        spawn_local(async move {
            last.set(Some(if clipboard::copy(&text).await {
                Ok(text)
            } else {
                Err(text)
            }));
        });
    });
    provide_context(Clipboard { copy, last });

    let config = RwSignal::new(None::<Result<Config, ConfigError>>);
    let sign_in = SignIn::new();
    let revocation = RwSignal::new(Revocation::default());
    let now = RwSignal::new(clock::now());
    let read = RwSignal::new(None);
    let graph = Graph {
        sign_in,
        config,
        now,
    };
    let driver = Driver {
        revocation,
        read,
        graph,
    };
    provide_context(graph);
    let on_wish = Callback::new({
        let window = window.clone();
        move |wish: Wish| {
            if let Wish::Request(target) = &wish {
                // A reload, and a sign-in that leaves the page, come back to the same profile.
                location::remember(&window, target);
                deep_link.set(location::deep_link(&window));
            }
            now.set(clock::now());
            let step = revocation
                .try_update(|revocation| revocation.wish(wish))
                .flatten();
            if let Some(step) = step {
                spawn_local(driver.run(step));
            }
        }
    });
    spawn_local({
        let address = address.clone();
        async move {
            let loaded = config_file::load(address).await;
            config.set(Some(loaded.clone()));
            let Ok(loaded) = loaded else { return };
            let failure = sign_in.start(loaded).await;
            // A step-up that left the page: the person is asked again, or told why not. Nothing is sent.
            if let Some((target, was_sent)) = pending::take(&window)
                && matches!(*sign_in.session.read_untracked(), Session::SignedIn(_))
            {
                match failure {
                    None => on_wish.run(Wish::Request(target)),
                    Some(failure) => {
                        let ended =
                            Revocation::without_token(target, was_sent, failure, clock::now());
                        revocation.set(ended);
                    }
                }
            }
        }
    });

    let sign_out = Callback::new(move |()| {
        spawn_local(async move {
            sign_in.out().await;
            revocation.update(Revocation::forget);
        });
    });
    app(App {
        page: address,
        deep_link,
        config,
        session: sign_in.session,
        sign_in: Callback::new(move |()| spawn_local(sign_in.again())),
        sign_out,
        revocation,
        now,
        on_wish,
        read,
        finder: || Box::pin(load_finder()),
        save: Callback::new(|file: File| {
            download::offer(&file.name, file.media_type, &file.text);
        }),
    })
}

lazy! {
    /// The list of profiles.
    fn load_finder in finder -> fn(FinderContext) -> AnyView = finding::begin;
}

fn follow_language(window: &Window, language: Language) {
    let current = RwSignal::new(language);
    provide_context(CurrentLanguage(current));
    let window = window.clone();
    Effect::new(move |started: Option<()>| {
        let chosen = current.get();
        language::show(
            &window,
            chosen,
            words(chosen).heading,
            words(chosen).product,
        );
        if started.is_some() {
            language::keep(&window, chosen);
        }
    });
}
