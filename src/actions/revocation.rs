//! One revocation at a time: a state machine fed with events. No clock, no network.
//!
//! A revocation is sent only after [`RevocationAction::Confirm`] and a fresh look at the profile, and again only where it surely did
//! not run. What an answer leaves open is settled by reading the profile back.

use super::{
    action::RevocationAction,
    call::Call,
    effect::RevocationEffect,
    event::RevocationEvent,
    job::{Asked, Job, Stage, StepUp},
    note::Note,
    outcome::Outcome,
    token_action::{ActionRequest, TokenAction},
};
use crate::{
    inputs::Inputs,
    profile::{ProfileId, Target},
    session::SignInFailure,
    time::Time,
};

/// One revocation at a time, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Revocation {
    pub(super) epoch: u32,
    job: Option<Job>,
    /// The one before, whose outcome stays until it is closed or the next one is sent.
    last: Option<Job>,
    /// What was sent and turned away when the person turned back: it is over, and for the journal alone.
    given_up: Option<Job>,
    /// What was typed of a profile before a sign-in, until it is asked for again.
    typed: Option<(ProfileId, Note)>,
}

impl Revocation {
    /// The revocation under way, or over.
    pub(crate) fn job(&self) -> Option<&Job> {
        self.job.as_ref()
    }

