//! The HTML of every state, made on the host.

use std::future::ready;

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{
    App, CurrentLanguage, ScreenContext, SignedIn, SignedInContext,
    activity::ActivityContext,
    app,
    console::{Finder, FinderContext, finder},
    signed_in,
    test_support::{by_role, the},
    words::console::{ConsoleStrings, words},
};
use crate::{
    actions::{
        Revocation, RevocationAction,
        test_support::{self, DAY_MS, Harness, ID, START},
    },
    config::{Config, ConfigError, FieldProblem, PageAddress},
    graph::NoAnswer,
    language::Language,
    lazy::NotLoaded,
    paste::PasteReader,
    profile::{DeepLink, ProfileType},
    profiles::Profiles,
    session::{Account, MsalError, Session, SignInCause},
    time::{Time, rfc3339},
};

fn page() -> PageAddress {
    PageAddress::new("https://c.example".into(), "c.example".into(), "/tools/")
}

fn config(rest: &str) -> Result<Config, ConfigError> {
    let text = format!(
        r#"{{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"usGov"{rest}}}"#
    );
    Config::parse(&text, page())
}

fn somebody() -> Session {
    Session::SignedIn(Account {
        name: "Mira <Okafor>".into(),
        upn: "mira@contoso.com".into(),
        tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
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
    config: Option<Result<Config, ConfigError>>,
    session: Option<Session>,
    revocation: Revocation,
    now: Option<Time>,
    deep_link: DeepLink,
    language: Language,
}

/// A list of which nothing was read yet.
fn list(context: FinderContext) -> AnyView {
    finder(Finder {
        context,
        profiles: RwSignal::new(Profiles::default()),
        on_list: Callback::new(|_| ()),
        load_reader: || Box::pin(ready(Ok(PasteReader::WHOLE))),
        on_files: Callback::new(|_| ()),
        search: RwSignal::new(None),
        on_search: Callback::new(|_| ()),
    })
}

/// What the screen of somebody who is signed in shows, found in the context.
#[derive(Clone, Copy)]
struct Given {
    deep_link: RwSignal<DeepLink>,
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
}

fn screen(context: SignedInContext) -> AnyView {
    let SignedInContext {
        config,
        account,
        sign_in,
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
        revocation: given.revocation,
        not_kept: RwSignal::new(None),
        read: RwSignal::new(None),
        load_runs: || Box::pin(ready(Err(NotLoaded::Missing))),
        opened_run: RwSignal::new(None),
        run_is_under_way: RwSignal::new(false),
        finder: list,
        activity: ActivityContext {
            around,
            returned: RwSignal::new(None),
            is_busy: RwSignal::new(false).into(),
            on_open_run: Callback::new(|_| ()),
        },
        activity_is_open: RwSignal::new(false),
        run_is_left: RwSignal::new(false),
    })
}

impl State {
    fn html(self) -> String {
        Owner::new().with(|| {
            provide_context(CurrentLanguage(RwSignal::new(self.language)));
            provide_context(Given {
                deep_link: RwSignal::new(self.deep_link),
                revocation: RwSignal::new(self.revocation),
                now: RwSignal::new(self.now.unwrap_or(START)),
            });
            app(App {
                page: page(),
                config: RwSignal::new(self.config),
                session: RwSignal::new(self.session.unwrap_or(Session::Starting)),
                sign_in: Callback::new(|()| ()),
                sign_out: Callback::new(|()| ()),
                signed_in: || Box::pin(ready(Ok(screen as fn(SignedInContext) -> AnyView))),
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

#[track_caller]
fn assert_hides(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(!html.contains(part), "{part} is in {html}");
    }
}

#[track_caller]
fn assert_shows(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[test]
fn while_the_configuration_is_read_the_page_says_that_it_starts() {
    assert_shows(
        &State::default().html(),
        &[
            "<h1>Revoke Android enrollment tokens</h1>",
            "Starting…",
            "role=\"status\"",
        ],
    );
}

#[test]
fn a_wrong_configuration_names_the_field_and_what_it_must_be() {
    let html = State {
        config: Some(config(r#","cloud":"mars""#)),
        ..State::default()
    }
    .html();
    assert_shows(
        &html,
        &[
            "role=\"alert\"",
            "config.json: the field cloud must be global, usGov, usGovDoD or china.",
            "Nothing was sent to anyone.",
            "<code>https://c.example/tools/redirect.html</code>",
            "<label for=\"client-id\">Client ID</label>",
        ],
    );
    assert!(!html.contains(">Sign in<"), "{html}");
    let missing = ConfigError::Unavailable { status: Some(404) };
    let html = State {
        config: Some(Err(missing)),
        ..State::default()
    }
    .html();
    assert_shows(&html, &["the web server answered 404"]);
    let unknown = ConfigError::Field {
        field: "<b>".into(),
        problem: FieldProblem::Unknown,
    };
    let html = State {
        config: Some(Err(unknown)),
        ..State::default()
    }
    .html();
    assert!(!html.contains("<b>"), "{html}");
}

#[test]
fn signed_out_shows_tenant_cloud_and_one_button() {
    let html = shown(Session::SignedOut { failure: None });
    assert_shows(
        &html,
        &["<dd>contoso.com</dd>", "<dd>US Government (GCC High)</dd>"],
    );
    assert!(the(&html, "button", "Sign in").looks("primary"));
    assert!(!html.contains("Sign out"), "{html}");
}

#[test]
fn a_failed_sign_in_is_said_with_its_code() {
    let html = shown(failed("access_denied", "AADSTS65004: User declined"));
    assert_shows(
        &html,
        &[
            "The sign-in was cancelled.",
            "<code>access_denied</code>",
            "AADSTS65004",
        ],
    );
    let html = shown(failed("access_denied", "AADSTS90094: needs admin"));
    assert_shows(
        &html,
        &[
            "href=\"https://login.microsoftonline.us/contoso.com/v2.0/adminconsent?client_id=",
            "Admin-consent link",
        ],
    );
    let html = shown(failed("post_request_failed", ""));
    assert_shows(&html, &["could not be reached", ">Try again</button>"]);
    assert_shows(
        &shown(Session::Unavailable {
            code: "ReferenceError".into(),
        }),
        &[
            "library could not be started",
            "ReferenceError",
            ">Reload</a>",
        ],
    );
}

#[test]
fn a_browser_that_keeps_nothing_is_named_with_where_that_is_set() {
    let html = shown(Session::NothingKept {
        code: "SecurityError".into(),
    });
    assert_shows(
        &html,
        &[
            "This browser keeps nothing for this page",
            "On-device site data",
            "dom.storage.enabled",
            "Block all cookies",
            "<code>SecurityError</code>",
            ">Reload</a>",
        ],
    );
    assert!(!html.contains("extension"), "{html}");
}

#[test]
fn only_a_second_window_can_be_asked_for_again_while_signing_in() {
    let signing_in = shown(Session::SigningIn);
    let buttons = by_role(&signing_in, "button");
    assert!(!buttons.iter().any(|button| button.looks("primary")));
    let html = State {
        config: Some(config(r#","signIn":"popup""#)),
        session: Some(Session::SigningIn),
        ..State::default()
    }
    .html();
    assert_shows(
        &html,
        &[
            "Finish signing in in the other window",
            ">Try again</button>",
        ],
    );
}

#[test]
fn signed_in_shows_who_and_the_form() {
    let html = State {
        config: Some(config("")),
        session: Some(somebody()),
        deep_link: DeepLink {
            profile_id: "x".into(),
            profile_type: ProfileType::DeviceOwner,
        },
        ..State::default()
    }
    .html();
    assert_shows(
        &html,
        &[
            "Mira &lt;Okafor&gt;",
            "<dd>mira@contoso.com</dd>",
            "<dd>8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346</dd>",
            "Sign out</button>",
            "<label for=\"profile-id\">Profile ID</label>",
            "<fieldset role=\"radiogroup\"><legend>Profile type</legend>",
            ">Revoke token</button>",
            "<div role=\"status\">",
            "<div role=\"alert\">",
        ],
    );
    assert!(the(&html, "radio", "Device owner").has("checked"));
    assert!(!html.contains("aria-invalid"), "{html}");
}

/// Whether one click more would send something.
fn goes_on(html: &str) -> bool {
    by_role(html, "button")
        .iter()
        .any(|button| button.looks("danger"))
}

#[track_caller]
fn assert_cancel_has_the_focus(html: &str) {
    assert!(the(html, "button", "Cancel").has("autofocus"), "{html}");
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
    assert_shows(
        &html,
        &[
            "<h2 id=\"confirmation-heading\">Reading the profile</h2>",
            "<p id=\"confirmation-lead\">Nothing is sent before you confirm.</p>",
        ],
    );
    the(&html, "alertdialog", "Reading the profile");
    assert_cancel_has_the_focus(&html);
    assert!(!goes_on(&html), "{html}");
}

#[test]
fn a_profile_of_the_other_type_is_offered_with_what_it_is() {
    let html = outcome(
        &Harness::requested()
            .graph(test_support::not_found())
            .graph(test_support::active()),
    );
    assert_shows(
        &html,
        &[
            ">The profile is of the other type</h2>",
            "<dd>Android for Work</dd>",
            "Shop &lt;floor&gt;",
            "works, expires in 35 days",
        ],
    );
    assert!(the(&html, "button", "Use Android for Work").looks("primary"));
    assert_cancel_has_the_focus(&html);
    assert!(!goes_on(&html), "{html}");
}

#[test]
fn the_confirmation_says_which_profile_which_token_whose_tenant_and_what_happens() {
    let html = outcome(&Harness::asked());
    assert_shows(
        &html,
        &[
            ">Revoke the current token of this profile?</h2>",
            "This cannot be undone.",
            &format!("<dt>Profile ID</dt><dd>{ID}</dd>"),
            "<dt>Profile type</dt><dd>Device owner</dd>",
            "<dt>Name</dt><dd>Shop &lt;floor&gt;</dd>",
            "<dt>Enrollment mode</dt><dd>Corporate-owned dedicated devices</dd>",
            "<dt>Token created</dt><dd>2026-10-24 14:32:20 UTC</dd>",
            "<dt>Current token</dt><dd>works, expires in 35 days</dd>",
            "<dt>Devices enrolled</dt><dd>87</dd>",
            "<dt>Tenant</dt><dd>8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346</dd>",
            "<dt>Account</dt><dd>mira@contoso.com</dd>",
            "Zero-touch and Knox configurations",
            "Devices that are already enrolled",
        ],
    );
    assert!(goes_on(&html), "{html}");
    assert_cancel_has_the_focus(&html);
    assert_hides(&html, &["could not be read", "Nothing was revoked"]);
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
        assert_shows(
            &expires(value),
            &[&format!("<dt>Current token</dt><dd>{says}</dd>")],
        );
    }
}

#[test]
fn facts_that_graph_does_not_tell_have_no_row() {
    let bare = test_support::answer(200, json!({ "id": ID }).to_string());
    let html = outcome(&Harness::requested().graph(bare));
    assert_shows(&html, &["<dt>Current token</dt><dd>not known</dd>"]);
    assert!(goes_on(&html), "{html}");
    assert_hides(
        &html,
        &["Enrollment mode", "Token created", "Devices enrolled"],
    );
    let odd = outcome(&asked(&json!({"enrollmentMode": "<new>"})));
    assert_shows(&odd, &["<dd>&lt;new&gt;</dd>"]);
}

#[test]
fn a_profile_that_cannot_be_read_is_said_to_be_with_the_reason_and_can_be_revoked() {
    let html = outcome(&Harness::requested().graph(test_support::forbidden()));
    assert_shows(
        &html,
        &[
            "<strong>The profile could not be read. You can revoke its token all the same.</strong>",
            "Your account has no Intune role that allows this.",
            "403 Forbidden",
            "<code>r-1</code>",
        ],
    );
    assert!(goes_on(&html), "{html}");
    assert_cancel_has_the_focus(&html);
    assert_hides(&html, &["<dt>Current token</dt>"]);
    let html = outcome(&Harness::requested().lost(NoAnswer::Blocked));
    assert_shows(&html, &["could not be read", "a proxy, an extension"]);
    assert!(goes_on(&html), "{html}");
}

#[test]
fn why_the_person_is_asked_again_stands_first() {
    let lead = "<p id=\"confirmation-lead\"><strong>";
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
        assert_shows(&html, &[&format!("{lead}{says} </strong>")]);
        assert!(goes_on(&html), "{html}");
        assert_cancel_has_the_focus(&html);
        assert_hides(&html, &["aria-disabled=\"true\""]);
    }
    let html = outcome(&Harness::asked().confirmed().graph(test_support::replaced()));
    assert_shows(
        &html,
        &["<dt>Token created</dt><dd>2026-11-23 14:32:20 UTC</dd>"],
    );
}

#[test]
fn while_it_runs_the_button_says_so_and_it_can_be_cancelled_only_before_it_was_sent() {
    let html = outcome(&Harness::asked().confirmed());
    assert!(the(&html, "button", "Getting access…").has("aria-disabled"));
    assert_cancel_has_the_focus(&html);
    assert_shows(
        &outcome(&Harness::sent()),
        &[
            "aria-disabled=\"true\">Revoking…</button>",
            "autofocus=\"\" disabled=\"\">Cancel</button>",
        ],
    );
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
        assert_shows(
            &html,
            &[
                ">Intune asks to wait</h2>",
                &format!(
                    "The request was not carried out. In {seconds} s the profile is read again, and the request sent again."
                ),
            ],
        );
        assert_cancel_has_the_focus(&html);
        assert!(!goes_on(&html), "{html}");
    }
}

const ALL_THE_SAME: &str = ">Revoke it all the same…</button>";

#[test]
fn a_token_that_no_longer_works_is_not_confirmed_like_one_that_does() {
    let bench = Harness::requested().graph(test_support::revoked());
    let html = outcome(&bench);
    assert_shows(
        &html,
        &[
            "<h2 id=\"confirmation-heading\">The token of this profile no longer works</h2>",
            "no device can enroll with it since 2026-11-23 14:32:19 UTC. There is nothing left to revoke, and nothing was sent.",
            "That goes by the clock of this device, on which it is 2026-11-23 14:32:20 UTC.",
            "expired or revoked since 2026-11-23 14:32:19 UTC",
            ALL_THE_SAME,
        ],
    );
    assert_cancel_has_the_focus(&html);
    assert_hides(&html, &["Stops working"]);
    assert!(!goes_on(&html), "{html}");
    // One step more, it is the question as it always is.
    let html = outcome(&bench.act(RevocationAction::AllTheSame));
    assert_shows(&html, &[">Revoke the current token of this profile?</h2>"]);
    assert!(goes_on(&html), "{html}");
    assert_cancel_has_the_focus(&html);
    assert_hides(&html, &[ALL_THE_SAME, "no longer works"]);
    // Long ago, no clock is that wrong.
    let long_ago = test_support::profile(
        &serde_json::json!({"tokenExpirationDateTime": "2026-10-01T00:00:00Z"}),
    );
    let html = outcome(&Harness::requested().graph(long_ago));
    assert_shows(
        &html,
        &["no device can enroll with it since 2026-10-01 00:00:00 UTC"],
    );
    assert_hides(&html, &["clock of this device"]);
    assert!(!goes_on(&html), "{html}");
}

#[test]
fn a_token_that_stopped_working_while_the_person_was_asked_is_said() {
    let html = outcome(&Harness::asked().confirmed().graph(test_support::revoked()));
    assert_shows(
        &html,
        &[
            "<strong>The token worked when you were shown it, and no longer does. </strong>",
            ALL_THE_SAME,
        ],
    );
    assert!(!goes_on(&html), "{html}");
}

#[test]
fn a_long_wait_says_until_when_and_leaves_the_next_attempt_to_the_person() {
    let asks = "Intune asks to wait until 2026-11-23 15:39:00 UTC: 1 h 7 min. This page sends nothing again by itself.";
    let closed = "<details><summary>Before that time…</summary>";
    let mut bench = Harness::sent().graph(test_support::throttled("4000"));
    let html = outcome(&bench);
    assert_shows(
        &html,
        &[
            ">The token was not revoked</h2>",
            asks,
            closed,
            ">Try again</button>",
        ],
    );
    bench.now = START.plus_ms(4_000_000);
    let html = outcome(&bench);
    assert_shows(&html, &[asks, ">Try again</button>"]);
    assert_hides(&html, &[closed]);
    // Where it was refused for good, there is no other attempt.
    assert_hides(
        &outcome(&Harness::sent().graph(test_support::forbidden())),
        &[">Try again</button>"],
    );

    let read_back = Harness::sent()
        .graph(test_support::answer_204())
        .graph(test_support::throttled("4000"));
    assert_shows(
        &outcome(&read_back),
        &[
            "so this is not confirmed.",
            asks,
            closed,
            ">Check again</button>",
        ],
    );

    let mut unread = Harness::requested().graph(test_support::throttled("4000"));
    let html = outcome(&unread);
    assert_shows(&html, &[asks, ALL_THE_SAME]);
    assert_cancel_has_the_focus(&html);
    assert!(!goes_on(&html), "{html}");
    unread.now = START.plus_ms(4_000_000);
    let html = outcome(&unread);
    assert!(goes_on(&html), "{html}");
    assert_hides(&html, &[ALL_THE_SAME]);
}

#[test]
fn more_proof_is_asked_for_without_the_person_then_with() {
    let heading = ">More proof of who you are is asked for</h2>";
    let html = outcome(&challenged());
    assert_shows(&html, &[heading, "Asking for a new access token…"]);
    assert_cancel_has_the_focus(&html);
    assert_hides(&html, &["Continue to sign-in"]);
    assert!(!goes_on(&html), "{html}");
    let html = outcome(&step_up_asking());
    assert_shows(
        &html,
        &[
            heading,
            "Nothing was revoked.",
            "you are asked again before anything is sent",
        ],
    );
    assert!(the(&html, "button", "Continue to sign-in").looks("primary"));
    assert_cancel_has_the_focus(&html);
    let html = outcome(&step_up_asking().act(RevocationAction::StepUp));
    assert_shows(&html, &[heading, "Finish signing in in the other window"]);
    assert!(the(&html, "button", "Try again").looks("primary"));
    assert_cancel_has_the_focus(&html);
}

#[test]
fn a_204_is_shown_at_once_and_not_called_confirmed_before_it_was_read_back() {
    let html = outcome(&Harness::sent().graph(test_support::answer_204()));
    assert_shows(
        &html,
        &[
            "<div role=\"status\"><div class=\"notice success\">",
            "<strong>204 No Content</strong>",
            "Reading the profile back to confirm it…",
            "<code>r-1</code>",
            "<dt>Time</dt><dd>2026-11-23 14:32:20 UTC</dd>",
            "<h3>Receipt</h3>",
        ],
    );
    assert_hides(&html, &["confirmed by", "notice error", ">Close<"]);
}

#[test]
fn while_an_unknown_outcome_is_settled_the_page_says_what_is_known() {
    for bench in [
        Harness::sent().lost(NoAnswer::TimedOut),
        Harness::sent().graph(fault()),
    ] {
        assert_shows(
            &outcome(&bench),
            &[
                "<div role=\"status\"><div class=\"notice\">",
                ">It is not known whether the token was revoked</h2>",
                "Reading the profile to find out…",
                "<dt>client-request-id</dt>",
            ],
        );
    }
}

/// Region, heading, what else is said, and the buttons, of each ending.
const ENDINGS: [(&str, &str, &str, &str, &[&str]); 14] = [
    (
        "confirmed",
        "status",
        "The token was revoked",
        "<strong>204 No Content, confirmed by reading back at 14:32:20 UTC</strong>",
        &[],
    ),
    (
        "not visible",
        "status",
        "The token was revoked",
        "<strong>204 No Content, not visible yet</strong>",
        &["Check again"],
    ),
    (
        "other token",
        "status",
        "The token was revoked",
        "<strong>204 No Content. The profile holds another token now: somebody has made a new one, which works.</strong>",
        &[],
    ),
    (
        "not readable",
        "status",
        "The token was revoked",
        "<strong>204 No Content. The profile cannot be read, so this is not confirmed.</strong>",
        &["Check again"],
    ),
    (
        "revoked without an answer",
        "status",
        "The token was revoked",
        "The answer does not say so, but the profile does, read back at 2026-11-23 14:32:20 UTC.",
        &[],
    ),
    (
        "revoked with a fault",
        "status",
        "The token was revoked",
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
        let kind = if region == "status" {
            "success"
        } else {
            "error"
        };
        assert_shows(
            &html,
            &[
                &format!(
                    "<div role=\"{region}\"><div class=\"notice {kind}\"><h2 tabindex=\"-1\">{heading}</h2>"
                ),
                says,
                &format!("<code>{ID}</code>"),
                "<dt>Time</dt>",
                "<dt>Local time</dt>",
            ],
        );
        for button in [
            "Check again",
            "Try again",
            "Sign in again",
            "Use Android for Work",
        ] {
            assert_eq!(
                html.contains(&format!(">{button}</button>")),
                buttons.contains(&button),
                "{name}: {button}"
            );
        }
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
            let copies = by_role(&html, "button");
            let there = copies
                .iter()
                .any(|copy| copy.name == button && copy.looks("copy"));
            assert!(there, "{name}: {button}");
        }
    }
}

#[test]
fn what_a_revocation_does_not_do_stands_next_to_what_it_did() {
    for (name, bench) in test_support::endings() {
        let html = outcome(&bench);
        let revoked = html.contains("notice success");
        for limit in [
            "<h3>What this does not do</h3>",
            "Devices that are already enrolled stay enrolled.",
            "Zero-touch, Knox and printed QR codes that hold the token stop working",
            "The QR code of an AOSP profile holds the Wi-Fi password in plain text.",
        ] {
            assert_eq!(html.contains(limit), revoked, "{name}: {limit}");
        }
    }
}

#[test]
fn an_error_names_status_code_message_ids_and_what_to_do() {
    let body = r#"{"error":{"code":"Forbidden","message":"User is not authorized to perform this <operation>"}}"#;
    let html = outcome(&Harness::sent().graph(test_support::answer(403, body)));
    assert_shows(
        &html,
        &[
            ">The token was not revoked</h2>",
            "<dt>HTTP status</dt><dd>403 Forbidden</dd>",
            "<dt>Code</dt><dd>Forbidden</dd>",
            "this &lt;operation&gt;",
            "Ask for the role Intune Administrator",
            "<dt>request-id</dt><dd><code>r-1</code>",
            "<dt>client-request-id</dt><dd><code>c-1</code>",
            "aria-label=\"Copy request-id\"",
            "<dt>Time</dt><dd>2026-11-23 14:32:20 UTC</dd>",
            "<dt>Local time</dt><dd>2026-11-23 15:32:20 +01:00</dd>",
            "<dt>Name</dt><dd>Shop &lt;floor&gt;</dd>",
            "<dt>Token created</dt><dd>2026-10-24 14:32:20 UTC</dd>",
        ],
    );
    let html = outcome(&Harness::sent().graph(test_support::answer(409, "")));
    assert_shows(
        &html,
        &[
            "<dt>Code</dt><dd>none</dd>",
            "<dt>Message</dt><dd>none</dd>",
        ],
    );
}

#[test]
fn the_answer_as_it_came_can_be_unfolded_and_names_no_machine_of_intune() {
    let html = outcome(&Harness::sent().graph(test_support::forbidden()));
    assert_shows(
        &html,
        &[
            "<details><summary>Answer as it came</summary><pre tabindex=\"0\">",
            "\"innerError\"",
            "aria-label=\"Copy Answer as it came\"",
        ],
    );
    assert_hides(&html, &["manage.microsoft"]);
    let html =
        outcome(&Harness::sent().graph(test_support::answer(502, "<script>alert(1)</script>")));
    assert_shows(&html, &["502 Bad Gateway", "&lt;script&gt;alert(1)"]);
    assert_hides(&html, &["<script>"]);
    let html = outcome(&Harness::sent().graph(test_support::answer(403, "")));
    assert_hides(&html, &["<details>"]);
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
        assert_shows(
            &html,
            &[
                "<dt>HTTP status</dt><dd>none</dd>",
                &format!("<dt>client-request-id</dt><dd><code>{id}</code>"),
            ],
        );
    }
}

#[test]
fn without_a_token_the_page_says_so_with_the_code() {
    let html = outcome(&Harness::asked().confirmed().no_token());
    assert_shows(&html, &["Nothing was sent", "<code>user_cancelled</code>"]);
    // Something was sent before, and turned away.
    let bench = step_up_asking()
        .act(RevocationAction::StepUp)
        .stepped_up(Err(SignInCause::Cancelled));
    let html = outcome(&bench);
    assert_shows(
        &html,
        &[
            ">The token was not revoked</h2>",
            "The sign-in was cancelled.",
        ],
    );
    assert_hides(&html, &["Nothing was sent"]);
}

/// Words that stand by themselves, long enough to be no part of another.
const SAID: &[fn(&'static ConsoleStrings) -> &'static str] = &[
    |w| w.reading_heading,
    |w| w.reading,
    |w| w.elsewhere_heading,
    |w| w.elsewhere,
    |w| (w.use_type)(ProfileType::AndroidForWork),
    |w| w.confirm_heading,
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
    |w| w.revoked,
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
    |w| w.limits_list[2],
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
    assert_shows(
        &chinese(&Harness::asked()),
        &[
            "有效，35 天后过期",
            "公司拥有的专用设备",
            "<dd>设备所有者</dd>",
        ],
    );
    assert_shows(
        &chinese(&Harness::sent().graph(test_support::throttled("17"))),
        &["17 秒后"],
    );
    let endings = test_support::endings();
    let html = |wanted| chinese(&endings.iter().find(|(name, _)| *name == wanted).unwrap().1);
    assert_shows(&html("refused"), &[">令牌没有被撤销</h2>"]);
    assert_shows(
        &html("confirmed"),
        &["204 No Content，已于 14:32:20 UTC 读取确认"],
    );
    assert_shows(
        &html("revoked without an answer"),
        &["但配置文件于 2026-11-23 14:32:20 UTC 显示已撤销"],
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
    assert_shows(&chinese(None, None), &["正在启动…", "aria-label=\"语言\""]);
    assert_shows(
        &chinese(Some(config(",")), None),
        &["config.json 不是 JSON"],
    );
    assert_shows(
        &chinese(good(), Some(failed("user_cancelled", ""))),
        &["登录已取消。", ">登录</button>"],
    );
    assert_shows(&chinese(good(), Some(somebody())), &[">撤销令牌</button>"]);
}
