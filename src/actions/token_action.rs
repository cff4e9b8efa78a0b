//! Actions of Graph that change the token of a profile, and what a person asks for.

use super::token_validity::TokenValidity;
use crate::{
    config::Config,
    graph::{self, Request},
    guid::Guid,
    profile::{Target, Wanted},
    time::Time,
    token::{TokenFingerprint, Verdict, created_between, revoked_between},
};

/// Graph's names of the actions.
const REVOKE_TOKEN: &str = "revokeToken";
pub(super) const CREATE_TOKEN: &str = "createToken";

/// What is done to the token of a profile.
///
/// A token is replaced in two steps: it is revoked, and then a new one is made. Each is confirmed by itself, and has an outcome
/// of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenAction {
    /// `revokeToken`.
    Revoke(Then),
    /// `createToken`.
    Create {
        /// How long the new token is to work.
        validity: TokenValidity,
        /// Whether it is made in place of one that was revoked for that.
        replaces: bool,
    },
}

/// What is to follow a revocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Nothing,
    /// A new token is to be made.
    NewToken,
    /// The new token is there, or nobody can tell: its own outcome says which.
    Settled,
}

/// What a person asks for: a profile, and what is to be done to its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActionRequest {
    pub wanted: Wanted,
    pub action: TokenAction,
}

impl ActionRequest {
    /// To revoke the token.
    pub(crate) fn revoke(wanted: impl Into<Wanted>) -> Self {
        Self {
            wanted: wanted.into(),
            action: TokenAction::Revoke(Then::Nothing),
        }
    }

    /// To revoke the token, and then to make a new one.
    pub(crate) fn replace(target: Target) -> Self {
        Self {
            wanted: target.into(),
            action: TokenAction::Revoke(Then::NewToken),
        }
    }

    /// To make a new token, and nothing else.
    pub(crate) fn create(target: Target) -> Self {
        Self {
            wanted: target.into(),
            action: TokenAction::Create {
                validity: TokenValidity::DEFAULT,
                replaces: false,
            },
        }
    }

    /// To make the new token after the one before was revoked.
    pub(crate) fn create_second(target: Target) -> Self {
        Self {
            wanted: target.into(),
            action: TokenAction::Create {
                validity: TokenValidity::DEFAULT,
                replaces: true,
            },
        }
    }
}

impl TokenAction {
    /// The name of Graph's action.
    pub fn key(self) -> &'static str {
        match self {
            Self::Revoke(_) => REVOKE_TOKEN,
            Self::Create { .. } => CREATE_TOKEN,
        }
    }

    /// The request, under this `client-request-id`.
    pub fn request(self, config: &Config, target: &Target, id: Guid) -> Request {
        match self {
            Self::Revoke(_) => graph::revoke_token(config, target, id),
            Self::Create { validity, .. } => {
                graph::create_token(config, target, validity.seconds(), id)
            }
        }
    }

    /// It as a text, to be read by [`TokenAction::parse`]; `None` where the token is only revoked.
    pub(crate) fn text(self) -> Option<String> {
        Some(match self {
            Self::Revoke(Then::Nothing) => return None,
            Self::Revoke(Then::NewToken) => "revokeToken replace".to_owned(),
            Self::Revoke(Then::Settled) => "revokeToken replaced".to_owned(),
            Self::Create { validity, replaces } => {
                let step = if replaces { " second" } else { "" };
                format!("createToken {}{step}", validity.seconds())
            }
        })
    }

    /// Reads what [`TokenAction::text`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let words: Vec<_> = text.split(' ').collect();
        Some(match words[..] {
            [REVOKE_TOKEN, "replace"] => Self::Revoke(Then::NewToken),
            [REVOKE_TOKEN, "replaced"] => Self::Revoke(Then::Settled),
            [CREATE_TOKEN, seconds, ref step @ ..] => Self::Create {
                validity: TokenValidity::from_seconds(seconds.parse().ok()?)?,
                replaces: match step {
                    [] => false,
                    ["second"] => true,
                    _ => return None,
                },
            },
            _ => return None,
        })
    }

    pub(super) fn is_create(self) -> bool {
        matches!(self, Self::Create { .. })
    }

    /// Judges what was sent by what was read before and after it.
    pub(super) fn verdict(
        self,
        before: &TokenFingerprint,
        after: &TokenFingerprint,
        sent_at: Time,
        now: Time,
    ) -> Verdict {
        match self {
            Self::Revoke(_) => revoked_between(before, after, now.unix_ms),
            Self::Create { .. } => created_between(before, after, sent_at.unix_ms, now.unix_ms),
        }
    }
}
