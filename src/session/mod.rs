//! Who is signed in, and why nobody is.

mod account;
pub mod sign_in_errors;

pub use account::{Account, Helper, MsalError, Session, SignInCause, SignInFailure};
