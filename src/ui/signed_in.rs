//! The screen of somebody who is signed in: the form, what becomes of a revocation, and the list; and once they are wanted,
//! runs and the activity.

use std::{pin::Pin, sync::Arc};

use leptos::{ev::Event, prelude::*};

use super::{
    account::{leave, menu, tenant},
    activity::ActivityContext,
    commands::{Handles, ListenToKeys, LoadCommandDialogs, Opened, commands},
    common::{
        audit::AuditContext,
        context::{BannerPart, BannerTools, ScreenContext},
        effect::effect,
        focus::focus,
        html::{El, Focusable, dynamic, el},
        icon::{Icon, icon},
        lazy_view::lazily,
        live::Live,
    },
    console::{FinderContext, LIST, ListAddress},
    runs::RunsContext,
    tabs::{tab_panel, tabs},
    words::console::t,
};
use crate::{
    actions::Revocation,
    address::Screen,
    browser_records::StorageProblem,
    config::Config,
    graph::Profile,
    lazy::NotLoaded,
    profile::DeepLink,
    runs::{Choice, plan_file::HandedPlan},
    session::Account,
    text::{number::grouped, style_sheet::include_style_sheet},
    ui::common::signal::{Memo, RwSignal},
};

/// What this screen looks like, and those that it leads to.
pub(crate) const SIGNED_IN_STYLES: [&str; 3] = [
    include_style_sheet!("../../style/console.css"),
    include_style_sheet!("../../style/camera.css"),
    include_style_sheet!("../../style/revocation.css"),
];

/// What is loaded when a run is planned, left unfinished or opened, or the activity is: one part, as each leads to the other.
#[derive(Clone, Copy)]
pub(crate) struct RunsPart {
    pub runs: fn(RunsContext) -> AnyView,
    pub activity: fn(ActivityContext) -> AnyView,
    /// Reads Intune's audit log, for an outcome as for the activity.
    pub audit: fn(AuditContext) -> AnyView,
}

/// Reads the file that is chosen in a file field, as the plan that is to be opened.
pub(super) type ReadPlan = fn(&Event, RwSignal<Option<HandedPlan>>);

pub(super) type LoadRuns = fn() -> Pin<Box<dyn Future<Output = Result<RunsPart, NotLoaded>>>>;

/// What the screen has of the page around it.
#[derive(Clone)]
pub(crate) struct SignedInContext {
    pub config: Config,
    /// Who is signed in.
    pub account: Account,
    /// Takes the person to the sign-in host.
    pub sign_in: Callback<()>,
    /// Signs the person out.
    pub sign_out: Callback<()>,
}

/// What the screen shows, and what a person can make it do.
pub(crate) struct SignedIn {
    /// What everything on it may need.
    pub around: ScreenContext,
    /// What the form is filled with.
    pub deep_link: RwSignal<DeepLink>,
    /// What the address tells of the list.
    pub list_address: ListAddress,
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
    /// Which screen is shown, which the address keeps.
    pub screen: RwSignal<Screen>,
    /// Whether this browser holds a run that was begun and is not over, once that is known.
    pub run_is_left: RwSignal<bool>,
    /// The run that was over and is to be shown again, by its ID.
    pub opened_run: RwSignal<Option<String>>,
    /// Takes the event of the file field for a plan.
    pub read_plan: ReadPlan,
    /// Whether a run is under way.
    pub run_is_under_way: RwSignal<bool>,
    /// Whether there is a network, as far as the browser knows.
    pub is_online: RwSignal<bool>,
    /// Signs the person out.
    pub sign_out: Callback<()>,
    pub listen_to_keys: ListenToKeys,
    pub load_command_dialogs: LoadCommandDialogs,
}

