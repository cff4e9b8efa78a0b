//! What a run does next, and what it makes of an event.

use super::{
    item::{ItemProgress, ItemResult},
    queue::Scheduled,
    run::{Clock, Flight, Pause, Run, RunEffect, RunPhase, WIDTH, key},
};
use crate::{
    actions::{
        Asked, Call, Job, Outcome, ProfileSnapshot, Refused, RevocationEffect, RevocationEvent,
        Skip, Stage,
    },
    graph::{Profile, ReadFailure, retry_after::backoff_ms},
    time::Time,
    token::TokenState,
};

/// How often a profile that cannot be read for a passing reason is read before it is skipped.
const MOST_TRIES: u32 = 3;

impl Run {
    /// What is to be done now; to be asked until there is nothing, with new chance each time.
    pub(super) fn next(&mut self, clock: &Clock) -> Option<RunEffect> {
        if let Some(effect) = self.renewal.take().map(RunEffect::Renew) {
            return Some(effect);
        }
        let is_held = self.hold(clock.tick_ms).is_some();
        while let Some((item, call)) = self.queue.decided.pop_front() {
            if self.may_begin() && !is_held {
                self.requests.take();
                return Some(self.dispatch(item, call));
            }
            self.send_back(item, None, clock);
        }
        loop {
            if !self.may_read() || is_held || self.flights.len() >= WIDTH {
                return None;
            }
            // Nothing is taken out of the queue for which there is no room.
            if self.requests.room_at().is_none_or(|at| at > clock.tick_ms) {
                return None;
            }
            let Some((item, look)) = self.queue.due(clock.tick_ms) else {
                return self.begin(clock);
            };
            let call = match look {
                Scheduled::Call(call) => Some(call),
                Scheduled::Begin => {
                    self.line_up(item);
                    None
                }
                Scheduled::Wake => {
                    let job = self.items[item].job_mut();
                    match job.and_then(|job| job.take(RevocationEvent::Woke, &clock.inputs)) {
                        Some(RevocationEffect::Call(call)) => Some(call),
                        _ => None,
                    }
                }
            };
            if let Some(call) = call {
                self.requests.reserve(clock.tick_ms);
                return Some(self.dispatch(item, call));
            }
        }
    }

    /// When to ask for a [batch](Run::batch) again if nothing happens before, as a tick; it may have passed.
    pub(crate) fn wake_at(&self, tick_ms: u64) -> Option<u64> {
        if self.flights.len() >= WIDTH || !self.may_read() {
            return None;
        }
        let begins = match self.phase {
            _ if !self.may_begin() => None,
            RunPhase::Planning if !self.queue.planners.is_empty() => Some(0),
            RunPhase::Running if !self.queue.writers.is_empty() => {
                self.writes.room_beside(self.room_for_others())
            }
            _ => None,
        };
        let first = self.queue.next_due().into_iter().chain(begins).min()?;
        let hold = self.hold(tick_ms).map_or(0, |hold| hold.until_tick_ms);
        Some(first.max(self.requests.room_at()?).max(hold))
    }

    /// Takes what came of a call; an event under a ticket that is not expected changes nothing.
    pub(crate) fn handle(&mut self, ticket: u32, event: RevocationEvent, clock: &Clock) {
        let expected = |flight: &Flight| flight.ticket == ticket;
        let Some(at) = self.flights.iter().position(expected) else {
            return;
        };
        let flight = self.flights.swap_remove(at);
        let at = flight.item;
        self.requests.land(clock.tick_ms);
        let item = &mut self.items[at];
        item.in_flight = false;
        if matches!(flight.call, Call::Send(..)) {
            self.writes.land(clock.tick_ms);
            item.reserved = false;
            item.changed = true;
            if matches!(event, RevocationEvent::NoToken(_)) {
                item.posts -= 1;
            }
        }
        // What was sent without an answer is for the profile to settle, whatever else it says.
        let is_lost = matches!(event, RevocationEvent::NotAnswered(_));
        if self.is_hindered(&flight, &event, clock) && !is_lost {
            self.note_turned_away(at, event, clock.inputs.now);
            self.send_back(at, Some(flight.call), clock);
        } else if !self.is_put_off(at, &event, clock) {
            let job = self.items[at].job_mut();
            let effect = job.and_then(|job| job.take(event, &clock.inputs));
            self.follow(at, effect, clock);
        }
        self.conclude(clock.inputs.now);
    }

    /// The browser does not keep what becomes of the run: it begins nothing new until the person says that it may.
    pub(super) fn not_kept(&mut self) {
        if matches!(self.phase, RunPhase::Running | RunPhase::Planning) {
            self.pause = Some(Pause::NotKept);
        }
    }

