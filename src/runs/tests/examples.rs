//! What a run does, one thing at a time.

use serde_json::{Value, json};

use super::simulator::plan;
use crate::{
    actions::{
        Call, ReceiptField, RevocationEvent, Skip,
        test_support::{self, DAY_MS, START},
    },
    browser_records::Kept,
    config::{Config, PageAddress},
    graph::{Answer, Cause, NoAnswer, Profile},
    guid::Guid,
    inputs::Inputs,
    profile::{ProfileId, ProfileType, Target},
    runs::{
        AfterWrite, Batch, Clock, ItemStatus, Obstacle, Pace, Pause, Plan, Planner, Run, RunAction,
        RunEffect, RunPhase, Scope, WRITES, ages_of_writes,
        obstacle::SignInAsked,
        over_since,
        pace::{ROOM, WINDOW_MS},
        record::{Damaged, unfinished_since},
        run::WIDTH,
    },
    session::SignInCause,
    time::rfc3339,
    token::TokenFingerprint,
};

pub(super) fn target(at: u32) -> Target {
    Target {
        profile_type: ProfileType::DeviceOwner,
        profile_id: ProfileId::parse(&format!("0a1b2c3d-4e5f-4071-8293-{at:012x}")).unwrap(),
    }
}

fn number(target: &Target) -> u32 {
    let (_, number) = target.profile_id.as_str().rsplit_once('-').unwrap();
    u32::from_str_radix(number, 16).unwrap()
}

fn body(at: u32, expires_ms: i64) -> Answer {
    test_support::profile(&json!({
        "id": target(at).profile_id.as_str(),
        "tokenExpirationDateTime": rfc3339(expires_ms),
    }))
}

pub(super) fn works(at: u32) -> Answer {
    body(at, START.unix_ms + 35 * DAY_MS)
}

pub(super) fn is_inactive(at: u32) -> Answer {
    body(at, START.unix_ms - 1_000)
}

pub(super) fn listed(answer: Answer, at: u32) -> (Target, Option<Profile>) {
    let profile = answer.into_profile(&target(at), "", START.unix_ms).unwrap();
    (target(at), Some(profile))
}

/// A run on the test bench.
struct Trial {
    run: Run,
    tick: u64,
    chance: u8,
    /// What is under way.
    due: Vec<(u32, Call)>,
    sent: Vec<Target>,
}

impl Trial {
    fn new(chosen: Vec<(Target, Option<Profile>)>, reads_all: bool) -> Self {
        Self::of(Run::new(
            plan(),
            test_support::config(),
            chosen,
            reads_all,
            None,
        ))
    }

    fn of(run: Run) -> Self {
        Self {
            run,
            tick: 0,
            chance: 0,
            due: Vec::new(),
            sent: Vec::new(),
        }
    }

    /// So many that work and that the list knows, started.
    fn started(count: u32) -> Self {
        let chosen = (0..count).map(|at| listed(works(at), at)).collect();
        Self::new(chosen, false).act(RunAction::Start)
    }

    fn clock(&mut self) -> Clock {
        self.chance = self.chance.wrapping_add(1);
        let passed = i64::try_from(self.tick).unwrap();
        let now = crate::time::Time {
            unix_ms: START.unix_ms + passed,
            ..START
        };
        Clock {
            tick_ms: self.tick,
            inputs: Inputs {
                now,
                random: [self.chance; 16],
            },
        }
    }

    fn pump(&mut self) -> Vec<RunEffect> {
        let mut others = Vec::new();
        loop {
            let clock = self.clock();
            match self.run.next(&clock) {
                None => {
                    if self.run.phase() == RunPhase::Recording {
                        let changes = self.run.changes();
                        self.run.recorded(&changes);
                        assert_eq!(self.run.phase(), RunPhase::Over);
                    }
                    return others;
                }
                Some(RunEffect::Call { ticket, call }) => {
                    if let Call::Send(target, ..) = &call {
                        self.sent.push(target.clone());
                    }
                    self.due.push((ticket, call));
                }
                Some(other) => others.push(other),
            }
        }
    }

    fn act(mut self, action: RunAction) -> Self {
        let clock = self.clock();
        assert!(self.run.may(action), "{action:?}");
        self.run.act(action, &clock);
        self.pump();
        self
    }

    /// Answers what was asked first.
    #[track_caller]
    fn graph(self, answer: Answer) -> Self {
        self.called(Ok(answer))
    }

    #[track_caller]
    fn called(mut self, answer: Result<Answer, NoAnswer>) -> Self {
        let (ticket, call) = self.due.remove(0);
        let request = call.request(&test_support::config(), Guid::from_random([9; 16]));
        let clock = self.clock();
        let event = call.event(&request, answer, clock.inputs.now);
        self.run.handle(ticket, event, &clock);
        self.pump();
        self
    }

    fn no_token(mut self, cause: SignInCause) -> Self {
        let (ticket, _) = self.due.remove(0);
        let clock = self.clock();
        self.run.handle(
            ticket,
            RevocationEvent::NoToken(test_support::failure(cause)),
            &clock,
        );
        self.pump();
        self
    }

    /// Passes time until the run wants something.
    fn wakes(mut self) -> Self {
        self.tick = self
            .run
            .wake_at(self.tick)
            .expect("an alarm")
            .max(self.tick);
        self.pump();
        self
    }

    /// Graph revokes whatever it is asked to, and shows it, until nothing is left to do.
    fn all_goes_well(mut self) -> Self {
        let mut revoked = Vec::new();
        loop {
            while let Some((_, call)) = self.due.first().cloned() {
                let answer = match call {
                    Call::Send(target, ..) => {
                        revoked.push(target);
                        test_support::answer_204()
                    }
                    Call::Read(target, _) => {
                        let at = number(&target);
                        if revoked.contains(&target) {
                            is_inactive(at)
                        } else {
                            works(at)
                        }
                    }
                };
                self = self.graph(answer);
            }
            if self.run.wake_at(self.tick).is_none() {
                return self;
            }
            self = self.wakes();
        }
    }

    fn states(&self) -> Vec<ItemStatus> {
        self.run
            .items()
            .iter()
            .map(super::super::Item::state)
            .collect()
    }

    fn why(&self, at: usize, entry: ReceiptField) -> &str {
        self.run.items()[at]
            .end()
            .unwrap()
            .receipt
            .get(entry)
            .unwrap()
    }

