//! One revocation, and what each report makes of it.

use super::{
    call::Call,
    effect::Step,
    event::Report,
    guard::Guard,
    outcome::{Confirmation, Outcome, Refused, Sent, Unsettled},
    snapshot::Known,
};
use crate::{
    graph::{
        Answer, Cause, Certainty, Claims, EnrollmentMode, LongWait, Profile, ReadFailure, Reading,
        Refusal,
        retry_after::{backoff_ms, by_itself},
    },
    guid::Guid,
    inputs::Inputs,
    profile::Target,
    session::SignInFailure,
    time::Time,
    token::{TokenFingerprint, Verdict, revoked_between},
};

/// How often a throttled revocation is sent again by itself.
pub(super) const MOST_RESENDS: u32 = 4;

/// How often a profile is read until it shows a revocation.
pub(super) const MOST_LOOKS: u32 = 6;

/// How often a profile is read before a revocation without an answer is called not carried out: it may still arrive.
pub(super) const MOST_SETTLING_LOOKS: u32 = 3;

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
    /// What was sent last, where it surely did not run and may be sent again.
    turned_away: Option<Box<Refused>>,
    looked_elsewhere: bool,
    stepped_up: bool,
    tried_other_form: bool,
    resends: u32,
    pub(super) looks: u32,
    /// As [`Job::long_wait`] has it.
    pub(super) asked_to_wait: Option<LongWait>,
    /// Whether the person wants it although a [`Guard`] stands before it.
    all_the_same: bool,
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
    /// The chosen collection has no such profile, so nothing was revoked; the other one is asked whether it has.
    Locating(Refused),
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
    /// Its record could not be kept, so that nothing was sent.
    NotKept,
    /// The token worked when it was shown, and has expired since.
    Expired,
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

impl Outcome {
    /// The stage in which the profile is looked at again; `None` where nothing is left open.
    pub(super) fn looked_at_again(&self) -> Option<Stage> {
        match self {
            Self::Revoked {
                sent,
                confirmation: Confirmation::NotVisible { .. } | Confirmation::NotRead { .. },
            } => Some(Stage::Verifying(sent.clone())),
            Self::CannotTell(unsettled) | Self::NotRevoked { unsettled, .. } => {
                Some(Stage::Settling(unsettled.clone()))
            }
            _ => None,
        }
    }
}

impl Job {
    pub(crate) fn new(target: Target) -> Self {
        Self {
            target,
            known: Known::Nothing,
            stage: Stage::Reading,
            turned_away: None,
            looked_elsewhere: false,
            stepped_up: false,
            tried_other_form: false,
            resends: 0,
            looks: 0,
            asked_to_wait: None,
            all_the_same: false,
        }
    }

    /// A revocation that goes on at some stage, with what the person was shown.
    pub(crate) fn resumed(target: Target, before: Option<Profile>, stage: Stage) -> Self {
        Self {
            known: before.map_or(Known::Nothing, Known::Profile),
            stage,
            ..Self::new(target)
        }
    }

    /// The same, wanted or not although a [`Guard`] may stand before it.
    pub(crate) fn all_the_same(mut self, wanted: bool) -> Self {
        self.want_all_the_same(wanted);
        self
    }

    pub(super) fn want_all_the_same(&mut self, wanted: bool) {
        self.all_the_same = wanted;
    }

    /// What keeps the question from being asked like any other, unless the person wants it all the same.
    pub fn guard(&self, now: Time) -> Option<Guard> {
        let guard = self.known.guard(now);
        guard.filter(|_| !self.all_the_same)
    }

    /// The wait that Graph asked for with the last answer, where it is longer than the page waits by itself.
    pub fn long_wait(&self) -> Option<LongWait> {
        self.asked_to_wait
    }

    /// How it ends if the profile cannot be read back; `None` where there is nothing to be read back.
    pub(crate) fn unread(&self, at: Time) -> Option<Outcome> {
        match self.stage.clone() {
            Stage::Verifying(sent) => Some(Outcome::Revoked {
                sent,
                confirmation: Confirmation::NotRead { at },
            }),
            Stage::Settling(unsettled) => Some(Outcome::CannotTell(unsettled)),
            Stage::Locating(refused) => Some(Outcome::Refused(refused)),
            _ => None,
        }
    }

    /// Whether nothing is on its way, so that the person can turn back.
    pub fn may_be_cancelled(&self) -> bool {
        !matches!(
            self.stage,
            Stage::Sending(_)
                | Stage::Locating(_)
                | Stage::Verifying(_)
                | Stage::Settling(_)
                | Stage::Settled(_)
        )
    }

