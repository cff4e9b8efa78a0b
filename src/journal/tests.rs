use std::collections::BTreeMap;

use super::*;
use crate::{
    actions::{
        ActionRequest, Advance, Call, Meanwhile, Outcome, ReceiptField, RevocationAction,
        RevocationEffect, Stage,
        test_support::{self, Harness, request},
    },
    activity::Memory,
    browser_records::Kept,
    graph::NoAnswer,
    runs::{Clock, left_unfinished, to_take_up},
    time::DAY_MS,
};

fn author() -> Author {
    Author {
        account: Account {
            name: "Mira Okafor".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            home_tenant_id: String::new(),
            object_id: String::new(),
        },
        config: test_support::config(),
        remembers: true,
    }
}

/// What is on disk.
#[derive(Default, Clone)]
struct Disk {
    runs: BTreeMap<String, String>,
    items: BTreeMap<(String, u32), String>,
    activity: BTreeMap<String, String>,
}

impl Disk {
    fn write(&mut self, changes: Vec<RecordChange>) {
        for change in changes {
            match change {
                RecordChange::Put(RecordKey::Run(id), text) => drop(self.runs.insert(id, text)),
                RecordChange::Put(RecordKey::Item(id, at), text) => {
                    drop(self.items.insert((id, at), text));
                }
                RecordChange::Put(RecordKey::Activity(key), text) => {
                    drop(self.activity.insert(key, text));
                }
                RecordChange::DeleteRun(id) => {
                    self.runs.remove(&id);
                    self.items.retain(|(run, _), _| *run != id);
                }
                RecordChange::Delete(key) => panic!("{key:?}"),
            }
        }
    }

    /// The revocation that another page finds.
    fn left_behind(&self, clock: &Clock) -> Option<(Guid, Job)> {
        let headers: Vec<_> = self.runs.clone().into_iter().collect();
        assert_eq!(left_unfinished(headers.clone(), Scope::Many), []);
        let (id, header) = left_unfinished(headers, Scope::One).pop()?;
        let items: Vec<_> = self
            .items
            .iter()
            .map(|((_, at), text)| (*at, text.clone()))
            .collect();
        let run = Run::restore(&header, &items, test_support::config(), clock).unwrap();
        let LeftBehind::TakenUp(job) = left_behind(run, &author().account, None) else {
            return None;
        };
        Some((Guid::parse(&id).unwrap(), *job))
    }

    fn told(&self) -> Vec<(String, String)> {
        let memory = Memory::read(self.activity.clone());
        assert_eq!(memory.unreadable(), 0);
        let told = memory.entries().iter().map(|entry| match &entry.what {
            crate::activity::What::Revocation(receipt) => {
                [ReceiptField::Result, ReceiptField::Confirmation]
                    .map(|entry| receipt.get(entry).unwrap().to_owned())
                    .into()
            }
            crate::activity::What::Run(_) => panic!("a run"),
        });
        told.collect()
    }
}

fn fresh() -> Guid {
    Guid::from_random([5; 16])
}

fn write(disk: &mut Disk, journal: &mut Journal, bench: &Harness) {
    disk.write(journal.changes(&bench.revocation, &author(), fresh(), bench.now));
}

fn clock(bench: &mut Harness) -> Clock {
    Clock {
        tick_ms: 0,
        inputs: bench.inputs(),
    }
}

