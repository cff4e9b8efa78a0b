//! The words for failures of a sign-in that few people meet.

use super::start::Advice;
use crate::session::SignInCause;

pub(crate) struct SignInHelpStrings {
    pub advice: fn(SignInCause) -> Option<Advice>,
}
