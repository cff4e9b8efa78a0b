//! The HTML of every state, made on the host.

use std::future::ready;

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{
    App, CommandDialogs, CurrentLanguage, ScreenContext, SetUpContext, SignedIn, SignedInContext,
    activity::ActivityContext,
    app, command_dialogs,
    console::{Finder, FinderContext, INTAKE_PART, ListAddress, PANEL_PART, finder},
    set_up, signed_in,
    test_support::{Element, assert_lacks, assert_says, by_role, facts, names, text, the},
    words::console::{ConsoleStrings, words},
};
use crate::{
    actions::{
        Note, Revocation, RevocationAction,
        test_support::{self, DAY_MS, Harness, ID, START},
    },
    address::{LinkedIds, Screen},
    config::{Config, ConfigError, FieldProblem, PageAddress},
    graph::NoAnswer,
    language::Language,
    lazy::NotLoaded,
    profile::{DeepLink, ProfileType},
    profiles::{Arrangement, Filter, Profiles},
    session::{Account, MsalError, Session, SignInCause},
    set_up::Probe,
    tenants::{NoTenant, Tenants, Unchosen},
    time::{Time, rfc3339},
    ui::common::signal::{Memo, RwSignal},
};

fn page() -> PageAddress {
    PageAddress::new("https://c.example".into(), "c.example".into(), "/tools/")
}

fn config(rest: &str) -> Result<Config, NoTenant> {
    let text = format!(
        r#"{{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"usGov"{rest}}}"#
    );
    Config::parse(&text, page()).map_err(NoTenant::Unusable)
}

fn somebody() -> Session {
    Session::SignedIn(Account {
        name: "Mira <Okafor>".into(),
        upn: "mira@contoso.com".into(),
        tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        home_tenant_id: String::new(),
        object_id: String::new(),
    })
}

fn failed(code: &str, message: &str) -> Session {
    let error = MsalError {
        name: "ServerError".into(),
        code: code.into(),
        message: message.into(),
        ..MsalError::default()
    };
    Session::SignedOut {
        failure: Some(error.into()),
    }
}

#[derive(Default)]
struct State {
    config: Option<Result<Config, NoTenant>>,
    session: Option<Session>,
    revocation: Revocation,
    now: Option<Time>,
    deep_link: DeepLink,
    language: Language,
    names_profile: bool,
    is_offline: bool,
}

/// A list of which nothing was read yet.
fn list(context: FinderContext) -> AnyView {
    finder(Finder {
        context,
        profiles: RwSignal::new(Profiles::default()),
        on_list: Callback::new(|_| ()),
        load_reader: || Box::pin(ready(Ok(INTAKE_PART))),
        load_panel: || Box::pin(ready(Ok(PANEL_PART))),
        on_files: Callback::new(|_| ()),
        on_paste: Callback::new(|()| ()),
        load_camera: || Box::pin(ready(Err(NotLoaded::Missing))),
        has_camera: true,
        search: RwSignal::new(None),
        on_search: Callback::new(|_| ()),
        hidden: RwSignal::new(String::new()),
        refusal_is_closed: RwSignal::new(false),
    })
}

/// What the screen of somebody who is signed in shows, found in the context.
#[derive(Clone, Copy)]
struct Given {
    is_online: RwSignal<bool>,
    deep_link: RwSignal<DeepLink>,
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
}

fn screen(context: SignedInContext) -> AnyView {
    let SignedInContext {
        config,
        account,
        sign_in,
        sign_out,
    } = context;
    let given = expect_context::<Given>();
    let around = ScreenContext {
        config,
        account,
        sign_in,
        now: given.now,
        on_action: Callback::new(|_| ()),
        save: Callback::new(|_| ()),
    };
    signed_in(SignedIn {
        around: around.clone(),
        deep_link: given.deep_link,
        list_address: ListAddress {
            filter: RwSignal::new(Filter::default()),
            arrangement: RwSignal::new(Arrangement::default()),
            linked: RwSignal::new(LinkedIds::default()),
            tests_set_up: false,
        },
        revocation: given.revocation,
        not_kept: RwSignal::new(None),
        read: RwSignal::new(None),
        load_runs: || Box::pin(ready(Err(NotLoaded::Missing))),
        opened_run: RwSignal::new(None),
        read_plan: |_, _| (),
        run_is_under_way: RwSignal::new(false),
        is_online: given.is_online,
        finder: list,
        activity: ActivityContext {
            around,
            errand: RwSignal::new(None),
            is_busy: Memo::new(|_| false),
            on_open_run: Callback::new(|_| ()),
        },
        screen: RwSignal::new(Screen::default()),
        run_is_left: RwSignal::new(false),
        sign_out,
        listen_to_keys: |_| (),
        load_command_dialogs: || Box::pin(ready(Ok(command_dialogs as CommandDialogs))),
    })
}

fn no_tenant(why: NoTenant) -> AnyView {
    let why = match why {
        NoTenant::Unusable(error) => Unchosen::Unusable(error),
        NoTenant::Unread(text) => {
            let read = Tenants::parse(&text, &page());
            Tenants::asked_for(read, text.contains("set-up"), Some("adatum.com".into()))
                .unwrap_err()
        }
    };
    set_up(SetUpContext {
        why,
        page: page(),
        named: None,
        query: String::new(),
        code: "token-console-1_bg.wasm".into(),
        ask: |_| Box::pin(ready(Probe::Nothing)),
    })
}

impl State {
    fn html(self) -> String {
        Owner::new().with(|| {
            provide_context(CurrentLanguage(RwSignal::new(self.language)));
            provide_context(Given {
                is_online: RwSignal::new(!self.is_offline),
                deep_link: RwSignal::new(self.deep_link),
                revocation: RwSignal::new(self.revocation),
                now: RwSignal::new(self.now.unwrap_or(START)),
            });
            app(App {
                config: RwSignal::new(self.config),
                names_profile: self.names_profile,
                session: RwSignal::new(self.session.unwrap_or(Session::Starting)),
                sign_in: Callback::new(|()| ()),
                sign_out: Callback::new(|()| ()),
                signed_in: || Box::pin(ready(Ok(screen as fn(SignedInContext) -> AnyView))),
                set_up: || Box::pin(ready(Ok(no_tenant as fn(NoTenant) -> AnyView))),
            })
            .into_view()
            .to_html()
            // Leptos' marks between text nodes.
            .replace("<!>", "")
        })
    }
}

