//! Events of a revocation: what came of its effects.

use crate::{
    graph::{Answer, NoAnswer, ProfileReading},
    session::SignInFailure,
};

/// What the browser has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RevocationEvent {
    /// The profile was read, or could not be.
    Read(ProfileReading),
    /// Graph answered the revocation.
    Answered(Answer),
    /// No answer to the revocation came.
    NotAnswered(NoAnswer),
    /// There is no access token, so nothing was sent.
    NoToken(SignInFailure),
    /// The wait is over.
    Woke,
    /// A token with the claims is there, or is not.
    SteppedUp(Result<(), SignInFailure>),
}