    fn records(&mut self) -> (String, Vec<(u32, String)>) {
        self.run.header_changed = true;
        self.run.keep_all();
        let changes = self.run.changes();
        (changes.header.unwrap(), changes.items)
    }

    fn restored(&mut self) -> Self {
        let (header, items) = self.records();
        let clock = self.clock();
        let run = Run::restore(&header, &items, test_support::config(), &clock).unwrap();
        let mut restored = Self {
            run,
            tick: self.tick,
            chance: 99,
            due: Vec::new(),
            sent: Vec::new(),
        };
        restored.pump();
        restored
    }
}

#[test]
fn a_dry_run_reads_everything_prints_the_requests_and_sends_nothing() {
    let chosen = vec![listed(works(0), 0), (target(1), None), listed(works(2), 2)];
    let mut trial = Trial::new(chosen, true);
    trial.pump();
    assert_eq!(trial.run.phase(), RunPhase::Planning);
    let trial = trial.graph(works(0)).graph(is_inactive(1)).graph(works(2));
    assert_eq!(trial.run.phase(), RunPhase::Ready);
    let requests: Vec<_> = trial.run.requests().collect();
    let url = "POST https://graph.microsoft.com/beta/deviceManagement/androidDeviceOwnerEnrollmentProfiles";
    assert_eq!(
        requests,
        [0, 2].map(|at| format!("{url}/{}/revokeToken", target(at).profile_id))
    );
    assert!(trial.sent.is_empty());
    assert_eq!(
        trial.states(),
        [
            ItemStatus::Waiting,
            ItemStatus::Skipped,
            ItemStatus::Waiting
        ]
    );
    assert_eq!(trial.why(1, ReceiptField::Skipped), Skip::Inactive.key());
}

#[test]
fn what_the_list_knows_is_not_read_for_a_plan_without_a_dry_run() {
    let mut trial = Trial::new(vec![listed(works(0), 0), listed(is_inactive(1), 1)], false);
    trial.pump();
    assert_eq!(trial.run.phase(), RunPhase::Ready);
    assert!(trial.due.is_empty());
    assert_eq!(trial.states(), [ItemStatus::Waiting, ItemStatus::Skipped]);
}

#[test]
fn what_is_inactive_is_revoked_all_the_same_if_the_person_wants_it() {
    let plan = super::super::Plan {
        includes_inactive: true,
        ..plan()
    };
    let run = Run::new(
        plan,
        test_support::config(),
        [listed(is_inactive(0), 0)],
        false,
        None,
    );
    assert_eq!(run.totals().get(ItemStatus::Waiting), 1);
}

/// The token that a profile has, by what Graph says of it.
fn token(answer: &Answer, at: u32) -> TokenFingerprint {
    listed(answer.clone(), at).1.unwrap().token()
}

fn opened(items: Vec<(Target, TokenFingerprint)>) -> Trial {
    let plan = Plan {
        planned_by: Some(Planner {
            at: START,
            upn: "noor@contoso.com".into(),
            name: "Noor".into(),
            object_id: String::new(),
        }),
        ..plan()
    };
    let mut trial = Trial::of(Run::opened(plan, test_support::config(), items, None));
    trial.pump();
    trial
}

#[test]
fn of_a_plan_that_was_opened_every_profile_is_read_and_only_the_token_that_it_is_about_is_revoked()
{
    let unknown = TokenFingerprint::default();
    let trial = opened(vec![
        (target(0), token(&works(0), 0)),
        // Somebody made another one since, or altered the file.
        (target(1), token(&is_inactive(1), 1)),
        (target(2), unknown),
        // It was revoked since.
        (target(3), token(&works(3), 3)),
        (target(0), token(&works(0), 0)),
    ]);
    assert_eq!(trial.run.items().len(), 4);
    assert_eq!(trial.run.phase(), RunPhase::Planning);
    let trial = trial
        .graph(works(0))
        .graph(works(1))
        .graph(works(2))
        .graph(is_inactive(3));
    assert_eq!(trial.run.phase(), RunPhase::Ready);
    assert!(trial.sent.is_empty());
    let skipped = |at| trial.why(at, ReceiptField::Skipped);
    assert_eq!(trial.states()[0], ItemStatus::Waiting);
    assert_eq!(
        [1, 2, 3].map(skipped),
        [Skip::TokenChanged, Skip::TokenChanged, Skip::Inactive].map(Skip::key)
    );
    let trial = trial.act(RunAction::Start).all_goes_well();
    assert_eq!(trial.sent, [target(0)]);
    assert!(!trial.run.may(RunAction::Retry));
}

#[test]
fn what_an_opened_plan_is_about_holds_after_a_reload_and_in_the_other_collection() {
    let other = target(1).in_other_collection();
    let trial = opened(vec![
        (target(0), token(&works(0), 0)),
        (other, token(&is_inactive(1), 1)),
        (target(2), token(&is_inactive(2), 2)),
    ]);
    let mut trial = trial
        .graph(works(0))
        .graph(test_support::not_found())
        .graph(test_support::forbidden())
        .graph(works(1))
        .act(RunAction::Start)
        .all_goes_well();
    assert_eq!(trial.run.phase(), RunPhase::Over);
    assert_eq!(trial.run.items()[1].target, target(1));
    assert_eq!(
        trial.why(1, ReceiptField::Skipped),
        Skip::TokenChanged.key()
    );
    assert_eq!(trial.why(2, ReceiptField::Skipped), Skip::NotReadable.key());
    let again = trial.restored();
    assert_eq!(again.run.plan(), trial.run.plan());
    assert!(again.run.plan().planned_by.is_some());
    // It can be read now, and is not what was planned.
    let again = again.act(RunAction::Retry).graph(works(2));
    assert_eq!(
        again.why(2, ReceiptField::Skipped),
        Skip::TokenChanged.key()
    );
    assert!(again.sent.is_empty());
    // Another page may have kept less of it; what is there and is no token is no record.
    let (header, items) = trial.records();
    let clock = trial.clock();
    let config = test_support::config;
    let old = header.replace("\"plannedBy\"", "\"unknown\"");
    let old = Run::restore(&old, &items, config(), &clock).unwrap();
    assert_eq!(old.plan().planned_by, None);
    let broken = items[2]
        .1
        .replace("\"neverExpires\":false", "\"neverExpires\":1");
    assert_ne!(broken, items[2].1);
    let broken = Run::restore(&header, &[(2, broken)], config(), &clock).unwrap();
    assert_eq!(broken.items()[2].state(), ItemStatus::CannotTell);
}