    /// Whether a revocation was sent and turned away, so that it may be sent again.
    pub fn was_turned_away(&self) -> bool {
        self.turned_away.is_some()
    }

    /// The revocation that was sent last, as long as the page has not seen what became of it: what is not to be lost.
    pub fn sent(&self) -> Option<&Sent> {
        match &self.stage {
            Stage::Sending(sent) | Stage::Verifying(sent) => Some(sent),
            Stage::Settling(unsettled) => Some(unsettled.sent()),
            Stage::Locating(refused) => Some(&refused.sent),
            Stage::Settled(_) => None,
            Stage::Reading
            | Stage::Elsewhere(_)
            | Stage::Confirming(_)
            | Stage::Preparing
            | Stage::Waiting { .. }
            | Stage::StepUp(_) => self.turned_away.as_ref().map(|refused| &refused.sent),
        }
    }

    /// The person turns back, or wants something else: what was sent and turned away is how it ended. `None` where nothing was
    /// sent.
    pub(super) fn given_up(mut self) -> Option<Self> {
        self.stage = Stage::Settled(Outcome::Refused(*self.turned_away.take()?));
        Some(self)
    }

    /// Whether it is over, and something was sent.
    pub(super) fn is_outcome_of_sending(&self) -> bool {
        match &self.stage {
            Stage::Settled(outcome) => !matches!(outcome, Outcome::NotSent { .. }),
            _ => false,
        }
    }

    pub(super) fn may_be_dropped(&self) -> bool {
        matches!(
            self.stage,
            Stage::Settled(_) | Stage::Elsewhere(_) | Stage::Reading | Stage::Confirming(_)
        )
    }