/// The screen, below the heading of the page.
pub(crate) fn signed_in(screen: SignedIn) -> AnyView {
    let SignedIn {
        around,
        deep_link,
        list_address,
        revocation,
        read,
        not_kept,
        finder,
        load_runs,
        activity,
        screen,
        run_is_left,
        opened_run,
        read_plan,
        run_is_under_way,
        is_online,
        sign_out,
        listen_to_keys,
        load_command_dialogs,
    } = screen;
    let ScreenContext {
        config,
        account,
        sign_in,
        ..
    } = around.clone();
    let every_active = RwSignal::new(0);
    let intake = RwSignal::new(None);
    let choice = RwSignal::new(None::<Choice>);
    let handed_plan = RwSignal::new(None::<HandedPlan>);
    let list_is_old = RwSignal::new(0);
    let run_far = RwSignal::new((0, 0));
    let run_context = RunsContext {
        around: around.clone(),
        choice,
        opened: opened_run,
        handed_plan,
        list_is_old,
        is_under_way: run_is_under_way,
        far: run_far,
    };
    let context = FinderContext {
        around: around.clone(),
        deep_link,
        list_address,
        read,
        intake,
        list_is_old,
        every_active,
        revocation,
        run_is_under_way,
        not_kept,
        on_plan: to_runs(choice, screen),
        on_open_plan: to_runs(handed_plan, screen),
        screen,
    };
    // Whoever plans a run, or opens one, is led to it; and so is whoever was interrupted in one.
    effect(move || {
        if choice.with(Option::is_some) || opened_run.with(Option::is_some) || run_is_left.get() {
            screen.set(Screen::Runs);
        }
    });
    // What is asked about a profile is asked beside the list.
    let is_asked = Memo::new(move |_| revocation.with(|revocation| revocation.job().is_some()));
    effect(move || {
        if is_asked.get() {
            screen.set(Screen::Profiles);
        }
    });
    let opened = RwSignal::new(Opened::Nothing);
    let far = Memo::new(move |_| run_is_under_way.get().then(|| run_far.get()));
    fill_banner(config, account, (sign_in, sign_out), move || {
        banner_tools(screen, far, opened)
    });
    let handles = Handles {
        screen,
        every_active,
        list_is_old,
        opened,
        sign_in,
        sign_out,
    };
    El::group([el("div")
        .class("console wide")
        .child(skip_link(screen))
        .child(tabs(screen))
        .child(offline(is_online, screen, run_is_under_way))
        .child(tab_panel(Screen::Profiles, screen, finder(context)))
        .child(tab_panel(
            Screen::Runs,
            screen,
            runs_screen(load_runs, run_context, run_is_left, screen, read_plan),
        ))
        .child(tab_panel(
            Screen::Activity,
            screen,
            activity_screen(load_runs, activity, screen),
        ))
        .child(commands(handles, load_command_dialogs, listen_to_keys))])
}

/// Hands something to the runs, and leads to them.
fn to_runs<T: Send + Sync + 'static>(
    handed: RwSignal<Option<T>>,
    screen: RwSignal<Screen>,
) -> Callback<T> {
    Callback::new(move |what| {
        handed.set(Some(what));
        // Not by an effect: once the runs are there they take it first.
        screen.set(Screen::Runs);
    })
}

fn skip_link(screen: RwSignal<Screen>) -> El {
    el("a")
        .class("skip")
        .attr("href", "#profiles")
        .on("click", move |event| {
            event.prevent_default();
            screen.set(Screen::Profiles);
            focus(LIST);
        })
        .child(t(|w| w.skip_link))
}

/// The screen of runs, which are loaded once there is one, and stay then.
fn runs_screen(
    load_runs: LoadRuns,
    context: RunsContext,
    run_is_left: RwSignal<bool>,
    screen: RwSignal<Screen>,
    read_plan: ReadPlan,
) -> AnyView {
    let (choice, opened_run) = (context.choice, context.opened);
    let handed_plan = context.handed_plan;
    let runs_are_wanted = Memo::new(move |were: Option<&bool>| {
        were == Some(&true)
            || run_is_left.get()
            || choice.with(Option::is_some)
            || opened_run.with(Option::is_some)
            || handed_plan.with(Option::is_some)
    });
    El::views([
        dynamic(move || {
            if !runs_are_wanted.get() {
                return ().into_any();
            }
            let context = context.clone();
            lazily(load_runs, move |part| (part.runs)(context.clone()))
        }),
        // Where there is a run the style sheet hides it.
        el("div")
            .class("empty")
            .child(el("h2").child(t(|w| w.no_run)))
            .child(el("p").child(t(|w| w.no_run_lead)))
            .child(
                el("div")
                    .class("row")
                    .child(
                        el("button")
                            .attr("type", "button")
                            .on("click", move |_| screen.set(Screen::Profiles))
                            .child(t(|w| w.to_profiles)),
                    )
                    .children(open_plan(move |event| read_plan(&event, handed_plan))),
            )
            .into_render(),
    ])
}