#[test]
fn before_a_revocation_goes_out_its_record_tells_of_it_and_afterwards_the_activity_does() {
    for (name, _) in test_support::endings() {
        let all = test_support::endings();
        let (_, ended) = all.iter().find(|(known, _)| *known == name).unwrap();
        let (mut disk, mut journal) = (Disk::default(), Journal::default());
        write(&mut disk, &mut journal, ended);
        assert!(disk.runs.is_empty() && disk.items.is_empty(), "{name}");
        assert_eq!(disk.activity.len(), 1, "{name}");
        assert_eq!(journal.open(), None);
    }
    let (mut disk, mut journal) = (Disk::default(), Journal::default());
    for bench in [
        Harness::requested(),
        Harness::asked(),
        Harness::asked().confirmed(),
    ] {
        write(&mut disk, &mut journal, &bench);
        assert!(
            disk.runs.is_empty() && disk.activity.is_empty(),
            "nothing was sent"
        );
    }
    let sent = Harness::sent();
    assert!(matches!(
        sent.due,
        Some((_, RevocationEffect::Call(Call::Send(..))))
    ));
    write(&mut disk, &mut journal, &sent);
    assert_eq!((disk.runs.len(), disk.items.len()), (1, 1));
    assert_eq!(journal.open(), Some(&fresh()));
    let id = test_support::sent_of(sent.stage())
        .unwrap()
        .client_request_id
        .clone();
    assert!(disk.items.values().all(|text| text.contains(id.as_str())));
}

#[test]
fn wherever_the_page_is_closed_what_was_sent_is_looked_up_and_told() {
    let (active, revoked) = (test_support::active, test_support::revoked);
    let cases: Vec<(&str, Harness, crate::graph::Answer, &str)> = vec![
        (
            "on its way, arrived",
            Harness::sent(),
            revoked(),
            "revokedWithoutAnswer",
        ),
        ("on its way, lost", Harness::sent(), active(), "notRevoked"),
        (
            "accepted",
            Harness::sent().graph(test_support::answer_204()),
            revoked(),
            "revoked",
        ),
        (
            "accepted, not visible",
            Harness::sent().graph(test_support::answer_204()),
            active(),
            "revoked",
        ),
        (
            "waits to look again",
            Harness::sent()
                .graph(test_support::answer_204())
                .graph(active()),
            revoked(),
            "revoked",
        ),
        (
            "no answer",
            Harness::sent().lost(NoAnswer::TimedOut),
            revoked(),
            "revokedWithoutAnswer",
        ),
        (
            "a fault",
            Harness::sent().graph(test_support::answer(500, "")),
            active(),
            "notRevoked",
        ),
        (
            "throttled",
            Harness::sent().graph(test_support::throttled("9")),
            active(),
            "notRevoked",
        ),
        (
            "challenged",
            Harness::sent().graph(test_support::challenged(401)),
            active(),
            "notRevoked",
        ),
        (
            "read again",
            Harness::sent().graph(test_support::throttled("1")).wakes(),
            active(),
            "notRevoked",
        ),
    ];
    for (name, left, after, result) in cases {
        let (mut disk, mut journal) = (Disk::default(), Journal::default());
        write(&mut disk, &mut journal, &left);
        let mut back = Harness::new();
        let clock = clock(&mut back);
        let (id, job) = disk.left_behind(&clock).expect(name);
        let posts_before = back.posts();
        let mut journal = Journal::taken_up(id);
        let step = back.revocation.take_up(job);
        back.take(step);
        let back = back.reads_all(&Ok(after));
        write(&mut disk, &mut journal, &back);
        assert_eq!(back.posts(), posts_before, "{name}: nothing is sent again");
        assert!(disk.runs.is_empty() && disk.items.is_empty(), "{name}");
        let told = disk.told();
        assert_eq!(told.len(), 1, "{name}: {told:?}");
        assert_eq!(told[0].0, result, "{name}");
        assert_eq!(back.revocation.outcomes().count(), 1, "{name}");
    }
}

/// A token is revoked to be replaced: what is on disk when the page is closed after that, before there is a new one.
fn revoked_and_not_replaced(then: impl Fn(Harness) -> Harness) -> (Disk, Journal, Harness) {
    let (mut disk, mut journal) = (Disk::default(), Journal::default());
    let target = test_support::target(crate::profile::ProfileType::DeviceOwner);
    let request = ActionRequest::replace(target);
    let sent = Harness::new()
        .act(RevocationAction::Request(request))
        .graph(test_support::active())
        .confirmed()
        .graph(test_support::active());
    write(&mut disk, &mut journal, &sent);
    let first = sent
        .graph(test_support::answer_204())
        .graph(test_support::revoked());
    write(&mut disk, &mut journal, &first);
    let bench = then(first);
    write(&mut disk, &mut journal, &bench);
    (disk, journal, bench)
}

