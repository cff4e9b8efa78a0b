//! Revoking many tokens: a state machine fed with times, events and actions. No clock, no network.
//!
//! Each profile goes through the same [`Job`] as a single revocation, so the same rules say what an answer means and what
//! may be sent again. The run adds what concerns all of them: the plan, the pace, and what makes every one of them wait.

use std::collections::{HashSet, VecDeque};

use super::{
    item::{Item, ItemProgress, ItemStatus},
    obstacle::{Hold, Obstacle, Renewal},
    outbox::Outbox,
    pace::{NextRoom, Pace, REQUESTS, ROOM, WRITES},
    plan::Plan,
    queue::Queue,
};
use crate::{
    actions::Call,
    config::Config,
    graph::{self, Claims, Profile},
    guid::Guid,
    inputs::Inputs,
    profile::Target,
    time::Time,
    token::TokenFingerprint,
};

/// How many requests are under way at once.
pub(crate) const WIDTH: usize = 4;

/// Time and chance, which come from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    /// Milliseconds of a clock that only runs forward, whatever becomes of the time of day.
    pub tick_ms: u64,
    /// The time of day, and chance.
    pub inputs: Inputs,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(super) plan: Plan,
    pub(super) config: Config,
    pub(super) phase: RunPhase,
    pub(super) pause: Option<Pause>,
    pub(super) obstacle: Option<Obstacle>,
    pub(super) started_at: Option<Time>,
    pub(super) ended_at: Option<Time>,
    pub(super) items: Vec<Item>,
    pub(super) queue: Queue,
    pub(super) flights: Vec<Flight>,
    pub(super) next_ticket: u32,
    pub(super) writes: Pace,
    pub(super) requests: Pace,
    pub(super) hold: Option<Hold>,
    pub(super) renewal: Renewal,
    pub(super) streaks: Streaks,
    pub(super) finished: VecDeque<u64>,
    pub(super) header_changed: bool,
    pub(super) outbox: Outbox<RunEffect>,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunPhase {
    /// The profiles are read, and nothing is sent.
    Planning,
    /// The person is asked whether to begin.
    Ready,
    Running,
    /// What is under way is finished, and nothing else begun.
    Stopping,
    /// All is done, and that is yet to be kept: what is said to be over is on disk.
    Recording,
    Over,
}

impl RunPhase {
    /// Whether it may become another one without the person, so that there is something to be looked after.
    pub(crate) fn goes_on(self) -> bool {
        match self {
            Self::Planning | Self::Running | Self::Stopping | Self::Recording => true,
            Self::Ready | Self::Over => false,
        }
    }
}

/// Why a run begins nothing new until the person says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pause {
    /// The person wanted it to.
    ByPerson,
    /// The page was closed or loaded anew in the middle of it.
    Interrupted,
    /// The browser does not keep what becomes of it, so that a closed tab would lose that.
    NotKept,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RunEffect {
    /// Ask Graph, and [say](Run::handle) what came of it.
    Call {
        /// Under which the event is expected.
        ticket: u32,
        call: Call,
    },
    /// Get a token with these claims without the person, and [say](Run::renewed) whether that worked.
    Renew(Claims),
}

/// How many profiles of a run are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Totals([usize; ItemStatus::ALL.len()]);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flight {
    pub(super) ticket: u32,
    pub(super) item: usize,
    pub(super) call: Call,
    /// How often the token had been renewed when it was sent.
    pub(super) token: u32,
}

/// What happened so many times in a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Streaks {
    pub(super) holds: u32,
    pub(super) silences: u32,
    pub(super) refusals: u32,
}

