//! Revoking one token: a state machine fed with events. No clock, no network.
//!
//! A revocation is sent only after [`Wish::Confirm`] and a fresh look at the profile, and again only where it surely did
//! not run. What an answer leaves open is settled by reading the profile back.

mod call;
mod known;
mod outcome;
mod receipt;

pub use call::Call;
pub use known::{Known, ReadFailure, Reading};
pub use outcome::{Confirmation, NoAnswer, NotSent, Outcome, Sent, Unsettled};
pub use receipt::{Entry, Receipt};

use crate::{
    graph::{
        Answer, Cause, Certainty, Claims, EnrollmentMode, Profile, Refusal, retry_after::backoff_ms,
    },
    guid::Guid,
    profile::Target,
    session::SignInFailure,
    time::Time,
    token::{TokenFingerprint, Verdict, revoked_between},
};

/// How often a throttled revocation is sent again by itself.
const MOST_RESENDS: u32 = 4;

/// How often a profile is read until it shows a revocation.
const MOST_LOOKS: u32 = 6;

/// How often a profile is read before a revocation without an answer is called not carried out: it may still arrive.
const MOST_SETTLING_LOOKS: u32 = 3;

/// One revocation at a time, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revocation {
    epoch: u32,
    job: Option<Job>,
}

/// A revocation, from the wish to the outcome.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says that what may happen once has happened"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The profile.
    pub target: Target,
    /// What is known of it.
    pub known: Known,
    /// Where the revocation stands.
    pub stage: Stage,
    looked_elsewhere: bool,
    sent: bool,
    stepped_up: bool,
    tried_other_form: bool,
    resends: u32,
    looks: u32,
}

/// Where a revocation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// The profile is being read, to be shown.
    Reading,
    /// The chosen collection has no such profile, and the other one has this.
    Elsewhere(Box<Profile>),
    /// The person is asked whether to go on.
    Confirming(Asked),
    /// The profile is being read again, right before anything is sent.
    Preparing,
    /// The request is on its way and cannot be taken back.
    Sending(Sent),
    /// Graph asks to wait; the request was not carried out and will be sent again.
    Waiting {
        /// Why.
        refusal: Box<Refusal>,
        /// When it goes on.
        until: Time,
    },
    /// Entra asks for more proof of who the person is.
    StepUp(StepUp),
    /// `204 No Content` came; the profile is read until it shows it.
    Verifying(Sent),
    /// No answer that tells came; the profile is read to find out.
    Settling(Unsettled),
    /// It is over.
    Settled(Outcome),
}

/// Why the person is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nothing was confirmed yet.
    First,
    /// Between the confirmation and the sending the profile turned out to hold another token than the one shown.
    TokenChanged,
    /// What was shown could not be read again.
    FactsLost,
    /// What could not be read before the confirmation can be read now.
    FactsFound,
}

/// How far the proof of who the person is has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepUp {
    /// A token is asked for without the person.
    Silent(Claims),
    /// The person has to act, and is told so.
    Asking(Claims),
    /// The sign-in host has the person.
    Interactive(Claims),
}

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Revoke this token.
    Request(Target),
    /// Yes, this one.
    Confirm,
    /// No.
    Cancel,
    /// Prove who I am.
    StepUp,
    /// Look again.
    CheckAgain,
}

/// What the browser has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The profile was read, or could not be.
    Read(Reading),
    /// Graph answered the revocation.
    Answered(Answer),
    /// No answer to the revocation came.
    NotAnswered(NoAnswer),
    /// There is no access token, so nothing was sent.
    NoToken(SignInFailure),
    /// The wait is over.
    Woke,
    /// A token with the claims is there, or is not.
    SteppedUp(Result<(), SignInFailure>),
}

/// What is to be done next; answered by a [`Report`] of the same epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Ask Graph.
    Call(Call),
    /// Wait so many milliseconds.
    Sleep(u32),
    /// Ask for a token with the claims: without the person, or with.
    StepUp {
        /// The claims.
        claims: Claims,
        /// Whether the person may be asked.
        interactive: bool,
    },
}

/// Time and chance, which come from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The time.
    pub now: Time,
    /// Random bytes: a new `client-request-id`, and the jitter of a wait.
    pub random: [u8; 16],
}