#[test]
fn a_page_that_is_closed_between_the_steps_of_a_replacement_is_followed_by_one_that_asks_about_the_second()
 {
    let asked = |bench: Harness| bench.wakes().graph(test_support::revoked());
    let cancelled = |bench| asked(bench).act(RevocationAction::Cancel);
    let refused = |bench| {
        let confirmed = asked(bench).confirmed();
        confirmed.graph(test_support::revoked()).no_token()
    };
    let steps: [&dyn Fn(Harness) -> Harness; 4] = [&|bench| bench, &asked, &cancelled, &refused];
    for (at, then) in steps.into_iter().enumerate() {
        let (mut disk, journal, _) = revoked_and_not_replaced(then);
        assert!(journal.open().is_some(), "{at}");
        let mut back = Harness::new();
        let clock = clock(&mut back);
        let (id, job) = disk.left_behind(&clock).unwrap();
        let mut journal = Journal::taken_up(id);
        let step = back.revocation.take_up(job);
        back.take(step);
        let back = back.graph(test_support::revoked());
        assert!(back.revocation.lacks_new_token().is_some(), "{at}");
        let back = back.wakes().graph(test_support::revoked());
        assert!(matches!(back.stage(), Stage::Confirming(_)), "{at}");
        write(&mut disk, &mut journal, &back);
        assert_eq!(disk.runs.len(), 1, "{at}");
        let sent = back.confirmed().graph(test_support::revoked());
        write(&mut disk, &mut journal, &sent);
        assert_eq!((disk.runs.len(), disk.items.len()), (1, 1), "{at}");
        let ended = sent
            .graph(test_support::answer_204())
            .graph(test_support::replaced());
        write(&mut disk, &mut journal, &ended);
        assert!(disk.runs.is_empty() && disk.items.is_empty(), "{at}");
        assert_eq!(journal.open(), None);
    }
}

#[test]
fn a_replacement_that_the_person_closes_leaves_no_record() {
    let (disk, journal, _) = revoked_and_not_replaced(|bench| {
        let asked = bench.wakes().graph(test_support::revoked());
        asked
            .act(RevocationAction::Cancel)
            .act(RevocationAction::Close)
    });
    assert!(disk.runs.is_empty());
    assert_eq!(journal.open(), None);
}

#[test]
fn the_activity_tells_of_a_204_before_it_is_read_back() {
    let (mut disk, mut journal) = (Disk::default(), Journal::default());
    let accepted = Harness::sent().graph(test_support::answer_204());
    write(&mut disk, &mut journal, &accepted);
    assert_eq!(disk.told(), [("revoked".into(), "readingBack".into())]);
    write(
        &mut disk,
        &mut journal,
        &accepted.graph(test_support::revoked()),
    );
    assert_eq!(disk.told(), [("revoked".into(), "readBack".into())]);
}

#[test]
fn what_was_turned_away_and_given_up_is_told_too() {
    let waits = || Harness::sent().graph(test_support::throttled("9"));
    let other = test_support::target(crate::profile::ProfileType::AndroidForWork);
    for ended in [waits().act(RevocationAction::Cancel), {
        // Another one is asked for while the first is not sent yet.
        let asked = waits().wakes().graph(test_support::replaced());
        asked.act(request(other))
    }] {
        let (mut disk, mut journal) = (Disk::default(), Journal::default());
        write(&mut disk, &mut journal, &waits());
        write(&mut disk, &mut journal, &ended);
        assert!(disk.runs.is_empty());
        assert_eq!(disk.told(), [("refused".into(), "none".into())]);
    }
}

