use proptest::prelude::*;
use serde_json::{Value, json};

use super::entry::{KEEP_DAYS, MOST_AHEAD_DAYS};
use super::*;
use crate::{
    actions::{
        Receipt, ReceiptField,
        test_support::{self, Harness},
    },
    graph::{
        Answer, AskFor, AuditEvent, ListCall, ListFailure, NoAnswer, Page, PageEffect, PageEvent,
        ReadFailure, audit,
    },
    guid::Guid,
    inputs::Inputs,
    profile::{ProfileId, ProfileType, Target},
    session::{Account, SignInCause, SignInFailure},
    time::{DAY_MS, Time},
};

const NOW: Time = Time {
    unix_ms: 1_795_444_340_000,
    offset_minutes: 60,
};
const INPUTS: Inputs = Inputs {
    now: NOW,
    random: [0; 16],
};

fn receipt_of(ended: &Harness) -> Receipt {
    let account = Account {
        name: "Mira Okafor".into(),
        upn: "mira@contoso.com".into(),
        tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        home_tenant_id: String::new(),
        object_id: String::new(),
    };
    Receipt::of(ended.job(), &account, &test_support::config()).unwrap()
}

fn receipt() -> Receipt {
    receipt_of(
        &Harness::sent()
            .graph(test_support::answer_204())
            .graph(test_support::revoked()),
    )
}

fn run(id: &str, ended_ms: i64) -> RunSummary {
    RunSummary {
        id: id.into(),
        started_ms: ended_ms - 40_000,
        ended_ms,
        tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        account: "Tomás@contoso.com".into(),
        reason: "Leaked QR code".into(),
        ticket: "INC-4711".into(),
        revoked: 950,
        not_revoked: 3,
        skipped: 40,
        cannot_tell: 2,
        left: 5,
    }
}

#[test]
fn what_is_remembered_of_a_run_adds_up_while_it_goes_on_and_when_it_is_over() {
    use crate::runs::{Clock, Plan, Run, RunAction, RunPhase, Scope};

    let chosen = (0..3).map(|number| {
        let id = format!("{number:08x}-4e5f-6071-8293-a4b5c6d7e8f9");
        let target = Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse(&id).unwrap(),
        };
        let profile = crate::graph::Profile::parse(
            ProfileType::DeviceOwner,
            &json!({"id": id, "displayName": "Shop", "tokenExpirationDateTime": "2036-11-23T14:32:20Z"}).to_string(),
        );
        (target, Some(profile.unwrap()))
    });
    let plan = Plan {
        scope: Scope::Many,
        id: Guid::parse("5e0cc26f-9f0a-4a52-8a0e-2f4a7d1b3c55").unwrap(),
        made_at: NOW,
        account: Account {
            name: "Mira Okafor".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            home_tenant_id: String::new(),
            object_id: String::new(),
        },
        reason: "Leaked".into(),
        ticket: "INC-1".into(),
        includes_inactive: false,
        planned_by: None,
    };
    let at = |seconds: u32| Clock {
        tick_ms: u64::from(seconds) * 1_000,
        inputs: Inputs {
            now: NOW.plus_ms(seconds * 1_000),
            random: [1; 16],
        },
    };
    let over_since = |run: &Run| {
        let mut run = run.clone();
        run.explain("Leaked".into(), "INC-1".into());
        crate::runs::over_since(&run.take_records().header.unwrap())
    };
    let mut run = Run::new(plan, test_support::config(), chosen, false, None);
    assert_eq!(run.phase(), RunPhase::Ready);
    run.act(RunAction::Start, &at(5));
    let summary = run_summary(&run);
    assert_eq!((summary.left, summary.total()), (3, 3));
    assert_eq!(summary.ended_ms, summary.started_ms);
    assert_eq!(over_since(&run), None);

    run.act(RunAction::Stop, &at(9));
    assert_eq!(run.phase(), RunPhase::Recording);
    let changes = run.take_records();
    run.are_kept(&changes);
    assert_eq!(run.phase(), RunPhase::Over);
    let summary = run_summary(&run);
    assert_eq!(
        summary,
        RunSummary {
            id: "5e0cc26f-9f0a-4a52-8a0e-2f4a7d1b3c55".into(),
            started_ms: NOW.unix_ms + 5_000,
            ended_ms: NOW.unix_ms + 9_000,
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            account: "mira@contoso.com".into(),
            reason: "Leaked".into(),
            ticket: "INC-1".into(),
            skipped: 3,
            ..RunSummary::default()
        }
    );
    assert_eq!(over_since(&run), Some(NOW.unix_ms + 9_000));
    for damaged in ["", "{}", "null", "[]"] {
        assert_eq!(crate::runs::over_since(damaged), None);
    }
}

