//! One revocation, and what each event makes of it.

use super::{
    call::Call,
    effect::RevocationEffect,
    event::RevocationEvent,
    guard::Guard,
    note::Note,
    outcome::{Confirmation, Indeterminate, Outcome, Refused, Sent},
    snapshot::ProfileSnapshot,
    token_action::{ActionRequest, Then, TokenAction},
    token_validity::{TokenValidity, ValidityLimit},
};
use crate::{
    graph::{
        Answer, Cause, Certainty, Claims, LongWait, Profile, ProfileReading, ReadFailure, Refusal,
        retry_after::{backoff_ms, by_itself},
    },
    guid::Guid,
    inputs::Inputs,
    profile::{ProfileType, Target, TypeChoice, Wanted},
    session::SignInFailure,
    time::Time,
    token::{TokenFingerprint, Verdict},
};

/// How often a throttled revocation is sent again by itself.
pub(super) const MOST_RESENDS: u32 = 4;

/// How often a profile is read until it shows a revocation.
pub(super) const MOST_LOOKS: u32 = 6;

/// How often a profile is read before a revocation without an answer is called not carried out: it may still arrive.
pub(super) const MOST_SETTLING_LOOKS: u32 = 3;

/// One change of a token, from what the person asked for to the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Where the profile is, or as long as that [is to be found out](Job::is_of_known_type) where it is looked for.
    pub target: Target,
    /// What is done to its token.
    pub action: TokenAction,
    /// What is known of it.
    pub known: ProfileSnapshot,
    /// Where the revocation stands.
    pub stage: Stage,
    /// Why the person revokes.
    pub(crate) note: Note,
    /// What was sent last, where it surely did not run and may be sent again.
    turned_away: Option<Box<Refused>>,
    lookup: Lookup,
    stepped_up: bool,
    tried_other_form: bool,
    resends: u32,
    pub(super) looks: u32,
    /// As [`Job::long_wait`] has it.
    pub(super) asked_to_wait: Option<LongWait>,
    /// Whether the person wants it although a [`Guard`] stands before it.
    all_the_same: bool,
}

/// In which collections the profile was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lookup {
    /// It is known which one has it, and the other one was not asked.
    Known,
    /// The list has it in this one alone, and this one was not asked yet.
    Listed,
    /// It is to be found out: what came of the one that was asked first, if any was.
    Open(Option<Box<LookedUp>>),
    /// Both were asked.
    Both,
}

/// What came of looking for a profile in a collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedUp {
    pub profile_type: ProfileType,
    pub reading: ProfileReading,
}

impl LookedUp {
    /// Whether the collection has the profile.
    pub fn is_found(&self) -> bool {
        self.reading.is_ok()
    }

    /// Whether the collection says that it has no such profile.
    pub fn is_not_found(&self) -> bool {
        self.reading.as_ref().is_err_and(ReadFailure::is_not_found)
    }
}

/// Where a change of a token stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// The profile is being read, to be shown.
    Reading,
    /// The chosen collection has no such profile, and the other one has this.
    Elsewhere(Box<Profile>),
    /// Nobody chose a collection, and what they said does not tell which one it is: none has the profile, or both, or who
    /// could have it did not say. Where Graph asks to wait for long, the other one was not asked.
    Undecided(Vec<LookedUp>),
    /// The person is asked whether to go on.
    Confirming(Asked),
    /// The profile is being read again, right before anything is sent.
    Preparing,
    /// The request is on its way and cannot be taken back.
    Sending(Sent),
    /// Graph asks to wait; the request was not carried out and will be sent again.
    Waiting {
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
    Reconciling(Indeterminate),
    Finished(Outcome),
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
            Self::Accepted {
                sent,
                confirmation: Confirmation::NotVisible { .. } | Confirmation::NotRead { .. },
            } => Some(Stage::Verifying(sent.clone())),
            Self::CannotTell(indeterminate) | Self::NotCarriedOut { indeterminate, .. } => {
                Some(Stage::Reconciling(indeterminate.clone()))
            }
            _ => None,
        }
    }
}