    /// Takes back a revocation that was not sent, as its record could not be kept.
    pub(super) fn withhold(&mut self, ticket: u32, clock: &Clock) {
        let expected = |flight: &Flight| flight.ticket == ticket;
        let Some(at) = self.flights.iter().position(expected) else {
            return;
        };
        let Flight { item: at, call, .. } = self.flights.swap_remove(at);
        self.requests.release();
        let item = &mut self.items[at];
        item.in_flight = false;
        item.changed = true;
        if matches!(call, Call::Send(..)) {
            item.posts -= 1;
        }
        self.send_back(at, None, clock);
        self.conclude(clock.inputs.now);
    }

    fn begin(&mut self, clock: &Clock) -> Option<RunEffect> {
        if !self.may_begin() {
            return None;
        }
        if self.phase == RunPhase::Planning {
            let at = self.queue.planners.pop_front()?;
            self.requests.reserve(clock.tick_ms);
            let target = self.items[at].target.clone();
            self.items[at].progress = ItemProgress::Working(Box::new(Job::new(target.clone())));
            return Some(self.dispatch(at, Call::read(target)));
        }
        let at = *self.queue.writers.front()?;
        let others = self.room_for_others();
        if !self.writes.reserve_beside(others, clock.tick_ms) {
            return None;
        }
        self.queue.writers.pop_front();
        self.requests.reserve(clock.tick_ms);
        let item = &mut self.items[at];
        item.reserved = true;
        // One that goes on under the other form of its ID has its job already.
        let job = match item.job() {
            Some(job) => job.clone(),
            None => item
                .job_at(Stage::Preparing)
                .all_the_same(self.plan.includes_inactive),
        };
        let target = job.target.clone();
        item.progress = ItemProgress::Working(Box::new(job));
        Some(self.dispatch(at, Call::read_before(target)))
    }

    fn dispatch(&mut self, at: usize, call: Call) -> RunEffect {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.flights.push(Flight {
            ticket,
            item: at,
            call: call.clone(),
            token: self.renewal.count,
        });
        let item = &mut self.items[at];
        item.in_flight = true;
        if matches!(call, Call::Send(..)) {
            item.posts += 1;
            item.changed = true;
        }
        RunEffect::Call { ticket, call }
    }

    fn line_up(&mut self, at: usize) {
        if self.phase == RunPhase::Planning {
            self.queue.planners.push_back(at);
        } else {
            self.queue.writers.push_back(at);
        }
    }

    /// Whatever was asked for a profile is to be asked again later: the answer was none, and surely nothing was done.
    fn send_back(&mut self, at: usize, call: Option<Call>, clock: &Clock) {
        self.release(at);
        let item = &mut self.items[at];
        let is_open = matches!(
            item.job().map(|job| &job.stage),
            Some(Stage::Verifying(_) | Stage::Reconciling(_) | Stage::Locating(_))
        );
        if let Some(call) = call.filter(|_| is_open) {
            self.queue.at(clock.tick_ms, at, Scheduled::Call(call));
            return;
        }
        item.progress = ItemProgress::Waiting;
        match self.phase {
            RunPhase::Stopping => self.skip(at, Skip::Stopped, clock.inputs.now),
            RunPhase::Planning => self.queue.planners.push_front(at),
            _ => self.queue.writers.push_front(at),
        }
    }

    /// Keeps what a revocation was turned away with, which is how it ends if it is not sent again.
    fn note_turned_away(&mut self, at: usize, event: RevocationEvent, now: Time) {
        let item = &mut self.items[at];
        let (RevocationEvent::Answered(answer), Some(job)) = (event, item.job()) else {
            return;
        };
        let Stage::Sending(sent) = job.stage.clone() else {
            return;
        };
        if let Err(refusal) = answer.into_accepted(sent.client_request_id.as_str(), now.unix_ms) {
            let outcome = Outcome::Refused(Refused {
                sent,
                refusal,
                at: now,
            });
            let end = ItemResult::of(job, &outcome, &self.plan, &self.config);
            // What an earlier attempt left open tells more.
            if item.lost().is_none() {
                item.previous = Some(Box::new(end));
            }
        }
    }

