//! How a revocation ended.

use crate::{
    graph::{Ids, Refusal},
    guid::Guid,
    session::SignInFailure,
    time::Time,
};

/// How a revocation ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Graph answered `204 No Content`.
    Revoked(Receipt),
    /// Graph answered something else.
    Refused {
        /// What it answered.
        refusal: Refusal,
        /// When.
        at: Time,
    },
    /// No answer came, so nobody here knows whether the token was revoked.
    Unanswered {
        /// Why.
        reason: NoAnswer,
        /// The id the request was sent with.
        client_request_id: Guid,
        /// When.
        at: Time,
    },
    /// There was no access token, so nothing was sent.
    NotSent {
        /// Why.
        failure: SignInFailure,
        /// When.
        at: Time,
    },
}

/// What proves a revocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The ids of the request.
    pub ids: Ids,
    /// When the answer came.
    pub at: Time,
}

/// Why no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// The browser says that it is offline.
    Offline,
    /// The connection failed, or something between here and Graph blocked it.
    Network,
}