impl Job {
    /// What a person asks for.
    pub(crate) fn wanted(request: &ActionRequest) -> Self {
        let lookup = match request.wanted.profile_type {
            TypeChoice::Chosen(_) => Lookup::Known,
            TypeChoice::Listed(_) => Lookup::Listed,
            TypeChoice::FindOut => Lookup::Open(None),
        };
        Self {
            lookup,
            action: request.action,
            ..Self::new(request.wanted.first_place())
        }
    }

    /// A revocation of the token of this profile.
    pub(crate) fn new(target: Target) -> Self {
        Self {
            target,
            action: TokenAction::Revoke(Then::Nothing),
            known: ProfileSnapshot::NotRead,
            stage: Stage::Reading,
            note: Note::default(),
            turned_away: None,
            lookup: Lookup::Known,
            stepped_up: false,
            tried_other_form: false,
            resends: 0,
            looks: 0,
            asked_to_wait: None,
            all_the_same: false,
        }
    }

    /// One that goes on at some stage, with what the person was shown.
    pub(crate) fn resumed(
        target: Target,
        action: TokenAction,
        before: Option<Profile>,
        stage: Stage,
    ) -> Self {
        Self {
            action,
            known: before.map_or(ProfileSnapshot::NotRead, ProfileSnapshot::Profile),
            stage,
            ..Self::new(target)
        }
    }

    /// Whether it is known which collection has the profile, or which one the person means.
    pub fn is_of_known_type(&self) -> bool {
        !matches!(self.lookup, Lookup::Open(_))
    }

    /// What is asked for where the person is asked again.
    pub(crate) fn asked_again(&self) -> ActionRequest {
        let profile_type = self.is_of_known_type().then_some(self.target.profile_type);
        ActionRequest {
            wanted: Wanted {
                profile_id: self.target.profile_id.clone(),
                profile_type: TypeChoice::of(profile_type),
            },
            action: self.action,
        }
    }

    /// How long the new token is to work, and how long it may; `None` where none is made.
    pub fn validity(&self) -> Option<(TokenValidity, ValidityLimit)> {
        match self.action {
            TokenAction::Revoke(_) => None,
            TokenAction::Create { validity, .. } => Some((validity, self.validity_limit())),
        }
    }

    fn validity_limit(&self) -> ValidityLimit {
        match &self.known {
            ProfileSnapshot::Profile(profile) => ValidityLimit::of(profile),
            ProfileSnapshot::NotRead | ProfileSnapshot::Unreadable(_) => ValidityLimit::NotKnown,
        }
    }

    /// Takes how long the new token is to work; what is more than may be changes nothing.
    pub(super) fn want_validity(&mut self, wanted: TokenValidity) {
        let may_be = wanted <= self.validity_limit().most();
        if let TokenAction::Create { validity, .. } = &mut self.action
            && may_be
        {
            *validity = wanted;
        }
    }

    /// Whether it is the revocation of a plan, surely carried out, whose new token is still to be made; not where the profile
    /// shows one already, which somebody else made.
    pub fn awaits_new_token(&self) -> bool {
        let is_there = matches!(
            self.stage,
            Stage::Finished(Outcome::Accepted {
                confirmation: Confirmation::OtherToken { .. },
                ..
            })
        );
        self.action == TokenAction::Revoke(Then::NewToken)
            && matches!(self.stage, Stage::Finished(_))
            && self.is_carried_out()
            && !is_there
    }

    /// The new token of the plan is there, or nobody can tell: what its own outcome says is not gainsaid by this one.
    pub(super) fn new_token_is_settled(&mut self) {
        if self.action == TokenAction::Revoke(Then::NewToken) {
            self.action = TokenAction::Revoke(Then::Settled);
        }
    }

    /// Whether it is the new token of a plan.
    pub(super) fn is_second_step(&self) -> bool {
        matches!(self.action, TokenAction::Create { replaces: true, .. })
    }

    /// Whether it was carried out, or nobody can tell.
    pub(super) fn may_be_carried_out(&self) -> bool {
        self.is_carried_out() || matches!(self.stage, Stage::Finished(Outcome::CannotTell(_)))
    }

    /// Whether it is over, and came to nothing as far as the profile shows.
    pub(super) fn surely_failed(&self) -> bool {
        matches!(self.stage, Stage::Finished(_)) && !self.may_be_carried_out()
    }