#[test]
fn somebody_who_wants_nothing_remembered_leaves_nothing_behind() {
    let author = Author {
        remembers: false,
        ..author()
    };
    let (mut disk, mut journal) = (Disk::default(), Journal::default());
    let sent = Harness::sent();
    disk.write(journal.changes(&sent.revocation, &author, fresh(), sent.now));
    assert_eq!(
        disk.runs.len(),
        1,
        "until it is over it is kept all the same"
    );
    let over = sent
        .graph(test_support::answer_204())
        .graph(test_support::revoked());
    disk.write(journal.changes(&over.revocation, &author, fresh(), over.now));
    assert!(disk.runs.is_empty() && disk.items.is_empty() && disk.activity.is_empty());
}

#[test]
fn no_secret_is_kept() {
    let (mut disk, mut journal) = (Disk::default(), Journal::default());
    let secrets = serde_json::json!({"tokenValue": "SECRET", "qrCodeContent": "SECRET", "wifiPassword": "SECRET"});
    let seen = || test_support::profile(&secrets);
    let sent = Harness::requested().graph(seen()).confirmed().graph(seen());
    write(&mut disk, &mut journal, &sent);
    let text = format!("{:?}{:?}", disk.runs, disk.items);
    assert!(text.contains("Shop") && !text.contains("SECRET"));
}

#[test]
fn an_outcome_stays_until_the_next_one_is_sent_or_it_is_closed() {
    let over = || {
        Harness::sent()
            .graph(test_support::answer_204())
            .graph(test_support::revoked())
    };
    let other = || test_support::target(crate::profile::ProfileType::AndroidForWork);
    let first = over().job().clone();
    let told = |bench: &Harness| bench.revocation.outcomes().cloned().collect::<Vec<_>>();

    let asking = over().act(request(other()));
    assert_eq!(told(&asking), std::slice::from_ref(&first));
    let cancelled = asking.clone().act(RevocationAction::Cancel);
    assert_eq!(told(&cancelled), std::slice::from_ref(&first));
    assert!(told(&cancelled.clone().act(RevocationAction::Close)).is_empty());
    // Confirmed, what is said next is of the second one, but nothing is lost if the person turns back.
    let confirmed = asking.clone().graph(test_support::active()).confirmed();
    assert!(told(&confirmed).is_empty());
    assert_eq!(
        told(&confirmed.act(RevocationAction::Cancel)),
        std::slice::from_ref(&first)
    );
    // Nothing came of the second one, and nothing was sent.
    let not_sent = asking
        .clone()
        .graph(test_support::active())
        .confirmed()
        .no_token();
    assert_eq!(told(&not_sent).len(), 2);
    assert_eq!(told(&not_sent)[1], first);
    assert!(matches!(not_sent.outcome(), Outcome::NotSent { .. }));
    assert_eq!(
        told(&not_sent.clone().act(RevocationAction::Close)),
        std::slice::from_ref(&first)
    );
    assert_eq!(told(&not_sent.act(request(other()))), [first]);
    // The second one is sent.
    let sent = asking
        .graph(test_support::active())
        .confirmed()
        .graph(test_support::active());
    assert!(told(&sent).is_empty());
    assert_eq!(told(&sent.graph(test_support::answer_204())).len(), 1);
}

