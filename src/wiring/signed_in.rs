//! What there is to do for somebody who is signed in: a part of the page of its own.

use leptos::{prelude::*, task::spawn_local};
use token_console::{
    browser::{clock, download, location, pending::Pending},
    config::{Config, ConfigError},
    graph::Profile,
    lazy,
    profile::DeepLink,
    revocation::{Revocation, Wish},
    session::SignInFailure,
    time::Time,
    ui::{Around, File, FinderContext, SignedIn, SignedInContext, runs::RunsContext, signed_in},
};

use super::{finding, graph::Graph, revoking::Driver, running, sign_in::SignIn};

lazy! {
    /// The list of profiles.
    pub fn load_finder in finder -> fn(FinderContext) -> AnyView = finding::begin;
}

lazy! {
    /// Revoking many tokens.
    pub fn load_runs in runs -> fn(RunsContext) -> AnyView = running::begin;
}

/// What the start of the page leaves to this part, found in the context.
#[derive(Clone)]
pub struct Start {
    /// The page, which outlasts every screen.
    pub owner: Owner,
    /// Who is signed in.
    pub sign_in: SignIn,
    /// Where Graph is.
    pub config: RwSignal<Option<Result<Config, ConfigError>>>,
    /// What a step-up that left the page has come back to, until it is taken up.
    pub returned: RwSignal<Option<Returned>>,
    /// What this part keeps from screen to screen, once it is there.
    pub kept: StoredValue<Option<Kept>>,
}

/// What a step-up that left the page has come back to.
#[derive(Clone)]
pub struct Returned {
    /// What was to be done.
    pub pending: Pending,
    /// What failed in the sign-in.
    pub failure: Option<SignInFailure>,
}

/// What is kept while somebody else signs in, or the same person again.
#[derive(Clone, Copy)]
pub struct Kept {
    /// Gives up what the person who signs out has under way.
    pub on_sign_out: Callback<()>,
    graph: Graph,
    deep_link: RwSignal<DeepLink>,
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
    read: RwSignal<Option<Profile>>,
    on_wish: Callback<Wish>,
}

/// Shows the screen.
pub fn begin(context: SignedInContext) -> AnyView {
    let start = expect_context::<Start>();
    let kept = start.kept.get_value().unwrap_or_else(|| {
        let kept = start.owner.with(|| Kept::new(&start));
        start.kept.set_value(Some(kept));
        kept
    });
    provide_context(kept.graph);
    let SignedInContext {
        config,
        account,
        sign_in,
    } = context;
    signed_in(SignedIn {
        around: Around {
            config,
            account,
            sign_in,
            now: kept.now,
            on_wish: kept.on_wish,
            save: Callback::new(|file: File| {
                download::offer(&file.name, file.media_type, &file.text);
            }),
        },
        deep_link: kept.deep_link,
        revocation: kept.revocation,
        read: kept.read,
        finder: || Box::pin(load_finder()),
        runs: || Box::pin(load_runs()),
    })
}

impl Kept {
    fn new(start: &Start) -> Self {
        let address = || {
            web_sys::window()
                .map(|window| location::deep_link(&window))
                .unwrap_or_default()
        };
        let deep_link = RwSignal::new(address());
        let revocation = RwSignal::new(Revocation::default());
        let now = RwSignal::new(clock::now());
        let read = RwSignal::new(None);
        let graph = Graph {
            sign_in: start.sign_in,
            config: start.config,
            now,
        };
        let driver = Driver {
            revocation,
            read,
            graph,
        };
        let on_wish = Callback::new(move |wish: Wish| {
            if let Wish::Request(target) = &wish {
                // A reload, and a sign-in that leaves the page, come back to the same profile.
                if let Some(window) = web_sys::window() {
                    location::remember(&window, target);
                }
                deep_link.set(address());
            }
            now.set(clock::now());
            let step = revocation
                .try_update(|revocation| revocation.wish(wish))
                .flatten();
            if let Some(step) = step {
                spawn_local(driver.run(step));
            }
        });
        // A step-up that left the page: the person is asked again, or told why not. Nothing is sent.
        let returned = start.returned;
        Effect::new(move || {
            let Some(Returned { pending, failure }) = returned.get() else {
                return;
            };
            returned.set(None);
            let Some((target, was_sent)) = pending.read() else {
                return;
            };
            match failure {
                None => on_wish.run(Wish::Request(target)),
                Some(failure) => {
                    let ended = Revocation::without_token(target, was_sent, failure, clock::now());
                    revocation.set(ended);
                }
            }
        });
        Self {
            on_sign_out: Callback::new(move |()| revocation.update(Revocation::forget)),
            graph,
            deep_link,
            revocation,
            now,
            read,
            on_wish,
        }
    }
}