    /// Whether it surely was carried out.
    pub fn is_carried_out(&self) -> bool {
        matches!(
            self.stage,
            Stage::Verifying(_)
                | Stage::Finished(Outcome::Accepted { .. } | Outcome::CarriedOut { .. })
        )
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
        let guard = self.known.guard(now).filter(|guard| match guard {
            // A new one is made of a dead one as well.
            Guard::Inactive { .. } => !self.action.is_create(),
            Guard::AskedToWait(_) => true,
        });
        guard.filter(|_| !self.all_the_same)
    }

    /// The wait that Graph asked for with the last answer, where it is longer than the page waits by itself.
    pub fn long_wait(&self) -> Option<LongWait> {
        self.asked_to_wait
    }

    /// How it ends if the profile cannot be read back; `None` where there is nothing to be read back.
    pub(crate) fn unread(&self, at: Time) -> Option<Outcome> {
        match self.stage.clone() {
            Stage::Verifying(sent) => Some(Outcome::Accepted {
                sent,
                confirmation: Confirmation::NotRead { at },
            }),
            Stage::Reconciling(indeterminate) => Some(Outcome::CannotTell(indeterminate)),
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
                | Stage::Reconciling(_)
                | Stage::Finished(_)
        )
    }

    /// Whether a revocation was sent and turned away, so that it may be sent again.
    pub fn was_turned_away(&self) -> bool {
        self.turned_away.is_some()
    }

    /// Whether it is over because there was no token to send it with.
    pub(crate) fn lacked_a_token(&self) -> bool {
        matches!(
            self.stage,
            Stage::Finished(Outcome::NotSent { .. } | Outcome::TurnedAway { .. })
        )
    }

    /// The revocation that was sent last, as long as the page has not seen what became of it: what is not to be lost.
    pub fn sent(&self) -> Option<&Sent> {
        match &self.stage {
            Stage::Sending(sent) | Stage::Verifying(sent) => Some(sent),
            Stage::Reconciling(indeterminate) => Some(indeterminate.sent()),
            Stage::Locating(refused) => Some(&refused.sent),
            Stage::Finished(_) => None,
            Stage::Reading
            | Stage::Elsewhere(_)
            | Stage::Undecided(_)
            | Stage::Confirming(_)
            | Stage::Preparing
            | Stage::Waiting { .. }
            | Stage::StepUp(_) => self.turned_away.as_ref().map(|refused| &refused.sent),
        }
    }

    /// The person turns back, or wants something else: what was sent and turned away is how it ended. `None` where nothing was
    /// sent.
    pub(super) fn given_up(mut self) -> Option<Self> {
        self.stage = Stage::Finished(Outcome::Refused(*self.turned_away.take()?));
        Some(self)
    }

    /// Whether it is over, and something was sent.
    pub(super) fn is_outcome_of_sending(&self) -> bool {
        match &self.stage {
            Stage::Finished(outcome) => !matches!(outcome, Outcome::NotSent { .. }),
            _ => false,
        }
    }

    pub(super) fn may_be_dropped(&self) -> bool {
        matches!(
            self.stage,
            Stage::Finished(_)
                | Stage::Elsewhere(_)
                | Stage::Undecided(_)
                | Stage::Reading
                | Stage::Confirming(_)
        )
    }

    pub(crate) fn take(
        &mut self,
        event: RevocationEvent,
        inputs: &Inputs,
    ) -> Option<RevocationEffect> {
        match (self.stage.clone(), event) {
            (
                Stage::Reading
                | Stage::Preparing
                | Stage::Sending(_)
                | Stage::Locating(_)
                | Stage::Verifying(_)
                | Stage::Reconciling(_),
                RevocationEvent::NoToken(failure),
            ) => self.without_token(failure, inputs),
            (Stage::Reading, RevocationEvent::Read(reading)) => self.read_first(reading),
            (Stage::Preparing, RevocationEvent::Read(reading)) => self.read_again(reading, inputs),
            (Stage::Sending(sent), RevocationEvent::Answered(answer)) => {
                self.answered(sent, answer, inputs)
            }
            (Stage::Sending(sent), RevocationEvent::NotAnswered(reason)) => {
                self.reconcile(Indeterminate::NoAnswer {
                    sent,
                    reason,
                    at: inputs.now,
                })
            }
            (Stage::Waiting { .. }, RevocationEvent::Woke) => {
                self.stage = Stage::Preparing;
                Some(RevocationEffect::Call(Call::read_before(
                    self.target.clone(),
                )))
            }
            (Stage::StepUp(step_up), RevocationEvent::SteppedUp(result)) => {
                self.stepped(step_up, result, inputs)
            }
            (Stage::Locating(refused), RevocationEvent::Read(reading)) => {
                self.located(refused, reading.is_ok())
            }
            (
                Stage::Verifying(_) | Stage::Reconciling(_),
                RevocationEvent::Woke | RevocationEvent::SteppedUp(_),
            ) => Some(RevocationEffect::Call(Call::read(self.target.clone()))),
            (Stage::Verifying(sent), RevocationEvent::Read(reading)) => {
                self.verify(sent, reading, inputs)
            }
            (Stage::Reconciling(indeterminate), RevocationEvent::Read(reading)) => {
                self.look(indeterminate, reading, inputs)
            }
            _ => None,
        }
    }