#[test]
fn who_planned_is_another_person_only_where_both_names_differ() {
    let (mine, other) = (
        "0d6e7f10-1122-4334-8556-778899aabbcc",
        "1d6e7f10-1122-4334-8556-778899aabbcc",
    );
    for (upn, object_id, is_same) in [
        ("mira@contoso.com", mine, true),
        ("MIRA@contoso.com", other, true),
        ("old.name@contoso.com", &mine.to_uppercase(), true),
        ("noor@contoso.com", other, false),
        ("noor@contoso.com", "", false),
    ] {
        let mut plan = plan();
        plan.account.object_id = mine.into();
        assert_eq!(plan.planner(), None);
        plan.planned_by = Some(Planner {
            at: START,
            upn: upn.into(),
            name: String::new(),
            object_id: object_id.into(),
        });
        assert_eq!(plan.planner().unwrap().1, is_same, "{upn} {object_id}");
        plan.account.object_id = String::new();
        let by_name = upn.eq_ignore_ascii_case("mira@contoso.com");
        assert_eq!(plan.planner().unwrap().1, by_name, "{upn}");
    }
}

#[test]
fn the_same_profile_twice_is_there_once_and_one_of_the_other_collection_is_found_there() {
    let other = target(0).in_other_collection();
    let chosen = vec![
        listed(works(0), 0),
        listed(works(0), 0),
        (other.clone(), None),
    ];
    let mut trial = Trial::new(chosen, false);
    trial.pump();
    let trial = trial.graph(test_support::not_found()).graph(works(0));
    assert_eq!(trial.run.items().len(), 2);
    assert_eq!(trial.why(1, ReceiptField::Skipped), Skip::Duplicate.key());
    let mut trial = Trial::new(vec![(other, None)], false);
    trial.pump();
    let trial = trial.graph(test_support::not_found()).graph(works(0));
    assert_eq!(trial.run.items()[0].target, target(0));
    assert_eq!(trial.run.phase(), RunPhase::Ready);
}

#[test]
fn a_400_that_means_not_found_is_one_in_a_run_too() {
    let other = target(0).in_other_collection();
    let mut trial = Trial::new(vec![(other, None)], true);
    trial.pump();
    let trial = trial
        .graph(test_support::not_found_as_400())
        .graph(works(0));
    assert_eq!(trial.run.items()[0].target, target(0));
    assert_eq!(trial.run.phase(), RunPhase::Ready);
    // A list that is full of such does not stop the run.
    let chosen = (0..9).map(|at| (target(at), None)).collect();
    let mut trial = Trial::new(chosen, true);
    trial.pump();
    while !trial.due.is_empty() {
        trial = trial.graph(test_support::not_found_as_400());
    }
    assert_eq!(trial.run.obstacle(), None);
    assert_eq!(trial.run.totals().get(ItemStatus::Skipped), 9);
}

#[test]
fn a_400_that_is_a_fault_is_looked_up_in_a_run_too() {
    let trial = Trial::started(1)
        .graph(works(0))
        .graph(test_support::fault_as_400());
    assert_eq!(trial.states(), [ItemStatus::Confirming]);
    let trial = trial.graph(is_inactive(0));
    assert_eq!(trial.states(), [ItemStatus::Revoked]);
    assert_eq!(trial.why(0, ReceiptField::Cause), "serviceFault");
    assert_eq!(trial.sent.len(), 1);
    // Read in a plan it may pass.
    let mut trial = Trial::new(vec![(target(0), None)], true);
    trial.pump();
    let trial = trial
        .graph(test_support::fault_as_400())
        .wakes()
        .graph(works(0));
    assert_eq!(trial.run.phase(), RunPhase::Ready);
    assert_eq!(trial.states(), [ItemStatus::Waiting]);
}

#[test]
fn what_multi_admin_approval_protects_stops_the_run_and_says_so() {
    let mut trial = Trial::started(20);
    while trial.run.obstacle().is_none() {
        let answer = match trial.due[0].1 {
            Call::Send(..) => test_support::needs_approval(),
            Call::Read(ref target, _) => works(number(target)),
        };
        trial = trial.graph(answer);
    }
    assert!(
        matches!(trial.run.obstacle(), Some(Obstacle::Refused(refusal)) if refusal.cause == Cause::ApprovalRequired)
    );
    assert!(trial.run.totals().get(ItemStatus::NotRevoked) <= 8);
}

#[test]
fn four_are_under_way_at_once_and_each_is_read_sent_and_read_back() {
    let trial = Trial::started(9);
    assert_eq!(trial.due.len(), 4);
    let trial = trial.graph(works(0));
    assert_eq!(trial.sent, [target(0)]);
    assert_eq!(
        trial.states()[..5],
        [
            ItemStatus::Sending,
            ItemStatus::Reading,
            ItemStatus::Reading,
            ItemStatus::Reading,
            ItemStatus::Waiting
        ]
    );
    let trial = trial.all_goes_well();
    assert_eq!(trial.run.phase(), RunPhase::Over);
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 9);
    assert_eq!((trial.sent.len(), trial.run.unconfirmed()), (9, 0));
}

#[test]
fn a_thousand_take_ten_windows_and_never_more_in_one_than_leaves_room_for_others() {
    let trial = Trial::started(1_000).all_goes_well();
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 1_000);
    // Nine would do if all of each were taken; the wait for the last one is over at the end of the tenth.
    assert_eq!(trial.tick, 10 * WINDOW_MS);
}

#[test]
fn what_waits_for_the_next_window_says_so_and_when_the_last_one_goes() {
    let trial = Trial::started(300);
    assert_eq!(trial.run.next_room(trial.tick), None);
    let trial = trial.all_goes_well_until(WRITES - ROOM);
    let room = trial.run.next_room(trial.tick).unwrap();
    assert!((WINDOW_MS / 2..=WINDOW_MS).contains(&room.in_ms));
    // Some may be on their way yet.
    assert!((WRITES - ROOM - WIDTH..=WRITES - ROOM).contains(&room.requests));
    let later = trial.run.next_room(trial.tick + 2_000).unwrap();
    assert_eq!(later.in_ms, room.in_ms - 2_000);
    // Three more windows, the last of which is not used up.
    let left = trial.run.left_ms(trial.tick).unwrap();
    assert!((2 * WINDOW_MS..=3 * WINDOW_MS).contains(&left), "{left}");
    // Nobody waits for that who waits for the person.
    let trial = trial.act(RunAction::Pause);
    assert_eq!(trial.run.next_room(trial.tick), None);
    assert_eq!(trial.run.left_ms(trial.tick), None);
}