impl Moment {
    fn jitter(&self) -> f64 {
        f64::from(self.random[0]) / 256.0
    }
}

impl Revocation {
    /// The revocation under way, or over.
    pub fn job(&self) -> Option<&Job> {
        self.job.as_ref()
    }

    /// A revocation that came to nothing because a sign-in that had left the page failed.
    pub fn not_sent(target: Target, failure: SignInFailure, at: Time) -> Self {
        let outcome = Outcome::NotSent {
            reason: NotSent::NoToken(failure),
            at,
        };
        let job = Job {
            stage: Stage::Settled(outcome),
            ..Job::new(target)
        };
        Self {
            epoch: 0,
            job: Some(job),
        }
    }

    /// Gives up whatever is under way; what still comes of it is ignored.
    pub fn forget(&mut self) {
        self.job = None;
        self.epoch += 1;
    }

    /// Takes a wish; one that does not fit the stage changes nothing.
    pub fn wish(&mut self, wish: Wish) -> Option<(u32, Step)> {
        if let Wish::Request(target) = wish {
            if self.job.as_ref().is_some_and(|job| !job.may_be_dropped()) {
                return None;
            }
            let step = Step::Call(Call::Read(target.clone()));
            self.job = Some(Job::new(target));
            return Some(self.next(step));
        }
        let job = self.job.as_mut()?;
        match (&job.stage, wish) {
            (Stage::Confirming(_), Wish::Confirm) => {
                job.stage = Stage::Preparing;
                let step = Step::Call(Call::Read(job.target.clone()));
                Some(self.next(step))
            }
            (_, Wish::Cancel) if job.may_be_cancelled() => {
                self.forget();
                None
            }
            (Stage::StepUp(StepUp::Asking(claims) | StepUp::Interactive(claims)), Wish::StepUp) => {
                let claims = claims.clone();
                job.stage = Stage::StepUp(StepUp::Interactive(claims.clone()));
                Some(self.next(Step::StepUp {
                    claims,
                    interactive: true,
                }))
            }
            (Stage::Settled(outcome), Wish::CheckAgain) => {
                let stage = outcome.looked_at_again()?;
                job.stage = stage;
                job.looks = 0;
                let step = Step::Call(Call::Read(job.target.clone()));
                Some(self.next(step))
            }
            _ => None,
        }
    }

    /// Takes a report; one of another epoch, or one that does not fit the stage, changes nothing.
    pub fn report(&mut self, epoch: u32, report: Report, moment: &Moment) -> Option<(u32, Step)> {
        if epoch != self.epoch {
            return None;
        }
        let step = self.job.as_mut()?.take(report, moment)?;
        Some(self.next(step))
    }

    fn next(&mut self, step: Step) -> (u32, Step) {
        self.epoch += 1;
        (self.epoch, step)
    }
}

impl Job {
    fn new(target: Target) -> Self {
        Self {
            target,
            known: Known::Nothing,
            stage: Stage::Reading,
            looked_elsewhere: false,
            sent: false,
            stepped_up: false,
            tried_other_form: false,
            resends: 0,
            looks: 0,
        }
    }

    /// Whether nothing is on its way, so that the person can turn back.
    pub fn may_be_cancelled(&self) -> bool {
        !matches!(
            self.stage,
            Stage::Sending(_) | Stage::Verifying(_) | Stage::Settling(_) | Stage::Settled(_)
        )
    }

    /// Whether a revocation was sent, and be it one that was turned away.
    pub fn was_sent(&self) -> bool {
        self.sent
    }

    fn may_be_dropped(&self) -> bool {
        matches!(
            self.stage,
            Stage::Settled(_) | Stage::Elsewhere(_) | Stage::Reading | Stage::Confirming(_)
        )
    }

