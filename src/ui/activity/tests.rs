//! The HTML of every state of the activity, made on the host.

use leptos::prelude::*;
use serde_json::json;

use super::{Activity, ActivityContext, Problem, activity};
use crate::{
    actions::{
        Receipt,
        test_support::{self, Harness, START},
    },
    activity::{ActivityEntry, AuditSearch, Memory, RunSummary},
    browser_records::StorageProblem,
    graph::{AuditEvent, ListFailure, NoAnswer, Page, PageEvent, ReadFailure},
    inputs::Inputs,
    language::Language,
    session::{Account, SignInCause, SignInFailure},
    time::Time,
    ui::{
        CurrentLanguage, ScreenContext,
        common::{
            audit_look::AuditLookup,
            permission::Asking,
            signal::{Memo, RwSignal},
        },
        set_local_clock,
        test_support::{assert_lacks, assert_says, by_role, facts, names, text, the},
        words::activity::words,
    },
};

const INPUTS: Inputs = Inputs {
    now: START,
    random: [0; 16],
};
const RUN: &str = "5e0cc26f-9f0a-4a52-8a0e-2f4a7d1b3c55";

fn account() -> Account {
    Account {
        name: "Mira".into(),
        upn: "mira@contoso.com".into(),
        tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        home_tenant_id: String::new(),
        object_id: String::new(),
    }
}

fn receipt() -> Receipt {
    let ended = Harness::sent()
        .graph(test_support::answer_204())
        .graph(test_support::revoked());
    Receipt::of(ended.job(), &account(), &test_support::config()).unwrap()
}

fn revocation() -> ActivityEntry {
    ActivityEntry::revocation(receipt()).unwrap()
}

fn run() -> ActivityEntry {
    ActivityEntry::run(RunSummary {
        id: RUN.into(),
        started_ms: START.unix_ms,
        ended_ms: START.unix_ms + 40_000,
        tenant_id: account().tenant_id,
        account: account().upn,
        reason: "Leaked <QR> code".into(),
        ticket: "INC-4711".into(),
        revoked: 950,
        not_revoked: 3,
        skipped: 40,
        cannot_tell: 2,
        left: 5,
    })
}

fn memory(entries: &[ActivityEntry]) -> Memory {
    Memory::read(
        entries
            .iter()
            .map(|entry| (entry.key.clone(), entry.json())),
    )
}

/// What the activity shows.
struct Shown {
    memory: Option<Memory>,
    runs: Vec<String>,
    problem: Option<Problem>,
    keeps: bool,
    look: Option<AuditLookup>,
    is_busy: bool,
    language: Language,
}

impl Shown {
    fn of(entries: &[ActivityEntry]) -> Self {
        Self {
            memory: Some(memory(entries)),
            runs: vec![],
            problem: None,
            keeps: true,
            look: None,
            is_busy: false,
            language: Language::English,
        }
    }

    fn looked(look: AuditLookup) -> Self {
        Self {
            look: Some(look),
            ..Self::of(&[revocation()])
        }
    }

    fn html(self) -> String {
        Owner::new().with(|| {
            provide_context(CurrentLanguage(RwSignal::new(self.language)));
            set_local_clock(|unix_ms| Time {
                unix_ms,
                offset_minutes: 330,
            });
            activity(Activity {
                context: ActivityContext {
                    around: ScreenContext {
                        config: test_support::config(),
                        account: account(),
                        sign_in: Callback::new(|()| ()),
                        now: RwSignal::new(START),
                        on_action: Callback::new(|_| ()),
                        save: Callback::new(|_| ()),
                    },
                    errand: RwSignal::new(None),
                    is_busy: {
                        let is_busy = self.is_busy;
                        Memo::new(move |_| is_busy)
                    },
                    on_open_run: Callback::new(|_| ()),
                },
                memory: RwSignal::new(self.memory),
                runs: RwSignal::new(self.runs),
                problem: RwSignal::new(self.problem),
                keeps: RwSignal::new(self.keeps),
                look: RwSignal::new(self.look),
                on_action: Callback::new(|_| ()),
            })
            .into_view()
            .to_html()
            .replace("<!>", "")
        })
    }
}

fn no_token(cause: SignInCause) -> PageEvent<AuditEvent> {
    PageEvent::NotRead(ListFailure::NoToken(failure(cause)))
}

