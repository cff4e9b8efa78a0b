//! The screen of somebody who is signed in: the form, what becomes of a revocation, and the list.

use std::pin::Pin;

use leptos::prelude::*;

use super::{
    activity::{ActivitySlot, activity_slot},
    common::{
        context::Around,
        html::{El, el},
        lazy_view::lazily,
        profile_facts::is_dead,
    },
    console::{FinderContext, confirmation, outcome, revoke_form},
    runs::RunsContext,
};
use crate::{
    actions::{Revocation, Wish},
    browser_records::StorageProblem,
    config::Config,
    graph::Profile,
    lazy::NotLoaded,
    profile::{DeepLink, Target},
    runs::Choice,
    session::Account,
};

/// Loads the list of profiles, and hands out the function that shows it.
pub(super) type LoadFinder =
    fn() -> Pin<Box<dyn Future<Output = Result<fn(FinderContext) -> AnyView, NotLoaded>>>>;

/// Loads the runs, and hands out the function that shows them.
pub(super) type LoadRuns =
    fn() -> Pin<Box<dyn Future<Output = Result<fn(RunsContext) -> AnyView, NotLoaded>>>>;

/// What the screen has of the page around it.
#[derive(Clone)]
pub(crate) struct SignedInContext {
    /// The configuration.
    pub config: Config,
    /// Who is signed in.
    pub account: Account,
    /// Takes the person to the sign-in host.
    pub sign_in: Callback<()>,
}

/// What the screen shows, and what a person can make it do.
pub(crate) struct SignedIn {
    /// What everything on it may need.
    pub around: Around,
    /// What the form is filled with.
    pub deep_link: RwSignal<DeepLink>,
    /// Where the revocation stands.
    pub revocation: RwSignal<Revocation>,
    /// The profile that was read last, for the list.
    pub read: RwSignal<Option<Profile>>,
    /// Why this browser cannot keep what becomes of a revocation, if it cannot.
    pub not_kept: RwSignal<Option<StorageProblem>>,
    /// Loads the list of profiles.
    pub finder: LoadFinder,
    /// The activity.
    pub activity: ActivitySlot,
    /// Loads the runs.
    pub runs: LoadRuns,
    /// The run that was over and is to be shown again, by its ID.
    pub opened_run: RwSignal<Option<String>>,
    /// Whether a run is under way.
    pub run_is_under_way: RwSignal<bool>,
}

/// The screen, below the heading of the page.
pub(crate) fn signed_in(screen: SignedIn) -> AnyView {
    let SignedIn {
        around,
        deep_link,
        revocation,
        read,
        not_kept,
        finder,
        activity,
        runs,
        opened_run,
        run_is_under_way,
    } = screen;
    let Around {
        account,
        now,
        on_wish,
        ..
    } = around.clone();
    let handed_in = RwSignal::new(None);
    let choice = RwSignal::new(None::<Choice>);
    let list_is_old = RwSignal::new(0);
    let listed = RwSignal::new(None::<Callback<Target, Option<Profile>>>);
    let run_context = RunsContext {
        around: around.clone(),
        choice,
        opened: opened_run,
        list_is_old,
        is_under_way: run_is_under_way,
    };
    let context = FinderContext {
        around: around.clone(),
        deep_link,
        read,
        handed_in,
        list_is_old,
        listed,
        on_plan: Callback::new(move |chosen| choice.set(Some(chosen))),
    };
    El::group([
        revoke_form(
            deep_link,
            revocation,
            handed_in,
            move |target| {
                let of_list = listed.get().and_then(|find| find.run(target.clone()));
                // What is read away from the list is learned by it, if it has the profile.
                let known = of_list.or_else(|| read.get().filter(|read| read.is(target)));
                known.is_some_and(|profile| is_dead(&profile, now.get()))
            },
            move |target| on_wish.run(Wish::Request(target)),
        ),
        outcome(revocation, around),
        el("div")
            .class("wide")
            .child(lazily(runs, move |begin| begin(run_context.clone()))),
        el("div")
            .class("wide")
            .child(lazily(finder, move |begin| begin(context.clone()))),
        activity_slot(activity),
        confirmation(revocation, now, on_wish, account, not_kept),
    ])
}
