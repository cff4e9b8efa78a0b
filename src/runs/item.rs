//! One profile of a run.

use super::plan::Plan;
use crate::{
    actions::{
        Confirmation, Indeterminate, Job, Outcome, Receipt, ReceiptField, Sent, Skip, Stage, Then,
        TokenAction,
    },
    config::Config,
    graph::{NoAnswer, Profile},
    keyed::keyed,
    profile::Target,
    time::Time,
    token::TokenFingerprint,
};

/// A profile of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub target: Target,
    /// What is done to its token.
    pub(super) action: TokenAction,
    /// What it said of itself when the person was shown it.
    pub before: Option<Profile>,
    /// The token that it is about, where somebody else may have planned the run: another one is not revoked.
    pub(super) planned: Option<TokenFingerprint>,
    /// How often a revocation of it was sent.
    pub posts: u32,
    pub(super) progress: ItemProgress,
    pub(super) tries: u32,
    pub(super) reserved: bool,
    pub(super) in_flight: bool,
    pub(super) changed: bool,
    /// How it had ended before the person wanted another attempt, or another look.
    pub(super) previous: Option<Box<ItemResult>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ItemProgress {
    Waiting,
    Working(Box<Job>),
    Over(Box<ItemResult>),
}

/// How it ended for a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemResult {
    /// One of the last four states.
    pub state: ItemStatus,
    pub receipt: Receipt,
    /// The revocation of which no answer told what became.
    pub(super) open: Option<Sent>,
    /// Whether another attempt is one that the person can ask for.
    pub(super) may_be_retried: bool,
}

/// Where a profile of a run stands: always in exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ItemStatus {
    /// Its turn has not come.
    Waiting,
    /// It is being read, before anything is sent.
    Reading,
    /// The revocation is on its way.
    Sending,
    /// It is being read, to see what became of the revocation.
    Confirming,
    /// Graph says, or the profile shows, that its token was revoked.
    Revoked,
    /// It was surely not revoked by this run.
    NotRevoked,
    /// Nothing was sent, for a reason.
    Skipped,
    /// Nobody here knows.
    CannotTell,
}

impl ItemStatus {
    /// Whether nothing more happens by itself.
    pub(crate) fn is_over(self) -> bool {
        matches!(
            self,
            Self::Revoked | Self::NotRevoked | Self::Skipped | Self::CannotTell
        )
    }
}

keyed! {
    pub(crate) each ItemStatus {
        Waiting => "waiting",
        Reading => "reading",
        Sending => "sending",
        Confirming => "confirming",
        Revoked => "revoked",
        NotRevoked => "notRevoked",
        Skipped => "skipped",
        CannotTell => "cannotTell",
    }
}

impl Item {
    pub(super) fn new(target: Target, before: Option<Profile>) -> Self {
        Self {
            target,
            action: TokenAction::Revoke(Then::Nothing),
            before,
            planned: None,
            posts: 0,
            progress: ItemProgress::Waiting,
            tries: 0,
            reserved: false,
            in_flight: false,
            changed: true,
            previous: None,
        }
    }

    /// One whose token somebody was shown before; it is read first.
    pub(super) fn of_plan(target: Target, token: TokenFingerprint) -> Self {
        Self {
            planned: Some(token),
            ..Self::new(target, None)
        }
    }

    /// Whether it holds another token than the plan is about.
    pub(super) fn has_changed_since_planned(&self) -> bool {
        match (&self.planned, &self.before) {
            (Some(planned), Some(profile)) => !planned.is_same_token(&profile.token()),
            _ => false,
        }
    }

    pub(crate) fn state(&self) -> ItemStatus {
        match &self.progress {
            ItemProgress::Waiting => ItemStatus::Waiting,
            ItemProgress::Over(end) => end.state,
            ItemProgress::Working(job) => match &job.stage {
                Stage::Sending(_) => ItemStatus::Sending,
                Stage::Verifying(_) | Stage::Reconciling(_) | Stage::Locating(_) => {
                    ItemStatus::Confirming
                }
                _ if self.in_flight => ItemStatus::Reading,
                _ => ItemStatus::Waiting,
            },
        }
    }

    /// Whether it was to be revoked, is over, and its token may still work: a person has to see to it.
    pub(crate) fn needs_person(&self) -> bool {
        self.end().is_some_and(|end| match end.state {
            ItemStatus::NotRevoked | ItemStatus::CannotTell => true,
            ItemStatus::Skipped => {
                let skip = end.receipt.get(ReceiptField::Skipped);
                ![Skip::Inactive, Skip::Duplicate]
                    .map(|skip| Some(skip.key()))
                    .contains(&skip)
            }
            _ => false,
        })
    }

