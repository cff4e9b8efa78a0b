//! What every form of the report is made of.

use crate::{
    actions::{Receipt, ReceiptField},
    runs::{
        item::{Item, ItemStatus},
        run::Run,
    },
};

/// The name of a report's file: when the run was planned, and the beginning of its ID.
pub(crate) fn report_file_name(run: &Run, extension: &str) -> String {
    // Windows takes no colon in a name.
    let made_at = run.plan.made_at.rfc3339().replace(':', "");
    let id = run.plan.id.as_str().get(..8).unwrap_or_default();
    format!("revocation-run-{made_at}-{id}.{extension}")
}

/// What proves how it ended for a profile, or what there is to say so far.
pub(super) fn receipt(run: &Run, item: &Item) -> Receipt {
    let ended = item.end().map(|end| &end.receipt);
    // A record that was tampered with may name no profile; the report names each.
    if let Some(receipt) = ended.filter(|receipt| receipt.get(ReceiptField::ProfileId).is_some()) {
        return receipt.clone();
    }
    let job = item.job();
    let mut receipt = Receipt::so_far(
        job.map_or(&item.target, |job| &job.target),
        item.before.as_ref(),
        job.map(|job| &job.stage),
        &run.plan.account,
        &run.config,
    );
    if let (Some(_), Some(earlier)) = (job, &item.previous) {
        receipt.keep(&earlier.receipt);
    }
    receipt
}

/// What a person has to see before everything else, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concern {
    CannotTell,
    NotRevoked,
    LeftOut,
    NotConfirmed,
}

impl Concern {
    pub(super) const ALL: [Self; 4] = [
        Self::CannotTell,
        Self::NotRevoked,
        Self::LeftOut,
        Self::NotConfirmed,
    ];

    /// The concern that a profile is, if it is one.
    pub(super) fn of(item: &Item) -> Option<Self> {
        match item.state() {
            ItemStatus::CannotTell => Some(Self::CannotTell),
            ItemStatus::NotRevoked => Some(Self::NotRevoked),
            // Of these the token may still work.
            ItemStatus::Skipped => item.needs_person().then_some(Self::LeftOut),
            ItemStatus::Revoked => item
                .end()
                .is_some_and(crate::runs::item::ItemResult::is_undecided)
                .then_some(Self::NotConfirmed),
            ItemStatus::Waiting
            | ItemStatus::Reading
            | ItemStatus::Sending
            | ItemStatus::Confirming => None,
        }
    }
}