    fn without_token(
        &mut self,
        failure: SignInFailure,
        inputs: &Inputs,
    ) -> Option<RevocationEffect> {
        let at = inputs.now;
        let outcome = self.unread(at);
        self.stage = Stage::Finished(
            outcome.unwrap_or_else(|| Outcome::without_token(self.was_turned_away(), failure, at)),
        );
        None
    }

    fn read_first(&mut self, reading: ProfileReading) -> Option<RevocationEffect> {
        if let Err(failure) = &reading
            && self.lookup != Lookup::Both
            && let Some(effect) = self.challenged(failure)
        {
            // With another token it may see more: what was said so far does not count.
            if let Lookup::Open(first) = &mut self.lookup {
                *first = None;
            }
            return Some(effect);
        }
        match (&mut self.lookup, reading) {
            (Lookup::Open(first), reading) => {
                let first = first.take();
                return self.find_out(first, reading);
            }
            (Lookup::Listed, Err(failure)) if failure.is_not_found() => {
                return self.find_out(None, Err(failure));
            }
            (Lookup::Listed, reading) => {
                self.lookup = Lookup::Known;
                self.known = match reading {
                    Ok(profile) => ProfileSnapshot::Profile(profile),
                    Err(failure) => ProfileSnapshot::Unreadable(failure),
                };
            }
            (Lookup::Known | Lookup::Both, reading) => return self.read_chosen(reading),
        }
        self.stage = Stage::Confirming(Asked::First);
        None
    }

    /// Takes what a collection says of a profile where nobody chose one, and what the other one said before, if it was asked.
    fn find_out(
        &mut self,
        first: Option<Box<LookedUp>>,
        reading: ProfileReading,
    ) -> Option<RevocationEffect> {
        let is_first = first.is_none();
        let waits = reading
            .as_ref()
            .is_err_and(|failure| failure.long_wait().is_some());
        let last = LookedUp {
            profile_type: self.target.profile_type,
            reading,
        };
        if is_first && !waits {
            self.target = self.target.in_other_collection();
            self.lookup = Lookup::Open(Some(Box::new(last)));
            return Some(RevocationEffect::Call(Call::read(self.target.clone())));
        }
        let mut looked_up = match first {
            Some(first) => vec![*first, last],
            None => vec![last],
        };
        let mut found = looked_up.iter().filter_map(|of| of.reading.as_ref().ok());
        if let (Some(profile), None) = (found.next(), found.next()) {
            self.target.profile_type = profile.profile_type;
            self.known = ProfileSnapshot::Profile(profile.clone());
            self.lookup = Lookup::Both;
            self.stage = Stage::Confirming(Asked::First);
            return None;
        }
        // As they are shown everywhere.
        if looked_up[0].profile_type != ProfileType::ALL[0] {
            looked_up.reverse();
        }
        self.lookup = Lookup::Open(None);
        self.stage = Stage::Undecided(looked_up);
        None
    }

    /// Takes what the collection says that the person chose; or the other one, which was asked because that one has no such
    /// profile.
    fn read_chosen(&mut self, reading: ProfileReading) -> Option<RevocationEffect> {
        match reading {
            Ok(profile) if profile.profile_type == self.target.profile_type => {
                self.known = ProfileSnapshot::Profile(profile);
            }
            Ok(profile) => {
                self.stage = Stage::Elsewhere(Box::new(profile));
                return None;
            }
            // What the chosen collection said stays: the other one does not know the profile either, or cannot be asked.
            Err(_) if self.lookup == Lookup::Both => {}
            Err(failure) => {
                let looks_elsewhere = failure.is_not_found();
                self.known = ProfileSnapshot::Unreadable(failure);
                if looks_elsewhere {
                    return Some(self.look_elsewhere());
                }
            }
        }
        self.stage = Stage::Confirming(Asked::First);
        None
    }