fn search(reports: impl IntoIterator<Item = PageEvent<AuditEvent>>) -> AuditLookup {
    let question = super::entry::question(&revocation()).unwrap();
    let (mut search, mut next) = AuditSearch::start(vec![question]);
    for report in reports {
        let (epoch, _) = next.unwrap();
        next = search.handle(epoch, report, &INPUTS);
    }
    AuditLookup {
        search,
        asking: Asking::No,
        at: START,
    }
}

fn page(items: Vec<AuditEvent>, unreadable: usize) -> PageEvent<AuditEvent> {
    PageEvent::Read(Ok(Page {
        items,
        unreadable,
        next_link: None,
    }))
}

fn refused(body: &str) -> PageEvent<AuditEvent> {
    let refusal = test_support::answer(403, body)
        .into_audit_events("c", 0)
        .unwrap_err();
    PageEvent::Read(Err(ReadFailure::Refused(refusal)))
}

fn failure(cause: SignInCause) -> SignInFailure {
    SignInFailure {
        cause,
        code: "a_code".into(),
        detail: "AADSTS: <what> it said".into(),
    }
}

#[test]
fn it_says_what_it_is_and_what_it_is_not() {
    let said = [
        (
            Language::English,
            "This is what this browser remembers. It is not Intune's audit log.",
            "Remember what is revoked here",
        ),
        (
            Language::SimplifiedChinese,
            "这是此浏览器记住的内容，不是 Intune 的审核日志。",
            "记住在此处撤销的内容",
        ),
    ];
    for (language, lead, switch) in said {
        let html = Shown {
            language,
            ..Shown::of(&[])
        }
        .html();
        assert_says(&html, &[lead]);
        the(&html, "switch", switch);
        for role in ["listitem", "searchbox", "button"] {
            assert_eq!(by_role(&html, role), []);
        }
    }
    assert_says(&Shown::of(&[]).html(), &["Nothing is remembered."]);
}

#[test]
fn until_it_is_read_nothing_is_said_to_be_remembered() {
    let unread = || Shown {
        memory: None,
        ..Shown::of(&[])
    };
    let html = unread().html();
    assert_says(&html, &["Reading…"]);
    assert_lacks(&html, &["Nothing is remembered."]);
    let html = Shown {
        problem: Some(Problem::Storage(StorageProblem::Unavailable)),
        ..unread()
    }
    .html();
    assert_says(&html, &["This browser keeps nothing for this page"]);
    assert_lacks(&html, &["Reading…", "Nothing is remembered."]);
}

#[test]
fn a_revocation_says_how_it_ended_whose_it_was_and_when() {
    let html = Shown::of(&[revocation()]).html();
    assert_says(&html, &["1 entry"]);
    the(&html, "searchbox", "Search the activity");
    for button in ["Export", "Erase all"] {
        the(&html, "button", button);
    }
    let [entry] = by_role(&html, "listitem").try_into().unwrap();
    assert_says(
        &entry.html,
        &[
            &format!("Revoked Shop <floor> {}", test_support::ID),
            "mira@contoso.com, tenant 8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346",
            " UTC",
        ],
    );
    let [time] = by_role(&entry.html, "time").try_into().unwrap();
    assert!(time.text().ends_with(" +05:30"), "{time:?}");
    for button in ["Copy as JSON", "Look it up in Intune's audit log"] {
        assert!(!the(&entry.html, "button", button).is_disabled());
    }
    // The rest of the receipt comes when it is wanted.
    assert_lacks(&html, &["client-request-id", "Open report"]);
}

#[test]
fn a_run_says_how_many_ended_how_and_why_it_was_done() {
    let html = Shown::of(&[run(), revocation()]).html();
    assert_says(
        &html,
        &[
            "2 entries",
            "Run over 1,000 profiles",
            "950 revoked, 3 not revoked, 40 skipped, 2 cannot tell, 5 not come to",
            "Leaked <QR> code",
            "INC-4711",
        ],
    );
    assert_lacks(&html, &["Open report"]);
    let [first, second] = by_role(&html, "listitem").try_into().unwrap();
    assert_says(&first.html, &["Run over"]);
    assert_says(&second.html, &["Revoked"]);
    let html = Shown {
        runs: vec![RUN.into()],
        ..Shown::of(&[run()])
    }
    .html();
    the(&html, "button", "Open report");
    assert_lacks(&html, &["Look it up"]);
}