#[test]
fn a_run_expires_as_entries_do() {
    let days = |days: i64| NOW.unix_ms - days * DAY_MS;
    assert!(!is_expired(days(KEEP_DAYS), NOW));
    assert!(is_expired(days(KEEP_DAYS) - 1, NOW));
    assert!(!is_expired(days(-MOST_AHEAD_DAYS), NOW));
    assert!(is_expired(days(-MOST_AHEAD_DAYS) + 1, NOW));
}

fn memory(entries: impl IntoIterator<Item = ActivityEntry>) -> Memory {
    Memory::read(
        entries
            .into_iter()
            .map(|entry| (entry.json(), entry))
            .map(|(text, entry)| (entry.key, text)),
    )
}

mod kept {
    use super::*;

    #[test]
    fn every_ending_is_remembered_and_read_back() {
        for (name, ended) in test_support::endings() {
            let entry = ActivityEntry::revocation(receipt_of(&ended)).unwrap();
            let memory = memory([entry.clone()]);
            assert_eq!(memory.entries(), [entry], "{name}");
            assert_eq!(memory.unreadable(), 0);
        }
        let entry = ActivityEntry::run(run("r-1", NOW.unix_ms + 999));
        assert_eq!(entry.at_ms, NOW.unix_ms);
        assert_eq!(memory([entry.clone()]).entries(), [entry]);
    }

    #[test]
    fn a_second_look_at_the_same_revocation_has_the_key_of_the_first() {
        let unanswered = || Harness::sent().graph(test_support::answer_204());
        let hidden = unanswered().reads_all(&Ok(test_support::active()));
        let first = ActivityEntry::revocation(receipt_of(&hidden)).unwrap();
        let second =
            ActivityEntry::revocation(receipt_of(&unanswered().graph(test_support::revoked())))
                .unwrap();
        assert_eq!(first.key, second.key);
        assert_ne!(first, second);
        let mut memory = memory([second.clone()]);
        assert_eq!(memory.entries(), [second]);
        let key = memory.entries()[0].key.clone();
        memory.forget(&[key]);
        assert_eq!(memory, Memory::default());
    }

    #[test]
    fn the_last_is_the_first() {
        let ids = |memory: &Memory| -> Vec<String> {
            memory
                .entries()
                .iter()
                .map(|entry| entry.key.clone())
                .collect()
        };
        let entries =
            [3, 1, 2].map(|n| ActivityEntry::run(run(&n.to_string(), NOW.unix_ms + n * 1_000)));
        assert_eq!(ids(&memory(entries)), ["run 3", "run 2", "run 1"]);
        // Over in the same second.
        let entries = [2, 3, 1].map(|n| {
            ActivityEntry::run(RunSummary {
                started_ms: NOW.unix_ms - 9_000 + n * 1_000,
                ..run(&n.to_string(), NOW.unix_ms)
            })
        });
        assert_eq!(ids(&memory(entries)), ["run 3", "run 2", "run 1"]);
    }

    #[test]
    fn two_revocations_of_one_profile_in_one_second_are_two() {
        let sent = Harness::sent().graph(test_support::answer_204());
        let receipt = receipt_of(&sent.graph(test_support::revoked()));
        let of = |sent_as: &str| {
            let json = receipt.json();
            let first = receipt.get(ReceiptField::ClientRequestId).unwrap();
            let json: Value = serde_json::from_str(&json.replace(first, sent_as)).unwrap();
            Receipt::from_json(json.as_object().unwrap()).unwrap()
        };
        let ids = [
            "5e0cc26f-9f0a-4a52-8a0e-2f4a7d1b3c55",
            "6e0cc26f-9f0a-4a52-8a0e-2f4a7d1b3c55",
        ];
        let [first, second] = ids.map(|id| ActivityEntry::revocation(of(id)).unwrap());
        assert_ne!(first.key, second.key);
    }

