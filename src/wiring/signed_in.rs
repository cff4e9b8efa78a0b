//! The screen of somebody who is signed in, with all that it needs: a part of the page of its own.

use std::cell::RefCell;

use leptos::{ev::Event, prelude::*, task::spawn_local};

use super::{
    activity_driver, audit_driver,
    changes_seen::ChangesSeen,
    devices_driver,
    graph::Graph,
    incident_driver, intake_driver,
    permission::Interruption,
    qr_code_driver,
    revocation_driver::{RevocationDriver, RevocationLeases},
    revocation_part::RevocationPart,
    run_driver,
    sign_in::{Returned, SignIn},
    store::Store,
    writes::Writes,
};
use crate::{
    actions::{ActionRequest, Revocation, RevocationAction},
    address::{Address, Screen, View},
    browser::{
        clock, download, location, online,
        pending::{self, Stands},
        printing, sharing, style,
        transfer::{self, Transfer},
    },
    click::{self, Click},
    config::Config,
    devices::DevicesSections,
    errand::Errand,
    graph::Profile,
    journal::Journal,
    lazy,
    paste::IntakeProblem,
    profile::{DeepLink, ProfileId},
    readiness::SeenChanges,
    runs::plan_file::{HandedPlan, PlanProblem},
    tenants::NoTenant,
    time::Time,
    ui::{
        AuditDesk, CommandDialogs, DevicesContext, DevicesDesk, File, IncidentContext,
        IncidentDesk, Memo, Output, QrCodeContext, QrCodeDesk, RunsPart, RwSignal,
        SIGNED_IN_STYLES, ScreenContext, SignedIn, SignedInContext, activity::ActivityContext,
        command_dialogs, console::ListAddress, effect, set_local_clock, signed_in,
    },
};

lazy! {
    /// Revoking many tokens, and what this browser remembers.
    fn load_runs in runs -> RunsPart = RUNS_PART;
}

lazy! {
    /// The folder of an incident.
    fn load_incident in incident -> fn(IncidentContext) -> AnyView = incident_driver::begin;
}

lazy! {
    /// The QR code of a token.
    fn load_qr_code in qr_code -> fn(QrCodeContext) -> AnyView = qr_code_driver::begin;
}

lazy! {
    /// The devices that enrolled with a profile.
    fn load_devices in devices -> fn(DevicesContext) -> AnyView = devices_driver::begin;
}

lazy! {
    /// The dialogs of the keyboard.
    fn load_command_dialogs in panel -> CommandDialogs = command_dialogs;
}

const RUNS_PART: RunsPart = RunsPart {
    runs: run_driver::begin,
    activity: activity_driver::begin,
    audit: audit_driver::begin,
};

/// What the start of the page leaves to this part, found in the context.
#[derive(Clone)]
pub(super) struct Start {
    /// The page, which outlasts every screen.
    pub owner: Owner,
    /// Who is signed in.
    pub sign_in: SignIn,
    pub config: RwSignal<Option<Result<Config, NoTenant>>>,
    /// What a step-up that left the page has come back to, until it is taken up.
    pub returned: RwSignal<Option<Returned>>,
    /// What this part keeps from screen to screen, once it is there.
    pub kept: StoredValue<Option<SignedInState>>,
}

/// What is kept while somebody else signs in, or the same person again.
#[derive(Clone, Copy)]
pub(super) struct SignedInState {
    /// Gives up what the person who signs out has under way.
    pub on_sign_out: Callback<()>,
    graph: Graph,
    deep_link: RwSignal<DeepLink>,
    list_address: ListAddress,
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
    read: RwSignal<Option<Profile>>,
    on_action: Callback<RevocationAction>,
    driver: RevocationDriver,
    /// What a sign-in that left the page has come back to.
    asked_again: StoredValue<Option<ProfileId>>,
    opened_run: RwSignal<Option<String>>,
    run_is_under_way: RwSignal<bool>,
    is_online: RwSignal<bool>,
    screen: RwSignal<Screen>,
    /// What a further permission was wanted for when a sign-in left the page, until it is taken up.
    errand: RwSignal<Option<Errand>>,
    is_busy: Memo<bool>,
}