    fn take(&mut self, report: Report, moment: &Moment) -> Option<Step> {
        match (self.stage.clone(), report) {
            (
                Stage::Reading
                | Stage::Preparing
                | Stage::Sending(_)
                | Stage::Verifying(_)
                | Stage::Settling(_),
                Report::NoToken(failure),
            ) => self.without_token(failure, moment),
            (Stage::Reading, Report::Read(reading)) => self.read_first(reading, moment),
            (Stage::Preparing, Report::Read(reading)) => self.read_again(reading, moment),
            (Stage::Sending(sent), Report::Answered(answer)) => self.answered(sent, answer, moment),
            (Stage::Sending(sent), Report::NotAnswered(reason)) => {
                self.settle(Unsettled::NoAnswer {
                    sent,
                    reason,
                    at: moment.now,
                })
            }
            (Stage::Waiting { .. }, Report::Woke) => {
                self.stage = Stage::Preparing;
                Some(Step::Call(Call::Read(self.target.clone())))
            }
            (Stage::StepUp(step_up), Report::SteppedUp(result)) => {
                self.stepped(step_up, result, moment)
            }
            (Stage::Verifying(_) | Stage::Settling(_), Report::Woke | Report::SteppedUp(_)) => {
                Some(Step::Call(Call::Read(self.target.clone())))
            }
            (Stage::Verifying(sent), Report::Read(reading)) => self.verify(sent, reading, moment),
            (Stage::Settling(unsettled), Report::Read(reading)) => {
                self.look(unsettled, reading, moment)
            }
            _ => None,
        }
    }

    fn without_token(&mut self, failure: SignInFailure, moment: &Moment) -> Option<Step> {
        let at = moment.now;
        self.stage = Stage::Settled(match self.stage.clone() {
            Stage::Verifying(sent) => Outcome::Revoked {
                sent,
                confirmation: Confirmation::NotRead { at },
            },
            Stage::Settling(unsettled) => Outcome::CannotTell(unsettled),
            _ => Outcome::NotSent {
                reason: NotSent::NoToken(failure),
                at,
            },
        });
        None
    }

    fn read_first(&mut self, reading: Reading, moment: &Moment) -> Option<Step> {
        match reading {
            Ok(profile) if profile.profile_type == self.target.profile_type => {
                self.known = Known::Profile(profile);
            }
            Ok(profile) => {
                self.stage = Stage::Elsewhere(Box::new(profile));
                return None;
            }
            Err(ReadFailure::Refused(refusal)) if refusal.cause == Cause::NotFound => {
                if !self.looked_elsewhere {
                    self.looked_elsewhere = true;
                    self.known = Known::Unread(ReadFailure::Refused(refusal));
                    return Some(Step::Call(Call::Read(self.target.in_other_collection())));
                }
                return self.not_found(refusal, moment);
            }
            Err(failure) => {
                if let Known::Unread(ReadFailure::Refused(refusal)) = self.known.clone() {
                    // The chosen collection does not know it, and the other one cannot be asked.
                    return self.not_found(refusal, moment);
                }
                if let Some(step) = self.challenged(&failure) {
                    return Some(step);
                }
                self.known = Known::Unread(failure);
            }
        }
        self.stage = Stage::Confirming(Asked::First);
        None
    }

    fn not_found(&mut self, refusal: Box<Refusal>, moment: &Moment) -> Option<Step> {
        let reason = NotSent::NotFound(refusal);
        self.stage = Stage::Settled(Outcome::NotSent {
            reason,
            at: moment.now,
        });
        None
    }

    fn read_again(&mut self, reading: Reading, moment: &Moment) -> Option<Step> {
        let asked = match (&self.known, reading) {
            (Known::Profile(shown), Ok(profile))
                if shown.token().is_same_token(&profile.token()) =>
            {
                self.known = Known::Profile(profile);
                return Some(self.send(moment));
            }
            (known, Ok(profile)) => {
                let asked = match known {
                    Known::Profile(_) => Asked::TokenChanged,
                    Known::Unread(_) | Known::Nothing => Asked::FactsFound,
                };
                self.known = Known::Profile(profile);
                asked
            }
            (known, Err(failure)) => {
                let unread_before = matches!(known, Known::Unread(_) | Known::Nothing);
                if let Some(step) = self.challenged(&failure) {
                    return Some(step);
                }
                self.known = Known::Unread(failure);
                if unread_before {
                    return Some(self.send(moment));
                }
                Asked::FactsLost
            }
        };
        self.stage = Stage::Confirming(asked);
        None
    }

