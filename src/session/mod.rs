//! Who is signed in, and why nobody is.

mod account;
#[cfg(test)]
mod helper;
mod kept_sign_in;
mod sign_in_cause;
pub(crate) mod sign_in_errors;
mod sign_in_failure;
mod token_life;

pub(crate) use account::{Account, Session};
#[cfg(test)]
pub(crate) use helper::Helper;
pub(crate) use kept_sign_in::KeptSignIn;
pub(crate) use sign_in_cause::SignInCause;
pub(crate) use sign_in_failure::{MsalError, SignInFailure};
pub(crate) use token_life::TokenLife;
