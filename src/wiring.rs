//! The signals that components read, and the actions by which they reach the browser.

use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use token_console::{
    browser::{
        clipboard, clock, config_file, crash, fetch, language, location, msal::Msal, random,
    },
    config::{Config, ConfigError},
    graph,
    revocation::{Effect as Step, Event, Revocation},
    session::{Account, Session, SignInFailure},
    ui::{App, Clipboard, CurrentLanguage, app, words},
};
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, Window};

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
        shell.set_text_content(None);
        mount_to(shell, move || page(window)).forget();
    }
}

fn page(window: Window) -> impl IntoView {
    let address = location::page_address(&window);
    let deep_link = RwSignal::new(location::deep_link(&window));
    follow_language(&window);
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
    spawn_local({
        let address = address.clone();
        async move {
            let loaded = config_file::load(address).await;
            config.set(Some(loaded.clone()));
            if let Ok(config) = loaded {
                sign_in.start(config).await;
            }
        }
    });

    let revocation = RwSignal::new(Revocation::default());
    let on_revocation = Callback::new(move |event: Event| {
        if let Event::Requested(target) = &event {
            // A reload, and a sign-in that leaves the page, come back to the same profile.
            location::remember(&window, target);
            deep_link.set(location::deep_link(&window));
        }
        let step = revocation
            .try_update(|revocation| revocation.on(event))
            .flatten();
        if step == Some(Step::FetchToken)
            && let Some(Ok(config)) = config.get_untracked()
            && let Some(msal) = sign_in.msal.get_value()
        {
            spawn_local(revoke(revocation, msal, config));
        }
    });

    let sign_out = Callback::new(move |()| {
        spawn_local(async move {
            sign_in.out().await;
            revocation.set(Revocation::default());
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
        on_revocation,
    })
}

/// Fetches a token, sends the request once if the person has not turned back meanwhile, and reports what came of it.
async fn revoke(revocation: RwSignal<Revocation>, msal: Msal, config: Config) {
    let report = |event| {
        revocation
            .try_update(|revocation| revocation.on(event))
            .flatten()
    };
    let token = match msal.access_token().await {
        Ok(token) => token,
        Err(failure) => {
            report(Event::TokenRefused(failure, clock::now()));
            return;
        }
    };
    if let Some(Step::Send(target, id)) = report(Event::TokenReady(random::guid())) {
        let request = graph::revoke_token(&config, &target, id);
        let event = match fetch::send(&request, &token).await {
            Ok(answer) => Event::Answered(answer, clock::now()),
            Err(reason) => Event::NotAnswered(reason, clock::now()),
        };
        report(event);
    }
}

fn follow_language(window: &Window) {
    let current = RwSignal::new(language::initial(window));
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

/// Sign-in, as the actions of the page reach it.
#[derive(Clone, Copy)]
struct SignIn {
    session: RwSignal<Session>,
    msal: StoredValue<Option<Msal>, LocalStorage>,
    attempts: StoredValue<u32>,
}

impl SignIn {
    fn new() -> Self {
        Self {
            session: RwSignal::new(Session::Starting),
            msal: StoredValue::new_local(None),
            attempts: StoredValue::new(0),
        }
    }

    async fn start(self, config: Config) {
        match Msal::start(config).await {
            Ok(msal) => {
                self.msal.set_value(Some(msal.clone()));
                self.entered(msal.resume().await);
            }
            Err(SignInFailure { code, .. }) => self.session.set(Session::Unavailable { code }),
        }
    }

    fn again(self) -> impl Future<Output = ()> {
        let signing_in = self.msal.get_value().map(|msal| msal.sign_in());
        self.attempts.update_value(|attempts| *attempts += 1);
        let attempt = self.attempts.get_value();
        self.session.set(Session::SigningIn);
        async move {
            let Some(signing_in) = signing_in else { return };
            match signing_in.await {
                // A redirect is under way: this page is about to go.
                Ok(None) => {}
                // A later attempt has taken this one's place.
                _ if attempt != self.attempts.get_value() => {}
                result => self.entered(result),
            }
        }
    }

    async fn out(self) {
        if let Some(msal) = self.msal.get_value() {
            let failure = msal.sign_out().await.err();
            self.session.set(Session::SignedOut { failure });
        }
    }

    fn entered(self, result: Result<Option<Account>, SignInFailure>) {
        self.session.set(match result {
            Ok(Some(account)) => Session::SignedIn(account),
            Ok(None) => Session::SignedOut { failure: None },
            Err(failure) => Session::SignedOut {
                failure: Some(failure),
            },
        });
    }
}