/// What is asked for from several places, and is a part of the page of its own.
fn provide_desks(errand: RwSignal<Option<Errand>>, is_busy: Memo<bool>) {
    provide_context(Interruption { errand, is_busy });
    provide_context(ChangesSeen(RwSignal::new(SeenChanges::default())));
    provide_context(DevicesDesk {
        wanted: RwSignal::new(None),
        found: RwSignal::new(DevicesSections::default()),
        errand,
        is_busy,
        load: || Box::pin(load_devices()),
    });
    provide_context(AuditDesk {
        sections: RwSignal::new(Vec::new()),
        errand,
        is_busy,
        load: || Box::pin(async { Ok(load_runs().await?.audit) }),
    });
    provide_context(IncidentDesk {
        load: || Box::pin(load_incident()),
    });
    provide_context(QrCodeDesk {
        wanted: RwSignal::new(None),
        load: || Box::pin(load_qr_code()),
    });
}

pub(super) fn begin(context: SignedInContext) -> AnyView {
    let start = expect_context::<Start>();
    let before = start.kept.get_value();
    // The page did not go while the person signed in again.
    if let Some(kept) = before
        && let Some(pending) = pending::take()
    {
        kept.asked_again.set_value(pending.asked_again());
        start.returned.set(Some(Returned {
            pending,
            failure: None,
        }));
    }
    let kept = before.unwrap_or_else(|| {
        SIGNED_IN_STYLES.into_iter().for_each(style::adopt);
        set_local_clock(clock::at);
        let kept = start.owner.with(|| SignedInState::new(&start));
        start.kept.set_value(Some(kept));
        kept
    });
    provide_context(kept.graph);
    provide_context(kept.driver.store);
    provide_context(kept.driver.writes);
    provide_context(Output {
        print: Callback::new(|()| printing::print()),
        share: sharing::is_there().then(|| {
            Callback::new(click::handler(|click: &Click, text: String| {
                spawn_local(sharing::share(click, &text));
            }))
        }),
    });
    provide_desks(kept.errand, kept.is_busy);
    let SignedInContext {
        config,
        account,
        sign_in,
        sign_out,
    } = context;
    let sign_in = Callback::new(move |()| {
        kept.driver.keep_unsent();
        sign_in.run(());
    });
    kept.driver.account.set_value(Some(account.clone()));
    let run_is_left = RwSignal::new(false);
    provide_context(RevocationPart {
        driver: kept.driver,
        asked_again: kept.asked_again,
        run_is_left,
    });
    let around = ScreenContext {
        config,
        account,
        sign_in,
        now: kept.now,
        on_action: kept.on_action,
        save: Callback::new(|file: File| {
            download::offer(&file.name, file.media_type, &file.text);
        }),
    };
    signed_in(SignedIn {
        around: around.clone(),
        deep_link: kept.deep_link,
        list_address: kept.list_address,
        revocation: kept.revocation,
        read: kept.read,
        not_kept: kept.driver.store.problem,
        finder: intake_driver::begin,
        load_runs: || Box::pin(load_runs()),
        activity: ActivityContext {
            around,
            errand: kept.errand,
            is_busy: kept.is_busy,
            on_open_run: Callback::new(move |id| {
                kept.opened_run.set(Some(id));
                kept.screen.set(Screen::Runs);
            }),
        },
        screen: kept.screen,
        run_is_left,
        opened_run: kept.opened_run,
        read_plan,
        run_is_under_way: kept.run_is_under_way,
        is_online: kept.is_online,
        sign_out,
        listen_to_keys: |act| {
            let keys = window_event_listener_untyped("keydown", move |event| act.run(event));
            on_cleanup(move || keys.remove());
        },
        load_command_dialogs: || Box::pin(load_command_dialogs()),
    })
}

/// Reads the file of a plan.
fn read_plan(event: &Event, handed: RwSignal<Option<HandedPlan>>) {
    let Some(Transfer::Files(files)) = transfer::chosen(event) else {
        return;
    };
    let [file] = files.as_slice() else {
        handed.set(Some(Err(PlanProblem::SeveralFiles)));
        return;
    };
    let file = file.clone();
    spawn_local(async move {
        let read = transfer::text(&file).await;
        handed.try_set(Some(read.map_err(|problem| match problem {
            IntakeProblem::Paste(_) => PlanProblem::TooLarge,
            _ => PlanProblem::NotReadable,
        })));
    });
}