    /// Whether what was read cannot be acted upon now, and is to be read again later.
    fn is_put_off(&mut self, at: usize, event: &RevocationEvent, clock: &Clock) -> bool {
        let Some(job) = self.items[at].job() else {
            return true;
        };
        if !matches!(job.stage, Stage::Reading | Stage::Preparing) {
            return false;
        }
        let is_held = self.hold(clock.tick_ms).is_some();
        if job.stage == Stage::Preparing && (is_held || !self.may_begin()) {
            self.send_back(at, None, clock);
            return true;
        }
        let may_pass = match event {
            RevocationEvent::Read(Err(ReadFailure::NoAnswer(_))) => true,
            RevocationEvent::Read(Err(ReadFailure::Refused(refusal))) => refusal.may_pass(),
            _ => false,
        };
        if !may_pass || self.items[at].tries >= MOST_TRIES {
            return false;
        }
        self.release(at);
        let item = &mut self.items[at];
        let wait = backoff_ms(item.tries, clock.inputs.jitter());
        item.tries += 1;
        item.progress = ItemProgress::Waiting;
        self.queue
            .at(clock.tick_ms + u64::from(wait), at, Scheduled::Begin);
        true
    }

    fn follow(&mut self, at: usize, effect: Option<RevocationEffect>, clock: &Clock) {
        let now = clock.inputs.now;
        let Some(stage) = self.items[at].job().map(|job| job.stage.clone()) else {
            return;
        };
        match (effect, stage) {
            (Some(RevocationEffect::Call(call @ Call::Send(..))), _) => {
                self.queue.decided.push_back((at, call));
            }
            // The other form of the ID: another revocation, for which there has to be room.
            (Some(RevocationEffect::Call(_)), Stage::Preparing) => {
                self.queue.writers.push_front(at);
            }
            (Some(RevocationEffect::Call(call)), _) => {
                self.queue.at(clock.tick_ms, at, Scheduled::Call(call));
            }
            (Some(RevocationEffect::Sleep(ms)), _) => {
                self.queue
                    .at(clock.tick_ms + u64::from(ms), at, Scheduled::Wake);
            }
            (None, Stage::Finished(outcome)) => self.finish(at, &outcome, clock),
            (None, Stage::Elsewhere(profile)) => self.move_to_other_collection(at, *profile, now),
            (None, Stage::Confirming(asked)) => self.read(at, asked, clock),
            // Challenges are the run's own business, and have been met before.
            (Some(RevocationEffect::StepUp { .. }) | None, _) => {
                self.release(at);
                self.skip(at, Skip::NotReadable, now);
            }
        }
    }

    fn finish(&mut self, at: usize, outcome: &Outcome, clock: &Clock) {
        self.release(at);
        match outcome {
            Outcome::Refused(refused) => self.refused(&refused.refusal),
            Outcome::Accepted { .. } => self.streaks.refusals = 0,
            _ => {}
        }
        self.streaks.holds = 0;
        let item = &self.items[at];
        if let Some(job) = item.job() {
            let mut end = ItemResult::of(job, outcome, &self.plan, &self.config);
            if let Some(previous) = &item.previous
                && previous.is_of_same_sending(outcome)
            {
                end.receipt.keep(&previous.receipt);
            }
            self.over(at, end);
        }
        self.finished.push_back(clock.tick_ms);
        if self.finished.len() > 1_000 {
            self.finished.pop_front();
        }
    }

    /// What was read of a profile before anything is sent.
    fn read(&mut self, at: usize, asked: Asked, clock: &Clock) {
        let now = clock.inputs.now;
        self.release(at);
        let Some(job) = self.items[at].job() else {
            return;
        };
        match (job.known.clone(), asked) {
            (ProfileSnapshot::Profile(profile), Asked::First) => {
                self.streaks.holds = 0;
                self.streaks.refusals = 0;
                let item = &mut self.items[at];
                item.before = Some(profile);
                item.progress = ItemProgress::Waiting;
                item.changed = true;
                self.leave_out(at, now);
            }
            (ProfileSnapshot::Profile(profile), _) => {
                let item = &mut self.items[at];
                // It may show what became of the revocation that was sent before.
                if let Some(sent) = item.lost() {
                    let mut job = item.job_for(sent, now);
                    let effect = job.take(RevocationEvent::Read(Ok(profile)), &clock.inputs);
                    item.progress = ItemProgress::Working(Box::new(job));
                    self.follow(at, effect, clock);
                    return;
                }
                let skip = if is_inactive(&profile, now) && !self.plan.includes_inactive {
                    Skip::Inactive
                } else {
                    Skip::TokenChanged
                };
                self.skip(at, skip, now);
            }
            (known, _) => {
                if let ProfileSnapshot::Unreadable(ReadFailure::Refused(refusal)) = &known {
                    self.refused(refusal);
                }
                self.skip(at, Skip::NotReadable, now);
            }
        }
    }

