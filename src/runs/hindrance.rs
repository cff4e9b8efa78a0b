//! Hindrances: events of one profile that make every profile of a run wait.

use super::{
    obstacle::{Hold, Obstacle, RenewalStage, SignInAsked, Way},
    run::{Clock, Flight, Run, RunPhase},
};
use crate::{
    actions::{Call, RevocationEvent},
    graph::{
        Cause, Claims, NoAnswer, ReadFailure, Refusal,
        retry_after::{backoff_ms, by_itself},
    },
    session::{SignInCause, SignInFailure},
    time::Time,
};

/// After how many requests in a row without an answer a run waits for the person.
const MOST_SILENCES: u32 = 5;

/// After how many refusals in a row a run waits for the person.
const MOST_REFUSALS: u32 = 5;

/// How often Graph may ask to wait, with nothing done in between, before a run waits for the person.
const MOST_HOLDS: u32 = 10;

enum Hindrance {
    Throttled(Option<u64>),
    SignIn(SignInFailure),
    Claims(Claims),
    Silence(NoAnswer),
}

impl Run {
    /// Whether the event is of something that concerns the whole run; then the profile that it came from is to be sent back.
    pub(super) fn is_hindered(
        &mut self,
        flight: &Flight,
        event: &RevocationEvent,
        clock: &Clock,
    ) -> bool {
        let Some(hindrance) = hindrance(flight, event, clock.inputs.now) else {
            self.streaks.silences = 0;
            return false;
        };
        if !matches!(hindrance, Hindrance::Silence(_)) {
            self.streaks.silences = 0;
        }
        // The token has been renewed since this was sent.
        let is_late = flight.token < self.renewal.count;
        match hindrance {
            Hindrance::Silence(reason) => return self.silent(reason),
            Hindrance::Throttled(wait_ms) => self.throttled(flight, wait_ms, clock),
            Hindrance::SignIn(_) | Hindrance::Claims(_) if is_late || !self.renewal.is_idle() => {}
            Hindrance::SignIn(failure) => self.block(Obstacle::SignIn {
                claims: None,
                failure: Some(failure),
            }),
            Hindrance::Claims(claims) if self.renewal.met.contains(&claims) => {
                self.block(Obstacle::SignIn {
                    claims: Some(claims),
                    failure: None,
                });
            }
            Hindrance::Claims(claims) => {
                if !matches!(self.obstacle, Some(Obstacle::SignIn { .. })) {
                    self.renewal.stage = RenewalStage::Due(claims);
                }
            }
        }
        true
    }

    fn silent(&mut self, reason: NoAnswer) -> bool {
        self.streaks.silences += 1;
        if reason == NoAnswer::Offline {
            self.block(Obstacle::Offline);
        } else if self.streaks.silences >= MOST_SILENCES {
            self.block(Obstacle::NoAnswer);
        }
        !self.may_read()
    }

    fn throttled(&mut self, flight: &Flight, wait_ms: Option<u64>, clock: &Clock) {
        let is_write = matches!(flight.call, Call::Send(..));
        let pace = if is_write {
            &mut self.writes
        } else {
            &mut self.requests
        };
        pace.slow_down(clock.tick_ms);
        // Requests that were under way together are refused together.
        let is_first = self.hold(clock.tick_ms).is_none();
        if is_first {
            self.streaks.holds += 1;
        }
        let jitter = clock.inputs.jitter();
        let wait_ms = wait_ms.unwrap_or_else(|| backoff_ms(self.streaks.holds, jitter).into());
        let until_tick_ms = clock.tick_ms.saturating_add(wait_ms);
        if self
            .hold
            .is_none_or(|hold| hold.until_tick_ms < until_tick_ms)
        {
            self.hold_for(wait_ms, by_itself(wait_ms).is_none(), clock);
        }
        if self.streaks.holds >= MOST_HOLDS {
            self.block(Obstacle::Throttled);
        }
    }

    /// Sends nothing for so long. A long wait is kept, so that a page that is loaded anew waits too.
    pub(super) fn hold_for(&mut self, wait_ms: u64, is_long: bool, clock: &Clock) {
        let now = clock.inputs.now;
        self.hold = Some(Hold {
            until_tick_ms: clock.tick_ms.saturating_add(wait_ms),
            until: now.at(now.unix_ms.saturating_add_unsigned(wait_ms)),
            is_long,
        });
        self.header_changed |= is_long;
    }