    #[test]
    fn what_cannot_be_read_is_counted() {
        let good = ActivityEntry::run(run("r-1", NOW.unix_ms)).json();
        let with = |key: &str, value: Value| {
            let mut json: Value = serde_json::from_str(&good).unwrap();
            match json["run"].get(key) {
                Some(_) => json["run"][key] = value,
                None => json[key] = value,
            }
            json.to_string()
        };
        let texts = [
            String::new(),
            "[]".into(),
            "{}".into(),
            good[..good.len() - 1].to_owned(),
            with("version", json!("2")),
            with("kind", json!("version")),
            with("kind", json!("revocation")),
            with("id", json!("")),
            with("endedAt", json!("soon")),
            with("revoked", json!(-1)),
            with("revoked", json!(4_294_967_296_u64)),
            with("left", Value::Null),
            with("reason", json!("x".repeat(600_000))),
            Receipt::default().json(),
        ];
        let count = texts.len();
        let keyed = |(number, text): (usize, String)| (number.to_string(), text);
        let memory = Memory::read(texts.into_iter().enumerate().map(keyed));
        assert_eq!((memory.entries().len(), memory.unreadable()), (0, count));
        let tolerated = with("reason", json!(7));
        let memory = Memory::read([("k".into(), tolerated)]);
        assert!(matches!(&memory.entries()[0].what, What::Run(run) if run.reason.is_empty()));
    }

    #[test]
    fn long_texts_are_cut() {
        let long = "é".repeat(3_000);
        let entry = ActivityEntry::run(RunSummary {
            reason: long.clone(),
            ticket: long.clone(),
            account: long.clone(),
            tenant_id: long.clone(),
            id: long,
            ..run("", NOW.unix_ms)
        });
        assert!(entry.json().len() < record::LONGEST_RECORD);
        assert_eq!(memory([entry.clone()]).entries()[0].what, entry.what);
        assert!(matches!(&entry.what, What::Run(run) if run.reason.chars().count() == 2_000));
    }

    proptest! {
        #[test]
        fn any_records_are_read_or_counted(records in prop::collection::vec(("\\PC{0,6}", "\\PC*|\\{\"version\": ?\"1\",\"kind\":\"(run|revocation)\",\"at\":\"[0-9TZ:-]*\",\"run\":\\{\\}\\}"), 0..8)) {
            let count = records.len();
            let memory = Memory::read(records);
            prop_assert_eq!(memory.entries().len() + memory.unreadable(), count);
            prop_assert!(memory.expired(NOW).len() <= count);
        }

        #[test]
        fn a_run_survives(texts in prop::array::uniform5(".{0,40}|[\"\\\\\u{0}-\u{1f}\u{2028}]{0,9}"), counts: [u32; 5], ended in -62_135_596_800_000_i64..253_402_300_800_000) {
            let [id, tenant_id, account, reason, ticket] = texts;
            let [revoked, not_revoked, skipped, cannot_tell, left] = counts;
            let summary = RunSummary { id: format!("r{id}"), started_ms: ended, ended_ms: ended, tenant_id, account, reason, ticket, revoked, not_revoked, skipped, cannot_tell, left };
            prop_assert_eq!(summary.total(), counts.iter().map(|count| u64::from(*count)).sum::<u64>());
            let entry = ActivityEntry::run(summary);
            let read = memory([entry.clone()]);
            prop_assert_eq!(read.entries(), std::slice::from_ref(&entry));
            let json: Value = serde_json::from_str(&entry.json()).unwrap();
            prop_assert_eq!(json["run"]["total"].as_u64(), Some(counts.iter().map(|count| u64::from(*count)).sum()));
        }
    }
}

mod expiry {
    use super::*;

    fn expired(at_ms: i64, now_ms: i64) -> bool {
        let now = Time {
            unix_ms: now_ms,
            ..NOW
        };
        !memory([ActivityEntry::run(run("r", at_ms))])
            .expired(now)
            .is_empty()
    }

    #[test]
    fn an_entry_is_kept_for_ninety_days() {
        let at = NOW.unix_ms;
        let last = at + 90 * DAY_MS;
        assert!(!expired(at, at) && !expired(at, last));
        assert!(expired(at, last + 1));
    }

