//! The signals that components read, and the actions by which they reach the browser.

use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use token_console::{
    browser::{
        clipboard, clock, config_file, crash, download, fetch, language, location, msal::Msal,
        pending, random, timer,
    },
    config::{Config, ConfigError},
    guid::Guid,
    revocation::{Moment, Report, Revocation, Step, Wish},
    session::{Account, Session, SignInCause, SignInFailure},
    time::Time,
    ui::{App, Clipboard, CurrentLanguage, File, app, words},
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
    let revocation = RwSignal::new(Revocation::default());
    let now = RwSignal::new(clock::now());
    let driver = Driver {
        revocation,
        now,
        sign_in,
        config,
    };
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
        save: Callback::new(|file: File| {
            download::offer(&file.name, file.media_type, &file.text);
        }),
    })
}

fn moment() -> Moment {
    Moment {
        now: clock::now(),
        random: random::bytes(),
    }
}

/// Does what the state machine asks for, and reports what came of it.
#[derive(Clone, Copy)]
struct Driver {
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
    sign_in: SignIn,
    config: RwSignal<Option<Result<Config, ConfigError>>>,
}

impl Driver {
    async fn run(self, first: (u32, Step)) {
        let mut next = Some(first);
        while let Some((epoch, step)) = next {
            // Nothing to report: the page is about to go.
            let Some(report) = self.perform(step).await else {
                return;
            };
            self.now.set(clock::now());
            next = self
                .revocation
                .try_update(|revocation| revocation.report(epoch, report, &moment()))
                .flatten();
        }
    }

    async fn perform(self, step: Step) -> Option<Report> {
        let msal = self.sign_in.msal.get_value()?;
        Some(match step {
            Step::Sleep(ms) => {
                self.tick(ms).await;
                Report::Woke
            }
            Step::StepUp {
                claims,
                interactive: false,
            } => Report::SteppedUp(msal.satisfy(&claims).await),
            Step::StepUp {
                claims,
                interactive: true,
            } => {
                let window = web_sys::window()?;
                if let Some(job) = self.revocation.read_untracked().job() {
                    pending::keep(&window, &job.target, job.was_sent());
                }
                let result = match msal.step_up(&claims).await {
                    Ok(None) => return None,
                    Ok(Some(account)) => self.sign_in.same_person(account),
                    Err(failure) => Err(failure),
                };
                pending::take(&window);
                Report::SteppedUp(result)
            }
            Step::Call(call) => {
                let config = self.config.get_untracked()?.ok()?;
                match msal.access_token().await {
                    Ok(token) => {
                        let request = call.request(&config, Guid::from_random(random::bytes()));
                        let answer = fetch::send(&request, &token).await;
                        call.report(&request, answer, clock::now())
                    }
                    Err(failure) => Report::NoToken(failure),
                }
            }
        })
    }

    /// Waits, and lets the page count down.
    async fn tick(self, ms: u32) {
        let until = clock::now().plus_ms(ms);
        loop {
            let left = clock::now().ms_until(until);
            if left == 0 {
                return;
            }
            timer::sleep(left.min(1_000)).await;
            self.now.set(clock::now());
        }
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

    /// Finds out who is signed in, and what failed if somebody still is although a sign-in failed.
    async fn start(self, config: Config) -> Option<SignInFailure> {
        let msal = match Msal::start(config).await {
            Ok(msal) => msal,
            Err(SignInFailure { code, .. }) => {
                self.session.set(Session::Unavailable { code });
                return None;
            }
        };
        self.msal.set_value(Some(msal.clone()));
        let resumed = msal.resume().await;
        if let Err(failure) = &resumed
            && let Some(account) = msal.cached()
        {
            self.session.set(Session::SignedIn(account));
            return Some(failure.clone());
        }
        self.entered(resumed);
        None
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

    /// Whether the person who came back is the one who left; if not, the page now shows the other one.
    fn same_person(self, account: Account) -> Result<(), SignInFailure> {
        let now = Session::SignedIn(account);
        if *self.session.read_untracked() == now {
            return Ok(());
        }
        self.session.set(now);
        Err(SignInFailure {
            cause: SignInCause::OtherAccount,
            code: "account_changed".to_owned(),
            detail: String::new(),
        })
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
