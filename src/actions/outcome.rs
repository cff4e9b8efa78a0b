//! How a revocation ended.

use crate::{
    graph::{Ids, NoAnswer, Profile, Refusal},
    guid::Guid,
    session::SignInFailure,
    time::Time,
};

/// How a revocation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Graph answered `204 No Content`.
    Accepted {
        sent: Sent,
        /// What the profile said afterwards.
        confirmation: Confirmation,
    },
    /// No answer that tells came, and the profile shows that the token was revoked.
    CarriedOut {
        indeterminate: Indeterminate,
        /// When the profile showed it.
        at: Time,
        /// What the profile said.
        after: Box<Profile>,
    },
    /// No answer that tells came, and the profile shows the same token as before.
    NotCarriedOut {
        indeterminate: Indeterminate,
        /// When the profile showed it.
        at: Time,
    },
    /// No answer that tells came, and the profile does not tell either.
    CannotTell(Indeterminate),
    /// Graph refused, and surely did not revoke.
    Refused(Refused),
    /// Nothing was sent, for want of an access token.
    NotSent {
        /// Why there was none.
        failure: SignInFailure,
        /// When that was clear.
        at: Time,
    },
    /// What was sent was turned away, and there was no access token to send it again.
    TurnedAway {
        /// Why there was none.
        failure: SignInFailure,
        /// When that was clear.
        at: Time,
    },
}

/// A revocation that was sent, and an answer other than the documented one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub sent: Sent,
    pub refusal: Box<Refusal>,
    pub at: Time,
}

/// A revocation that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The id this page gave the request.
    pub client_request_id: Guid,
    /// When it was sent.
    pub at: Time,
    /// When `204 No Content` came, if it did.
    pub answered: Option<Time>,
    /// The ids of the answer.
    pub ids: Ids,
}

/// Whether the profile shows what `204 No Content` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    Seen {
        /// When it was read.
        at: Time,
        after: Box<Profile>,
    },
    /// It did not, as long as this page looked.
    NotVisible {
        /// When it was read last.
        at: Time,
    },
    /// It holds another, active token: somebody made a new one.
    OtherToken {
        /// When it was read.
        at: Time,
        after: Box<Profile>,
    },
    /// The profile cannot be read by this person.
    NotRead {
        /// When that was tried.
        at: Time,
    },
}

/// A revocation whose answer does not tell whether it was carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Indeterminate {
    /// An answer came, but one that leaves it open.
    Refused(Refused),
    NoAnswer {
        sent: Sent,
        reason: NoAnswer,
        /// When that was clear.
        at: Time,
    },
}

impl Indeterminate {
    pub fn sent(&self) -> &Sent {
        match self {
            Self::Refused(Refused { sent, .. }) | Self::NoAnswer { sent, .. } => sent,
        }
    }
}

impl Outcome {
    /// The end of a revocation for which there is no access token.
    pub(super) fn without_token(was_sent: bool, failure: SignInFailure, at: Time) -> Self {
        if was_sent {
            Self::TurnedAway { failure, at }
        } else {
            Self::NotSent { failure, at }
        }
    }
}

impl Sent {
    pub(crate) fn new(client_request_id: Guid, at: Time) -> Self {
        Self {
            client_request_id,
            at,
            answered: None,
            ids: Ids::default(),
        }
    }
}
