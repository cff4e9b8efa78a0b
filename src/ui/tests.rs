//! The HTML of every state, made on the host.

use leptos::prelude::*;

use super::{App, CurrentLanguage, app};
use crate::{
    config::{Config, ConfigError, FieldProblem, PageAddress},
    graph::Answer,
    guid::Guid,
    language::Language,
    profile::{DeepLink, ProfileId, ProfileType, Target},
    revocation::{Event, NoAnswer, Revocation},
    session::{Account, MsalError, Session},
    time::Time,
};

const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const NOW: Time = Time {
    unix_ms: 1_795_444_340_000,
    offset_minutes: 60,
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

fn signed_in() -> Session {
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

fn after(events: impl IntoIterator<Item = Event>) -> Revocation {
    let target = Target {
        profile_type: ProfileType::DeviceOwner,
        profile_id: ProfileId::parse(ID).unwrap(),
    };
    let mut revocation = Revocation::default();
    revocation.on(Event::Requested(target));
    for event in events {
        revocation.on(event);
    }
    revocation
}

fn sent() -> [Event; 2] {
    [
        Event::Confirmed,
        Event::TokenReady(Guid::from_random([7; 16])),
    ]
}

fn answered(status: u16, body: &str) -> Revocation {
    let answer = Answer {
        status,
        request_id: "r-1".into(),
        client_request_id: "c-1".into(),
        retry_after: if status == 429 {
            "17".into()
        } else {
            String::new()
        },
        body: body.into(),
    };
    after(sent().into_iter().chain([Event::Answered(answer, NOW)]))
}

#[derive(Default)]
struct State {
    config: Option<Result<Config, ConfigError>>,
    session: Option<Session>,
    revocation: Revocation,
    deep_link: DeepLink,
    language: Language,
}

impl State {
    fn html(self) -> String {
        Owner::new().with(|| {
            provide_context(CurrentLanguage(RwSignal::new(self.language)));
            app(App {
                page: page(),
                deep_link: RwSignal::new(self.deep_link),
                config: RwSignal::new(self.config),
                session: RwSignal::new(self.session.unwrap_or(Session::Starting)),
                sign_in: Callback::new(|()| ()),
                sign_out: Callback::new(|()| ()),
                revocation: RwSignal::new(self.revocation),
                on_revocation: Callback::new(|_| ()),
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

fn outcome(revocation: Revocation) -> String {
    State {
        config: Some(config("")),
        session: Some(signed_in()),
        revocation,
        ..State::default()
    }
    .html()
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
        &[
            "<dd>contoso.com</dd>",
            "<dd>US Government (GCC High)</dd>",
            "class=\"primary\">Sign in</button>",
        ],
    );
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
fn only_a_second_window_can_be_asked_for_again_while_signing_in() {
    assert!(!shown(Session::SigningIn).contains("<button type=\"button\" class=\"primary\""));
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
        session: Some(signed_in()),
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
            "value=\"deviceOwner\" aria-describedby=\"hint-device-owner\" checked",
            ">Revoke token</button>",
            "<div role=\"status\">",
            "<div role=\"alert\">",
        ],
    );
    assert!(!html.contains("aria-invalid"), "{html}");
}

#[test]
fn the_confirmation_says_which_profile_whose_tenant_and_what_happens() {
    let html = outcome(after([]));
    assert_shows(
        &html,
        &[
            "role=\"alertdialog\"",
            &format!("<dd>{ID}</dd>"),
            "<dd>Device owner</dd>",
            "Zero-touch and Knox configurations",
            "Devices that are already enrolled",
            "class=\"danger\">Revoke token</button>",
            "autofocus=\"\">Cancel</button>",
        ],
    );
}

#[test]
fn while_it_runs_the_button_says_so_and_it_can_be_cancelled_only_before_it_was_sent() {
    let html = outcome(after([Event::Confirmed]));
    assert_shows(
        &html,
        &[
            "aria-disabled=\"true\">Getting access…</button>",
            "autofocus=\"\">Cancel</button>",
        ],
    );
    let html = outcome(after(sent()));
    assert_shows(
        &html,
        &[
            "aria-disabled=\"true\">Revoking…</button>",
            "autofocus=\"\" disabled=\"\">Cancel</button>",
        ],
    );
}

#[test]
fn a_204_is_shown_as_it_is_with_time_and_ids() {
    let html = outcome(answered(204, ""));
    assert_shows(
        &html,
        &[
            "<div role=\"status\"><div class=\"notice success\">",
            "<strong>204 No Content</strong>",
            &format!("<code>{ID}</code>"),
            "2026-11-23 14:32:20 UTC",
            "2026-11-23 15:32:20 +01:00",
            "<dt>request-id</dt><dd><code>r-1</code>",
            "<dt>client-request-id</dt><dd><code>c-1</code>",
            "aria-label=\"Copy request-id\"",
        ],
    );
    assert!(!html.contains("class=\"notice error\""), "{html}");
}

#[test]
fn an_error_names_status_code_message_ids_and_what_to_do() {
    let body = r#"{"error":{"code":"Forbidden","message":"User is not authorized to perform this <operation>"}}"#;
    let html = outcome(answered(403, body));
    assert_shows(
        &html,
        &[
            "<div role=\"alert\"><div class=\"notice error\">",
            ">The token was not revoked</h2>",
            "403 Forbidden",
            "<dd>Forbidden</dd>",
            "this &lt;operation&gt;",
            "Ask for the role Intune Administrator",
            "<code>r-1</code>",
        ],
    );
    assert!(!html.contains("204 No Content"), "{html}");
    let html = outcome(answered(502, "<script>"));
    assert_shows(
        &html,
        &[
            "It is not known whether the token was revoked",
            "502 Bad Gateway",
            "<dd>none</dd>",
        ],
    );
    assert!(!html.contains("<script>"), "{html}");
    assert_shows(&outcome(answered(429, "")), &["Graph asks to wait 17 s."]);
}

#[test]
fn no_answer_is_said_to_be_an_unknown_outcome() {
    let lost = |reason| after(sent().into_iter().chain([Event::NotAnswered(reason, NOW)]));
    for reason in [NoAnswer::Network, NoAnswer::Offline] {
        let html = outcome(lost(reason));
        assert_shows(
            &html,
            &[
                "it is not known whether the token was revoked",
                Guid::from_random([7; 16]).as_str(),
            ],
        );
    }
}

#[test]
fn without_a_token_the_page_says_that_nothing_was_sent() {
    let failure = MsalError {
        name: "InteractionRequiredAuthError".into(),
        code: "login_required".into(),
        ..MsalError::default()
    };
    let html = outcome(after([
        Event::Confirmed,
        Event::TokenRefused(failure.into(), NOW),
    ]));
    assert_shows(
        &html,
        &[
            "Nothing was sent",
            "<code>login_required</code>",
            ">Sign in again</button>",
        ],
    );
}

#[test]
fn every_state_is_there_in_chinese() {
    let chinese = |config, session, revocation| {
        State {
            config,
            session,
            revocation,
            language: Language::SimplifiedChinese,
            ..State::default()
        }
        .html()
    };
    let good = || Some(config(""));
    assert_shows(
        &chinese(None, None, Revocation::default()),
        &["正在启动…", "aria-label=\"语言\""],
    );
    assert_shows(
        &chinese(Some(config(",")), None, Revocation::default()),
        &["config.json 不是 JSON"],
    );
    assert_shows(
        &chinese(
            good(),
            Some(failed("user_cancelled", "")),
            Revocation::default(),
        ),
        &["登录已取消。", ">登录</button>"],
    );
    assert_shows(
        &chinese(good(), Some(signed_in()), after([])),
        &["要撤销此配置文件的当前令牌吗？", ">取消</button>"],
    );
    assert_shows(
        &chinese(good(), Some(signed_in()), answered(204, "")),
        &["令牌已撤销", "aria-label=\"复制request-id\""],
    );
    assert_shows(
        &chinese(good(), Some(signed_in()), answered(404, "")),
        &["令牌没有被撤销", "404 Not Found"],
    );
}