    pub(crate) fn take(&mut self, report: Report, moment: &Inputs) -> Option<Step> {
        match (self.stage.clone(), report) {
            (
                Stage::Reading
                | Stage::Preparing
                | Stage::Sending(_)
                | Stage::Locating(_)
                | Stage::Verifying(_)
                | Stage::Settling(_),
                Report::NoToken(failure),
            ) => self.without_token(failure, moment),
            (Stage::Reading, Report::Read(reading)) => self.read_first(reading),
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
            (Stage::Locating(refused), Report::Read(reading)) => {
                self.located(refused, reading.is_ok())
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

    fn without_token(&mut self, failure: SignInFailure, moment: &Inputs) -> Option<Step> {
        let at = moment.now;
        let outcome = self.unread(at);
        self.stage = Stage::Settled(
            outcome.unwrap_or_else(|| Outcome::without_token(self.was_turned_away(), failure, at)),
        );
        None
    }

    fn read_first(&mut self, reading: Reading) -> Option<Step> {
        match reading {
            Ok(profile) if profile.profile_type == self.target.profile_type => {
                self.known = Known::Profile(profile);
            }
            Ok(profile) => {
                self.stage = Stage::Elsewhere(Box::new(profile));
                return None;
            }
            // What the chosen collection said stays: the other one does not know the profile either, or cannot be asked.
            Err(_) if self.looked_elsewhere => {}
            Err(failure) => {
                if let Some(step) = self.challenged(&failure) {
                    return Some(step);
                }
                let looks_elsewhere = failure.is_not_found();
                self.known = Known::Unread(failure);
                if looks_elsewhere {
                    return Some(self.look_elsewhere());
                }
            }
        }
        self.stage = Stage::Confirming(Asked::First);
        None
    }

    fn look_elsewhere(&mut self) -> Step {
        self.looked_elsewhere = true;
        Step::Call(Call::Read(self.target.in_other_collection()))
    }

    fn read_again(&mut self, reading: Reading, moment: &Inputs) -> Option<Step> {
        let asked = match (&self.known, reading) {
            (Known::Profile(shown), Ok(profile))
                if shown.token().is_same_token(&profile.token()) =>
            {
                self.known = Known::Profile(profile);
                if self.guard(moment.now).is_none() {
                    return Some(self.send(moment));
                }
                Asked::Expired
            }
            (known, Ok(profile)) => {
                let asked = match known {
                    Known::Profile(_) => Asked::TokenChanged,
                    Known::Unread(_) | Known::Nothing => Asked::FactsFound,
                };
                self.known = Known::Profile(profile);
                // What the person wanted was about what they were shown.
                self.all_the_same = false;
                asked
            }
            (known, Err(failure)) => {
                let unread_before = matches!(known, Known::Unread(_) | Known::Nothing);
                if let Some(step) = self.challenged(&failure) {
                    return Some(step);
                }
                self.known = Known::Unread(failure);
                self.all_the_same &= unread_before;
                if unread_before && self.guard(moment.now).is_none() {
                    return Some(self.send(moment));
                }
                Asked::FactsLost
            }
        };
        self.stage = Stage::Confirming(asked);
        None
    }

    fn send(&mut self, moment: &Inputs) -> Step {
        let id = Guid::from_random(moment.random);
        self.stage = Stage::Sending(Sent::new(id.clone(), moment.now));
        Step::Call(Call::Revoke(self.target.clone(), id))
    }

    fn answered(&mut self, sent: Sent, answer: Answer, moment: &Inputs) -> Option<Step> {
        let at = moment.now;
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
        self.asked_to_wait = refusal.long_wait();
        let refused = Refused {
            sent,
            refusal: refusal.clone(),
            at,
        };
        if refusal.certainty() == Certainty::MayHaveRun {
            return self.settle(Unsettled::Refused(refused));
        }
        self.turned_away = Some(Box::new(refused.clone()));
        if let Some(step) = self.challenged(&ReadFailure::Refused(refusal.clone())) {
            return Some(step);
        }
        let wait = match refusal.retry_after_ms {
            Some(wait) => by_itself(wait),
            None => Some(backoff_ms(self.resends, moment.jitter())),
        };
        if let Some(wait) = wait
            && refusal.may_be_sent_again()
            && self.resends < MOST_RESENDS
        {
            self.resends += 1;
            self.stage = Stage::Waiting {
                refusal,
                until: at.plus_ms(wait),
            };
            return Some(Step::Sleep(wait));
        }
        if let Some(step) = self.in_other_form(&refusal) {
            return Some(step);
        }
        // A profile that was read is in the chosen collection; if it is no longer found, it was deleted.
        if refused.refusal.cause == Cause::NotFound
            && !self.looked_elsewhere
            && !matches!(self.known, Known::Profile(_))
        {
            self.stage = Stage::Locating(refused);
            return Some(self.look_elsewhere());
        }
        self.stage = Stage::Settled(Outcome::Refused(refused));
        None
    }

    fn located(&mut self, mut refused: Refused, found: bool) -> Option<Step> {
        if found {
            refused.refusal.cause = Cause::OtherCollection;
        }
        self.stage = Stage::Settled(Outcome::Refused(refused));
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
        moment: &Inputs,
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
        let asked = match &unsettled {
            Unsettled::Refused(refused) => refused.refusal.retry_after_ms,
            Unsettled::NoAnswer { .. } => None,
        };
        self.looks = 0;
        self.stage = Stage::Settling(unsettled.clone());
        match asked.map(by_itself) {
            None => Some(Step::Call(Call::Read(self.target.clone()))),
            Some(Some(wait)) => Some(Step::Sleep(wait)),
            Some(None) => {
                self.stage = Stage::Settled(Outcome::CannotTell(unsettled));
                None
            }
        }
    }

    fn verify(&mut self, sent: Sent, reading: Reading, moment: &Inputs) -> Option<Step> {
        let at = moment.now;
        let before = self.token_before();
        let asked = self.asked_after(&reading);
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
                    self.look_later(MOST_LOOKS, asked, moment, |job| {
                        job.stage = Stage::Settled(Outcome::Revoked {
                            sent,
                            confirmation: Confirmation::NotRead { at },
                        });
                    })
                });
            }
            Ok(_) => {
                return self.look_later(MOST_LOOKS, None, moment, |job| {
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

    fn look(&mut self, unsettled: Unsettled, reading: Reading, moment: &Inputs) -> Option<Step> {
        let at = moment.now;
        let Some(before) = self.token_before() else {
            self.stage = Stage::Settled(Outcome::CannotTell(unsettled));
            return None;
        };
        let asked = self.asked_after(&reading);
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
        self.look_later(most, asked, moment, |job| {
            job.stage = Stage::Settled(outcome);
        })
    }

    /// How long Graph asks to wait with a reading, which is noted if the page does not wait so long by itself.
    fn asked_after(&mut self, reading: &Reading) -> Option<u64> {
        let failure = reading.as_ref().err();
        self.asked_to_wait = failure.and_then(ReadFailure::long_wait);
        failure?.retry_after_ms()
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
        asked: Option<u64>,
        moment: &Inputs,
        give_up: impl FnOnce(&mut Self),
    ) -> Option<Step> {
        self.looks += 1;
        let asked = asked.map_or(Some(0), by_itself);
        let (true, Some(asked)) = (self.looks < most, asked) else {
            give_up(self);
            return None;
        };
        let own = backoff_ms(self.looks - 1, moment.jitter());
        Some(Step::Sleep(own.max(asked)))
    }
}