#[test]
fn what_fits_into_a_window_waits_for_none() {
    for count in [1, ROOM, WRITES - ROOM, WRITES - 1, WRITES] {
        let trial = Trial::started(u32::try_from(count).unwrap()).all_goes_well();
        assert!(trial.tick < WINDOW_MS, "{count} took {}", trial.tick);
    }
}

#[test]
fn a_run_leaves_room_for_what_is_revoked_by_hand_and_counts_it() {
    let mut trial = Trial::started(300).all_goes_well_until(WRITES - ROOM);
    let (tick, mut by_hand) = (trial.tick, 0);
    while trial.run.clone().writes.reserve(tick) {
        trial.run.count_other_write(0, tick);
        by_hand += 1;
    }
    assert_eq!(by_hand, ROOM);
    // Another tab has used up all of it.
    let mut trial = Trial::started(300);
    for _ in 0..WRITES {
        trial.run.count_other_write(5_000, trial.tick);
    }
    let trial = trial
        .graph(works(0))
        .graph(works(1))
        .graph(works(2))
        .graph(works(3));
    // What was reserved before goes out, and nothing else.
    assert_eq!(trial.sent.len(), 4);
    let trial = trial
        .graph(test_support::answer_204())
        .graph(test_support::answer_204())
        .graph(test_support::answer_204())
        .graph(test_support::answer_204());
    assert_eq!(
        trial.run.clone().writes.ages(trial.tick).count(),
        WRITES + 4
    );
    assert_eq!(trial.sent.len(), 4);
}

#[test]
fn what_cannot_be_kept_is_not_sent_until_the_person_says_so() {
    let mut trial = Trial::started(2).graph(works(0));
    let (ticket, call) = trial.due.pop().unwrap();
    assert!(matches!(call, Call::Send(..)));
    trial.sent.pop();
    let clock = trial.clock();
    trial.run.not_kept();
    trial.run.withhold(ticket, &clock);
    assert_eq!(trial.run.pause(), Some(Pause::NotKept));
    assert_eq!(trial.run.items()[0].posts, 0);
    let trial = trial.graph(works(1));
    assert!(trial.sent.is_empty() && trial.due.is_empty());
    let trial = trial.act(RunAction::Resume).all_goes_well();
    assert_eq!(trial.sent.len(), 2);
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 2);
}

#[test]
fn a_run_is_over_once_its_end_is_kept() {
    let mut trial = Trial::started(1)
        .graph(works(0))
        .graph(test_support::answer_204());
    let before = trial.run.changes();
    let (ticket, call) = trial.due.remove(0);
    let clock = trial.clock();
    let request = call.request(&test_support::config(), Guid::from_random([9; 16]));
    let event = call.event(&request, Ok(is_inactive(0)), clock.inputs.now);
    trial.run.handle(ticket, event, &clock);
    assert_eq!(trial.run.phase(), RunPhase::Recording);
    for action in RunAction::ALL {
        assert!(!trial.run.may(action), "{action:?}");
    }
    // Keeping what came before says nothing of the end.
    trial.run.recorded(&before);
    assert_eq!(trial.run.phase(), RunPhase::Recording);
    let changes = trial.run.changes();
    assert!(
        changes
            .header
            .as_deref()
            .is_some_and(|header| over_since(header).is_some())
    );
    trial.run.recorded(&changes);
    assert_eq!(trial.run.phase(), RunPhase::Over);
}

#[test]
fn a_token_that_changed_since_the_plan_is_left_alone() {
    let trial = Trial::started(2).graph(test_support::profile(&json!({
        "id": target(0).profile_id.as_str(),
        "tokenCreationDateTime": rfc3339(START.unix_ms),
    })));
    assert_eq!(
        trial.why(0, ReceiptField::Skipped),
        Skip::TokenChanged.key()
    );
    let trial = trial.graph(is_inactive(1));
    assert_eq!(trial.why(1, ReceiptField::Skipped), Skip::Inactive.key());
    assert!(trial.sent.is_empty());
}

#[test]
fn a_pause_lets_finish_what_is_under_way_and_begins_nothing() {
    let trial = Trial::started(8).graph(works(0)).act(RunAction::Pause);
    assert_eq!(trial.run.pause(), Some(Pause::ByPerson));
    // What was read is not acted upon; what was sent is read back.
    let trial = trial
        .graph(works(1))
        .graph(works(2))
        .graph(works(3))
        .graph(test_support::answer_204())
        .graph(is_inactive(0));
    assert_eq!(trial.sent.len(), 1);
    assert!(trial.due.is_empty() && trial.run.wake_at(trial.tick).is_none());
    assert_eq!(trial.run.totals().get(ItemStatus::Waiting), 7);
    let trial = trial.act(RunAction::Resume).all_goes_well();
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 8);
}

#[test]
fn a_stop_ends_after_the_current_ones_and_leaves_the_rest_unsent() {
    let trial = Trial::started(8).graph(works(0)).act(RunAction::Stop);
    assert_eq!(trial.run.phase(), RunPhase::Stopping);
    let trial = trial
        .graph(works(1))
        .graph(works(2))
        .graph(works(3))
        .graph(test_support::answer_204())
        .graph(is_inactive(0));
    assert_eq!(trial.run.phase(), RunPhase::Over);
    assert_eq!(trial.sent, [target(0)]);
    assert_eq!(trial.why(7, ReceiptField::Skipped), Skip::Stopped.key());
    // What was not begun can be taken up again.
    let trial = trial.act(RunAction::Retry).all_goes_well();
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 8);
}

