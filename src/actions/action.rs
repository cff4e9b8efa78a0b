//! Actions of a revocation: what a person can want of it.

use crate::profile::Target;

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RevocationAction {
    Request(Target),
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