#[test]
fn every_ending_is_said_in_words_of_both_languages() {
    for (name, ended) in test_support::endings() {
        let receipt = Receipt::of(ended.job(), &account(), &test_support::config()).unwrap();
        let entry = ActivityEntry::revocation(receipt.clone()).unwrap();
        let key = receipt.get(crate::actions::ReceiptField::Result).unwrap();
        for language in Language::ALL {
            let html = Shown {
                language,
                ..Shown::of(std::slice::from_ref(&entry))
            }
            .html();
            let word = (words(language).result)(key);
            assert_ne!(word, key);
            let [entry] = by_role(&html, "listitem").try_into().unwrap();
            let said = by_role(&entry.html, "paragraph");
            assert!(
                said.iter().any(|of| of.text().starts_with(word)),
                "{word} in {said:?}"
            );
            // Where nothing was sent, Intune knows of nothing.
            let look_up = words(language).look_up.to_owned();
            let asks = names(&entry.html, "button").contains(&look_up);
            assert_eq!(asks, receipt.sent_ms().is_some(), "{name}");
        }
    }
}

#[test]
fn no_more_than_a_screenful_is_shown_at_once() {
    let entries: Vec<ActivityEntry> = (0..120)
        .map(|number| {
            ActivityEntry::run(RunSummary {
                id: format!("run-{number}"),
                ended_ms: START.unix_ms,
                ..RunSummary::default()
            })
        })
        .collect();
    let html = Shown::of(&entries).html();
    assert_eq!(by_role(&html, "listitem").len(), super::screen::AT_ONCE);
    assert_says(&html, &["120 entries"]);
    the(&html, "button", "Show more");
    assert_lacks(&Shown::of(&entries[..50]).html(), &["Show more"]);
}

#[test]
fn what_cannot_be_read_is_counted() {
    let later = json!({"version": "2", "at": "2026-11-23T14:00:00Z"}).to_string();
    let records = |count: usize| (0..count).map(|number| (format!("k{number}"), later.clone()));
    for (count, says) in [
        (1, "1 record could not be read"),
        (2, "2 records could not"),
    ] {
        let html = Shown {
            memory: Some(Memory::read(records(count))),
            ..Shown::of(&[])
        }
        .html();
        assert_says(&html, &[says]);
        the(&html, "button", "Erase all");
    }
}

#[test]
fn every_problem_is_said_in_both_languages() {
    let problems = [
        Problem::Storage(StorageProblem::Unavailable),
        Problem::Storage(StorageProblem::Full),
        Problem::Storage(StorageProblem::Blocked),
        Problem::Storage(StorageProblem::Failed("Abort<Error>".into())),
        Problem::Switch,
    ];
    for language in Language::ALL {
        for problem in &problems {
            let html = Shown {
                problem: Some(problem.clone()),
                language,
                ..Shown::of(&[revocation()])
            }
            .html();
            let said = (words(language).problem)(problem);
            let region = by_role(&html, "group")
                .into_iter()
                .find(|group| group.get("aria-live") == "polite" && group.text() == said);
            assert!(region.is_some(), "{said} in {html}");
            assert_eq!(by_role(&html, "listitem").len(), 1);
            if let Problem::Storage(StorageProblem::Failed(_)) = problem {
                assert!(said.contains("Abort<Error>"), "{said}");
            }
        }
    }
}