#[test]
fn only_the_failed_are_retried_and_only_the_undecided_are_settled() {
    let trial = Trial::started(3);
    let trial = trial.graph(works(0)).graph(works(1)).graph(works(2));
    let trial = trial
        .graph(test_support::forbidden())
        .called(Err(NoAnswer::TimedOut))
        .graph(test_support::answer_204());
    // The second holds another token now, so nobody can tell; the third shows nothing for now.
    let replaced = test_support::profile(&json!({
        "id": target(1).profile_id.as_str(),
        "tokenCreationDateTime": rfc3339(START.unix_ms),
        "tokenExpirationDateTime": rfc3339(START.unix_ms + 90 * DAY_MS),
    }));
    let mut trial = trial.graph(replaced);
    while trial.run.phase() != RunPhase::Over {
        trial = if trial.due.is_empty() {
            trial.wakes()
        } else {
            trial.graph(works(2))
        };
    }
    assert_eq!(
        trial.states(),
        [
            ItemStatus::NotRevoked,
            ItemStatus::CannotTell,
            ItemStatus::Revoked
        ]
    );
    assert_eq!(
        (trial.why(0, ReceiptField::Cause), trial.run.unconfirmed()),
        ("roleMissing", 1)
    );
    let before = trial.sent.len();
    let trial = trial.act(RunAction::Reconcile);
    assert_eq!(
        trial.states(),
        [
            ItemStatus::NotRevoked,
            ItemStatus::Confirming,
            ItemStatus::Confirming
        ]
    );
    let trial = trial.graph(is_inactive(1)).graph(is_inactive(2));
    assert_eq!(trial.sent.len(), before, "to look again sends nothing");
    assert_eq!(
        trial.states(),
        [
            ItemStatus::NotRevoked,
            ItemStatus::Revoked,
            ItemStatus::Revoked
        ]
    );
    assert_eq!(trial.run.unconfirmed(), 0);
    let trial = trial.act(RunAction::Retry);
    assert_eq!(
        trial.states(),
        [
            ItemStatus::Reading,
            ItemStatus::Revoked,
            ItemStatus::Revoked
        ]
    );
    let trial = trial.all_goes_well();
    assert_eq!(
        (
            trial.sent.len(),
            trial.run.totals().get(ItemStatus::Revoked)
        ),
        (before + 1, 3)
    );
}

#[test]
fn when_graph_asks_to_wait_all_wait_and_the_pace_is_halved() {
    let trial = Trial::started(8).graph(works(0)).graph(works(1));
    let trial = trial
        .graph(works(2))
        .graph(works(3))
        .graph(test_support::throttled("7"));
    let hold = trial.run.hold(trial.tick).unwrap();
    assert_eq!(hold.until_tick_ms, 7_000);
    let mut trial = trial
        .graph(test_support::throttled("3"))
        .graph(test_support::answer_204())
        .graph(test_support::answer_204());
    assert!(trial.due.is_empty());
    assert_eq!(trial.run.wake_at(0), Some(7_000));
    trial.tick = 6_999;
    trial.pump();
    assert!(trial.due.is_empty());
    let trial = trial.wakes().all_goes_well();
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 8);
    assert_eq!(
        trial.sent.len(),
        10,
        "the two that were turned away went out again"
    );
}

/// Eight under way, of which four are sent and the first is asked to wait for an hour.
fn held_for_an_hour() -> Trial {
    let trial = (0..4).fold(Trial::started(8), |trial, at| trial.graph(works(at)));
    let trial = trial.graph(test_support::throttled("3600"));
    (0..3).fold(trial, |trial, _| trial.graph(test_support::answer_204()))
}

#[test]
fn a_wait_that_is_long_is_not_cut_short_and_the_run_goes_on_after_it() {
    let mut trial = held_for_an_hour();
    let hold = trial.run.hold(0).unwrap();
    assert_eq!((hold.until_tick_ms, hold.is_long), (3_600_000, true));
    assert_eq!(hold.until, START.plus_ms(3_600_000));
    assert_eq!(trial.run.wake_at(0), Some(3_600_000));
    for tick in [1, 300_000, 3_599_999] {
        trial.tick = tick;
        trial.pump();
        assert!(trial.due.is_empty(), "{tick}");
    }
    // Not even if the person has it go on.
    let trial = trial.act(RunAction::Pause).act(RunAction::Resume);
    assert!(trial.due.is_empty());
    let trial = trial.wakes().all_goes_well();
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 8);
}

#[test]
fn a_page_that_is_loaded_anew_in_a_long_wait_waits_for_the_rest_of_it() {
    let mut trial = held_for_an_hour();
    let changes = trial.run.changes();
    trial.tick = 600_000;
    let inputs = trial.clock().inputs;
    let clock = Clock {
        tick_ms: 50,
        inputs,
    };
    let header = changes.header.unwrap();
    let mut run = Run::restore(&header, &changes.items, test_support::config(), &clock).unwrap();
    assert_eq!(run.hold(50).unwrap().until_tick_ms, 3_000_050);
    // However little is left of it, it is in the record again.
    let mut late = clock;
    late.inputs.now = START.plus_ms(3_599_000);
    let mut again = Run::restore(&header, &changes.items, test_support::config(), &late).unwrap();
    assert_eq!(again.hold(50).unwrap().until_tick_ms, 1_050);
    assert!(again.changes().header.unwrap().contains("\"heldUntil\""));
    // What was sent would be looked up at once.
    assert_eq!(run.next(&clock), None);
    assert_eq!(run.wake_at(50), Some(3_000_050));
    let later = Clock {
        tick_ms: 3_000_050,
        inputs,
    };
    assert!(matches!(
        run.next(&later),
        Some(RunEffect::Call {
            call: Call::Read(..),
            ..
        })
    ));
    // A record of a page that did not know of it.
    let old = header.replace("\"heldUntil\"", "\"unknown\"");
    assert!(
        Run::restore(&old, &changes.items, test_support::config(), &clock)
            .unwrap()
            .hold(50)
            .is_none()
    );
}

#[test]
fn a_run_that_is_stopped_in_a_long_wait_does_not_wait_for_its_end() {
    let trial = held_for_an_hour().act(RunAction::Stop);
    assert_eq!(trial.run.phase(), RunPhase::Over);
    let totals = trial.run.totals();
    let count = [
        ItemStatus::Revoked,
        ItemStatus::NotRevoked,
        ItemStatus::Skipped,
    ]
    .map(|state| totals.get(state));
    // The one that was turned away ends with that.
    assert_eq!(count, [3, 1, 4]);
    assert_eq!(trial.run.unconfirmed(), 3);
}

