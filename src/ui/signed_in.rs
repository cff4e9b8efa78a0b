//! The screen of somebody who is signed in: the form, what becomes of a revocation, and the list; and once they are wanted,
//! runs and the activity.

use std::pin::Pin;

use leptos::prelude::*;

use super::{
    activity::{ActivityContext, activity_slot},
    common::{
        context::ScreenContext,
        html::{El, dynamic, el},
        lazy_view::lazily,
        profile_facts::is_inactive,
    },
    console::{FinderContext, confirmation, outcome, revoke_form},
    runs::RunsContext,
};
use crate::{
    actions::{Revocation, RevocationAction},
    browser_records::StorageProblem,
    config::Config,
    graph::Profile,
    lazy::NotLoaded,
    profile::{DeepLink, Target},
    runs::Choice,
    session::Account,
    text::style_sheet::include_style_sheet,
};

/// What this screen looks like, and those that it leads to.
pub(crate) const SIGNED_IN_STYLE: &str = include_style_sheet!("../../style/console.css");

/// What is loaded when a run is planned, left unfinished or opened, or the activity is: one part, as each leads to the other.
#[derive(Clone, Copy)]
pub(crate) struct RunsPart {
    pub runs: fn(RunsContext) -> AnyView,
    pub activity: fn(ActivityContext) -> AnyView,
}

pub(super) type LoadRuns = fn() -> Pin<Box<dyn Future<Output = Result<RunsPart, NotLoaded>>>>;

/// What the screen has of the page around it.
#[derive(Clone)]
pub(crate) struct SignedInContext {
    pub config: Config,
    /// Who is signed in.
    pub account: Account,
    /// Takes the person to the sign-in host.
    pub sign_in: Callback<()>,
}

/// What the screen shows, and what a person can make it do.
pub(crate) struct SignedIn {
    /// What everything on it may need.
    pub around: ScreenContext,
    /// What the form is filled with.
    pub deep_link: RwSignal<DeepLink>,
    /// Where the revocation stands.
    pub revocation: RwSignal<Revocation>,
    /// The profile that was read last, for the list.
    pub read: RwSignal<Option<Profile>>,
    /// Why this browser cannot keep what becomes of a revocation, if it cannot.
    pub not_kept: RwSignal<Option<StorageProblem>>,
    /// Shows the list of profiles.
    pub finder: fn(FinderContext) -> AnyView,
    /// Loads the runs and the activity.
    pub load_runs: LoadRuns,
    /// What the activity needs.
    pub activity: ActivityContext,
    /// Whether the activity is open.
    pub activity_is_open: RwSignal<bool>,
    /// Whether this browser holds a run that was begun and is not over, once that is known.
    pub run_is_left: RwSignal<bool>,
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
        load_runs,
        activity,
        activity_is_open,
        run_is_left,
        opened_run,
        run_is_under_way,
    } = screen;
    let ScreenContext {
        account,
        now,
        on_action,
        ..
    } = around.clone();
    let intake = RwSignal::new(None);
    let choice = RwSignal::new(None::<Choice>);
    let list_is_old = RwSignal::new(0);
    let listed = RwSignal::new(None::<Callback<Target, Option<Profile>>>);
    // Once they are there they stay.
    let runs_are_wanted = Memo::new(move |were: Option<&bool>| {
        were == Some(&true)
            || run_is_left.get()
            || choice.with(Option::is_some)
            || opened_run.with(Option::is_some)
    });
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
        intake,
        list_is_old,
        listed,
        on_plan: Callback::new(move |chosen| choice.set(Some(chosen))),
    };
    El::group([
        revoke_form(
            deep_link,
            revocation,
            intake,
            move |target| {
                let of_list = listed.get().and_then(|find| find.run(target.clone()));
                // What is read away from the list is learned by it, if it has the profile.
                let known = of_list.or_else(|| read.get().filter(|read| read.is(target)));
                known.is_some_and(|profile| is_inactive(&profile, now.get()))
            },
            move |target| on_action.run(RevocationAction::Request(target)),
        ),
        outcome(revocation, around),
        el("div").class("wide").child(dynamic(move || {
            if !runs_are_wanted.get() {
                return ().into_any();
            }
            let context = run_context.clone();
            lazily(load_runs, move |part| (part.runs)(context.clone()))
        })),
        el("div").class("wide").child(finder(context)),
        activity_slot(activity_is_open, move || {
            let context = activity.clone();
            lazily(load_runs, move |part| (part.activity)(context.clone()))
        }),
        confirmation(revocation, now, on_action, account, not_kept),
    ])
}