/// The button that asks for the file of a plan, and the field that the browser asks with.
fn open_plan(on_files: impl FnMut(Event) + 'static) -> [El; 2] {
    let field = NodeRef::<Focusable>::new();
    [
        el("button")
            .attr("type", "button")
            .on("click", move |_| {
                if let Some(field) = field.get_untracked() {
                    field.click();
                }
            })
            .child(t(|w| w.open_plan)),
        el("input")
            .attr("type", "file")
            .attr("accept", ".json,application/json")
            .attr("hidden", "")
            .node_ref(field)
            .on("change", on_files),
    ]
}

fn activity_screen(
    load_runs: LoadRuns,
    activity: ActivityContext,
    screen: RwSignal<Screen>,
) -> AnyView {
    // Once it is there it stays, as what is open and typed in it does.
    let activity_is_wanted =
        Memo::new(move |was: Option<&bool>| was == Some(&true) || screen.get() == Screen::Activity);
    let shown = el("section")
        .attr("aria-labelledby", "activity-heading")
        .child(
            el("h2")
                .attr("id", "activity-heading")
                .child(t(|w| w.activity)),
        )
        .child(dynamic(move || {
            if !activity_is_wanted.get() {
                return ().into_any();
            }
            let context = activity.clone();
            lazily(load_runs, move |part| (part.activity)(context.clone()))
        }));
    El::group([shown])
}

/// Fills the places of the banner, where there is one.
fn fill_banner(
    config: Config,
    account: Account,
    (sign_in, sign_out): (Callback<()>, Callback<()>),
    tools: impl Fn() -> AnyView + Send + Sync + 'static,
) {
    let Some(BannerTools(places)) = use_context::<BannerTools>() else {
        return;
    };
    places.set(Some(Arc::new(move |part| match part {
        BannerPart::Tenant => tenant(&config, &account),
        BannerPart::Tools => tools(),
        BannerPart::Account => El::group([
            menu(&config, account.clone(), sign_in, sign_out),
            leave(sign_out),
        ]),
    })));
    on_cleanup(move || {
        places.try_set(None);
    });
}

/// Says that there is no network, but where a run says so itself.
fn offline(
    is_online: RwSignal<bool>,
    screen: RwSignal<Screen>,
    run_is_under_way: RwSignal<bool>,
) -> El {
    el("div")
        .attr("aria-live", "polite")
        .child(dynamic(move || {
            if is_online.get() || (screen.get() == Screen::Runs && run_is_under_way.get()) {
                return ().into_any();
            }
            El::group([el("p")
                .class("notice offline")
                .child(icon(Icon::WARNING))
                .child(el("span").child(t(|w| w.offline)))])
        }))
}

/// What the banner has of this screen: how far a run is, where another screen is shown, and the keys.
fn banner_tools(
    screen: RwSignal<Screen>,
    run_far: Memo<Option<(usize, usize)>>,
    opened: RwSignal<Opened>,
) -> AnyView {
    // The button stays the same while its figures change.
    let is_away = Memo::new(move |_| run_far.with(Option::is_some) && screen.get() != Screen::Runs);
    let pill = dynamic(move || {
        if !is_away.get() {
            return ().into_any();
        }
        let bar = dynamic(move || {
            let (done, all) = run_far.get().unwrap_or_default();
            let percent = (done * 100).checked_div(all).unwrap_or(0);
            El::group([el("span").style("inline-size", percent.to_string() + "%")])
        });
        let figures = Live::new(move || {
            let (done, all) = run_far.get().unwrap_or_default();
            grouped(done) + "/" + &grouped(all)
        });
        El::group([el("button")
            .attr("type", "button")
            .class("pill")
            .on("click", move |_| screen.set(Screen::Runs))
            .child(el("span").class("unseen").child(t(|w| w.run_pill)))
            .child(
                el("span")
                    .class("pill-bar")
                    .attr("aria-hidden", "true")
                    .child(bar),
            )
            .child(" ")
            .child(figures)])
    });
    let help = el("button")
        .attr("type", "button")
        .class("tool")
        .attr("aria-label", t(|w| w.help))
        .attr("title", t(|w| w.keys))
        .on("click", move |_| opened.set(Opened::Keys))
        .child(icon(Icon::QUESTION_CIRCLE));
    El::views([pill, help.into_render()])
}
