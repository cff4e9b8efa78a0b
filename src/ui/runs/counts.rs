//! The numbers of a run.

use crate::{
    actions::{ReceiptField, Skip},
    runs::{ItemStatus, Run},
};

/// The numbers of a run that is planned or over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Neither over nor left out: what would be revoked.
    pub waiting: usize,
    /// Revoked, confirmed or not.
    pub revoked: usize,
    /// Of these, those that their profiles do not show yet.
    pub unconfirmed: usize,
    /// Surely not revoked.
    pub not_revoked: usize,
    /// Left out, by the reasons of [`Skip::ALL`].
    pub skips: [usize; Skip::ALL.len()],
    /// Of which nobody knows.
    pub cannot_tell: usize,
    /// Those that the person can have tried again.
    pub retriable: usize,
    /// Those that another look may settle.
    pub undecided: usize,
    /// Those that a person has to see to.
    pub need_person: usize,
    pub all: usize,
}

impl Counts {
    pub(crate) fn of(run: &Run) -> Self {
        let mut figures = Self {
            all: run.items().len(),
            ..Self::default()
        };
        for item in run.items() {
            let Some(end) = item.end() else {
                figures.waiting += 1;
                continue;
            };
            figures.retriable += usize::from(end.may_be_retried());
            figures.undecided += usize::from(end.is_undecided());
            figures.need_person += usize::from(item.needs_person());
            match end.state {
                ItemStatus::Revoked => {
                    figures.revoked += 1;
                    figures.unconfirmed += usize::from(end.is_undecided());
                }
                ItemStatus::NotRevoked => figures.not_revoked += 1,
                ItemStatus::CannotTell => figures.cannot_tell += 1,
                _ => {
                    let key = end.receipt.get(ReceiptField::Skipped).unwrap_or_default();
                    // A record may name a reason that this page does not know.
                    let at = Skip::ALL.iter().position(|skip| skip.key() == key);
                    figures.skips[at.unwrap_or(Skip::NotReadable as usize)] += 1;
                }
            }
        }
        figures
    }

    /// How many were left out.
    pub(crate) fn skipped(&self) -> usize {
        self.skips.iter().sum()
    }

    /// How many were to be revoked: all but those of which there was nothing to revoke.
    pub(crate) fn meant(&self) -> usize {
        self.all - self.skips[Skip::Inactive as usize] - self.skips[Skip::Duplicate as usize]
    }
}