    fn send(&mut self, moment: &Moment) -> Step {
        let id = Guid::from_random(moment.random);
        self.stage = Stage::Sending(Sent::new(id.clone(), moment.now));
        Step::Call(Call::Revoke(self.target.clone(), id))
    }

    fn answered(&mut self, sent: Sent, answer: Answer, moment: &Moment) -> Option<Step> {
        let at = moment.now;
        self.sent = true;
        let refusal = match answer.into_revoked(sent.client_request_id.as_str(), at.unix_ms) {
            Ok(ids) => {
                self.looks = 0;
                self.stage = Stage::Verifying(Sent {
                    ids,
                    answered: Some(at),
                    ..sent
                });
                return Some(Step::Call(Call::Read(self.target.clone())));
            }
            Err(refusal) => refusal,
        };
        if let Some(step) = self.challenged(&ReadFailure::Refused(refusal.clone())) {
            return Some(step);
        }
        if refusal.may_be_sent_again() && self.resends < MOST_RESENDS {
            let wait = refusal
                .retry_after_ms
                .unwrap_or_else(|| backoff_ms(self.resends, moment.jitter()));
            self.resends += 1;
            self.stage = Stage::Waiting {
                refusal,
                until: at.plus_ms(wait),
            };
            return Some(Step::Sleep(wait));
        }
        if refusal.certainty() == Certainty::MayHaveRun {
            return self.settle(Unsettled::Refused { sent, refusal, at });
        }
        if let Some(step) = self.in_other_form(&refusal) {
            return Some(step);
        }
        self.stage = Stage::Settled(Outcome::Refused { sent, refusal, at });
        None
    }

    /// The step that a claims challenge asks for; `None` where there is none, or where one was met already.
    fn challenged(&mut self, failure: &ReadFailure) -> Option<Step> {
        let ReadFailure::Refused(refusal) = failure else {
            return None;
        };
        let Cause::ClaimsChallenge(claims) = &refusal.cause else {
            return None;
        };
        if self.stepped_up {
            return None;
        }
        self.stage = Stage::StepUp(StepUp::Silent(claims.clone()));
        Some(Step::StepUp {
            claims: claims.clone(),
            interactive: false,
        })
    }

    /// What [`Job::challenged`] does, but without the person: what is only read back is not worth taking them away.
    fn challenged_quietly(&mut self, failure: &ReadFailure) -> Option<Step> {
        let stage = self.stage.clone();
        let step = self.challenged(failure);
        self.stepped_up |= step.is_some();
        self.stage = stage;
        step
    }

    fn stepped(
        &mut self,
        step_up: StepUp,
        result: Result<(), SignInFailure>,
        moment: &Moment,
    ) -> Option<Step> {
        match (step_up, result) {
            (StepUp::Silent(_) | StepUp::Interactive(_), Ok(())) => {
                self.stepped_up = true;
                // What was shown before stays what was confirmed; without it the person has yet to be asked.
                self.stage = match self.known {
                    Known::Nothing => Stage::Reading,
                    Known::Profile(_) | Known::Unread(_) => Stage::Preparing,
                };
                Some(Step::Call(Call::Read(self.target.clone())))
            }
            (StepUp::Silent(claims), Err(_)) => {
                self.stage = Stage::StepUp(StepUp::Asking(claims));
                None
            }
            (StepUp::Interactive(_), Err(failure)) => self.without_token(failure, moment),
            // Nobody was asked for a token.
            (StepUp::Asking(_), _) => None,
        }
    }

    /// Whether AOSP profiles want `AOSP-` before their ID in actions is documented one way and shown another
    /// (`createToken` in Microsoft's own sample). So the form as entered goes first, and only after a refusal that surely
    /// did not run, and a fresh look, the other.
    fn in_other_form(&mut self, refusal: &Refusal) -> Option<Step> {
        let is_aosp = match &self.known {
            Known::Profile(profile) => profile.mode.as_ref().is_some_and(EnrollmentMode::is_aosp),
            Known::Unread(_) | Known::Nothing => false,
        };
        let wrong_name = matches!(refusal.cause, Cause::NotFound | Cause::BadRequest);
        if !is_aosp || !wrong_name || self.tried_other_form {
            return None;
        }
        self.tried_other_form = true;
        self.target = self.target.in_other_form();
        self.stage = Stage::Preparing;
        Some(Step::Call(Call::Read(self.target.clone())))
    }