impl Run {
    /// Plans a run over profiles, each with what the list says of it. With `reads_all` each is read first; else only those
    /// of which nothing is known. What an `earlier` run of this page has sent counts for the pace of this one.
    pub(crate) fn new(
        plan: Plan,
        config: Config,
        chosen: impl IntoIterator<Item = (Target, Option<Profile>)>,
        reads_all: bool,
        earlier: Option<&Self>,
    ) -> Self {
        let items = chosen
            .into_iter()
            .map(|(target, before)| Item::new(target, before.filter(|_| !reads_all)));
        Self::over_items(plan, config, items, earlier)
    }

    /// Plans a run over what a file names: each profile is read first, and is left out where it does not hold the token that the
    /// file is about.
    pub(crate) fn opened(
        plan: Plan,
        config: Config,
        items: impl IntoIterator<Item = (Target, TokenFingerprint)>,
        earlier: Option<&Self>,
    ) -> Self {
        let items = items
            .into_iter()
            .map(|(target, token)| Item::of_plan(target, token));
        Self::over_items(plan, config, items, earlier)
    }

    fn over_items(
        plan: Plan,
        config: Config,
        items: impl Iterator<Item = Item>,
        earlier: Option<&Self>,
    ) -> Self {
        let mut seen = HashSet::new();
        let items = items
            .filter(|item| seen.insert(key(&item.target)))
            .collect();
        let mut run = Self::with_items(plan, config, items);
        if let Some(earlier) = earlier {
            run.writes = earlier.writes.clone();
            run.requests = earlier.requests.clone();
        }
        let now = run.plan.made_at;
        run.begin_planning(now);
        run.conclude(now);
        run
    }

    pub(super) fn with_items(plan: Plan, config: Config, items: Vec<Item>) -> Self {
        Self {
            plan,
            config,
            phase: RunPhase::Planning,
            pause: None,
            obstacle: None,
            started_at: None,
            ended_at: None,
            items,
            queue: Queue::default(),
            flights: Vec::new(),
            next_ticket: 0,
            writes: Pace::new(WRITES),
            requests: Pace::new(REQUESTS),
            hold: None,
            renewal: Renewal::default(),
            streaks: Streaks::default(),
            finished: VecDeque::new(),
            header_changed: true,
            outbox: Outbox::default(),
        }
    }

    /// What it is to do, and for whom.
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Says why it is done, which its report tells.
    pub(crate) fn explain(&mut self, reason: String, ticket: String) {
        self.plan.reason = reason;
        self.plan.ticket = ticket;
        self.header_changed = true;
    }

    /// How far it has come.
    pub(crate) fn phase(&self) -> RunPhase {
        self.phase
    }

    /// Why it begins nothing new, if the person has to say that it may.
    pub(crate) fn pause(&self) -> Option<Pause> {
        self.pause
    }

    /// What is in its way, if anything is.
    pub(crate) fn obstacle(&self) -> Option<&Obstacle> {
        self.obstacle.as_ref()
    }

    /// The time that Graph makes it wait for, if that has not come.
    pub(crate) fn hold(&self, tick_ms: u64) -> Option<Hold> {
        self.hold.filter(|hold| hold.until_tick_ms > tick_ms)
    }

    /// When the first revocation was allowed.
    pub(crate) fn started_at(&self) -> Option<Time> {
        self.started_at
    }

    /// When it was over.
    pub(crate) fn ended_at(&self) -> Option<Time> {
        self.ended_at
    }