    fn look_elsewhere(&mut self) -> RevocationEffect {
        self.lookup = Lookup::Both;
        RevocationEffect::Call(Call::read(self.target.in_other_collection()))
    }

    fn read_again(&mut self, reading: ProfileReading, inputs: &Inputs) -> Option<RevocationEffect> {
        let asked = match (&self.known, reading) {
            (ProfileSnapshot::Profile(shown), Ok(profile))
                if shown.token().is_same_token(&profile.token()) =>
            {
                self.known = ProfileSnapshot::Profile(profile);
                if self.guard(inputs.now).is_none() {
                    return Some(self.send(inputs));
                }
                Asked::Expired
            }
            (known, Ok(profile)) => {
                let asked = match known {
                    ProfileSnapshot::Profile(_) => Asked::TokenChanged,
                    ProfileSnapshot::Unreadable(_) | ProfileSnapshot::NotRead => Asked::FactsFound,
                };
                self.known = ProfileSnapshot::Profile(profile);
                // What the person wanted was about what they were shown.
                self.all_the_same = false;
                asked
            }
            (known, Err(failure)) => {
                let unread_before = matches!(
                    known,
                    ProfileSnapshot::Unreadable(_) | ProfileSnapshot::NotRead
                );
                if let Some(effect) = self.challenged(&failure) {
                    return Some(effect);
                }
                self.known = ProfileSnapshot::Unreadable(failure);
                self.all_the_same &= unread_before;
                if unread_before && self.guard(inputs.now).is_none() {
                    return Some(self.send(inputs));
                }
                Asked::FactsLost
            }
        };
        self.stage = Stage::Confirming(asked);
        None
    }

    fn send(&mut self, inputs: &Inputs) -> RevocationEffect {
        // Microsoft's own sample makes new tokens of AOSP profiles by this form: `AOSP_Token_Renew_Export.ps1`.
        if self.action.is_create() && self.known.is_aosp() && !self.tried_other_form {
            self.target.profile_id = self.target.profile_id.with_aosp_prefix();
        }
        let id = Guid::from_random(inputs.random);
        self.stage = Stage::Sending(Sent::new(id.clone(), inputs.now));
        RevocationEffect::Call(Call::Send(self.target.clone(), self.action, id))
    }