#[test]
fn the_log_is_said_to_be_read_asked_for_found_or_not_yet() {
    let event = AuditEvent::from_json(
        json!({
            "id": "e-1",
            "activityDateTime": "2026-11-23T14:32:21Z",
            "activity": null,
            "activityType": "revokeToken <b>",
            "activityOperationType": "Action",
            "activityResult": "Success",
            "correlationId": "52effe71-fe71-42ef-b1fe-ef5271feef52",
            "actor": {"userPrincipalName": "mira@contoso.com"},
            "resources": [{"resourceId": test_support::ID}],
        })
        .as_object()
        .unwrap(),
    )
    .unwrap();
    let shown = |look: AuditLookup| Shown::looked(look).html();
    let searching = shown(search([]));
    let log = the(&searching, "group", "Intune's audit log");
    assert_eq!(log.text(), "Reading Intune's audit log…");
    assert!(the(&searching, "button", "Look again").is_disabled());
    let asking = AuditLookup {
        asking: Asking::UnderWay,
        ..search([])
    };
    assert_says(&shown(asking), &["Sign in and allow this app"]);
    let offered = AuditLookup {
        asking: Asking::Offered,
        ..search([no_token(SignInCause::ConsentMissing)])
    };
    let offered = shown(offered);
    assert_says(&offered, &["DeviceManagementApps.Read.All"]);
    for button in ["Look again", "Open the sign-in window"] {
        assert!(!the(&offered, "button", button).is_disabled());
    }
    // It is a question, and no failure.
    assert_lacks(&offered, &["could not be read", "Admin-consent"]);
    let weaker = shown(search([page(vec![event.clone()], 0)]));
    assert_says(&weaker, &["does not name this request. That is weaker"]);
    assert_lacks(&weaker, &["holds this event"]);
    let named = AuditEvent {
        correlation_id: "c1c1c1c1-c1c1-41c1-81c1-c1c1c1c1c1c1".into(),
        ..event
    };
    let found = shown(search([page(vec![named], 0)]));
    assert_says(&found, &["holds this event"]);
    assert_lacks(&found, &["weaker"]);
    let log = the(&found, "group", "Intune's audit log");
    for (term, value) in [
        ("Activity", "revokeToken <b>"),
        ("Operation", "Action"),
        ("Result", "Success"),
        ("Event time", "2026-11-23 14:32:21 UTC"),
        ("Event time, local time", "2026-11-23 20:02:21 +05:30"),
        ("Correlation ID", "c1c1c1c1-c1c1-41c1-81c1-c1c1c1c1c1c1"),
    ] {
        assert_eq!(facts(&log.html, term), [value], "{term}");
    }
    assert!(!the(&found, "button", "Look again").is_disabled());
    let none = shown(search([page(vec![], 2)]));
    assert_says(
        &none,
        &["it may take Intune some minutes", "2 events of that time"],
    );
    the(&none, "button", "Look again");
}

#[test]
fn why_the_log_cannot_be_read_is_said() {
    let role = include_str!("../../graph/fixtures/role-missing.json");
    let scope = include_str!("../../graph/fixtures/scope-missing.json");
    let offline = || PageEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline)));
    let cases: [(AuditLookup, &[&str]); 8] = [
        (search([refused(role)]), &["Audit data: Read", "request-id"]),
        (search([refused(scope)]), &["DeviceManagementApps.Read.All"]),
        (
            search([no_token(SignInCause::ConsentMissing)]),
            &["DeviceManagementApps.Read.All", "a_code", "AADSTS: <what>"],
        ),
        (
            search([no_token(SignInCause::Expired)]),
            &["Look again to sign in."],
        ),
        (search([no_token(SignInCause::Offline)]), &["a_code"]),
        (search([offline()]), &["This device is offline."]),
        (
            search([PageEvent::NotRead(ListFailure::ForeignLink)]),
            &["next page on another host"],
        ),
        (
            AuditLookup {
                asking: Asking::Failed(failure(SignInCause::Cancelled)),
                ..search([no_token(SignInCause::ConsentMissing)])
            },
            &["The permission was not given."],
        ),
    ];
    for (look, parts) in cases {
        let html = Shown::looked(look.clone()).html();
        let log = the(&html, "group", "Intune's audit log").html;
        assert_says(&log, &["The audit log could not be read."]);
        assert_says(&log, parts);
        assert!(!the(&html, "button", "Look again").is_disabled());
        let asks_for_consent = by_role(&log, "link")
            .iter()
            .any(|link| link.get("href").contains("adminconsent?"));
        let lacks_permission = parts.contains(&"DeviceManagementApps.Read.All");
        assert_eq!(asks_for_consent, lacks_permission, "{parts:?}");
        let chinese = Shown {
            language: Language::SimplifiedChinese,
            ..Shown::looked(look)
        };
        assert_says(&chinese.html(), &["无法读取审核日志。"]);
    }
}

#[test]
fn what_is_no_longer_remembered_can_still_be_looked_for() {
    let html = Shown {
        look: Some(search([page(vec![], 0)])),
        ..Shown::of(&[run()])
    }
    .html();
    the(&html, "button", "Look again");
    assert_says(
        &html,
        &[test_support::ID, "it may take Intune some minutes"],
    );
    let twice = Shown::looked(search([page(vec![], 0)])).html();
    the(&twice, "button", "Look again");
}

#[test]
fn while_something_is_sent_nobody_is_taken_away() {
    let html = Shown {
        is_busy: true,
        ..Shown::of(&[revocation()])
    }
    .html();
    let look_up = the(&html, "button", "Look it up in Intune's audit log");
    assert!(look_up.is_disabled());
}

#[test]
fn what_is_switched_off_is_still_shown() {
    let html = Shown {
        keeps: false,
        ..Shown::of(&[revocation()])
    }
    .html();
    assert_says(&html, &["Revoked"]);
}