    /// Until when Graph makes it wait longer than a single revocation would by itself, if that time has not come.
    pub(super) fn long_hold(&self, now: Time) -> Option<Time> {
        let hold = self.hold.filter(|hold| hold.is_long)?;
        (hold.until.unix_ms > now.unix_ms).then_some(hold.until)
    }

    /// Counts refusals in a row: what is refused for one profile after the other will be for the next.
    pub(super) fn refused(&mut self, refusal: &Refusal) {
        // A list that was pasted may be full of profiles that are gone.
        if refusal.cause == Cause::NotFound {
            return;
        }
        self.streaks.refusals += 1;
        if self.streaks.refusals >= MOST_REFUSALS && self.obstacle.is_none() {
            self.block(Obstacle::Refused(Box::new(refusal.clone())));
        }
    }

    fn block(&mut self, obstacle: Obstacle) {
        let needs_sign_in = matches!(self.obstacle, Some(Obstacle::SignIn { .. }));
        if !needs_sign_in {
            self.obstacle = Some(obstacle);
            self.header_changed = true;
        }
    }

    /// Whether anything may be asked.
    pub(super) fn may_read(&self) -> bool {
        let is_free = matches!(self.obstacle, None | Some(Obstacle::Refused(_)));
        is_free && self.renewal.is_idle()
    }

    /// Whether anything may be begun.
    pub(super) fn may_begin(&self) -> bool {
        self.may_read()
            && self.obstacle.is_none()
            && self.pause.is_none()
            && matches!(self.phase, RunPhase::Planning | RunPhase::Running)
    }

    pub(super) fn ask_person(&mut self) -> Option<SignInAsked> {
        let Some(Obstacle::SignIn { claims, .. }) = &self.obstacle else {
            return None;
        };
        let claims = claims.clone();
        self.renewal.stage = RenewalStage::UnderWay(Way::ByPerson(claims.clone()));
        Some(SignInAsked { claims })
    }

    /// Takes whether there is a token now that Graph takes.
    pub(crate) fn renewed(&mut self, result: Result<(), SignInFailure>, clock: &Clock) {
        let RenewalStage::UnderWay(way) = std::mem::take(&mut self.renewal.stage) else {
            return;
        };
        let (claims, by_person) = match way {
            Way::WithoutPerson(claims) => (Some(claims), false),
            Way::ByPerson(claims) => (claims, true),
        };
        match result {
            Ok(()) => {
                self.renewal.count += 1;
                self.renewal.met.extend(claims);
                if matches!(self.obstacle, Some(Obstacle::SignIn { .. })) {
                    self.obstacle = None;
                }
            }
            // Nothing is left to be done that it could be in the way of.
            Err(_) if matches!(self.phase, RunPhase::Recording | RunPhase::Over) => {}
            Err(failure) => {
                self.obstacle = Some(Obstacle::SignIn {
                    claims,
                    failure: by_person.then_some(failure),
                });
            }
        }
        self.header_changed = true;
        self.conclude(clock.inputs.now);
    }
}

fn hindrance(flight: &Flight, event: &RevocationEvent, now: Time) -> Option<Hindrance> {
    match event {
        RevocationEvent::NoToken(failure) => Some(match failure.cause {
            SignInCause::Offline => Hindrance::Silence(NoAnswer::Offline),
            SignInCause::Throttled => Hindrance::Throttled(None),
            _ => Hindrance::SignIn(failure.clone()),
        }),
        RevocationEvent::NotAnswered(reason)
        | RevocationEvent::Read(Err(ReadFailure::NoAnswer(reason))) => {
            Some(Hindrance::Silence(*reason))
        }
        RevocationEvent::Read(Err(ReadFailure::Refused(refusal))) => of_refusal(refusal),
        RevocationEvent::Answered(answer) => {
            let Call::Send(.., id) = &flight.call else {
                return None;
            };
            let revoked = answer.clone().into_accepted(id.as_str(), now.unix_ms);
            let refusal = revoked.err()?;
            of_refusal(&refusal)
        }
        _ => None,
    }
}

fn of_refusal(refusal: &Refusal) -> Option<Hindrance> {
    match &refusal.cause {
        Cause::ClaimsChallenge(claims) => Some(Hindrance::Claims(claims.clone())),
        Cause::SignInExpired | Cause::ChallengeUnreadable => {
            Some(Hindrance::SignIn(SignInFailure {
                cause: SignInCause::Expired,
                code: refusal.code.clone(),
                detail: String::new(),
            }))
        }
        _ if refusal.may_be_sent_again() => Some(Hindrance::Throttled(refusal.retry_after_ms)),
        _ => None,
    }
}