    #[test]
    fn a_clock_that_was_put_back_makes_nothing_go() {
        let at = NOW.unix_ms;
        for days in [1, 89, 90, 91, 365, 400] {
            assert!(!expired(at, at - days * DAY_MS), "{days}");
        }
        assert!(expired(at, at - 400 * DAY_MS - 1));
        assert!(expired(253_402_300_799_000, at));
        assert!(!expired(at + 5 * DAY_MS, at + 95 * DAY_MS));
        assert!(expired(at + 5 * DAY_MS, at + 95 * DAY_MS + 1));
    }

    #[test]
    fn what_cannot_be_read_goes_with_its_time_or_at_once() {
        let later = |at: &str| json!({"version": "2", "at": at}).to_string();
        let memory = Memory::read([
            ("corrupt".into(), "{".into()),
            ("undated".into(), later("?")),
            ("later".into(), later("2026-11-23T14:32:20Z")),
            ("old".into(), later("2026-08-25T14:32:19Z")),
        ]);
        assert_eq!(memory.expired(NOW), ["corrupt", "undated", "old"]);
        let mut memory = memory.clone();
        memory.forget(&memory.expired(NOW));
        assert_eq!((memory.unreadable(), memory.expired(NOW).len()), (1, 0));
    }

    proptest! {
        #[test]
        fn the_keys_are_those_of_the_store(ages in prop::collection::vec(-600_i64..600, 0..12), now in prop_oneof![Just(NOW.unix_ms), Just(i64::MIN), Just(i64::MAX)]) {
            let records: Vec<_> = ages.iter().enumerate().map(|(number, days)| {
                (format!("k{number}"), ActivityEntry::run(run("same", NOW.unix_ms - days * DAY_MS)).json())
            }).collect();
            let memory = Memory::read(records);
            let mut keys = memory.expired(Time { unix_ms: now, ..NOW });
            keys.sort();
            let kept = |days: &i64| now == NOW.unix_ms && (-400..=90).contains(days);
            let mut expected: Vec<_> = ages.iter().enumerate().filter(|(_, days)| !kept(days)).map(|(number, _)| format!("k{number}")).collect();
            expected.sort();
            prop_assert_eq!(keys, expected);
        }
    }
}

#[test]
fn every_word_is_found_in_any_of_the_texts() {
    let single = ActivityEntry::revocation(receipt()).unwrap();
    let many = ActivityEntry::run(run("5d0e", NOW.unix_ms - 60_000));
    let memory = memory([single.clone(), many.clone()]);
    let found = |search: &str| memory.search(search);
    assert_eq!(found(""), [&single, &many]);
    assert_eq!(found("CONTOSO 8f3c1b52"), [&single, &many]);
    for search in [
        "<floor> shop",
        test_support::ID,
        "MIRA revoked",
        "r-1",
        "c1c1c1c1-c1c1-41c1-81c1-c1c1c1c1c1c1",
    ] {
        assert_eq!(found(search), [&single], "{search}");
    }
    for search in ["inc-4711", "qr LEAKED", "TOMÁS", "5d0e"] {
        assert_eq!(found(search), [&many], "{search}");
    }
    for search in ["mira inc-4711", "codeinc", "x"] {
        assert!(found(search).is_empty(), "{search}");
    }
}

#[test]
fn an_export_holds_every_entry_in_the_documented_shape() {
    let entries = [
        ActivityEntry::revocation(receipt()).unwrap(),
        ActivityEntry::run(run("5d0e", NOW.unix_ms - 60_000)),
    ];
    let mut records: Vec<_> = entries
        .iter()
        .map(|entry| (entry.key.clone(), entry.json()))
        .collect();
    records.push(("bad".into(), "{".into()));
    let json: Value = serde_json::from_str(&Memory::read(records).export(NOW)).unwrap();
    let single: Value = serde_json::from_str(&receipt().json()).unwrap();
    let run = json!({
        "id": "5d0e", "startedAt": "2026-11-23T14:30:40Z", "endedAt": "2026-11-23T14:31:20Z",
        "tenantId": "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346", "account": "Tomás@contoso.com",
        "reason": "Leaked QR code", "ticket": "INC-4711",
        "total": 1000, "revoked": 950, "notRevoked": 3, "skipped": 40, "cannotTell": 2, "left": 5,
    });
    assert_eq!(
        json,
        json!({
            "version": "1", "appVersion": crate::APP_VERSION, "exportedAt": "2026-11-23T14:32:20Z", "unreadable": 1,
            "entries": [
                {"version": "1", "kind": "revocation", "at": single["settledAt"], "revocation": single},
                {"version": "1", "kind": "run", "at": "2026-11-23T14:31:20Z", "run": run},
            ],
        })
    );
    let empty: Value = serde_json::from_str(&Memory::default().export(NOW)).unwrap();
    assert_eq!(empty["entries"], json!([]));

    let description = include_str!("../../docs/activity.md");
    let named = |json: &Value| {
        for key in json.as_object().unwrap().keys() {
            assert!(description.contains(&format!("| `{key}` |")), "{key}");
        }
    };
    named(&json);
    named(&json["entries"][0]);
    named(&json["entries"][1]);
    named(&json["entries"][1]["run"]);
    assert!(description.contains(&format!("{KEEP_DAYS} days")));
    assert!(description.contains(&format!("{MOST_AHEAD_DAYS} days")));
    let example = description.split("```json\n").nth(1).unwrap();
    let example: Value = serde_json::from_str(example.split("```").next().unwrap()).unwrap();
    let records = example["entries"].as_array().unwrap();
    let read = Memory::read(
        records
            .iter()
            .map(|record| (String::new(), record.to_string())),
    );
    assert_eq!(
        (read.entries().len(), read.unreadable()),
        (records.len(), 0)
    );
}