fn list_address(address: Address) -> ListAddress {
    let View {
        filter,
        arrangement,
        ..
    } = address.view;
    ListAddress {
        filter: RwSignal::new(filter),
        arrangement: RwSignal::new(arrangement),
        linked: RwSignal::new(address.ids),
        tests_set_up: address.tests_set_up,
    }
}

/// A reload comes back to the same view.
fn keep_view(screen: RwSignal<Screen>, list_address: ListAddress) {
    let was = RefCell::new(None::<View>);
    effect(move || {
        let view = View {
            screen: screen.get(),
            filter: list_address.filter.get(),
            arrangement: list_address.arrangement.get(),
        };
        let was = was.replace(Some(view.clone()));
        if was.is_some_and(|was| was != view) {
            location::keep_view(&view);
        }
    });
}

impl SignedInState {
    fn new(start: &Start) -> Self {
        let address = location::address();
        let deep_link = RwSignal::new(address.form.clone());
        let errand = pending::take_errand();
        let returns = start.returned.with_untracked(Option::is_some);
        // What a sign-in that left the page has come back to comes before what the address says.
        let screen = RwSignal::new(match (&errand, returns) {
            (Some(errand), _) => errand.screen(),
            (None, true) => Screen::Profiles,
            (None, false) => address.view.screen,
        });
        let list_address = list_address(address);
        keep_view(screen, list_address);
        let revocation = RwSignal::new(Revocation::default());
        let now = RwSignal::new(clock::now());
        let read = RwSignal::new(None);
        let graph = Graph {
            sign_in: start.sign_in,
            config: start.config,
            now,
        };
        let store = Store::new();
        let driver = RevocationDriver {
            revocation,
            read,
            graph,
            account: StoredValue::new(None),
            store,
            writes: Writes::new(),
            journal: StoredValue::new(Journal::default()),
            leases: StoredValue::new_local(RevocationLeases::default()),
            performer: StoredValue::new(None),
            waiting: StoredValue::new(None),
        };
        let remember = move |action: &RevocationAction| {
            if let RevocationAction::Request(ActionRequest { wanted, .. }) = action {
                // A reload, and a sign-in that leaves the page, come back to the same profile.
                location::remember(wanted);
                deep_link.set(wanted.into());
            }
        };
        let on_action = Callback::new(click::handler(
            move |click: &Click, action: RevocationAction| {
                remember(&action);
                driver.act(click, action);
            },
        ));
        // A step-up that left the page: the person is asked again, or told why not. Nothing is sent.
        let returned = start.returned;
        let asked_again = StoredValue::new(
            returned.with_untracked(|returned| returned.as_ref()?.pending.asked_again()),
        );
        effect(move || {
            let Some(Returned { pending, failure }) = returned.get() else {
                return;
            };
            returned.set(None);
            let Some((request, stands, note)) = pending.read() else {
                return;
            };
            match failure {
                None => {
                    revocation.update(|revocation| {
                        revocation.keep_typed(request.wanted.profile_id.clone(), note);
                    });
                    if stands != Stands::Over {
                        driver.ask_again(request);
                    }
                }
                Some(failure) => driver.end(Revocation::without_token(
                    &request,
                    stands == Stands::Sent,
                    note,
                    failure,
                    clock::now(),
                )),
            }
        });
        let run_is_under_way = RwSignal::new(false);
        let is_online = RwSignal::new(online::is_online());
        // Held as long as the page is there.
        StoredValue::new_local(online::on_change(move |now| is_online.set(now)));
        Self {
            driver,
            asked_again,
            opened_run: RwSignal::new(match &errand {
                Some(Errand::RunAudit(run)) => Some(run.clone()),
                _ => None,
            }),
            run_is_under_way,
            is_online,
            errand: RwSignal::new(errand),
            is_busy: Memo::new(move |_| {
                run_is_under_way.get() || revocation.with(Revocation::is_busy)
            }),
            on_sign_out: Callback::new(move |()| driver.forget()),
            graph,
            deep_link,
            screen,
            list_address,
            revocation,
            now,
            read,
            on_action,
        }
    }
}