    /// How it ended, once it has.
    pub(crate) fn end(&self) -> Option<&ItemResult> {
        match &self.progress {
            ItemProgress::Over(end) => Some(end),
            ItemProgress::Waiting | ItemProgress::Working(_) => None,
        }
    }

    pub(super) fn job(&self) -> Option<&Job> {
        match &self.progress {
            ItemProgress::Working(job) => Some(job),
            ItemProgress::Waiting | ItemProgress::Over(_) => None,
        }
    }

    /// A job that finds out what became of a revocation that was sent.
    pub(super) fn job_for(&self, sent: Sent, now: Time) -> Job {
        let stage = if sent.answered.is_some() {
            Stage::Verifying(sent)
        } else {
            Stage::Reconciling(Indeterminate::NoAnswer {
                sent,
                reason: NoAnswer::Interrupted,
                at: now,
            })
        };
        self.job_at(stage)
    }

    /// A job that goes on at some stage.
    pub(super) fn job_at(&self, stage: Stage) -> Job {
        Job::resumed(self.target.clone(), self.action, self.before.clone(), stage)
    }

    pub(super) fn job_mut(&mut self) -> Option<&mut Job> {
        match &mut self.progress {
            ItemProgress::Working(job) => Some(job),
            ItemProgress::Waiting | ItemProgress::Over(_) => None,
        }
    }

    /// Begins anew with one that was over.
    pub(super) fn try_again(&mut self) {
        self.tries = 0;
        self.go_on(ItemProgress::Waiting);
    }

    /// Looks again at one that was over.
    pub(super) fn look_again(&mut self, job: Job) {
        self.go_on(ItemProgress::Working(Box::new(job)));
    }

    fn go_on(&mut self, progress: ItemProgress) {
        if let ItemProgress::Over(end) = std::mem::replace(&mut self.progress, progress) {
            self.previous = Some(end);
        }
        self.changed = true;
    }

    /// The revocation that was sent before this attempt, and seems not to have been carried out.
    pub(super) fn lost(&self) -> Option<Sent> {
        self.previous.as_ref()?.open.clone()
    }

    /// Whether it was sent, and what became of that is not known yet.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.state(), ItemStatus::Sending | ItemStatus::Confirming)
    }
}

impl ItemResult {
    pub(super) fn of(job: &Job, outcome: &Outcome, plan: &Plan, config: &Config) -> Self {
        let (state, open) = match outcome {
            Outcome::Accepted {
                sent,
                confirmation: Confirmation::NotVisible { .. } | Confirmation::NotRead { .. },
            } => (ItemStatus::Revoked, Some(sent.clone())),
            Outcome::Accepted { .. } | Outcome::CarriedOut { .. } => (ItemStatus::Revoked, None),
            Outcome::NotCarriedOut { indeterminate, .. } => {
                (ItemStatus::NotRevoked, Some(indeterminate.sent().clone()))
            }
            Outcome::Refused(_) | Outcome::NotSent { .. } | Outcome::TurnedAway { .. } => {
                (ItemStatus::NotRevoked, None)
            }
            Outcome::CannotTell(indeterminate) => {
                (ItemStatus::CannotTell, Some(indeterminate.sent().clone()))
            }
        };
        Self {
            state,
            receipt: Receipt::of_outcome(job, outcome, &plan.account, config),
            open,
            may_be_retried: state == ItemStatus::NotRevoked,
        }
    }

    pub(super) fn skipped(item: &Item, skip: Skip, at: Time, plan: &Plan) -> Self {
        let before = item.before.as_ref();
        Self {
            state: ItemStatus::Skipped,
            receipt: Receipt::of_skipped(&item.target, before, skip, at, &plan.account),
            open: None,
            may_be_retried: match skip {
                Skip::NotReadable | Skip::Stopped => true,
                Skip::Inactive | Skip::TokenChanged | Skip::Duplicate => false,
            },
        }
    }

    /// Nobody knows, for what was known of it is lost.
    pub(super) fn lost(item: &Item, at: Time, plan: &Plan) -> Self {
        Self {
            state: ItemStatus::CannotTell,
            receipt: Receipt::of_lost(&item.target, at, &plan.account),
            open: None,
            may_be_retried: false,
        }
    }

    /// Whether another attempt is one that the person can ask for.
    pub(crate) fn may_be_retried(&self) -> bool {
        self.may_be_retried
    }

    /// Whether the outcome is of the very revocation that this end left open, not of another attempt.
    pub(super) fn is_of_same_sending(&self, outcome: &Outcome) -> bool {
        let open = self.open.as_ref().map(|sent| &sent.client_request_id);
        open.is_some() && open == outcome.sent().map(|sent| &sent.client_request_id)
    }

    /// Whether reading the profile may tell what is not known yet.
    pub(crate) fn is_undecided(&self) -> bool {
        self.open.is_some() && self.state != ItemStatus::NotRevoked
    }
}
