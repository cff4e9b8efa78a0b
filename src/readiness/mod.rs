//! What this account may do here, as far as that is known before anything is pressed. No clock, no web.
//!
//! What a list or a change of a token was answered outweighs what the roles are said to allow; that outweighs nothing, but a
//! refusal for want of a role that is older than the reading of the roles. Only a refusal that says no, a whole answer that
//! names actions but not this one, and access tokens without the permission make a *no*: all else is *not known*.

mod seen;
#[cfg(test)]
mod tests;
mod verdict;
mod word;

pub(crate) use seen::{Seen, SeenChanges};
pub(crate) use verdict::{Readiness, RolesTold};
pub(crate) use word::{Known, OfBoth, Why};