#[test]
fn only_whose_it_is_takes_up_what_was_left_behind_and_not_what_they_are_asked_about_again() {
    let account = author().account;
    let run = || {
        let (mut disk, mut journal) = (Disk::default(), Journal::default());
        let mut sent = Harness::sent();
        write(&mut disk, &mut journal, &sent);
        let headers: Vec<_> = disk.runs.into_iter().collect();
        let items: Vec<_> = disk.items.into_iter().collect();
        let items: Vec<_> = items
            .into_iter()
            .map(|((_, at), text)| (at, text))
            .collect();
        let clock = clock(&mut sent);
        Run::restore(&headers[0].1, &items, test_support::config(), &clock).unwrap()
    };
    let target = Harness::sent().job().target.clone();
    let other = ProfileId::parse("0a1b2c3d-4e5f-4071-8293-00000000ffff").unwrap();
    let of = |account: &Account, asked_again| left_behind(run(), account, asked_again);
    assert!(matches!(of(&account, None), LeftBehind::TakenUp(job) if job.target == target));
    assert!(matches!(of(&account, Some(&other)), LeftBehind::TakenUp(_)));
    assert_eq!(of(&account, Some(&target.profile_id)), LeftBehind::Over);
    // By its other form it is the same profile.
    let by_other_name = target.in_other_form().profile_id;
    assert_eq!(of(&account, Some(&by_other_name)), LeftBehind::Over);
    let somebody_else = Account {
        upn: "jo@contoso.com".into(),
        ..account
    };
    assert_eq!(of(&somebody_else, None), LeftBehind::Alone);
    assert_eq!(
        of(&somebody_else, Some(&target.profile_id)),
        LeftBehind::Alone
    );
}

/// The record of a run as a whole, as far as it is looked at here.
fn header(phase: &str, made_ms: i64, is_one: bool) -> String {
    format!(
        r#"{{"version":1,"id":"{}","cloud":"global","madeAt":[{made_ms},0],"startedAt":[{made_ms},0],"endedAt":[{made_ms},0],
        "name":"Mira","upn":"mira@contoso.com","tenantId":"t","reason":"","ticket":"","includesDead":false,"one":{is_one},
        "phase":"{phase}","targets":[]}}"#,
        fresh()
    )
}

fn named(headers: &[(&str, String)]) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(id, text)| ((*id).to_owned(), text.clone()))
        .collect()
}

#[test]
fn what_began_and_did_not_end_is_taken_up_the_last_one_last() {
    let headers = named(&[
        ("late", header("running", 9, false)),
        ("early", header("stopping", 3, false)),
        ("over", header("over", 99, false)),
        ("planned", header("ready", 99, false)),
        ("one", header("running", 5, true)),
        ("broken", "[]".to_owned()),
    ]);
    let ids = |scope| -> Vec<String> {
        let left = left_unfinished(headers.clone(), scope);
        left.into_iter().map(|(id, _)| id).collect()
    };
    assert_eq!(ids(Scope::Many), ["early", "late"]);
    assert_eq!(ids(Scope::One), ["one"]);
}

#[test]
fn what_was_withheld_leaves_nothing_open_but_what_was_turned_away_before() {
    let withheld = |bench: Harness| {
        let mut journal = Journal::default();
        journal.changes(&bench.revocation, &author(), fresh(), bench.now);
        let mut bench = bench;
        let (epoch, effect) = bench.due.take().unwrap();
        let RevocationEffect::Call(call) = effect else {
            panic!("{effect:?}");
        };
        let request = call.request(&test_support::config(), fresh());
        let event = call.event(&request, Ok(test_support::active()), bench.now);
        let inputs = bench.inputs();
        let Advance::AfterWrite(unkept) = bench.revocation.advance(epoch, event, &inputs) else {
            panic!("it is about to be sent");
        };
        journal.changes(unkept.record(), &author(), fresh(), bench.now);
        assert_eq!(journal.open(), Some(&fresh()));
        let advanced = unkept.kept(Kept::Not, &bench.revocation);
        assert_eq!(advanced.meanwhile, Meanwhile::Withheld);
        journal.withheld(&advanced.revocation);
        (journal, advanced.revocation, bench.now)
    };
    let (journal, ..) = withheld(Harness::asked().confirmed());
    assert_eq!(journal.open(), None);
    let (mut journal, mut revocation, now) =
        withheld(Harness::sent().graph(test_support::throttled("1")).wakes());
    assert_eq!(journal.open(), Some(&fresh()));
    // The person turns back: it is told how that ended, and its record goes.
    revocation.act(RevocationAction::Cancel);
    let changes = journal.changes(&revocation, &author(), fresh(), now);
    let [
        RecordChange::Put(RecordKey::Activity(_), _),
        RecordChange::DeleteRun(id),
    ] = &*changes
    else {
        panic!("{changes:?}");
    };
    assert_eq!(*id, fresh().to_string());
}