#[test]
fn a_token_that_expires_between_plan_and_turn_is_left_out_unless_inactive_ones_are_wanted() {
    let soon = |at| body(at, START.unix_ms + 1_000);
    for includes_inactive in [false, true] {
        let mut plan = plan();
        plan.includes_inactive = includes_inactive;
        let chosen = vec![listed(soon(0), 0)];
        let run = Run::new(plan, test_support::config(), chosen, false, None);
        let mut trial = Trial::of(run);
        trial.tick = 2_000;
        let trial = trial.act(RunAction::Start).graph(soon(0));
        assert_eq!(trial.sent.len(), usize::from(includes_inactive));
        if !includes_inactive {
            assert_eq!(trial.states(), [ItemStatus::Skipped]);
            assert_eq!(trial.why(0, ReceiptField::Skipped), Skip::Inactive.key());
        }
    }
}

#[test]
fn a_sign_in_that_expires_makes_the_run_wait_and_is_asked_for_once() {
    let mut trial = Trial::started(8).graph(works(0));
    for _ in 0..4 {
        trial = trial.no_token(SignInCause::Expired);
    }
    assert!(matches!(
        trial.run.obstacle(),
        Some(Obstacle::SignIn {
            claims: None,
            failure: Some(_)
        })
    ));
    assert!(trial.due.is_empty() && !trial.run.may(RunAction::Resume));
    let clock = trial.clock();
    let asked = trial.run.act(RunAction::SignIn, &clock);
    assert_eq!(asked, Some(SignInAsked { claims: None }));
    assert!(trial.pump().is_empty(), "it has begun");
    assert!(!trial.run.may(RunAction::SignIn), "once");
    let clock = trial.clock();
    trial
        .run
        .renewed(Err(test_support::failure(SignInCause::Cancelled)), &clock);
    assert!(trial.run.may(RunAction::SignIn), "until it works");
    trial.run.act(RunAction::SignIn, &clock);
    trial.pump();
    trial.run.renewed(Ok(()), &clock);
    trial.pump();
    let trial = trial.all_goes_well();
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 8);
}

#[test]
fn a_claims_challenge_is_met_without_the_person_then_with_and_what_was_late_goes_on() {
    let mut trial = Trial::started(4).graph(works(0));
    let (ticket, call) = trial.due.pop().unwrap();
    let clock = trial.clock();
    let request = call.request(&test_support::config(), Guid::from_random([9; 16]));
    trial.run.handle(
        ticket,
        call.event(&request, Ok(test_support::challenged(401)), START),
        &clock,
    );
    let asked = trial.pump();
    let [RunEffect::Renew(claims)] = &asked[..] else {
        panic!("{asked:?}")
    };
    trial
        .run
        .renewed(Err(test_support::failure(SignInCause::Expired)), &clock);
    assert!(trial.pump().is_empty());
    assert!(matches!(
        trial.run.obstacle(),
        Some(Obstacle::SignIn {
            claims: Some(_),
            failure: None
        })
    ));
    let asked = trial.run.act(RunAction::SignIn, &clock);
    let claims = claims.clone();
    assert_eq!(
        asked,
        Some(SignInAsked {
            claims: Some(claims)
        })
    );
    assert!(trial.pump().is_empty(), "it has begun");
    trial.run.renewed(Ok(()), &clock);
    assert!(trial.pump().is_empty());
    // Those that were sent with the old token are refused late, and nobody is asked again.
    let trial = trial
        .graph(test_support::challenged(401))
        .graph(test_support::challenged(401));
    assert_eq!(trial.run.obstacle(), None);
    // The same claims once more are another matter.
    let mut trial = trial;
    let late = trial.due.pop().unwrap();
    trial.due.insert(0, late);
    let trial = trial.graph(test_support::challenged(401));
    assert!(matches!(
        trial.run.obstacle(),
        Some(Obstacle::SignIn {
            claims: Some(_),
            ..
        })
    ));
}

#[test]
fn without_a_network_the_run_waits_and_goes_on_by_itself() {
    let trial = Trial::started(8).called(Err(NoAnswer::Offline));
    assert_eq!(trial.run.obstacle(), Some(&Obstacle::Offline));
    let trial = trial.graph(works(1)).graph(works(2)).graph(works(3));
    assert!(trial.sent.is_empty() && trial.due.is_empty());
    let trial = trial.act(RunAction::Online).all_goes_well();
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 8);
}

#[test]
fn what_is_refused_for_one_after_the_other_stops_the_run() {
    let mut trial = Trial::started(20);
    while trial.run.obstacle().is_none() {
        let answer = match trial.due[0].1 {
            Call::Send(..) => test_support::forbidden(),
            Call::Read(ref target, _) => works(number(target)),
        };
        trial = trial.graph(answer);
    }
    assert!(
        matches!(trial.run.obstacle(), Some(Obstacle::Refused(refusal)) if refusal.status == 403)
    );
    assert!(trial.run.totals().get(ItemStatus::NotRevoked) <= 8);
    assert!(trial.run.may(RunAction::Resume) && trial.run.may(RunAction::Stop));
}

#[test]
fn a_run_that_goes_on_after_its_end_keeps_all_of_its_records_anew() {
    let mut trial = Trial::started(3)
        .act(RunAction::Stop)
        .graph(works(0))
        .graph(works(1))
        .graph(works(2));
    assert_eq!(trial.run.phase(), RunPhase::Over);
    trial.run.changes();
    let mut trial = trial.act(RunAction::Retry);
    let changes = trial.run.changes();
    assert!(changes.header.is_some());
    assert_eq!(changes.items.len(), 3);
}

#[test]
fn what_was_turned_away_and_not_sent_again_ends_with_the_refusal() {
    let trial = Trial::started(1)
        .graph(works(0))
        .graph(test_support::busy("2"))
        .wakes()
        .graph(test_support::forbidden());
    assert_eq!(trial.run.phase(), RunPhase::Over);
    assert_eq!(trial.states(), [ItemStatus::NotRevoked]);
    assert_eq!(trial.why(0, ReceiptField::Status), "503");
    assert!(trial.run.may(RunAction::Retry));
}

#[test]
fn refusals_with_answers_in_between_do_not_stop_a_plan() {
    let chosen = (0..40).map(|at| (target(at), None)).collect();
    let mut trial = Trial::new(chosen, true);
    trial.pump();
    while let Some((_, Call::Read(target, _))) = trial.due.first() {
        let at = number(target);
        let is_refused = at.is_multiple_of(4);
        trial = trial.graph(if is_refused {
            test_support::forbidden()
        } else {
            works(at)
        });
    }
    assert_eq!(trial.run.obstacle(), None);
    assert_eq!(trial.run.phase(), RunPhase::Ready);
    assert_eq!(trial.run.totals().get(ItemStatus::Skipped), 10);
}