    /// Every profile of it.
    pub(crate) fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many profiles are in each state.
    pub(crate) fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for item in &self.items {
            totals.0[item.state() as usize] += 1;
        }
        totals
    }

    /// How many revocations Graph accepted that the profiles do not show yet.
    pub(crate) fn unconfirmed(&self) -> usize {
        let unconfirmed = |item: &&Item| {
            item.end()
                .is_some_and(|end| end.state == ItemStatus::Revoked && end.is_undecided())
        };
        self.items.iter().filter(unconfirmed).count()
    }

    /// The requests that would be sent, in their order: `POST https://…`.
    pub(crate) fn requests(&self) -> impl Iterator<Item = String> {
        let waiting = |item: &&Item| matches!(item.progress, ItemProgress::Waiting);
        self.items.iter().filter(waiting).map(|item| {
            let id = Guid::from_random([0; 16]);
            let request = graph::revoke_token(&self.config, &item.target, id);
            format!("{} {}", request.method.as_str(), request.url.as_str())
        })
    }

    /// Counts a revocation by hand, or one of another tab, that was answered `age_ms` ago: Intune counts them all together.
    pub(crate) fn count_other_write(&mut self, age_ms: u64, tick_ms: u64) {
        self.writes.count(age_ms, tick_ms);
    }

    /// Whether it is being carried out: nothing may take its place, and nothing should lead away from the page.
    pub(crate) fn is_under_way(&self) -> bool {
        matches!(
            self.phase,
            RunPhase::Running | RunPhase::Stopping | RunPhase::Recording
        )
    }

    /// How many revocations are to have room beside those of this run. The last ones of all take that too.
    pub(super) fn room_for_others(&self) -> usize {
        if self.queue.writers.len() <= ROOM {
            0
        } else {
            ROOM
        }
    }

    /// How long the rest takes at least, in milliseconds; `None` while there is too little to go by, or nothing goes on.
    pub(crate) fn left_ms(&self, tick_ms: u64) -> Option<u64> {
        const SPAN_MS: u64 = 30_000;
        let is_held = self.hold(tick_ms).is_some_and(|hold| hold.is_long);
        if self.phase != RunPhase::Running || !self.may_begin() || is_held {
            return None;
        }
        let is_recent = |at: &&u64| **at + SPAN_MS > tick_ms;
        let mut recent = self.finished.iter().filter(is_recent);
        let passed = tick_ms.saturating_sub(*recent.next()?).max(1);
        let count = u64::try_from(recent.count()).unwrap_or(0);
        if count == 0 {
            return None;
        }
        let waiting = self.totals().get(ItemStatus::Waiting);
        let measured = u64::try_from(waiting).unwrap_or(0) * passed / count;
        Some(
            measured.max(
                self.writes
                    .time_for(waiting, self.room_for_others(), tick_ms),
            ),
        )
    }

    /// What it waits for although nothing is in its way: that Intune takes the next revocations. `None` while it waits for
    /// something else, or for nothing.
    pub(crate) fn next_room(&self, tick_ms: u64) -> Option<NextRoom> {
        let waits = self.phase == RunPhase::Running
            && self.may_begin()
            && self.hold(tick_ms).is_none()
            && !self.queue.writers.is_empty();
        let room = self.writes.next_room(self.room_for_others(), tick_ms);
        room.filter(|_| waits).map(|room| NextRoom {
            requests: room.requests.min(self.queue.writers.len()),
            ..room
        })
    }
}

impl Totals {
    /// How many are in a state.
    pub(crate) fn get(&self, state: ItemStatus) -> usize {
        self.0[state as usize]
    }

    /// How many there are.
    pub(crate) fn all(&self) -> usize {
        self.0.iter().sum()
    }

    /// How many are over.
    pub(crate) fn done(&self) -> usize {
        let over = ItemStatus::ALL.into_iter().filter(|state| state.is_over());
        over.map(|state| self.get(state)).sum()
    }
}

/// How long ago the revocations of this tab were answered that Intune may still count, in milliseconds: what another tab that
/// was just opened is told. A run counts all the `others` with its own.
pub(crate) fn ages_of_writes<'a>(
    run: Option<&'a Run>,
    others: &'a Pace,
    tick_ms: u64,
) -> impl Iterator<Item = u64> + 'a {
    run.map_or(others, |run| &run.writes).ages(tick_ms)
}

/// By what one profile is told from another, whichever form its ID has.
pub(super) fn key(target: &Target) -> (crate::profile::ProfileType, String) {
    (target.profile_type, target.profile_id.bare().to_owned())
}
