//! In which order a run lets things be done: what the disk says decides what goes out.

use super::{
    examples::{is_inactive, listed, target, works},
    simulator::plan,
};
use crate::{
    actions::{
        Call,
        test_support::{self, START},
    },
    browser_records::{Kept, StorageProblem},
    graph::Answer,
    guid::Guid,
    inputs::Inputs,
    runs::{
        AfterWrite, Batch, Clock, ItemStatus, Pause, Plan, Run, RunAction, RunEffect, RunPhase,
        WriteAhead, over_since,
    },
};

const KEPT: Kept = Kept::Yes { times_emptied: 0 };

struct Trial {
    run: Run,
    chance: u8,
}

impl Trial {
    /// So many that work and that the list knows, started.
    fn started(count: u32) -> Self {
        let chosen = (0..count).map(|at| listed(works(at), at));
        let mut trial = Self {
            run: Run::new(plan(), test_support::config(), chosen, false, None),
            chance: 0,
        };
        trial.act(RunAction::Start);
        trial
    }

    /// As far as to what keeps the first of so many before it is sent.
    fn decided(count: u32) -> (Self, WriteAhead) {
        let mut trial = Self::started(count);
        let batch = trial.batch();
        let nothing = trial.kept(batch.write.unwrap(), KEPT);
        assert!(sent(nothing).is_empty());
        trial.answer(&batch.reads[0], works(0));
        let write = trial.batch().write.unwrap();
        (trial, write)
    }

    fn clock(&mut self) -> Clock {
        self.chance += 1;
        Clock {
            tick_ms: 0,
            inputs: Inputs {
                now: START,
                random: [self.chance; 16],
            },
        }
    }

    fn act(&mut self, action: RunAction) {
        let clock = self.clock();
        assert!(self.run.may(action), "{action:?}");
        self.run.act(action, &clock);
    }

    fn batch(&mut self) -> Batch {
        let chance = &mut self.chance;
        self.run.batch(|| {
            *chance += 1;
            Clock {
                tick_ms: 0,
                inputs: Inputs {
                    now: START,
                    random: [*chance; 16],
                },
            }
        })
    }

    fn kept(&mut self, write: WriteAhead, kept: Kept) -> AfterWrite {
        let clock = self.clock();
        self.run.kept(write, kept, &clock)
    }

    fn answer(&mut self, effect: &RunEffect, answer: Answer) {
        let RunEffect::Call { ticket, call } = effect else {
            panic!("{effect:?}");
        };
        let clock = self.clock();
        let request = call.request(&test_support::config(), Guid::from_random([9; 16]));
        let event = call.clone().event(&request, Ok(answer), START);
        self.run.handle(*ticket, event, &clock);
    }
}

#[track_caller]
fn sent(after: AfterWrite) -> Vec<RunEffect> {
    match after {
        AfterWrite::Send(sends) => sends,
        AfterWrite::Write(write) => panic!("{write:?}"),
    }
}

#[track_caller]
fn written(after: AfterWrite) -> WriteAhead {
    match after {
        AfterWrite::Write(write) => write,
        AfterWrite::Send(sends) => panic!("{sends:?}"),
    }
}

