use std::collections::BTreeMap;

use super::*;
use crate::{
    actions::{
        Call, Entry as E, Outcome, Step, Wish,
        test_support::{self, Bench},
    },
    activity::Memory,
    graph::NoAnswer,
    runs::{Clock, unfinished_since},
};

fn author() -> Author {
    Author {
        account: Account {
            name: "Mira Okafor".into(),
            upn: "mira@contoso.com".into(),
            tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
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
    fn write(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Put(Key::Run(id), text) => drop(self.runs.insert(id, text)),
                Change::Put(Key::Item(id, at), text) => drop(self.items.insert((id, at), text)),
                Change::Put(Key::Activity(key), text) => drop(self.activity.insert(key, text)),
                Change::DeleteRun(id) => {
                    self.runs.remove(&id);
                    self.items.retain(|(run, _), _| *run != id);
                }
                Change::Delete(key) => panic!("{key:?}"),
            }
        }
    }

    /// The revocation that another page finds.
    fn left_behind(&self, clock: &Clock) -> Option<(Guid, Job)> {
        let (id, header) = self.runs.iter().next()?;
        assert!(unfinished_since(header, Scope::One).is_some());
        assert_eq!(unfinished_since(header, Scope::Many), None);
        let items: Vec<_> = self
            .items
            .iter()
            .map(|((_, at), text)| (*at, text.clone()))
            .collect();
        let run = Run::restore(header, &items, test_support::config(), clock).unwrap();
        assert!(run.plan().is_of(&author().account));
        Some((Guid::parse(id).unwrap(), left_behind(run)?))
    }

    fn told(&self) -> Vec<(String, String)> {
        let memory = Memory::read(self.activity.clone());
        assert_eq!(memory.unreadable(), 0);
        let told = memory.entries().iter().map(|entry| match &entry.what {
            crate::activity::What::Revocation(receipt) => [E::Result, E::Confirmation]
                .map(|entry| receipt.get(entry).unwrap().to_owned())
                .into(),
            crate::activity::What::Run(_) => panic!("a run"),
        });
        told.collect()
    }
}

fn fresh() -> Guid {
    Guid::from_random([5; 16])
}

fn write(disk: &mut Disk, journal: &mut Journal, bench: &Bench) {
    disk.write(journal.changes(&bench.revocation, &author(), fresh(), bench.now));
}

fn clock(bench: &mut Bench) -> Clock {
    Clock {
        tick_ms: 0,
        moment: bench.moment(),
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
        Bench::requested(),
        Bench::asked(),
        Bench::asked().confirmed(),
    ] {
        write(&mut disk, &mut journal, &bench);
        assert!(
            disk.runs.is_empty() && disk.activity.is_empty(),
            "nothing was sent"
        );
    }
    let sent = Bench::sent();
    assert!(matches!(sent.due, Some((_, Step::Call(Call::Revoke(..))))));
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
    let cases: Vec<(&str, Bench, crate::graph::Answer, &str)> = vec![
        (
            "on its way, arrived",
            Bench::sent(),
            revoked(),
            "revokedWithoutAnswer",
        ),
        ("on its way, lost", Bench::sent(), active(), "notRevoked"),
        (
            "accepted",
            Bench::sent().graph(test_support::answer_204()),
            revoked(),
            "revoked",
        ),
        (
            "accepted, not visible",
            Bench::sent().graph(test_support::answer_204()),
            active(),
            "revoked",
        ),
        (
            "waits to look again",
            Bench::sent()
                .graph(test_support::answer_204())
                .graph(active()),
            revoked(),
            "revoked",
        ),
        (
            "no answer",
            Bench::sent().lost(NoAnswer::TimedOut),
            revoked(),
            "revokedWithoutAnswer",
        ),
        (
            "a fault",
            Bench::sent().graph(test_support::answer(500, "")),
            active(),
            "notRevoked",
        ),
        (
            "throttled",
            Bench::sent().graph(test_support::throttled("9")),
            active(),
            "notRevoked",
        ),
        (
            "challenged",
            Bench::sent().graph(test_support::challenged(401)),
            active(),
            "notRevoked",
        ),
        (
            "read again",
            Bench::sent().graph(test_support::throttled("1")).wakes(),
            active(),
            "notRevoked",
        ),
    ];
    for (name, left, after, result) in cases {
        let (mut disk, mut journal) = (Disk::default(), Journal::default());
        write(&mut disk, &mut journal, &left);
        let mut back = Bench::new();
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

#[test]
fn the_activity_tells_of_a_204_before_it_is_read_back() {
    let (mut disk, mut journal) = (Disk::default(), Journal::default());
    let accepted = Bench::sent().graph(test_support::answer_204());
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
    let waits = || Bench::sent().graph(test_support::throttled("9"));
    let other = test_support::target(crate::profile::ProfileType::AndroidForWork);
    for ended in [waits().wish(Wish::Cancel), {
        // Another one is asked for while the first is not sent yet.
        let asked = waits().wakes().graph(test_support::replaced());
        asked.wish(Wish::Request(other))
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
    let sent = Bench::sent();
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
    let sent = Bench::requested().graph(seen()).confirmed().graph(seen());
    write(&mut disk, &mut journal, &sent);
    let text = format!("{:?}{:?}", disk.runs, disk.items);
    assert!(text.contains("Shop") && !text.contains("SECRET"));
}

#[test]
fn an_outcome_stays_until_the_next_one_is_sent_or_it_is_closed() {
    let over = || {
        Bench::sent()
            .graph(test_support::answer_204())
            .graph(test_support::revoked())
    };
    let other = || test_support::target(crate::profile::ProfileType::AndroidForWork);
    let first = over().job().clone();
    let told = |bench: &Bench| bench.revocation.outcomes().cloned().collect::<Vec<_>>();

    let asking = over().wish(Wish::Request(other()));
    assert_eq!(told(&asking), std::slice::from_ref(&first));
    let cancelled = asking.clone().wish(Wish::Cancel);
    assert_eq!(told(&cancelled), std::slice::from_ref(&first));
    assert!(told(&cancelled.clone().wish(Wish::Close)).is_empty());
    // Confirmed, what is said next is of the second one, but nothing is lost if the person turns back.
    let confirmed = asking.clone().graph(test_support::active()).confirmed();
    assert!(told(&confirmed).is_empty());
    assert_eq!(
        told(&confirmed.wish(Wish::Cancel)),
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
        told(&not_sent.clone().wish(Wish::Close)),
        std::slice::from_ref(&first)
    );
    assert_eq!(told(&not_sent.wish(Wish::Request(other()))), [first]);
    // The second one is sent.
    let sent = asking
        .graph(test_support::active())
        .confirmed()
        .graph(test_support::active());
    assert!(told(&sent).is_empty());
    assert_eq!(told(&sent.graph(test_support::answer_204())).len(), 1);
}