mod asked {
    use super::*;

    const OTHER: &str = "1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

    fn question() -> AuditQuestion {
        AuditQuestion::of(&receipt()).unwrap()
    }

    fn event(id: &str, after_ms: i64) -> AuditEvent {
        let json = json!({
            "id": format!("{after_ms}"),
            "activityDateTime": "2026-11-23T14:32:20Z",
            "activityOperationType": "Action",
            "resources": [{"resourceId": id}],
        });
        let mut event = AuditEvent::from_json(json.as_object().unwrap()).unwrap();
        event.at_ms = question().sent_at.unix_ms + after_ms;
        event
    }

    fn page(events: &[AuditEvent], next: Option<&str>) -> PageEvent<AuditEvent> {
        PageEvent::Read(Ok(Page {
            items: events.to_vec(),
            unreadable: 1,
            next_link: next.map(str::to_owned),
        }))
    }

    /// A search that was told of each report in turn, and what it wants next.
    fn told(
        reports: impl IntoIterator<Item = PageEvent<AuditEvent>>,
    ) -> (AuditSearch, Option<(u32, PageEffect<AuditWindow>)>) {
        let (mut search, mut next) = AuditSearch::start(vec![question()]);
        for report in reports {
            let (epoch, _) = next.unwrap();
            next = search.handle(epoch, report, &INPUTS);
        }
        (search, next)
    }

    fn found(search: &AuditSearch) -> Vec<Option<&AuditEvent>> {
        let sought = search.sought().iter();
        sought.map(|sought| sought.event.as_ref()).collect()
    }

    /// What is found of these questions among these events, by their IDs, and whether it is certain.
    fn answers(questions: &[AuditQuestion], events: &[AuditEvent]) -> Vec<(String, bool)> {
        let (mut search, next) = AuditSearch::start(questions.to_vec());
        search.handle(next.unwrap().0, page(events, None), &INPUTS);
        let sought = search.sought().iter();
        sought
            .map(|sought| {
                let event = sought.event.clone();
                let id = event.map_or_else(String::new, |event| event.id);
                (id, sought.is_certain())
            })
            .collect()
    }

    /// The ID of a request, by a name.
    fn sent_as(name: &str) -> Option<Guid> {
        let number = name.bytes().next()?;
        Some(Guid::from_random([number; 16]))
    }

    fn correlation(name: &str) -> String {
        sent_as(name).map_or_else(String::new, |id| id.as_str().to_uppercase())
    }