fn shown(session: Session) -> String {
    State {
        config: Some(config("")),
        session: Some(session),
        ..State::default()
    }
    .html()
}

/// The page of someone who is signed in.
pub(super) fn page_of(bench: &Harness, language: Language) -> String {
    State {
        config: Some(config("")),
        session: Some(somebody()),
        revocation: bench.revocation.clone(),
        now: Some(bench.now),
        language,
        ..State::default()
    }
    .html()
}

fn outcome(bench: &Harness) -> String {
    page_of(bench, Language::English)
}

/// The region that says how a revocation stands, by its role.
#[track_caller]
fn told(html: &str, role: &str) -> Element {
    let other = if role == "status" { "alert" } else { "status" };
    let [mut told, silent] = [role, other].map(|role| by_role(html, role));
    let is_silent = silent.iter().all(|region| region.text().is_empty());
    assert!(told.len() == 1 && is_silent, "{role} in {html}");
    told.remove(0)
}

#[test]
fn while_the_configuration_is_read_the_page_says_that_it_starts() {
    let html = State::default().html();
    the(&html, "heading", "Revoke Android enrollment tokens");
    let [status] = by_role(&html, "status").try_into().unwrap();
    assert_eq!(status.text(), "Starting…");
}

#[test]
fn a_wrong_configuration_names_the_field_and_what_it_must_be() {
    let html = State {
        config: Some(config(r#","cloud":"mars""#)),
        ..State::default()
    }
    .html();
    let [alert] = by_role(&html, "alert").try_into().unwrap();
    assert_says(
        &alert.html,
        &[
            "config.json: the field cloud must be global, usGov, usGovDoD or china.",
            "Nothing was sent to anyone.",
        ],
    );
    assert_says(&html, &["https://c.example/tools/redirect.html"]);
    the(&html, "textbox", "Client ID");
    assert!(!names(&html, "button").contains(&"Sign in".to_owned()));
    let missing = ConfigError::Unavailable { status: Some(404) };
    let html = State {
        config: Some(Err(NoTenant::Unusable(missing))),
        ..State::default()
    }
    .html();
    assert_says(&html, &["the web server answered 404"]);
    let unknown = ConfigError::Field {
        field: "<b>".into(),
        problem: FieldProblem::Unknown,
    };
    let html = State {
        config: Some(Err(NoTenant::Unusable(unknown))),
        ..State::default()
    }
    .html();
    assert_says(&html, &["the field <b>"]);
}

/// A file of two; the set-up is asked for where the second one is called so.
fn two_tenants(second: &str) -> String {
    let entry = |name: &str, domain: &str| json!({"name": name, "color": "red", "clientId": ID, "tenantId": domain, "cloud": "global"});
    let file = json!({"tenants": [entry("Contoso", "contoso.com"), entry(second, "fabrikam.com")]});
    file.to_string()
}

#[test]
fn of_several_tenants_each_is_a_link_and_nobody_can_sign_in() {
    let html = State {
        config: Some(Err(NoTenant::Unread(two_tenants("<Fabrikam>")))),
        ..State::default()
    }
    .html();
    assert_says(
        &html,
        &[
            "names the tenant “adatum.com”, which is none of this page",
            "Contoso",
            "<Fabrikam>",
        ],
    );
    for domain in ["contoso.com", "fabrikam.com"] {
        let link = format!("href=\"https://c.example/tools/?tenant={domain}\"");
        assert!(html.contains(&link), "{html}");
    }
    assert!(!names(&html, "button").contains(&"Sign in".to_owned()));
}

#[test]
fn the_header_says_which_of_several_tenants_it_is_and_has_its_color() {
    let tenants = Tenants::parse(&two_tenants("Fabrikam"), &page()).unwrap();
    let contoso = tenants.meant(Some("CONTOSO.com".into())).unwrap();
    let html = State {
        config: Some(Ok(contoso)),
        session: Some(Session::SignedOut { failure: None }),
        ..State::default()
    }
    .html();
    let header = html.split("</header>").next().unwrap_or_default();
    assert!(header.contains("<header data-color=\"red\""), "{header}");
    assert_says(header, &["Contoso"]);
    assert_says(&html, &["Another tenant"]);
}

#[test]
fn the_set_up_of_a_configured_page_begins_with_what_it_has() {
    let html = State {
        config: Some(Err(NoTenant::Unread(two_tenants("set-up")))),
        ..State::default()
    }
    .html();
    assert_says(
        &html,
        &[
            "This page is configured.",
            "holds a list of tenants",
            "contoso.com",
        ],
    );
    assert_eq!(by_role(&html, "alert").len(), 0);
}

#[test]
fn signed_out_shows_tenant_cloud_and_one_button() {
    let html = shown(Session::SignedOut { failure: None });
    assert_says(&html, &["contoso.com · US Government (GCC High)"]);
    assert_eq!(names(&html, "button"), ["Theme: System", "Sign in"]);
    let html = State {
        config: Some(config("")),
        session: Some(Session::SignedOut { failure: None }),
        names_profile: true,
        ..State::default()
    }
    .html();
    assert_says(&html, &["This link is about a profile."]);
}

#[test]
fn a_failed_sign_in_is_said_with_its_code() {
    let html = shown(failed("access_denied", "AADSTS65004: User declined"));
    let [alert] = by_role(&html, "alert").try_into().unwrap();
    // Whoever cancelled need not be told what is wrong.
    assert_eq!(
        alert.text(),
        "The sign-in was cancelled. Sign in when you are ready."
    );
    assert_eq!(alert.get("class"), "notice");
    let html = shown(failed("access_denied", "AADSTS90094: needs admin"));
    let [alert] = by_role(&html, "alert").try_into().unwrap();
    assert_eq!(alert.get("class"), "notice error");
    assert_eq!(facts(&alert.html, "Code"), ["access_denied"]);
    let html = shown(failed("access_denied", "AADSTS90094: needs admin"));
    let link = the(&html, "link", "Admin-consent link");
    let leads_to = "https://login.microsoftonline.us/contoso.com/v2.0/adminconsent?client_id=";
    assert!(link.get("href").starts_with(leads_to), "{link:?}");
    let html = shown(failed("post_request_failed", ""));
    assert_says(&html, &["could not be reached"]);
    the(&html, "button", "Try again");
    let html = shown(Session::Unavailable {
        code: "ReferenceError".into(),
    });
    assert_says(&html, &["library could not be started"]);
    assert_eq!(facts(&html, "Code"), ["ReferenceError"]);
    the(&html, "link", "Reload");
}

#[test]
fn a_browser_that_keeps_nothing_is_named_with_where_that_is_set() {
    let html = shown(Session::NothingKept {
        code: "SecurityError".into(),
    });
    assert_says(
        &html,
        &[
            "This browser keeps nothing for this page",
            "On-device site data",
            "dom.storage.enabled",
            "Block all cookies",
        ],
    );
    assert_eq!(facts(&html, "Code"), ["SecurityError"]);
    the(&html, "link", "Reload");
    assert!(!html.contains("extension"), "{html}");
}

#[test]
fn only_a_second_window_can_be_asked_for_again_while_signing_in() {
    let signing_in = shown(Session::SigningIn);
    assert_eq!(names(&signing_in, "button"), ["Theme: System"]);
    let html = State {
        config: Some(config(r#","signIn":"popup""#)),
        session: Some(Session::SigningIn),
        ..State::default()
    }
    .html();
    assert_says(&html, &["Finish signing in in the other window"]);
    assert_eq!(names(&html, "button"), ["Theme: System", "Try again"]);
}

#[test]
fn signed_in_shows_who_and_the_form() {
    let html = State {
        config: Some(config("")),
        session: Some(somebody()),
        deep_link: DeepLink {
            profile_id: "x".into(),
            profile_type: Some(ProfileType::DeviceOwner),
        },
        ..State::default()
    }
    .html();
    assert_says(&html, &["mira@contoso.com"]);
    for button in ["Sign out", "Revoke token"] {
        assert!(!the(&html, "button", button).is_disabled(), "{button}");
    }
    assert!(!the(&html, "textbox", "Profile ID").has("aria-invalid"));
    let kinds = the(&html, "radiogroup", "Profile type");
    assert!(the(&kinds.html, "radio", "Device owner").has("checked"));
}

#[test]
fn whoever_is_offline_is_told_what_that_means() {
    let html = |is_offline| {
        let state = State {
            config: Some(config("")),
            session: Some(somebody()),
            is_offline,
            ..State::default()
        };
        state.html()
    };
    assert_says(
        &html(true),
        &["You are offline.", "until the network is back"],
    );
    assert_lacks(&html(false), &["You are offline."]);
}

#[test]
fn a_type_is_found_out_unless_somebody_chooses_one() {
    let html = shown(somebody());
    assert!(the(&html, "radio", "Find out").has("checked"));
    for other in ["Android for Work", "Device owner"] {
        assert!(!the(&html, "radio", other).has("checked"));
    }
    // What more there is to say takes no line of its own.
    let group = the(&html, "radiogroup", "Profile type");
    assert_eq!(
        group.text(),
        "Profile type Find out Android for Work Device owner"
    );
}

#[test]
fn a_type_that_could_not_be_found_out_is_asked_for_and_only_where_that_may_help() {
    let not_found = test_support::not_found;
    let nowhere = outcome(&Harness::finding().graph(not_found()).graph(not_found()));
    assert_says(
        &nowhere,
        &[
            "No profile with this ID was found",
            "Android for Work",
            "Device owner",
        ],
    );
    assert_eq!(offered(&nowhere), ["Cancel"]);
    let one = outcome(
        &Harness::finding()
            .graph(not_found())
            .graph(test_support::forbidden()),
    );
    assert_says(&one, &["The profile type could not be found out"]);
    assert_eq!(offered(&one), ["Use Device owner", "Cancel"]);
    let both = outcome(
        &Harness::finding()
            .graph(test_support::active())
            .graph(test_support::active()),
    );
    assert_says(&both, &["Both profile types have this ID", "Shop <floor>"]);
    assert_eq!(
        offered(&both),
        ["Use Android for Work", "Use Device owner", "Cancel"]
    );
    // One step further away.
    let waits = outcome(&Harness::finding().graph(test_support::throttled("3600")));
    assert_says(&waits, &["Before that time…", "Use Device owner"]);
    for html in [&nowhere, &one, &both, &waits] {
        assert!(!offered(html).contains(&"Revoke token".to_owned()));
        assert_cancel_has_the_focus(html);
    }
    // Of what was not found out no type is claimed.
    let not_sent = outcome(&Harness::finding().no_token());
    assert_lacks(&told(&not_sent, "alert").html, &["Profile type"]);
}

/// What can be pressed in the dialog, but for what copies.
#[track_caller]
fn offered(html: &str) -> Vec<String> {
    let [dialog] = by_role(html, "alertdialog").try_into().unwrap();
    let mut buttons = by_role(&dialog.html, "button");
    buttons.retain(|button| !button.is_disabled() && !button.name.starts_with("Copy"));
    buttons.into_iter().map(|button| button.name).collect()
}

/// Where one click more sends something.
const REVOKE: [&str; 2] = ["Revoke token", "Cancel"];

#[track_caller]
fn assert_cancel_has_the_focus(html: &str) {
    assert!(the(html, "button", "Cancel").has("autofocus"), "{html}");
}

/// That each of these terms is there once, with this value.
#[track_caller]
fn assert_facts(part: &Element, expected: &[(&str, &str)]) {
    for (term, value) in expected {
        assert_eq!(facts(&part.html, term), [*value], "{term}");
    }
}

/// Shown facts with changes.
fn asked(changes: &Value) -> Harness {
    Harness::requested().graph(test_support::profile(changes))
}

fn challenged() -> Harness {
    Harness::sent().graph(test_support::challenged(401))
}

fn step_up_asking() -> Harness {
    challenged().stepped_up(Err(SignInCause::Expired))
}

fn fault() -> crate::graph::Answer {
    test_support::answer(500, include_str!("../graph/fixtures/server-error.json"))
}

/// Every state between the wish and the end.
fn under_way() -> Vec<Harness> {
    vec![
        Harness::requested(),
        Harness::requested()
            .graph(test_support::not_found())
            .graph(test_support::active()),
        Harness::finding(),
        Harness::finding()
            .graph(test_support::not_found())
            .graph(test_support::not_found()),
        Harness::finding()
            .graph(test_support::forbidden())
            .graph(test_support::not_found()),
        Harness::finding()
            .graph(test_support::active())
            .graph(test_support::active()),
        Harness::finding().graph(test_support::throttled("3600")),
        Harness::asked(),
        Harness::requested().graph(test_support::forbidden()),
        Harness::requested().lost(NoAnswer::Blocked),
        Harness::asked().confirmed().graph(test_support::replaced()),
        Harness::asked()
            .confirmed()
            .graph(test_support::forbidden()),
        Harness::requested()
            .graph(test_support::forbidden())
            .confirmed()
            .graph(test_support::active()),
        Harness::asked().confirmed(),
        Harness::sent(),
        Harness::sent().graph(test_support::throttled("17")),
        Harness::sent().graph(test_support::throttled("3600")),
        Harness::requested().graph(test_support::revoked()),
        Harness::asked().confirmed().graph(test_support::revoked()),
        challenged(),
        step_up_asking(),
        step_up_asking().act(RevocationAction::StepUp),
        Harness::sent().graph(test_support::answer_204()),
        Harness::sent().lost(NoAnswer::TimedOut),
        Harness::sent().graph(fault()),
    ]
}

#[test]
fn before_the_profile_is_read_the_dialog_says_that_nothing_is_sent() {
    let html = outcome(&Harness::requested());
    let dialog = the(&html, "alertdialog", "Reading the profile");
    assert_eq!(dialog.description, "Nothing is sent before you confirm.");
    assert_cancel_has_the_focus(&html);
    assert_eq!(offered(&html), ["Cancel"]);
}

#[test]
fn a_profile_of_the_other_type_is_offered_with_what_it_is() {
    let html = outcome(
        &Harness::requested()
            .graph(test_support::not_found())
            .graph(test_support::active()),
    );
    let dialog = the(&html, "alertdialog", "The profile is of the other type");
    assert_facts(
        &dialog,
        &[
            ("Profile type", "Android for Work"),
            ("Name", "Shop <floor>"),
            ("Current token", "works, expires in 35 days"),
        ],
    );
    assert_cancel_has_the_focus(&html);
    assert_eq!(offered(&html), ["Use Android for Work", "Cancel"]);
}

/// The name of the dialog; here there is a space between any two texts.
const ASKS: &str = "Revoke the token of Shop <floor> ?";

/// The name of the dialog about a profile that could not be read: by its ID.
const ASKS_UNREAD: &str = "Revoke the token of 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 ?";

#[test]
fn the_confirmation_says_which_profile_which_token_whose_tenant_and_what_happens() {
    let html = outcome(&Harness::asked());
    let dialog = the(&html, "alertdialog", ASKS);
    assert!(dialog.description.ends_with("This cannot be undone."));
    assert_facts(
        &dialog,
        &[
            ("Profile ID", ID),
            ("Profile type", "Device owner"),
            ("Name", "Shop <floor>"),
            ("Enrollment mode", "Dedicated"),
            ("Token created", "2026-10-24 14:32:20 UTC"),
            ("Current token", "works, expires in 35 days"),
            ("Devices enrolled", "87"),
            ("Tenant", "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346"),
            ("Account", "mira@contoso.com"),
        ],
    );
    assert_says(
        &dialog.html,
        &[
            "Zero-touch and Knox configurations",
            "Devices that are already enrolled",
        ],
    );
    let glance = by_role(&dialog.html, "listitem")[..3]
        .iter()
        .map(Element::text)
        .collect::<Vec<_>>();
    assert_eq!(
        glance,
        [
            "87 Devices enrolled",
            "Dedicated Device owner",
            "works, expires in 35 days Current token"
        ]
    );
    assert!(!the(&dialog.html, "group", "Details").has("open"));
    assert_eq!(offered(&html), REVOKE);
    assert_eq!(
        the(&dialog.html, "button", "Revoke token").get("class"),
        "danger"
    );
    assert_cancel_has_the_focus(&html);
    assert_lacks(
        &html,
        &["could not be read", "Nothing was revoked", "Wi-Fi password"],
    );
}

#[test]
fn what_an_aosp_profile_gives_away_is_said_before_it_is_revoked() {
    let html = outcome(&Harness::requested().graph(test_support::aosp()));
    let [dialog] = by_role(&html, "alertdialog").try_into().unwrap();
    assert_says(
        &dialog.html,
        &["holds the Wi-Fi password in plain text. If it leaked, change that password too."],
    );
}

#[test]
fn why_a_token_is_revoked_can_be_said_and_stands_with_the_outcome() {
    let html = outcome(&Harness::asked());
    let [dialog] = by_role(&html, "alertdialog").try_into().unwrap();
    for field in ["Ticket number (optional)", "Reason (optional)"] {
        the(&dialog.html, "textbox", field);
    }
    let ended = Harness::asked()
        .act(RevocationAction::Explain(Note {
            ticket: "INC-4711".into(),
            reason: "Poster <lost>".into(),
        }))
        .confirmed()
        .graph(test_support::active())
        .graph(test_support::answer_204());
    for bench in [ended.clone(), ended.graph(test_support::revoked())] {
        assert_facts(
            &told(&outcome(&bench), "status"),
            &[
                ("Ticket", "INC-4711"),
                ("Reason", "Poster <lost>"),
                ("Tenant", "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346"),
                ("Account", "mira@contoso.com"),
            ],
        );
    }
}

#[test]
fn only_how_it_stands_is_announced() {
    let silent = |html: &str| {
        html.split_once(r#"<div aria-live="off">"#)
            .map(|(loud, _)| text(loud))
    };
    let accepted = Harness::sent().graph(test_support::answer_204());
    let notice = told(&outcome(&accepted), "status");
    assert_eq!(notice.get("aria-atomic"), "false");
    let loud = silent(&notice.html).unwrap();
    assert!(
        loud.ends_with("204 No Content Reading the profile back to confirm it…"),
        "{loud}"
    );
    // What the focus is led to is not announced besides.
    let title = the(
        &notice.html,
        "heading",
        "The token of Shop <floor> was revoked",
    );
    assert_eq!(title.get("aria-live"), "off");
}

#[test]
fn where_there_is_no_such_profile_nothing_is_red() {
    let not_found = test_support::not_found;
    let html = outcome(&Harness::requested().graph(not_found()).graph(not_found()));
    let dialog = the(&html, "alertdialog", "No profile with this ID was found");
    assert_eq!(offered(&html), REVOKE);
    assert!(!the(&dialog.html, "button", "Revoke token").has("class"));
}

#[test]
fn how_the_token_stands_is_said_in_each_case() {
    let expires = |value: Value| outcome(&asked(&json!({"tokenExpirationDateTime": value})));
    let at = |ms: i64| Value::from(rfc3339(START.unix_ms + ms));
    for (value, says) in [
        (at(35 * DAY_MS), "works, expires in 35 days"),
        (at(2 * DAY_MS - 1_000), "works, expires in 1 day"),
        (at(DAY_MS - 1_000), "works, expires in less than a day"),
        (at(1_000), "works, expires in less than a day"),
        (at(0), "expired or revoked since 2026-11-23 14:32:20 UTC"),
        (
            at(-DAY_MS),
            "expired or revoked since 2026-11-22 14:32:20 UTC",
        ),
        (Value::Null, "works, does not expire"),
        (
            json!("9999-12-31T23:59:59.9999999Z"),
            "works, does not expire",
        ),
        (json!("soon"), "not known"),
    ] {
        assert_eq!(facts(&expires(value), "Current token"), [says]);
    }
}

#[test]
fn facts_that_graph_does_not_tell_have_no_row() {
    let bare = test_support::answer(200, json!({ "id": ID }).to_string());
    let html = outcome(&Harness::requested().graph(bare));
    assert_eq!(facts(&html, "Current token"), ["not known"]);
    assert_eq!(offered(&html), REVOKE);
    assert_lacks(
        &html,
        &["Enrollment mode", "Token created", "Devices enrolled"],
    );
    let odd = outcome(&asked(&json!({"enrollmentMode": "<new>"})));
    assert_eq!(facts(&odd, "Enrollment mode"), ["<new>"]);
}

#[test]
fn a_profile_that_cannot_be_read_is_said_to_be_with_the_reason_and_can_be_revoked() {
    let html = outcome(&Harness::requested().graph(test_support::forbidden()));
    let dialog = the(&html, "alertdialog", ASKS_UNREAD);
    assert_says(
        &dialog.html,
        &[
            "The profile could not be read. You can revoke its token all the same.",
            "Your account has no Intune role that allows this.",
        ],
    );
    assert_facts(
        &dialog,
        &[("HTTP status", "403 Forbidden"), ("request-id", "r-1")],
    );
    assert_eq!(offered(&html), REVOKE);
    assert_cancel_has_the_focus(&html);
    assert_eq!(facts(&html, "Current token"), [""; 0]);
    let html = outcome(&Harness::requested().lost(NoAnswer::Blocked));
    assert_says(&html, &["could not be read", "a proxy, an extension"]);
    assert_eq!(offered(&html), REVOKE);
}

#[test]
fn why_the_person_is_asked_again_stands_first() {
    for (bench, says) in [
        (
            Harness::asked().confirmed().graph(test_support::replaced()),
            "The profile holds another token than the one you were shown. Nothing was revoked: look again.",
        ),
        (
            Harness::asked()
                .confirmed()
                .graph(test_support::forbidden()),
            "The profile could not be read again. Nothing was revoked.",
        ),
        (
            Harness::requested()
                .graph(test_support::forbidden())
                .confirmed()
                .graph(test_support::active()),
            "The profile can be read now. Nothing was revoked: look at it first.",
        ),
    ] {
        let html = outcome(&bench);
        let [dialog] = by_role(&html, "alertdialog").try_into().unwrap();
        assert!([ASKS, ASKS_UNREAD].contains(&dialog.name.as_str()));
        let why = dialog.description;
        assert!(why.starts_with(says), "{why}");
        assert_eq!(offered(&html), REVOKE);
        assert_cancel_has_the_focus(&html);
        assert!(!by_role(&html, "button").iter().any(Element::is_disabled));
    }
    let html = outcome(&Harness::asked().confirmed().graph(test_support::replaced()));
    assert_eq!(facts(&html, "Token created"), ["2026-11-23 14:32:20 UTC"]);
}

#[test]
fn while_it_runs_the_button_says_so_and_it_can_be_cancelled_only_before_it_was_sent() {
    let html = outcome(&Harness::asked().confirmed());
    // It stays where the focus can be.
    let waits = |html: &str, name: &str| {
        let button = the(html, "button", name);
        assert_eq!(button.get("aria-disabled"), "true");
        assert!(!button.has("disabled"));
    };
    waits(&html, "Getting access…");
    assert_cancel_has_the_focus(&html);
    assert_eq!(offered(&html), ["Cancel"]);
    let html = outcome(&Harness::sent());
    waits(&html, "Revoking…");
    assert_cancel_has_the_focus(&html);
    assert!(the(&html, "button", "Cancel").has("disabled"));
    assert_eq!(offered(&html), [""; 0]);
}

#[test]
fn a_wait_is_counted_down_and_can_be_cancelled() {
    let mut bench = Harness::sent().graph(test_support::throttled("17"));
    for (ms, seconds) in [
        (0, 17),
        (1, 17),
        (1_000, 16),
        (16_999, 1),
        (17_000, 0),
        (99_000, 0),
    ] {
        bench.now = START.plus_ms(ms);
        let html = outcome(&bench);
        assert_eq!(
            the(&html, "alertdialog", "Intune asks to wait").description,
            format!(
                "The request was not carried out. In {seconds} s the profile is read again, and the request sent again."
            )
        );
        assert_cancel_has_the_focus(&html);
        assert_eq!(offered(&html), ["Cancel"]);
    }
}

/// Where one step more leads to [`REVOKE`].
const ALL_THE_SAME: [&str; 2] = ["Revoke it all the same…", "Cancel"];

#[test]
fn a_token_that_no_longer_works_is_not_confirmed_like_one_that_does() {
    let bench = Harness::requested().graph(test_support::revoked());
    let html = outcome(&bench);
    let dialog = the(
        &html,
        "alertdialog",
        "The token of this profile no longer works",
    );
    assert_says(
        &dialog.html,
        &[
            "no device can enroll with it since 2026-11-23 14:32:19 UTC. There is nothing left to revoke, and nothing was sent.",
            "That goes by the clock of this device, on which it is 2026-11-23 15:32:20 +01:00.",
        ],
    );
    assert_eq!(
        facts(&dialog.html, "Current token"),
        ["expired or revoked since 2026-11-23 14:32:19 UTC"]
    );
    assert_cancel_has_the_focus(&html);
    assert_lacks(&html, &["Stops working"]);
    assert_eq!(offered(&html), ALL_THE_SAME);
    // One step more, it is asked like of any other, but for title and color.
    let html = outcome(&bench.act(RevocationAction::AllTheSame));
    let dialog = the(
        &html,
        "alertdialog",
        "The token of this profile no longer works",
    );
    assert_says(&dialog.html, &["Stops working"]);
    assert_eq!(offered(&html), REVOKE);
    assert!(!the(&dialog.html, "button", "Revoke token").has("class"));
    assert_cancel_has_the_focus(&html);
    // Long ago, no clock is that wrong.
    let long_ago = test_support::profile(
        &serde_json::json!({"tokenExpirationDateTime": "2026-10-01T00:00:00Z"}),
    );
    let html = outcome(&Harness::requested().graph(long_ago));
    assert_says(
        &html,
        &["no device can enroll with it since 2026-10-01 00:00:00 UTC"],
    );
    assert_lacks(&html, &["clock of this device"]);
    assert_eq!(offered(&html), ALL_THE_SAME);
}

#[test]
fn a_token_that_stopped_working_while_the_person_was_asked_is_said() {
    let html = outcome(&Harness::asked().confirmed().graph(test_support::revoked()));
    let why = the(
        &html,
        "alertdialog",
        "The token of this profile no longer works",
    )
    .description;
    let says = "The token worked when you were shown it, and no longer does.";
    assert!(why.starts_with(says), "{why}");
    assert_eq!(offered(&html), ALL_THE_SAME);
}

#[test]
fn a_long_wait_says_until_when_and_leaves_the_next_attempt_to_the_person() {
    let asks = "Intune asks to wait until 2026-11-23 15:39:00 UTC: 1 h 7 min. This page sends nothing again by itself.";
    // The button is one step away until the time has come.
    let waits = |html: &str, button: &str| {
        let step = the(html, "group", "Before that time…");
        assert!(!step.has("open"));
        the(&step.html, "button", button);
    };
    let mut bench = Harness::sent().graph(test_support::throttled("4000"));
    let notice = told(&outcome(&bench), "alert");
    the(&notice.html, "heading", "The token was not revoked");
    assert_says(&notice.html, &[asks]);
    waits(&notice.html, "Try again");
    bench.now = START.plus_ms(4_000_000);
    let notice = told(&outcome(&bench), "alert");
    assert_says(&notice.html, &[asks]);
    the(&notice.html, "button", "Try again");
    assert!(!names(&notice.html, "group").contains(&"Before that time…".to_owned()));
    // Where it was refused for good, there is no other attempt.
    let refused = outcome(&Harness::sent().graph(test_support::forbidden()));
    assert!(!names(&refused, "button").contains(&"Try again".to_owned()));

    let read_back = Harness::sent()
        .graph(test_support::answer_204())
        .graph(test_support::throttled("4000"));
    let notice = told(&outcome(&read_back), "status");
    assert_says(&notice.html, &["so this is not confirmed.", asks]);
    waits(&notice.html, "Check again");

    let mut unread = Harness::requested().graph(test_support::throttled("4000"));
    let html = outcome(&unread);
    assert_says(&html, &[asks]);
    assert_cancel_has_the_focus(&html);
    assert_eq!(offered(&html), ALL_THE_SAME);
    unread.now = START.plus_ms(4_000_000);
    assert_eq!(offered(&outcome(&unread)), REVOKE);
}

#[test]
fn more_proof_is_asked_for_without_the_person_then_with() {
    let described = |html: &str| {
        let name = "More proof of who you are is asked for";
        the(html, "alertdialog", name).description
    };
    let html = outcome(&challenged());
    assert_eq!(described(&html), "Asking for a new access token…");
    assert_cancel_has_the_focus(&html);
    assert_eq!(offered(&html), ["Cancel"]);
    let html = outcome(&step_up_asking());
    let asks = described(&html);
    for says in [
        "Nothing was revoked.",
        "you are asked again before anything is sent",
    ] {
        assert!(asks.contains(says), "{asks}");
    }
    assert_eq!(offered(&html), ["Continue to sign-in", "Cancel"]);
    assert_cancel_has_the_focus(&html);
    let html = outcome(&step_up_asking().act(RevocationAction::StepUp));
    assert!(described(&html).starts_with("Finish signing in in the other window"));
    assert_eq!(offered(&html), ["Try again", "Cancel"]);
    assert_cancel_has_the_focus(&html);
}

#[test]
fn a_204_is_shown_at_once_and_not_called_confirmed_before_it_was_read_back() {
    let html = outcome(&Harness::sent().graph(test_support::answer_204()));
    let notice = told(&html, "status");
    assert_eq!(
        names(&notice.html, "heading")[..2],
        ["The token of Shop <floor> was revoked", "Receipt"]
    );
    assert_says(
        &notice.html,
        &["204 No Content", "Reading the profile back to confirm it…"],
    );
    assert_facts(
        &notice,
        &[("request-id", "r-1"), ("Time", "2026-11-23 14:32:20 UTC")],
    );
    assert_lacks(&html, &["confirmed by"]);
    assert!(!names(&notice.html, "button").contains(&"Close".to_owned()));
}

#[test]
fn while_an_unknown_outcome_is_settled_the_page_says_what_is_known() {
    for bench in [
        Harness::sent().lost(NoAnswer::TimedOut),
        Harness::sent().graph(fault()),
    ] {
        let notice = told(&outcome(&bench), "status");
        assert_eq!(
            names(&notice.html, "heading"),
            ["It is not known whether the token was revoked"]
        );
        assert_says(&notice.html, &["Reading the profile to find out…"]);
        assert_eq!(facts(&notice.html, "client-request-id").len(), 1);
    }
}

/// Region, heading, what else is said, and the buttons, of each ending.
const ENDINGS: [(&str, &str, &str, &str, &[&str]); 14] = [
    (
        "confirmed",
        "status",
        "The token of Shop <floor> was revoked",
        "204 No Content, confirmed by reading back at 14:32:20 UTC",
        &[],
    ),
    (
        "not visible",
        "status",
        "The token of Shop <floor> was revoked",
        "204 No Content, not visible yet",
        &["Check again"],
    ),
    (
        "other token",
        "status",
        "The token of Shop <floor> was revoked",
        "204 No Content. The profile holds another token now: somebody has made a new one, which works.",
        &[],
    ),
    (
        "not readable",
        "status",
        "The token was revoked",
        "204 No Content. The profile cannot be read, so this is not confirmed.",
        &["Check again"],
    ),
    (
        "revoked without an answer",
        "status",
        "The token of Shop <floor> was revoked",
        "The answer does not say so, but the profile does, read back at 2026-11-23 15:32:20 +01:00.",
        &[],
    ),
    (
        "revoked with a fault",
        "status",
        "The token of Shop <floor> was revoked",
        "The service has a fault.",
        &[],
    ),
    (
        "not revoked without an answer",
        "alert",
        "The token was not revoked",
        "The profile still holds the same token.",
        &["Try again", "Check again"],
    ),
    (
        "not revoked with a fault",
        "alert",
        "The token was not revoked",
        "The profile still holds the same token.",
        &["Try again", "Check again"],
    ),
    (
        "cannot tell without an answer",
        "alert",
        "It is not known whether the token was revoked",
        "This device is offline.",
        &["Check again"],
    ),
    (
        "cannot tell with a fault",
        "alert",
        "It is not known whether the token was revoked",
        "The service has a fault.",
        &["Check again"],
    ),
    (
        "refused",
        "alert",
        "The token was not revoked",
        "Ask for the role Intune Administrator",
        &[],
    ),
    (
        "no token",
        "alert",
        "Nothing was sent: the token was not revoked",
        "Your sign-in has expired",
        &["Sign in again"],
    ),
    (
        "refused, of the other type",
        "alert",
        "The token was not revoked",
        "The profile with this ID is of the other profile type.",
        &["Use Android for Work"],
    ),
    (
        "turned away",
        "alert",
        "The token was not revoked",
        "The sign-in was cancelled.",
        &["Sign in again"],
    ),
];

#[test]
fn each_ending_is_said_in_its_region_with_what_can_be_done() {
    let endings = test_support::endings();
    assert_eq!(endings.len(), ENDINGS.len());
    for ((name, bench), (expected, region, heading, says, buttons)) in endings.iter().zip(ENDINGS) {
        assert_eq!(*name, expected);
        let html = outcome(bench);
        let notice = told(&html, region);
        let headings = by_role(&notice.html, "heading");
        assert_eq!(headings[0].name, heading);
        assert_eq!(headings[0].get("tabindex"), "-1", "the focus goes there");
        assert_says(&notice.html, &[says]);
        assert_eq!(facts(&notice.html, "Profile ID"), [ID]);
        for when in ["Time", "Local time"] {
            assert_eq!(facts(&notice.html, when).len(), 1, "{name}: {when}");
        }
        let mut offered = names(&html, "button");
        offered.retain(|button| {
            [
                "Check again",
                "Try again",
                "Sign in again",
                "Use Android for Work",
            ]
            .contains(&button.as_str())
        });
        assert_eq!(offered, buttons, "{name}");
        assert_eq!(
            html.contains("204 No Content"),
            test_support::sent_of(bench.stage()).is_some_and(|sent| sent.answered.is_some()),
            "{name}"
        );
    }
}

#[test]
fn whatever_is_over_has_a_receipt_and_the_same_call_for_other_tools() {
    for (name, bench) in test_support::endings() {
        let html = outcome(&bench);
        for button in [
            "Copy as text",
            "Copy as Markdown",
            "Copy as JSON",
            "Download JSON",
            "Copy for curl",
            "Copy for PowerShell",
        ] {
            assert!(!the(&html, "button", button).is_disabled(), "{name}");
        }
    }
}

#[test]
fn what_a_revocation_does_not_do_stands_next_to_what_it_did() {
    for (name, bench) in test_support::endings() {
        let html = outcome(&bench);
        let [status] = by_role(&html, "status").try_into().unwrap();
        let revoked = !status.text().is_empty();
        let limits = "What this does not do".to_owned();
        assert_eq!(names(&html, "heading").contains(&limits), revoked, "{name}");
        for limit in [
            "Devices that are already enrolled stay enrolled.",
            "Zero-touch, Knox and printed QR codes that hold the token stop working",
        ] {
            assert_eq!(text(&html).contains(limit), revoked, "{name}: {limit}");
        }
        assert_lacks(&html, &["Wi-Fi password"]);
    }
    let aosp = Harness::requested()
        .graph(test_support::aosp())
        .confirmed()
        .graph(test_support::aosp())
        .graph(test_support::answer_204())
        .reads_all(&Ok(test_support::aosp()));
    assert_says(
        &told(&outcome(&aosp), "status").html,
        &["The QR code of an AOSP profile holds the Wi-Fi password in plain text."],
    );
}

#[test]
fn an_error_names_status_code_message_ids_and_what_to_do() {
    let body = r#"{"error":{"code":"Forbidden","message":"User is not authorized to perform this <operation>"}}"#;
    let html = outcome(&Harness::sent().graph(test_support::answer(403, body)));
    let notice = told(&html, "alert");
    the(&notice.html, "heading", "The token was not revoked");
    assert_says(&notice.html, &["Ask for the role Intune Administrator"]);
    assert_facts(
        &notice,
        &[
            ("HTTP status", "403 Forbidden"),
            ("Code", "Forbidden"),
            (
                "Message",
                "User is not authorized to perform this <operation>",
            ),
            ("request-id", "r-1"),
            ("client-request-id", "c1c1c1c1-c1c1-41c1-81c1-c1c1c1c1c1c1"),
            ("Time", "2026-11-23 14:32:20 UTC"),
            ("Local time", "2026-11-23 15:32:20 +01:00"),
            ("Name", "Shop <floor>"),
            ("Token created", "2026-10-24 14:32:20 UTC"),
        ],
    );
    the(&notice.html, "button", "Copy request-id");
    let html = outcome(&Harness::sent().graph(test_support::answer(409, "")));
    assert_facts(
        &told(&html, "alert"),
        &[("Code", "none"), ("Message", "none")],
    );
}

#[test]
fn the_answer_as_it_came_can_be_unfolded_and_names_no_machine_of_intune() {
    let html = outcome(&Harness::sent().graph(test_support::forbidden()));
    let raw = the(&html, "group", "Answer as it came");
    assert!(!raw.has("open"));
    let [answer] = by_role(&raw.html, "pre").try_into().unwrap();
    assert_says(&answer.html, &["\"innerError\""]);
    assert_eq!(answer.get("tabindex"), "0", "it scrolls");
    the(&raw.html, "button", "Copy Answer as it came");
    assert_lacks(&html, &["manage.microsoft"]);
    let html =
        outcome(&Harness::sent().graph(test_support::answer(502, "<script>alert(1)</script>")));
    assert_says(&html, &["502 Bad Gateway", "<script>alert(1)</script>"]);
    let html = outcome(&Harness::sent().graph(test_support::answer(403, "")));
    assert_eq!(by_role(&told(&html, "alert").html, "group"), []);
}

#[test]
fn without_an_answer_the_page_names_the_id_that_was_sent() {
    for reason in [NoAnswer::Blocked, NoAnswer::Offline, NoAnswer::TimedOut] {
        let bench = Harness::sent();
        let id = test_support::sent_of(bench.stage())
            .unwrap()
            .client_request_id
            .to_string();
        let html = outcome(&bench.lost(reason).reads_all(&Err(reason)));
        assert_facts(
            &told(&html, "alert"),
            &[("HTTP status", "none"), ("client-request-id", &id)],
        );
    }
}

#[test]
fn without_a_token_the_page_says_so_with_the_code() {
    let html = outcome(&Harness::asked().confirmed().no_token());
    let notice = told(&html, "alert");
    assert_says(&notice.html, &["Nothing was sent"]);
    assert_facts(&notice, &[("Code", "user_cancelled")]);
    // Something was sent before, and turned away.
    let bench = step_up_asking()
        .act(RevocationAction::StepUp)
        .stepped_up(Err(SignInCause::Cancelled));
    let html = outcome(&bench);
    let notice = told(&html, "alert");
    the(&notice.html, "heading", "The token was not revoked");
    assert_says(&notice.html, &["The sign-in was cancelled."]);
    assert_lacks(&html, &["Nothing was sent"]);
}

/// Words that stand by themselves, long enough to be no part of another.
const SAID: &[fn(&'static ConsoleStrings) -> &'static str] = &[
    |w| w.reading_heading,
    |w| w.reading,
    |w| w.elsewhere_heading,
    |w| w.elsewhere,
    |w| (w.use_type)(ProfileType::AndroidForWork),
    |w| w.confirm_of[0],
    |w| w.say_ticket,
    |w| w.say_reason,
    |w| w.say_hint,
    |w| w.receipt_title,
    |w| w.confirm_lead,
    |w| w.no_undo,
    |w| w.enrolled_devices,
    |w| w.unread,
    |w| w.token_changed,
    |w| w.facts_lost,
    |w| w.facts_found,
    |w| w.preparing,
    |w| w.revoking,
    |w| w.waiting_heading,
    |w| w.early,
    |w| w.early_lead,
    |w| w.inactive_heading,
    |w| w.inactive_leaked,
    |w| w.died_meanwhile,
    |w| w.all_the_same,
    |w| w.step_up_heading,
    |w| w.step_up_silent,
    |w| w.step_up_asking,
    |w| w.step_up,
    |w| w.signing_in_elsewhere,
    |w| w.verifying,
    |w| w.reconciling,
    |w| w.may_have_revoked,
    |w| w.not_sent,
    |w| w.not_visible,
    |w| w.other_token,
    |w| w.not_read,
    |w| w.same_token,
    |w| w.check_again,
    |w| w.raw,
    |w| w.limits,
    |w| w.limits_list[0],
    |w| w.limits_list[1],
    |w| w.copy_as_text,
    |w| w.copy_as_markdown,
    |w| w.copy_as_json,
    |w| w.download_json,
    |w| w.same_call,
    |w| w.copy_as_curl,
    |w| w.copy_as_power_shell,
    |w| w.local_time,
    |w| w.activity_id,
];

#[test]
fn every_state_of_a_revocation_says_the_same_in_chinese() {
    let mut states = under_way();
    states.extend(
        test_support::endings()
            .into_iter()
            .map(|(_, ending)| ending),
    );
    let mut seen = vec![false; SAID.len()];
    for bench in states {
        let english = page_of(&bench, Language::English);
        let chinese = page_of(&bench, Language::SimplifiedChinese);
        for (pick, seen) in SAID.iter().zip(&mut seen) {
            let (en, zh) = (
                pick(words(Language::English)),
                pick(words(Language::SimplifiedChinese)),
            );
            assert_eq!(
                english.contains(en),
                chinese.contains(zh),
                "{en} / {zh} in {:?}",
                bench.stage()
            );
            assert!(!chinese.contains(en), "{en} in Chinese: {chinese}");
            *seen |= english.contains(en);
        }
    }
    for (pick, seen) in SAID.iter().zip(seen) {
        assert!(seen, "{} is never said", pick(words(Language::English)));
    }
}

#[test]
fn numbers_times_and_names_are_in_chinese_sentences_too() {
    let chinese = |bench: &Harness| page_of(bench, Language::SimplifiedChinese);
    assert_says(
        &chinese(&Harness::asked()),
        &["有效，35 天后过期", "专用", "设备所有者"],
    );
    assert_says(
        &chinese(&Harness::sent().graph(test_support::throttled("17"))),
        &["17 秒后"],
    );
    let endings = test_support::endings();
    let html = |wanted| chinese(&endings.iter().find(|(name, _)| *name == wanted).unwrap().1);
    the(&html("refused"), "heading", "令牌没有被撤销");
    assert_says(
        &html("confirmed"),
        &["204 No Content，已于 14:32:20 UTC 读取确认"],
    );
    assert_says(
        &html("revoked without an answer"),
        &["但配置文件于 2026-11-23 15:32:20 +01:00 显示已撤销"],
    );
}

#[test]
fn every_state_before_a_revocation_is_there_in_chinese() {
    let chinese = |config, session| {
        State {
            config,
            session,
            language: Language::SimplifiedChinese,
            ..State::default()
        }
        .html()
    };
    let good = || Some(config(""));
    let html = chinese(None, None);
    assert_says(&html, &["正在启动…"]);
    the(&html, "combobox", "语言");
    assert_says(
        &chinese(Some(config(",")), None),
        &["config.json 不是 JSON"],
    );
    let html = chinese(good(), Some(failed("user_cancelled", "")));
    assert_says(&html, &["登录已取消。"]);
    the(&html, "button", "登录");
    the(&chinese(good(), Some(somebody())), "button", "撤销令牌");
}
