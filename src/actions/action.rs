//! What a person can want of a revocation.

use crate::profile::Target;

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RevocationAction {
    /// Revoke this token.
    Request(Target),
    /// Yes, this one.
    Confirm,
    /// Ask me like for any other, whatever [`Guard`] stands before it.
    AllTheSame,
    /// No.
    Cancel,
    /// Prove who I am.
    StepUp,
    /// Look again.
    CheckAgain,
    /// Put the outcome away.
    Close,
}