    #[test]
    fn two_requests_for_one_profile_are_told_apart_by_their_ids() {
        let asked = |id: &str, is_new_token, after_ms| AuditQuestion {
            client_request_id: sent_as(id),
            is_new_token,
            sent_at: question().sent_at.plus_ms(after_ms),
            ..question()
        };
        let of = |id: &str, after_ms, activity: &str| AuditEvent {
            correlation_id: correlation(id),
            activity_type: activity.into(),
            ..event(test_support::ID, after_ms)
        };
        let (revoked, made) = (asked("one", false, 0), asked("two", true, 4_000));
        let both = [revoked.clone(), made.clone()];
        // The nearest in time is that of the other request.
        let events = [of("two", 500, "x"), of("one", 3_900, "y")];
        let certain = |id: &str| (id.to_owned(), true);
        let weaker = |id: &str| (id.to_owned(), false);
        for order in [[0, 1], [1, 0]] {
            let events = order.map(|at| events[at].clone());
            assert_eq!(answers(&both, &events), [certain("3900"), certain("500")]);
            assert_eq!(
                answers(std::slice::from_ref(&made), &events),
                [certain("500")]
            );
        }
        // Without the ID it is the nearest, which is weaker, but never one that names the other action.
        let unnamed = [
            of("", 3_900, "createToken Profile"),
            of("", 500, "RevokeToken Profile"),
        ];
        assert_eq!(answers(&both, &unnamed), [weaker("500"), weaker("3900")]);
        assert_eq!(
            answers(&[made], &[of("one", 500, "revokeToken Profile")]),
            [weaker("")]
        );
        // What nobody sent is no answer to a request without an ID.
        assert_eq!(
            answers(&[asked("", false, 0)], &[of("", 500, "x")]),
            [weaker("500")]
        );
        // One of a later time is certain all the same.
        assert_eq!(
            answers(&[revoked], &[of("one", 90 * 60_000, "x")]),
            [certain("5400000")]
        );
    }

    #[test]
    fn all_of_a_run_are_looked_for_in_one_window() {
        let (first, last) = (
            question(),
            AuditQuestion {
                sent_at: question().sent_at.plus_ms(600_000),
                ..question()
            },
        );
        let window = AuditWindow::around(&[last, first]);
        assert_eq!(window.from.rfc3339(), "2026-11-23T14:27:20Z");
        assert_eq!(window.to.rfc3339(), "2026-11-23T15:42:20Z");
    }

    #[test]
    fn what_was_found_is_said_with_how_sure_it_is() {
        let other = AuditQuestion {
            target: Target {
                profile_id: ProfileId::parse(OTHER).unwrap(),
                ..question().target
            },
            client_request_id: None,
            ..question()
        };
        let hostile = AuditEvent {
            correlation_id: correlation("one"),
            activity_type: "revokeToken | <b>\n".into(),
            actor: "mira@contoso.com".into(),
            application: "Token Console".into(),
            result: "Success".into(),
            ..event(test_support::ID, 2_000)
        };
        let (mut search, next) = AuditSearch::start(vec![
            AuditQuestion {
                client_request_id: sent_as("one"),
                ..question()
            },
            other,
        ]);
        assert_eq!(AuditFindings::of(&search, NOW), None);
        search.handle(next.unwrap().0, page(&[hostile], None), &INPUTS);
        let findings = AuditFindings::of(&search, NOW).unwrap();
        let json: serde_json::Value = serde_json::from_str(&findings.json()).unwrap();
        assert_eq!(
            json,
            json!({
                "version": "1",
                "readAt": NOW.rfc3339(),
                "unreadable": 1,
                "events": [
                    {
                        "profileId": test_support::ID,
                        "clientRequestId": sent_as("one").unwrap().as_str(),
                        "match": "correlationId",
                        "event": {
                            "id": "2000",
                            "activityDateTime": "2026-11-23T14:32:22Z",
                            "activityType": "revokeToken | <b>\n",
                            "activityOperationType": "Action",
                            "activityResult": "Success",
                            "actor": "mira@contoso.com",
                            "applicationDisplayName": "Token Console",
                            "correlationId": correlation("one"),
                        },
                    },
                    {"profileId": OTHER, "match": "notYet"},
                ],
            })
        );
        let words = AuditStrings {
            title: "Log",
            profile: "P",
            matched: "M",
            by_correlation_id: "certain",
            by_time: "weaker",
            not_yet: "not there yet",
            not_read: "not read",
            at: "T",
            activity: "A",
            result: "R",
            actor: "W",
            application: "App",
            correlation_id: "C",
            event_id: "E",
            read_at: "Read at",
        };
        let markdown = findings.markdown(&words);
        assert_eq!(markdown.lines().count(), 8, "{markdown}");
        assert!(
            markdown.contains(r"| certain | 2026-11-23T14:32:22Z | revokeToken \| \<b\>  |"),
            "{markdown}"
        );
        assert!(
            markdown.contains(&format!("| {OTHER} | not there yet |")),
            "{markdown}"
        );
        let text = findings.text(&words);
        assert_eq!(text.lines().count(), 13, "{text}");
    }