#[track_caller]
fn revoked(sends: &[RunEffect]) -> &Guid {
    match sends {
        [
            RunEffect::Call {
                call: Call::Send(.., id),
                ..
            },
        ] => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_read_waits_for_no_disk_and_a_revocation_for_its_record() {
    let mut trial = Trial::started(2);
    let Batch { reads, write } = trial.batch();
    assert_eq!(reads.len(), 2);
    let plan = write.unwrap();
    assert!(plan.records.header.is_some());
    assert_eq!(plan.records.items.len(), 2);
    // The disk is slow: what was read meanwhile is not acted upon.
    for (read, at) in reads.iter().zip(0..) {
        trial.answer(read, works(at));
    }
    let meanwhile = trial.batch();
    assert!(meanwhile.reads.is_empty() && meanwhile.write.is_none());
    assert!(sent(trial.kept(plan, KEPT)).is_empty());
    let write = trial.batch().write.unwrap();
    let records = write.records.clone();
    assert_eq!(records.items.len(), 2);
    let sends = sent(trial.kept(write, KEPT));
    assert_eq!(sends.len(), 2);
    for (send, (_, record)) in sends.iter().zip(&records.items) {
        assert!(record.contains(revoked(std::slice::from_ref(send)).as_str()));
    }
    assert!(trial.batch().write.is_none(), "nothing has changed");
}

#[test]
fn the_first_time_that_the_disk_refuses_all_is_taken_back_until_the_person_says_so() {
    let (mut trial, write) = Trial::decided(2);
    // While that is being written, the other one is decided too.
    let second = RunEffect::Call {
        ticket: 1,
        call: Call::read_before(target(1)),
    };
    trial.answer(&second, works(1));
    assert!(trial.batch().write.is_none());
    assert!(sent(trial.kept(write, Kept::Not)).is_empty());
    assert_eq!(trial.run.pause(), Some(Pause::NotKept));
    assert_eq!(trial.run.totals().get(ItemStatus::Waiting), 2);
    assert!(trial.run.items().iter().all(|item| item.posts == 0));
    let Batch { reads, write } = trial.batch();
    assert!(reads.is_empty());
    assert!(sent(trial.kept(write.unwrap(), Kept::NotAsKnown)).is_empty());

    trial.act(RunAction::Resume);
    let Batch { reads, write } = trial.batch();
    assert!(sent(trial.kept(write.unwrap(), Kept::NotAsKnown)).is_empty());
    trial.answer(&reads[0], works(0));
    let write = trial.batch().write.unwrap();
    revoked(&sent(trial.kept(write, Kept::NotAsKnown)));
}

#[test]
fn where_somebody_emptied_the_database_all_is_written_anew_before_anything_is_sent() {
    let (mut trial, write) = Trial::decided(3);
    assert_eq!(write.records.items.len(), 1);
    let emptied = Kept::Yes { times_emptied: 1 };
    let all = written(trial.kept(write, emptied));
    assert!(all.records.header.is_some());
    assert_eq!(all.records.items.len(), 3);
    // Once more.
    let emptied = Kept::Yes { times_emptied: 2 };
    let all = written(trial.kept(all, emptied));
    assert_eq!(all.records.items.len(), 3);
    revoked(&sent(trial.kept(all, emptied)));
}

#[test]
fn what_was_not_kept_is_so_as_soon_as_the_disk_takes_something_again() {
    let (mut trial, write) = Trial::decided(3);
    assert!(sent(trial.kept(write, Kept::Not)).is_empty());
    trial.act(RunAction::Resume);
    let Batch { reads, write } = trial.batch();
    assert!(sent(trial.kept(write.unwrap(), Kept::NotAsKnown)).is_empty());
    let at = reads.len() - 1;
    trial.answer(&reads[at], works(0));
    let all = trial.batch().write.unwrap();
    assert!(all.records.header.is_some());
    assert_eq!(all.records.items.len(), 3);
    revoked(&sent(trial.kept(all, KEPT)));
    // Then there is nothing to catch up on.
    trial.act(RunAction::Pause);
    let write = trial.batch().write.unwrap();
    assert!(write.records.items.is_empty());
}

#[test]
fn what_waits_for_the_disk_is_taken_back_where_the_run_is_to_wait_meanwhile() {
    let (mut trial, write) = Trial::decided(2);
    trial.act(RunAction::Pause);
    assert!(sent(trial.kept(write, KEPT)).is_empty());
    assert_eq!(trial.run.items()[0].posts, 0);

    let (mut trial, write) = Trial::decided(2);
    trial.act(RunAction::Stop);
    assert!(sent(trial.kept(write, KEPT)).is_empty());
    assert_eq!(trial.run.items()[0].state(), ItemStatus::Skipped);

    // Graph asks to wait.
    let (mut trial, write) = Trial::decided(2);
    let second = RunEffect::Call {
        ticket: 1,
        call: Call::read_before(target(1)),
    };
    trial.answer(&second, test_support::throttled("9"));
    assert!(sent(trial.kept(write, KEPT)).is_empty());
}

#[test]
fn what_has_not_begun_is_not_kept() {
    let chosen = (0..3).map(|at| (target(at), None));
    let mut trial = Trial {
        run: Run::new(plan(), test_support::config(), chosen, true, None),
        chance: 0,
    };
    let Batch { reads, write } = trial.batch();
    assert_eq!((reads.len(), write.is_none()), (3, true));
    // A challenge is met without the person, and not even then is there anything to write.
    trial.answer(&reads[0], test_support::challenged(401));
    let write = trial.batch().write.unwrap();
    assert_eq!(write.records, crate::runs::Changes::default());
    let emptied = Kept::Yes { times_emptied: 1 };
    assert!(matches!(
        sent(trial.kept(write, emptied))[..],
        [RunEffect::Renew(_)]
    ));
}

#[test]
fn a_run_is_over_once_its_end_is_on_disk_or_the_person_is_told_that_it_cannot_be() {
    for kept in [KEPT, Kept::Not, Kept::NotAsKnown] {
        let (mut trial, write) = Trial::decided(1);
        let sends = sent(trial.kept(write, KEPT));
        trial.answer(&sends[0], test_support::answer_204());
        let Batch { reads, write } = trial.batch();
        assert!(sent(trial.kept(write.unwrap(), KEPT)).is_empty());
        trial.answer(&reads[0], is_inactive(0));
        let end = trial.batch().write.unwrap();
        assert_eq!(trial.run.phase(), RunPhase::Recording);
        let header = end.records.header.as_deref().unwrap();
        assert!(end.records.ends && over_since(header).is_some());
        assert!(sent(trial.kept(end, kept)).is_empty());
        assert_eq!(trial.run.phase(), RunPhase::Over);
        assert!(trial.batch().write.is_none());
    }
}

#[test]
fn of_the_write_of_another_run_nothing_is_sent() {
    let (_, foreign) = Trial::decided(1);
    let (mut trial, write) = Trial::decided(1);
    trial.run.plan = Plan {
        id: Guid::from_random([8; 16]),
        ..plan()
    };
    assert!(sent(trial.kept(foreign, KEPT)).is_empty());
    assert!(sent(trial.kept(write, KEPT)).is_empty());
    assert_eq!(trial.run.items()[0].posts, 1, "it is still on its way");
}

#[test]
fn the_person_is_asked_where_they_do_not_know_yet_that_nothing_is_kept() {
    let full = StorageProblem::Full;
    let of = |written: Result<(), StorageProblem>, known: Option<&StorageProblem>| {
        Kept::of(&written, known, 3)
    };
    let kept = Kept::Yes { times_emptied: 3 };
    assert_eq!(of(Ok(()), None), kept);
    assert_eq!(of(Ok(()), Some(&full)), kept);
    assert_eq!(of(Err(full.clone()), None), Kept::Not);
    assert_eq!(
        of(Err(StorageProblem::Silent), Some(&full)),
        Kept::NotAsKnown
    );
}
