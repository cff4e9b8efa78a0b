//! Who is signed in, and why nobody is.

mod account;
mod sign_in_cause;
pub(crate) mod sign_in_errors;
mod sign_in_failure;

pub(crate) use account::{Account, Session};
#[cfg(test)]
pub(crate) use sign_in_cause::Helper;
pub(crate) use sign_in_cause::SignInCause;
pub(crate) use sign_in_failure::{MsalError, SignInFailure};
