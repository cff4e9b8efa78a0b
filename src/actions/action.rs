//! Actions of a revocation: what a person can want of it.

use super::{note::Note, token_action::ActionRequest, token_validity::TokenValidity};

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RevocationAction {
    Request(ActionRequest),
    /// Say why, before it is confirmed.
    Explain(Note),
    /// How long the new token is to work, before it is confirmed.
    Validity(TokenValidity),
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
