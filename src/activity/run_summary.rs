//! The summary of a run, as the activity keeps it.

use crate::runs::{ItemStatus, Run};

/// What is remembered of a run over many profiles. A dry run changes nothing, and is not remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct RunSummary {
    pub id: String,
    /// When it began, in milliseconds since 1970-01-01T00:00:00Z; only whole seconds are kept.
    pub started_ms: i64,
    /// When it was over, or was stopped; as above.
    pub ended_ms: i64,
    pub tenant_id: String,
    pub account: String,
    /// Why, in the person's own words.
    pub reason: String,
    pub ticket: String,
    /// How many were revoked.
    pub revoked: u32,
    /// How many were not.
    pub not_revoked: u32,
    /// How many were skipped.
    pub skipped: u32,
    /// How many of which nobody can tell.
    pub cannot_tell: u32,
    /// How many it had not come to.
    pub left: u32,
}

/// What is to be remembered of a run that revokes, or did. A run that has not begun is not to be remembered.
///
/// While it goes on, it counts as ended when it began; its entry is replaced when it is over.
pub(crate) fn run_summary(run: &Run) -> RunSummary {
    let plan = run.plan();
    let started = run.started_at().unwrap_or(plan.made_at);
    let totals = run.totals();
    let count = |states: &[ItemStatus]| {
        let count: usize = states.iter().map(|state| totals.get(*state)).sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    RunSummary {
        id: plan.id.to_string(),
        started_ms: started.unix_ms,
        ended_ms: run.ended_at().unwrap_or(started).unix_ms,
        tenant_id: plan.account.tenant_id.clone(),
        account: plan.account.upn.clone(),
        reason: plan.reason.clone(),
        ticket: plan.ticket.clone(),
        revoked: count(&[ItemStatus::Revoked]),
        not_revoked: count(&[ItemStatus::NotRevoked]),
        skipped: count(&[ItemStatus::Skipped]),
        cannot_tell: count(&[ItemStatus::CannotTell]),
        left: count(&[
            ItemStatus::Waiting,
            ItemStatus::Reading,
            ItemStatus::Sending,
            ItemStatus::Confirming,
        ]),
    }
}

/// How much of a text is kept, in characters.
pub(super) const LONGEST: usize = 2_000;

impl RunSummary {
    /// How many profiles the run was over.
    pub(crate) fn total(&self) -> u64 {
        [
            self.revoked,
            self.not_revoked,
            self.skipped,
            self.cannot_tell,
            self.left,
        ]
        .map(u64::from)
        .iter()
        .sum()
    }

    /// The same as it is kept: texts are cut, moments are whole seconds.
    #[must_use]
    pub(super) fn bounded(mut self) -> Self {
        for text in [
            &mut self.id,
            &mut self.tenant_id,
            &mut self.account,
            &mut self.reason,
            &mut self.ticket,
        ] {
            if let Some((end, _)) = text.char_indices().nth(LONGEST) {
                text.truncate(end);
            }
        }
        for ms in [&mut self.started_ms, &mut self.ended_ms] {
            *ms = ms.saturating_sub(ms.rem_euclid(1_000));
        }
        self
    }
}