#[test]
fn an_interrupted_run_looks_up_what_was_sent_and_begins_nothing() {
    let mut trial = Trial::started(6)
        .graph(works(0))
        .graph(works(1))
        .graph(works(2))
        .graph(works(3));
    trial = trial.graph(test_support::answer_204());
    assert_eq!(trial.sent.len(), 4);
    let trial = trial.restored();
    assert_eq!(
        (trial.run.phase(), trial.run.pause()),
        (RunPhase::Running, Some(Pause::Interrupted))
    );
    assert!(
        trial
            .due
            .iter()
            .all(|(_, call)| matches!(call, Call::Read(..)))
    );
    let trial = trial
        .graph(is_inactive(0))
        .graph(is_inactive(1))
        .graph(is_inactive(2))
        .graph(is_inactive(3));
    assert_eq!(trial.run.totals().get(ItemStatus::Revoked), 4);
    assert_eq!(trial.why(1, ReceiptField::Cause), "interrupted");
    assert!(trial.due.is_empty() && trial.sent.is_empty());
    let trial = trial.act(RunAction::Resume).all_goes_well();
    assert_eq!(
        (
            trial.sent.len(),
            trial.run.totals().get(ItemStatus::Revoked)
        ),
        (2, 6)
    );
}

#[test]
fn a_run_that_is_taken_up_again_sends_no_faster_than_if_it_had_gone_on() {
    let mut trial = Trial::started(300).all_goes_well_until(WRITES - ROOM);
    let mut trial = trial.restored().act(RunAction::Resume);
    while let Some((_, Call::Read(target, _))) = trial.due.first().cloned() {
        trial = trial.graph(is_inactive(number(&target)));
    }
    assert_eq!(trial.run.wake_at(trial.tick), Some(trial.tick + WINDOW_MS));
    assert!(trial.sent.is_empty());
}

impl Trial {
    /// Until so many were sent.
    fn all_goes_well_until(mut self, count: usize) -> Self {
        while self.sent.len() < count {
            let (_, call) = self.due[0].clone();
            let answer = match call {
                Call::Send(..) => test_support::answer_204(),
                Call::Read(target, _) => {
                    let at = number(&target);
                    if self.sent.contains(&target) {
                        is_inactive(at)
                    } else {
                        works(at)
                    }
                }
            };
            self = self.graph(answer);
        }
        self
    }
}

#[test]
fn a_damaged_record_of_a_profile_is_one_of_which_nobody_knows_and_a_damaged_run_is_none() {
    let mut trial = Trial::started(3);
    let (header, mut items) = trial.records();
    items[0].1 = "{".to_owned();
    items.remove(1);
    let clock = trial.clock();
    let run = Run::restore(&header, &items, test_support::config(), &clock).unwrap();
    let states: Vec<_> = run.items().iter().map(super::super::Item::state).collect();
    assert_eq!(
        states,
        [
            ItemStatus::CannotTell,
            ItemStatus::CannotTell,
            ItemStatus::Waiting
        ]
    );
    assert_eq!(
        run.items()[0]
            .end()
            .unwrap()
            .receipt
            .get(ReceiptField::Cause),
        Some("recordLost")
    );
    for header in [
        "",
        "{}",
        "null",
        &header.replace("\"version\":1", "\"version\":3"),
        &header.replace("running", "flying"),
    ] {
        assert_eq!(
            Run::restore(header, &items, test_support::config(), &clock),
            Err(Damaged::Unreadable)
        );
    }
    let text = r#"{"clientId":"5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11","tenantId":"contoso.com","cloud":"usGov"}"#;
    let page = PageAddress::new("https://c.example".into(), "c.example".into(), "/tools/");
    let other = Config::parse(text, page).unwrap();
    assert_eq!(
        Run::restore(&header, &items, other, &clock),
        Err(Damaged::OtherCloud)
    );
    assert_eq!(unfinished_since(&header, Scope::Many), Some(START.unix_ms));
    assert_eq!(unfinished_since("[]", Scope::Many), None);
}

#[test]
fn what_begins_to_send_needs_the_lock_and_nothing_else_does() {
    let clock = Trial::new(Vec::new(), false).clock();
    let begins = |mut run: Run, action| {
        let writers = run.queue.writers.len();
        let was_under_way = run.is_under_way();
        run.act(action, &clock);
        (!was_under_way && run.is_under_way()) || run.queue.writers.len() > writers
    };
    let mut seen = Vec::new();
    let ready = Trial::new(vec![listed(works(0), 0)], false).run;
    let under_way = Trial::started(2).run;
    let over = |answer: &dyn Fn() -> Result<Answer, NoAnswer>| {
        let mut trial = Trial::started(1);
        while trial.run.phase() != RunPhase::Over {
            trial = match trial.due.first() {
                Some((_, Call::Read(..))) => trial.graph(works(0)),
                Some(_) => trial.called(answer()),
                None => trial.wakes(),
            };
        }
        trial.run
    };
    let refused = over(&|| Ok(test_support::forbidden()));
    let unconfirmed = over(&|| Ok(test_support::answer_204()));
    for run in [ready, under_way, refused, unconfirmed] {
        for action in RunAction::ALL {
            if begins(run.clone(), action) {
                assert!(action.needs_lock(), "{action:?}");
                seen.push(action);
            }
        }
    }
    assert_eq!(
        seen,
        [RunAction::Start, RunAction::Retry, RunAction::Reconcile]
    );
}

#[test]
fn what_another_tab_is_told_is_of_the_run_with_all_others_or_of_these_alone() {
    let mut others = Pace::new(WRITES);
    others.count(500, 10_000);
    let ages = |run: Option<&Run>| -> Vec<u64> { ages_of_writes(run, &others, 10_100).collect() };
    assert_eq!(ages(None), [600]);
    let mut run = Trial::started(1).run;
    run.count_other_write(500, 10_000);
    run.count_other_write(0, 10_000);
    assert_eq!(ages(Some(&run)), [600, 100]);
}

