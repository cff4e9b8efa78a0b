//! Who is signed in, and why nobody is.

mod account;
pub(crate) mod sign_in_errors;

#[cfg(test)]
pub(crate) use account::Helper;
pub(crate) use account::{Account, MsalError, Session, SignInCause, SignInFailure};