#[test]
fn of_interrupted_runs_ones_own_is_taken_up_first_and_one_that_cannot_be_read_never() {
    let of =
        |upn: &str, made_ms| header("running", made_ms, false).replace("mira@contoso.com", upn);
    let headers = named(&[
        ("older", of("mira@contoso.com", 1)),
        ("own", of("MIRA@contoso.com", 2)),
        ("over", header("over", 9, false)),
        ("one", header("running", 9, true)),
        ("theirs", of("jo@contoso.com", 4)),
        ("theirs, older", of("jo@contoso.com", 3)),
        (
            "of another cloud",
            of("mira@contoso.com", 5).replace("global", "usGov"),
        ),
        (
            "of a later page",
            of("mira@contoso.com", 6).replace("\"version\":1", "\"version\":3"),
        ),
        (
            "broken target",
            of("mira@contoso.com", 7).replace("[]", "[\"none\"]"),
        ),
        ("broken", "[]".to_owned()),
    ]);
    let taken_up = |upn: &str, headers: &[(String, String)]| {
        let account = Account {
            name: String::new(),
            upn: upn.to_owned(),
            tenant_id: "T".to_owned(),
            home_tenant_id: String::new(),
            object_id: String::new(),
        };
        let found = to_take_up(headers.to_vec(), &account, &test_support::config());
        found.map(|(id, _)| id)
    };
    let id = |name: &str| Some(name.to_owned());
    assert_eq!(taken_up("mira@contoso.com", &headers), id("own"));
    assert_eq!(taken_up("jo@contoso.com", &headers), id("theirs"));
    // Somebody who has none is told of the last one.
    assert_eq!(taken_up("lee@contoso.com", &headers), id("theirs"));
    let unreadable = &headers[6..];
    assert_eq!(taken_up("mira@contoso.com", unreadable), None);
}

#[test]
fn what_is_past_its_time_goes_and_what_is_not_over_stays() {
    let now = test_support::START;
    let old = now.unix_ms - 91 * DAY_MS;
    let headers = named(&[
        ("old", header("over", old, false)),
        ("new", header("over", now.unix_ms - DAY_MS, false)),
        ("old, and under way", header("running", old, false)),
        ("broken", "[]".to_owned()),
    ]);
    let over = |at_ms: i64| {
        ActivityEntry::run(crate::activity::RunSummary {
            id: at_ms.to_string(),
            started_ms: at_ms,
            ended_ms: at_ms,
            ..crate::activity::RunSummary::default()
        })
    };
    let [past, kept] = [over(old), over(now.unix_ms)];
    let activity = [&past, &kept].map(|entry| (entry.key.clone(), entry.json()));
    let swept = swept(activity.into(), &headers, now);
    assert_eq!(swept.memory.entries(), std::slice::from_ref(&kept));
    assert_eq!(swept.runs, ["new"]);
    let entry =
        |entry: &ActivityEntry| RecordChange::Delete(RecordKey::Activity(entry.key.clone()));
    assert_eq!(
        swept.past,
        [entry(&past), RecordChange::DeleteRun("old".to_owned())]
    );

    let gone = |id: &str| RecordChange::DeleteRun(id.to_owned());
    assert_eq!(
        erasing(&ActivityEntry::key_of_run("new"), &headers),
        [
            gone("new"),
            RecordChange::Delete(RecordKey::Activity(ActivityEntry::key_of_run("new")))
        ]
    );
    // One that is under way outlasts its entry.
    let key = ActivityEntry::key_of_run("old, and under way");
    assert_eq!(
        erasing(&key, &headers),
        [RecordChange::Delete(RecordKey::Activity(key.clone()))]
    );
    assert_eq!(
        erasing_all(["a".to_owned()], &headers),
        [
            gone("old"),
            gone("new"),
            RecordChange::Delete(RecordKey::Activity("a".to_owned()))
        ]
    );
}