    #[test]
    fn a_question_survives_a_redirect() {
        let question = question();
        assert_eq!(question.sent_at.rfc3339(), "2026-11-23T14:32:20Z");
        assert_eq!(question.target.profile_id.as_str(), test_support::ID);
        assert_eq!(AuditQuestion::parse(&question.to_text()), Some(question));
        let aosp = AuditQuestion {
            target: Target {
                profile_type: ProfileType::AndroidForWork,
                profile_id: ProfileId::parse(OTHER).unwrap().with_aosp_prefix(),
            },
            is_new_token: true,
            sent_at: Time {
                unix_ms: -1,
                offset_minutes: -210,
            },
            client_request_id: None,
        };
        assert_eq!(AuditQuestion::parse(&aosp.to_text()), Some(aosp));
        for text in [
            "",
            "deviceOwner",
            "ios 1 2 revokeToken - 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "deviceOwner x 2 revokeToken - 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "deviceOwner 1 2 revokeToken - x",
            "deviceOwner 1 2 revokeToken x 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "deviceOwner 1 2 other - 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "deviceOwner 1 2 revokeToken 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
        ] {
            assert_eq!(AuditQuestion::parse(text), None, "{text}");
        }
        let nothing_sent = test_support::endings()
            .into_iter()
            .find(|(_, ended)| ended.outcome().sent().is_none())
            .unwrap()
            .1;
        assert_eq!(AuditQuestion::of(&receipt_of(&nothing_sent)), None);
    }

    #[test]
    fn it_asks_for_the_time_around_the_sending_and_for_further_pages_of_graph_only() {
        let (mut search, next) = AuditSearch::start(vec![question()]);
        let (epoch, step) = next.unwrap();
        let url = |call: &ListCall<AuditWindow>| {
            let request = call.audit_events(&test_support::config(), Guid::from_random([7; 16]))?;
            Some(request.url.as_str().to_owned())
        };
        let PageEffect::Read(call) = step else {
            panic!()
        };
        assert!(url(&call).unwrap().contains("auditEvents?$filter=activityDateTime%20ge%202026-11-23T14:27:20Z%20and%20activityDateTime%20le%202026-11-23T15:32:20Z&"));
        let link = "https://graph.microsoft.com/beta/deviceManagement/auditEvents?$skiptoken=1";
        let next = search.handle(epoch, page(&[], Some(link)), &INPUTS);
        let Some((_, PageEffect::Read(mut call))) = next else {
            panic!()
        };
        assert_eq!(url(&call).as_deref(), Some(link));
        call.link = Some("https://evil.example/beta".into());
        assert_eq!(url(&call), None);
    }

    #[test]
    fn the_nearest_event_of_all_pages_is_found() {
        let nearest = event(test_support::ID, 2_000);
        let (search, next) = told([
            page(
                &[event(test_support::ID, 50_000), event(OTHER, 0)],
                Some("a"),
            ),
            page(
                &[nearest.clone(), event(test_support::ID, -3_000)],
                Some("b"),
            ),
        ]);
        assert_eq!(search.verdict(), AuditVerdict::Searching);
        let mut failing = search.clone();
        let (epoch, _) = next.unwrap();
        let offline = PageEvent::Read(Err(ReadFailure::NoAnswer(NoAnswer::Offline)));
        assert_eq!(failing.handle(epoch, offline, &INPUTS), None);
        assert_eq!(failing.verdict(), AuditVerdict::Found);
        assert_eq!(found(&failing), [Some(&nearest)]);
        let mut search = search;
        assert_eq!(
            search.handle(
                epoch,
                page(&[event(test_support::ID, 2_000)], None),
                &INPUTS
            ),
            None
        );
        assert_eq!(search.verdict(), AuditVerdict::Found);
        assert_eq!(found(&search), [Some(&nearest)]);
        assert!(!search.sought()[0].is_certain());
        assert!(search.is_of(&[question()]));
        assert!(!search.is_of(&[question(), question()]));
    }