    /// Those whose outcome there is to be shown, the last one first. That of what was sent stays while the person is asked
    /// about another one, and where nothing came of that. Once that one is confirmed, what is said next is of it.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = &Job> {
        let is_shown = |job: &&Job| {
            matches!(
                job.stage,
                Stage::Verifying(_) | Stage::Reconciling(_) | Stage::Finished(_)
            )
        };
        let is_confirmed =
            |job: &Job| matches!(job.stage, Stage::Preparing) && !job.is_second_step();
        let last = self.last.as_ref();
        let last = last.filter(|_| !self.job.as_ref().is_some_and(is_confirmed));
        self.job.iter().filter(is_shown).chain(last)
    }

    /// A revocation that came to nothing because a sign-in that had left the page failed; `was_turned_away` as in [`Job`].
    pub(crate) fn without_token(
        request: &ActionRequest,
        was_turned_away: bool,
        note: Note,
        failure: SignInFailure,
        at: Time,
    ) -> Self {
        let outcome = Outcome::without_token(was_turned_away, failure, at);
        let mut job = Job::wanted(request);
        job.note = note;
        job.stage = Stage::Finished(outcome);
        Self {
            job: Some(job),
            ..Self::default()
        }
    }

    /// Takes up a revocation that was sent before the page was left, and looks what became of it. `None` while there is
    /// another one.
    pub(crate) fn take_up(&mut self, job: Job) -> Option<(u32, RevocationEffect)> {
        if self.is_busy() {
            return None;
        }
        let effect = RevocationEffect::Call(Call::read(job.target.clone()));
        self.put_last();
        self.job = Some(job);
        Some(self.next(effect))
    }

    /// The profile whose token was revoked to be replaced, where there surely is no new one and nothing is on the way to it: its
    /// profile is without a token that works. After a sign-in that left the page only the second step is there to tell.
    pub(crate) fn lacks_new_token(&self) -> Option<Target> {
        let lacks = |job: &&Job| {
            if job.is_second_step() {
                job.surely_failed()
            } else {
                job.awaits_new_token()
            }
        };
        let job = self.job.as_ref().filter(lacks)?;
        Some(job.target.clone())
    }

    /// Whether a token was revoked to be replaced, and the new one was not made yet, whatever is being asked or sent meanwhile.
    pub(crate) fn has_replacement_open(&self) -> bool {
        self.job.iter().chain(&self.last).any(Job::awaits_new_token)
    }

    /// Keeps what was typed of a profile before a sign-in for when it is asked for again.
    pub(crate) fn keep_typed(&mut self, profile_id: ProfileId, note: Note) {
        self.typed = Some((profile_id, note));
    }

    /// Gives up whatever is under way; what still comes of it is ignored.
    pub(crate) fn forget(&mut self) {
        self.typed = None;
        self.job = None;
        self.last = None;
        self.epoch += 1;
    }

    /// Whether there is one that is not over: nothing else should lead away from the page.
    pub(crate) fn is_busy(&self) -> bool {
        let is_over = |job: &Job| matches!(job.stage, Stage::Finished(_));
        self.job.as_ref().is_some_and(|job| !is_over(job))
    }

    /// The profile whose token is surely revoked.
    pub(crate) fn revoked(&self) -> Option<ProfileId> {
        let is_revoked =
            |job: &&Job| matches!(job.action, TokenAction::Revoke(_)) && job.is_carried_out();
        let job = self.job.as_ref().filter(is_revoked)?;
        Some(job.target.profile_id.clone())
    }

    /// Whether what was sent is being read back, so that no other is begun.
    pub(crate) fn is_read_back(&self) -> bool {
        let stage = self.job.as_ref().map(|job| &job.stage);
        matches!(stage, Some(Stage::Verifying(_) | Stage::Reconciling(_)))
    }

    /// Whether it goes on by itself after the person has confirmed it, so that a closed tab would leave something behind. Proof
    /// is given at the sign-in host, to which the page may have to go.
    pub(crate) fn is_under_way(&self) -> bool {
        let Some(job) = &self.job else { return false };
        match &job.stage {
            Stage::Preparing
            | Stage::Sending(_)
            | Stage::Waiting { .. }
            | Stage::Locating(_)
            | Stage::Verifying(_)
            | Stage::Reconciling(_)
            | Stage::StepUp(StepUp::Silent(_)) => true,
            Stage::StepUp(StepUp::Asking(_) | StepUp::Interactive(_))
            | Stage::Reading
            | Stage::Elsewhere(_)
            | Stage::Undecided(_)
            | Stage::Confirming(_)
            | Stage::Finished(_) => false,
        }
    }

    /// Takes back what was to be sent now, as its record could not be kept: the person decides.
    pub(super) fn withhold(&mut self) {
        if let Some(job) = &mut self.job
            && matches!(job.stage, Stage::Sending(_))
        {
            job.stage = Stage::Confirming(Asked::NotKept);
            self.epoch += 1;
        }
    }

    /// Whether this is still the one that the events of the epoch are for.
    pub(crate) fn is_of(&self, epoch: u32) -> bool {
        self.epoch == epoch
    }

    /// What was sent and turned away when the person turned back, as it ended.
    pub(crate) fn given_up(&self) -> Option<&Job> {
        self.given_up.as_ref()
    }

    /// Makes room for another job; an outcome stays.
    fn put_last(&mut self) {
        let Some(before) = self.job.take() else {
            return;
        };
        if !matches!(before.stage, Stage::Finished(_)) {
            self.given_up = before.given_up();
        } else if self.last.is_none() || before.is_outcome_of_sending() {
            self.last = Some(before);
        }
    }

    /// The person turns back: the outcome before is there again.
    fn cancel(&mut self) {
        self.given_up = self.job.take().and_then(Job::given_up);
        self.job = self.last.take();
        self.epoch += 1;
    }

    /// Begins with reading the profile.
    fn begin(&mut self, job: Job) -> (u32, RevocationEffect) {
        let effect = RevocationEffect::Call(Call::read(job.target.clone()));
        self.put_last();
        self.job = Some(job);
        self.next(effect)
    }

    /// Takes an action; one that does not fit the stage changes nothing.
    pub(crate) fn act(&mut self, action: RevocationAction) -> Option<(u32, RevocationEffect)> {
        if let RevocationAction::Request(request) = action {
            if self.job.as_ref().is_some_and(|job| !job.may_be_dropped()) {
                return None;
            }
            let mut job = Job::wanted(&request);
            let is_of = |(of, _): &mut (ProfileId, Note)| *of == request.wanted.profile_id;
            if let Some((_, note)) = self.typed.take_if(is_of) {
                job.note = note;
            }
            return Some(self.begin(job));
        }
        let job = self.job.as_mut()?;
        match (&job.stage, action) {
            (_, RevocationAction::Explain(note)) if job.may_be_cancelled() => {
                job.note = note;
                None
            }
            (Stage::Confirming(_), RevocationAction::Validity(validity)) => {
                job.want_validity(validity);
                None
            }
            (Stage::Confirming(_), RevocationAction::Confirm) => {
                job.stage = Stage::Preparing;
                let effect = RevocationEffect::Call(Call::read_before(job.target.clone()));
                Some(self.next(effect))
            }
            (Stage::Confirming(_), RevocationAction::AllTheSame) => {
                job.want_all_the_same(true);
                None
            }
            (_, RevocationAction::Cancel) if job.may_be_cancelled() => {
                self.cancel();
                None
            }
            (Stage::Finished(_), RevocationAction::Close) => {
                self.job = self.last.take();
                self.epoch += 1;
                None
            }
            (
                Stage::StepUp(StepUp::Asking(claims) | StepUp::Interactive(claims)),
                RevocationAction::StepUp,
            ) => {
                let claims = claims.clone();
                job.stage = Stage::StepUp(StepUp::Interactive(claims.clone()));
                Some(self.next(RevocationEffect::StepUp {
                    claims,
                    interactive: true,
                }))
            }
            (Stage::Finished(outcome), RevocationAction::CheckAgain) => {
                let stage = outcome.looked_at_again()?;
                job.stage = stage;
                job.looks = 0;
                job.asked_to_wait = None;
                let effect = RevocationEffect::Call(Call::read(job.target.clone()));
                Some(self.next(effect))
            }
            _ => None,
        }
    }

    /// Takes an event; one of another epoch, or one that does not fit the stage, changes nothing.
    pub(super) fn handle(
        &mut self,
        epoch: u32,
        event: RevocationEvent,
        inputs: &Inputs,
    ) -> Option<(u32, RevocationEffect)> {
        if epoch != self.epoch {
            return None;
        }
        let job = self.job.as_mut()?;
        if job.awaits_new_token() && event == RevocationEvent::Woke {
            let mut second = Job::wanted(&ActionRequest::create_second(job.target.clone()));
            second.note = job.note.clone();
            return Some(self.begin(second));
        }
        let effect = job.take(event, inputs);
        if job.is_second_step()
            && job.may_be_carried_out()
            && let Some(first) = &mut self.last
        {
            first.new_token_is_settled();
        }
        // The outcome of the first step is kept and shown before the person is asked about the second.
        let effect = effect.or_else(|| {
            let goes_on = job.awaits_new_token();
            goes_on.then_some(RevocationEffect::Sleep(0))
        });
        let is_superseded = match &job.stage {
            Stage::Sending(_) => !job.is_second_step(),
            // Of two attempts that came to nothing the last one is enough.
            Stage::Finished(_) => self
                .last
                .as_ref()
                .is_some_and(|last| !last.is_outcome_of_sending()),
            _ => false,
        };
        if is_superseded {
            self.last = None;
        }
        Some(self.next(effect?))
    }

    fn next(&mut self, effect: RevocationEffect) -> (u32, RevocationEffect) {
        self.epoch += 1;
        (self.epoch, effect)
    }
}