#[test]
fn what_waits_for_the_person_alone_is_ready_or_over() {
    for (phase, goes_on) in [
        (RunPhase::Planning, true),
        (RunPhase::Ready, false),
        (RunPhase::Running, true),
        (RunPhase::Stopping, true),
        (RunPhase::Recording, true),
        (RunPhase::Over, false),
    ] {
        assert_eq!(phase.goes_on(), goes_on, "{phase:?}");
    }
}

#[test]
fn no_record_holds_a_secret_and_another_profiles_record_is_not_taken_for_it() {
    let secrets = json!({"id": target(0).profile_id.as_str(), "tokenValue": "SECRET", "qrCodeContent": "SECRET"});
    let mut trial = Trial::new(vec![(target(0), None), listed(works(1), 1)], false);
    trial.pump();
    let mut trial = trial
        .graph(test_support::profile(&secrets))
        .act(RunAction::Start);
    let (header, mut items) = trial.records();
    let all = format!("{header}{items:?}");
    assert!(all.contains("Shop") && !all.contains("SECRET") && !all.contains("Bearer"));
    let (first, second) = (items[0].1.clone(), items[1].1.clone());
    items[0].1 = second;
    items[1].1 = first;
    let clock = trial.clock();
    let run = Run::restore(&header, &items, test_support::config(), &clock).unwrap();
    assert_eq!(run.totals().get(ItemStatus::CannotTell), 2);
}

/// Each place in it that holds something, by the way to it.
fn places(value: &Value) -> Vec<String> {
    let below = |key: String, value: &Value| {
        let below = places(value).into_iter();
        below
            .map(move |place| format!("/{key}{place}"))
            .collect::<Vec<_>>()
    };
    let mut places = vec![String::new()];
    match value {
        Value::Object(fields) => {
            places.extend(
                fields
                    .iter()
                    .flat_map(|(key, value)| below(key.clone(), value)),
            );
        }
        Value::Array(values) => {
            let values = values.iter().enumerate();
            places.extend(values.flat_map(|(at, value)| below(at.to_string(), value)));
        }
        _ => {}
    }
    places
}

/// A record with one thing in it altered, each time another one.
fn altered(record: &str) -> Vec<String> {
    let record: Value = serde_json::from_str(record).unwrap();
    let words = [
        "waiting",
        "sent",
        "over",
        "planning",
        "ready",
        "running",
        "stopping",
        "revoked",
        "notRevoked",
        "skipped",
        "cannotTell",
        "",
    ];
    let line = format!("deviceOwner {}", target(7).profile_id);
    let mut values: Vec<Value> = words.map(Value::from).into();
    values.extend([
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(9_007_199_254_740_991_i64),
        json!([]),
        json!({}),
        json!(line),
        json!([line]),
        json!([START.unix_ms, 0]),
        json!([0, 0]),
    ]);
    let mut all = Vec::new();
    for place in places(&record) {
        for value in &values {
            let mut record = record.clone();
            *record.pointer_mut(&place).unwrap() = value.clone();
            all.push(record.to_string());
        }
    }
    all
}

/// What goes out of a run that was taken up and that nobody has told to go on, whatever Graph says when it is asked.
fn sent_by_itself(run: Run, answer: &dyn Fn(u32) -> Answer) -> Vec<Call> {
    let mut trial = Trial::of(run);
    let mut sent = Vec::new();
    for _ in 0..12 {
        let clock = trial.clock();
        let Batch { reads, mut write } = trial.run.batch(|| clock);
        let mut due = reads;
        while let Some(ahead) = write.take() {
            match trial
                .run
                .kept(ahead, Kept::Yes { times_emptied: 0 }, &clock)
            {
                AfterWrite::Write(more) => write = Some(more),
                AfterWrite::Send(sends) => due.extend(sends),
            }
        }
        for effect in due {
            let RunEffect::Call { ticket, call } = effect else {
                continue;
            };
            match &call {
                Call::Send(..) => sent.push(call),
                Call::Read(target, _) => {
                    let answer = answer(number(target));
                    let request = call.request(&test_support::config(), Guid::from_random([9; 16]));
                    let clock = trial.clock();
                    let event = call.event(&request, Ok(answer), clock.inputs.now);
                    trial.run.handle(ticket, event, &clock);
                }
            }
        }
        trial.tick = trial
            .run
            .wake_at(trial.tick)
            .map_or(trial.tick, |at| at.max(trial.tick));
    }
    sent
}

#[test]
fn a_record_that_was_altered_sends_nothing_by_itself() {
    let ready = Trial::new(vec![listed(works(0), 0), (target(1), None)], false);
    let under_way = Trial::started(2).graph(works(0));
    let mut stopped = Trial::started(2).graph(works(0));
    let clock = stopped.clock();
    stopped.run.act(RunAction::Stop, &clock);
    let over = Trial::started(2).all_goes_well();
    let refused = Trial::started(1)
        .graph(works(0))
        .graph(test_support::forbidden());
    assert_eq!(under_way.sent.len(), 1);
    let opened = opened(vec![(target(0), token(&works(0), 0))])
        .graph(works(0))
        .act(RunAction::Start);
    let mut taken_up = 0;
    for mut trial in [ready, under_way, stopped, over, refused, opened] {
        let (header, items) = trial.records();
        let mut records: Vec<_> = altered(&header)
            .into_iter()
            .map(|header| (header, items.clone()))
            .collect();
        for at in 0..items.len() {
            records.extend(altered(&items[at].1).into_iter().map(|item| {
                let mut items = items.clone();
                items[at].1 = item;
                (header.clone(), items)
            }));
        }
        // With none, one or each of them missing, or under another number.
        records.push((header.clone(), Vec::new()));
        records.push((header.clone(), items[..1].to_vec()));
        let turned = items.iter().rev().zip(0..);
        records.push((
            header.clone(),
            turned.map(|((_, item), at)| (at, item.clone())).collect(),
        ));
        let clock = trial.clock();
        for (header, items) in records {
            let Ok(run) = Run::restore(&header, &items, test_support::config(), &clock) else {
                continue;
            };
            taken_up += 1;
            for answer in [&works as &dyn Fn(u32) -> Answer, &is_inactive, &|_| {
                test_support::not_found()
            }] {
                let sent = sent_by_itself(run.clone(), answer);
                assert!(sent.is_empty(), "{sent:?} of {header} {items:?}");
            }
        }
    }
    assert!(taken_up > 1_000, "{taken_up}");
}