    fn settle(&mut self, unsettled: Unsettled) -> Option<Step> {
        if !matches!(self.known, Known::Profile(_)) {
            self.stage = Stage::Settled(Outcome::CannotTell(unsettled));
            return None;
        }
        self.looks = 0;
        self.stage = Stage::Settling(unsettled);
        Some(Step::Call(Call::Read(self.target.clone())))
    }

    fn verify(&mut self, sent: Sent, reading: Reading, moment: &Moment) -> Option<Step> {
        let at = moment.now;
        let before = self.token_before();
        let confirmation = match reading {
            // Without anything read before, only a dead token tells.
            Ok(after)
                if revoked_between(&before.unwrap_or_default(), &after.token(), at.unix_ms)
                    == Verdict::Revoked =>
            {
                Confirmation::Seen {
                    at,
                    after: Box::new(after),
                }
            }
            Ok(after) if before.is_some_and(|before| before.is_replaced_by(&after.token())) => {
                Confirmation::OtherToken {
                    at,
                    after: Box::new(after),
                }
            }
            Err(_) if before.is_none() => Confirmation::NotRead { at },
            Err(failure) => {
                return self.challenged_quietly(&failure).or_else(|| {
                    self.look_later(MOST_LOOKS, moment, |job| {
                        job.stage = Stage::Settled(Outcome::Revoked {
                            sent,
                            confirmation: Confirmation::NotRead { at },
                        });
                    })
                });
            }
            Ok(_) => {
                return self.look_later(MOST_LOOKS, moment, |job| {
                    job.stage = Stage::Settled(Outcome::Revoked {
                        sent,
                        confirmation: Confirmation::NotVisible { at },
                    });
                });
            }
        };
        self.stage = Stage::Settled(Outcome::Revoked { sent, confirmation });
        None
    }

    fn look(&mut self, unsettled: Unsettled, reading: Reading, moment: &Moment) -> Option<Step> {
        let at = moment.now;
        let Some(before) = self.token_before() else {
            self.stage = Stage::Settled(Outcome::CannotTell(unsettled));
            return None;
        };
        let (most, outcome) = match reading {
            Ok(after) => match revoked_between(&before, &after.token(), at.unix_ms) {
                // Another token that is dead says nothing of the one that was to be revoked.
                Verdict::Revoked if before.created_ms != after.token().created_ms => {
                    (0, Outcome::CannotTell(unsettled))
                }
                Verdict::Revoked => (
                    0,
                    Outcome::RevokedUnanswered {
                        unsettled,
                        at,
                        after: Box::new(after),
                    },
                ),
                Verdict::NotRevoked => (MOST_SETTLING_LOOKS, Outcome::NotRevoked { unsettled, at }),
                Verdict::CannotTell if before.is_replaced_by(&after.token()) => {
                    (0, Outcome::CannotTell(unsettled))
                }
                // What changed may be the first that shows of a revocation.
                Verdict::CannotTell => (MOST_SETTLING_LOOKS, Outcome::CannotTell(unsettled)),
            },
            Err(failure) => {
                if let Some(step) = self.challenged_quietly(&failure) {
                    return Some(step);
                }
                (MOST_LOOKS, Outcome::CannotTell(unsettled))
            }
        };
        self.look_later(most, moment, |job| job.stage = Stage::Settled(outcome))
    }

    fn token_before(&self) -> Option<TokenFingerprint> {
        match &self.known {
            Known::Profile(before) => Some(before.token()),
            Known::Unread(_) | Known::Nothing => None,
        }
    }

    fn look_later(
        &mut self,
        most: u32,
        moment: &Moment,
        give_up: impl FnOnce(&mut Self),
    ) -> Option<Step> {
        self.looks += 1;
        if self.looks >= most {
            give_up(self);
            return None;
        }
        Some(Step::Sleep(backoff_ms(self.looks - 1, moment.jitter())))
    }
}

#[cfg(test)]
pub(crate) mod bench;
#[cfg(test)]
mod tests;