    fn answered(
        &mut self,
        sent: Sent,
        answer: Answer,
        inputs: &Inputs,
    ) -> Option<RevocationEffect> {
        let at = inputs.now;
        let refusal = match answer.into_accepted(sent.client_request_id.as_str(), at.unix_ms) {
            Ok(ids) => {
                self.looks = 0;
                self.stage = Stage::Verifying(Sent {
                    ids,
                    answered: Some(at),
                    ..sent
                });
                let target = self.target.clone();
                return Some(RevocationEffect::Call(match self.known {
                    ProfileSnapshot::Profile(_) => Call::read_back(target),
                    // An older answer could show a token that was dead before.
                    ProfileSnapshot::Unreadable(_) | ProfileSnapshot::NotRead => Call::read(target),
                }));
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
            return self.reconcile(Indeterminate::Refused(refused));
        }
        self.turned_away = Some(Box::new(refused.clone()));
        if let Some(effect) = self.challenged(&ReadFailure::Refused(refusal.clone())) {
            return Some(effect);
        }
        let wait = match refusal.retry_after_ms {
            Some(wait) => by_itself(wait),
            None => Some(backoff_ms(self.resends, inputs.jitter())),
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
            return Some(RevocationEffect::Sleep(wait));
        }
        if let Some(effect) = self.in_other_form(&refusal) {
            return Some(effect);
        }
        // A profile that was read is in the chosen collection; if it is no longer found, it was deleted.
        if refused.refusal.cause == Cause::NotFound
            && self.lookup != Lookup::Both
            && !matches!(self.known, ProfileSnapshot::Profile(_))
        {
            self.stage = Stage::Locating(refused);
            return Some(self.look_elsewhere());
        }
        self.stage = Stage::Finished(Outcome::Refused(refused));
        None
    }

    fn located(&mut self, mut refused: Refused, found: bool) -> Option<RevocationEffect> {
        if found {
            refused.refusal.cause = Cause::OtherCollection;
        }
        self.stage = Stage::Finished(Outcome::Refused(refused));
        None
    }

    /// The effect that a claims challenge asks for; `None` where there is none, or where one was met already.
    fn challenged(&mut self, failure: &ReadFailure) -> Option<RevocationEffect> {
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
        Some(RevocationEffect::StepUp {
            claims: claims.clone(),
            interactive: false,
        })
    }

    /// What [`Job::challenged`] does, but without the person: what is only read back is not worth taking them away.
    fn challenged_quietly(&mut self, failure: &ReadFailure) -> Option<RevocationEffect> {
        let stage = self.stage.clone();
        let effect = self.challenged(failure);
        self.stepped_up |= effect.is_some();
        self.stage = stage;
        effect
    }

    fn stepped(
        &mut self,
        step_up: StepUp,
        result: Result<(), SignInFailure>,
        inputs: &Inputs,
    ) -> Option<RevocationEffect> {
        match (step_up, result) {
            (StepUp::Silent(_) | StepUp::Interactive(_), Ok(())) => {
                self.stepped_up = true;
                // What was shown before stays what was confirmed; without it the person has yet to be asked.
                let target = self.target.clone();
                let (stage, call) = match self.known {
                    ProfileSnapshot::NotRead => (Stage::Reading, Call::read(target)),
                    ProfileSnapshot::Profile(_) | ProfileSnapshot::Unreadable(_) => {
                        (Stage::Preparing, Call::read_before(target))
                    }
                };
                self.stage = stage;
                Some(RevocationEffect::Call(call))
            }
            (StepUp::Silent(claims), Err(_)) => {
                self.stage = Stage::StepUp(StepUp::Asking(claims));
                None
            }
            (StepUp::Interactive(_), Err(failure)) => self.without_token(failure, inputs),
            // Nobody was asked for a token.
            (StepUp::Asking(_), _) => None,
        }
    }

    /// Whether AOSP profiles want `AOSP-` before their ID in actions is documented one way and shown another
    /// (`createToken` in Microsoft's own sample). So the form as entered goes first, and only after a refusal that surely
    /// did not run, and a fresh look, the other.
    fn in_other_form(&mut self, refusal: &Refusal) -> Option<RevocationEffect> {
        let is_aosp = self.known.is_aosp();
        let wrong_name = matches!(refusal.cause, Cause::NotFound | Cause::BadRequest);
        if !is_aosp || !wrong_name || self.tried_other_form {
            return None;
        }
        self.tried_other_form = true;
        self.target = self.target.in_other_form();
        self.stage = Stage::Preparing;
        Some(RevocationEffect::Call(Call::read_before(
            self.target.clone(),
        )))
    }

    fn reconcile(&mut self, indeterminate: Indeterminate) -> Option<RevocationEffect> {
        if !matches!(self.known, ProfileSnapshot::Profile(_)) {
            self.stage = Stage::Finished(Outcome::CannotTell(indeterminate));
            return None;
        }
        let asked = match &indeterminate {
            Indeterminate::Refused(refused) => refused.refusal.retry_after_ms,
            Indeterminate::NoAnswer { .. } => None,
        };
        self.looks = 0;
        self.stage = Stage::Reconciling(indeterminate.clone());
        match asked.map(by_itself) {
            None => Some(RevocationEffect::Call(Call::read(self.target.clone()))),
            Some(Some(wait)) => Some(RevocationEffect::Sleep(wait)),
            Some(None) => {
                self.stage = Stage::Finished(Outcome::CannotTell(indeterminate));
                None
            }
        }
    }

    fn verify(
        &mut self,
        sent: Sent,
        reading: ProfileReading,
        inputs: &Inputs,
    ) -> Option<RevocationEffect> {
        let at = inputs.now;
        let before = self.token_before();
        let asked = self.asked_after(&reading);
        let judged = |after: &Profile| {
            let before = before.unwrap_or_default();
            let after = after.token();
            self.action.verdict(&before, &after, sent.at, at)
        };
        let confirmation = match reading {
            // Without anything read before, only a dead token tells, or one made since.
            Ok(after) if judged(&after) == Verdict::CarriedOut => Confirmation::Seen {
                at,
                after: Box::new(after),
            },
            Ok(after)
                if !self.action.is_create()
                    && before.is_some_and(|before| before.is_replaced_by(&after.token())) =>
            {
                Confirmation::OtherToken {
                    at,
                    after: Box::new(after),
                }
            }
            Err(_) if before.is_none() => Confirmation::NotRead { at },
            Err(failure) => {
                return self.challenged_quietly(&failure).or_else(|| {
                    self.look_later(MOST_LOOKS, asked, inputs, |job| {
                        job.stage = Stage::Finished(Outcome::Accepted {
                            sent,
                            confirmation: Confirmation::NotRead { at },
                        });
                    })
                });
            }
            Ok(_) => {
                return self.look_later(MOST_LOOKS, None, inputs, |job| {
                    job.stage = Stage::Finished(Outcome::Accepted {
                        sent,
                        confirmation: Confirmation::NotVisible { at },
                    });
                });
            }
        };
        self.stage = Stage::Finished(Outcome::Accepted { sent, confirmation });
        None
    }

    fn look(
        &mut self,
        indeterminate: Indeterminate,
        reading: ProfileReading,
        inputs: &Inputs,
    ) -> Option<RevocationEffect> {
        let at = inputs.now;
        let Some(before) = self.token_before() else {
            self.stage = Stage::Finished(Outcome::CannotTell(indeterminate));
            return None;
        };
        let asked = self.asked_after(&reading);
        let (most, outcome) = match reading {
            Ok(after) => {
                match self
                    .action
                    .verdict(&before, &after.token(), indeterminate.sent().at, at)
                {
                    // Another token that is dead says nothing of the one that was to be revoked.
                    Verdict::CarriedOut
                        if !self.action.is_create()
                            && before.created_ms != after.token().created_ms =>
                    {
                        (0, Outcome::CannotTell(indeterminate))
                    }
                    Verdict::CarriedOut => (
                        0,
                        Outcome::CarriedOut {
                            indeterminate,
                            at,
                            after: Box::new(after),
                        },
                    ),
                    Verdict::NotCarriedOut => (
                        MOST_SETTLING_LOOKS,
                        Outcome::NotCarriedOut { indeterminate, at },
                    ),
                    Verdict::CannotTell if before.is_replaced_by(&after.token()) => {
                        (0, Outcome::CannotTell(indeterminate))
                    }
                    // What changed may be the first that shows of a revocation.
                    Verdict::CannotTell => {
                        (MOST_SETTLING_LOOKS, Outcome::CannotTell(indeterminate))
                    }
                }
            }
            Err(failure) => {
                if let Some(effect) = self.challenged_quietly(&failure) {
                    return Some(effect);
                }
                (MOST_LOOKS, Outcome::CannotTell(indeterminate))
            }
        };
        self.look_later(most, asked, inputs, |job| {
            job.stage = Stage::Finished(outcome);
        })
    }

    /// How long Graph asks to wait with a reading, which is noted if the page does not wait so long by itself.
    fn asked_after(&mut self, reading: &ProfileReading) -> Option<u64> {
        let failure = reading.as_ref().err();
        self.asked_to_wait = failure.and_then(ReadFailure::long_wait);
        failure?.retry_after_ms()
    }

    fn token_before(&self) -> Option<TokenFingerprint> {
        match &self.known {
            ProfileSnapshot::Profile(before) => Some(before.token()),
            ProfileSnapshot::Unreadable(_) | ProfileSnapshot::NotRead => None,
        }
    }

    fn look_later(
        &mut self,
        most: u32,
        asked: Option<u64>,
        inputs: &Inputs,
        give_up: impl FnOnce(&mut Self),
    ) -> Option<RevocationEffect> {
        self.looks += 1;
        let asked = asked.map_or(Some(0), by_itself);
        let (true, Some(asked)) = (self.looks < most, asked) else {
            give_up(self);
            return None;
        };
        let own = backoff_ms(self.looks - 1, inputs.jitter());
        Some(RevocationEffect::Sleep(own.max(asked)))
    }
}