    fn move_to_other_collection(&mut self, at: usize, profile: Profile, now: Time) {
        let target = profile.target();
        let is_there = self
            .items
            .iter()
            .any(|item| key(&item.target) == key(&target));
        let item = &mut self.items[at];
        item.target = target;
        item.before = Some(profile);
        item.progress = ItemProgress::Waiting;
        item.changed = true;
        if is_there {
            self.skip(at, Skip::Duplicate, now);
        } else {
            self.leave_out(at, now);
        }
    }

    /// Skips what was read for the first time, and holds nothing that is to be revoked.
    fn leave_out(&mut self, at: usize, now: Time) {
        self.skip_inactive(at, now);
        let item = &self.items[at];
        if item.end().is_none() && item.has_changed_since_planned() {
            self.skip(at, Skip::TokenChanged, now);
        }
    }

    fn skip_inactive(&mut self, at: usize, now: Time) {
        let item = &self.items[at];
        let inactive = |profile: &Profile| is_inactive(profile, now);
        if !self.plan.includes_inactive && item.before.as_ref().is_some_and(inactive) {
            self.skip(at, Skip::Inactive, now);
        }
    }

    pub(super) fn skip(&mut self, at: usize, skip: Skip, now: Time) {
        self.release(at);
        // Where another attempt came to nothing, what was known before is still true.
        let previous = match skip {
            Skip::Stopped | Skip::NotReadable => self.items[at].previous.take(),
            Skip::Inactive | Skip::TokenChanged | Skip::Duplicate => None,
        };
        let end = previous.map_or_else(
            || ItemResult::skipped(&self.items[at], skip, now, &self.plan),
            |end| *end,
        );
        self.over(at, end);
    }

    fn over(&mut self, at: usize, end: ItemResult) {
        self.queue.forget(at);
        let item = &mut self.items[at];
        item.progress = ItemProgress::Over(Box::new(end));
        item.previous = None;
        item.changed = true;
    }

    fn release(&mut self, at: usize) {
        if std::mem::take(&mut self.items[at].reserved) {
            self.writes.release();
        }
    }

    /// Skips what the list says is dead, and lines up what has to be read first.
    pub(super) fn begin_planning(&mut self, now: Time) {
        self.phase = RunPhase::Planning;
        for at in 0..self.items.len() {
            if matches!(self.items[at].progress, ItemProgress::Waiting) {
                if self.items[at].before.is_none() {
                    self.queue.planners.push_back(at);
                } else {
                    self.skip_inactive(at, now);
                }
            }
        }
    }

    /// Goes on to the next phase, if this one is done.
    pub(super) fn conclude(&mut self, now: Time) {
        let may_look = self.may_read() && self.long_hold(now).is_none();
        if self.phase == RunPhase::Stopping && !may_look && self.renewal.is_idle() {
            self.give_up_looking(now);
        }
        let is_working =
            |item: &super::item::Item| matches!(item.progress, ItemProgress::Working(_));
        let waits = |item: &super::item::Item| matches!(item.progress, ItemProgress::Waiting);
        if self.items.iter().any(is_working) {
            return;
        }
        let is_left = self.items.iter().any(waits);
        let unread = |item: &super::item::Item| waits(item) && item.before.is_none();
        let has_begun = self.started_at.is_some();
        match self.phase {
            RunPhase::Planning if self.items.iter().any(unread) => {}
            RunPhase::Planning if is_left || !has_begun => {
                self.phase = RunPhase::Ready;
                self.header_changed = true;
            }
            RunPhase::Planning | RunPhase::Running | RunPhase::Stopping if !is_left => {
                self.phase = RunPhase::Recording;
                self.pause = None;
                self.obstacle = None;
                self.ended_at = Some(now);
                self.header_changed = true;
            }
            _ => {}
        }
    }

    /// While nothing can be asked, what was sent stays as unknown as it is.
    fn give_up_looking(&mut self, now: Time) {
        for at in 0..self.items.len() {
            let item = &mut self.items[at];
            if item.in_flight {
                continue;
            }
            if let Some(job) = item.job_mut()
                && let Some(outcome) = job.unread(now)
            {
                let mut end = ItemResult::of(job, &outcome, &self.plan, &self.config);
                if let Some(previous) = item.previous.take()
                    && previous.is_of_same_sending(&outcome)
                {
                    end = *previous;
                }
                self.over(at, end);
            }
        }
    }
}

fn is_inactive(profile: &Profile, now: Time) -> bool {
    matches!(
        profile.token_state(now.unix_ms),
        TokenState::ExpiredOrRevoked { .. }
    )
}