    #[test]
    fn the_person_is_asked_only_where_that_helps() {
        let no_token = |cause| {
            let failure = SignInFailure {
                cause,
                code: "x".into(),
                detail: String::new(),
            };
            PageEvent::NotRead(ListFailure::NoToken(failure))
        };
        let refused = |answer: Answer| {
            let refusal = answer.into_audit_events("c", 0).unwrap_err();
            PageEvent::Read(Err(ReadFailure::Refused(refusal)))
        };
        let wanted = |report| told([report]).0.to_ask_for();
        for cause in [SignInCause::ConsentMissing, SignInCause::Expired] {
            assert_eq!(wanted(no_token(cause)), Some(AskFor::Permission));
        }
        for cause in [
            SignInCause::Offline,
            SignInCause::Throttled,
            SignInCause::Other,
        ] {
            assert_eq!(wanted(no_token(cause)), None);
        }
        let scope = test_support::answer(403, include_str!("../graph/fixtures/scope-missing.json"));
        assert_eq!(wanted(refused(scope)), Some(AskFor::Permission));
        let role = test_support::answer(403, include_str!("../graph/fixtures/role-missing.json"));
        assert_eq!(wanted(refused(role)), None);
        assert_eq!(wanted(page(&[], None)), None);

        // A challenge is first answered without the person.
        let (mut search, next) = told([refused(test_support::challenged(401))]);
        let Some((epoch, PageEffect::StepUp(_))) = next else {
            panic!()
        };
        assert_eq!(search.to_ask_for(), None);
        let (epoch, _) = search.handle(epoch, PageEvent::Woke, &INPUTS).unwrap();
        assert_eq!(
            search.handle(epoch, refused(test_support::challenged(401)), &INPUTS),
            None
        );
        assert!(matches!(search.to_ask_for(), Some(AskFor::Proof(_))));
    }

    #[test]
    fn none_yet_is_said_only_when_every_page_was_read() {
        let (search, next) = told([page(&[event(OTHER, 0)], Some("a")), page(&[], None)]);
        assert_eq!(
            (search.verdict(), next),
            (AuditVerdict::NoneYet { unreadable: 2 }, None)
        );

        let refusal = Answer {
            status: 403,
            ..Answer::default()
        }
        .into_audit_events("c", 0)
        .unwrap_err();
        let refused = ReadFailure::Refused(refusal);
        let (search, _) = told([page(&[], Some("a")), PageEvent::Read(Err(refused.clone()))]);
        assert_eq!(
            search.verdict(),
            AuditVerdict::NotRead(&ListFailure::Read(refused))
        );

        let (search, _) = told([page(&[], Some("a")), page(&[], Some("a"))]);
        assert_eq!(
            search.verdict(),
            AuditVerdict::NotRead(&ListFailure::Endless)
        );
    }

    #[test]
    fn a_missing_permission_can_be_granted_and_the_reading_goes_on() {
        let missing = ListFailure::NoToken(SignInFailure {
            cause: SignInCause::ConsentMissing,
            code: "invalid_grant".into(),
            detail: String::new(),
        });
        let (mut search, next) = told([PageEvent::NotRead(missing.clone())]);
        assert_eq!(
            (search.verdict(), next),
            (AuditVerdict::NotRead(&missing), None)
        );
        let (epoch, step) = search.go_on().unwrap();
        assert!(matches!(
            step,
            PageEffect::Read(ListCall { link: None, .. })
        ));
        search.handle(epoch, page(&[event(test_support::ID, 0)], None), &INPUTS);
        assert_eq!(search.verdict(), AuditVerdict::Found);
        assert_eq!(found(&search), [Some(&event(test_support::ID, 0))]);
    }

    #[test]
    fn a_log_without_an_end_is_given_up() {
        let (mut search, mut next) = AuditSearch::start(vec![question()]);
        let mut pages = 0;
        while let Some((epoch, _)) = next {
            pages += 1;
            let link = pages.to_string();
            next = search.handle(epoch, page(&[], Some(&link)), &INPUTS);
        }
        assert_eq!(pages, audit_search::MOST_PAGES);
        assert_eq!(search.verdict(), AuditVerdict::TooMany);
        assert_eq!(audit::LATEST_MS, 3_600_000);
    }

    proptest! {
        #[test]
        fn any_text_is_a_question_or_none(text in "\\PC*|deviceOwner -?[0-9]{0,20} -?[0-9]{0,11} \\PC*") {
            if let Some(question) = AuditQuestion::parse(&text) {
                prop_assert_eq!(AuditQuestion::parse(&question.to_text()), Some(question));
            }
        }
    }
}
