//! What a reading lacks that a person can give at the sign-in host.

use super::{answer::Cause, challenge::Claims, pager::ListFailure, read_failure::ReadFailure};
use crate::session::SignInCause;

/// What the person has to be taken to the sign-in host for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskFor {
    /// The permission, or a new sign-in.
    Permission,
    /// The same, with more proof of who they are.
    Proof(Claims),
}

impl ListFailure {
    /// What the person has to be asked for so that this can be read; `None` where asking would not help.
    pub fn to_ask_for(&self) -> Option<AskFor> {
        match self {
            Self::NoToken(failure) => matches!(
                failure.cause,
                SignInCause::ConsentMissing | SignInCause::Expired
            )
            .then_some(AskFor::Permission),
            Self::Read(failure) => failure.to_ask_for(),
            Self::ForeignLink | Self::Endless => None,
        }
    }
}

impl ReadFailure {
    /// As [`ListFailure::to_ask_for`] has it.
    pub fn to_ask_for(&self) -> Option<AskFor> {
        let Self::Refused(refusal) = self else {
            return None;
        };
        match &refusal.cause {
            Cause::ScopeMissing(_) | Cause::SignInExpired => Some(AskFor::Permission),
            Cause::ClaimsChallenge(claims) => Some(AskFor::Proof(claims.clone())),
            _ => None,
        }
    }
}
