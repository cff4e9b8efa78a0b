//! Actions of a revocation: what a person can want of it.

use super::note::Note;
use crate::profile::Wanted;

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RevocationAction {
    Request(Wanted),
    /// Say why, before it is confirmed.
    Explain(Note),
    Confirm,
    /// Ask me like for any other, whatever [`Guard`] stands before it.
    AllTheSame,
    Cancel,
    /// Prove who I am.
    StepUp,
    CheckAgain,
    /// Put the outcome away.
    Close,
}
