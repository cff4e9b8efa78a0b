//! What changes something in a tenant: revoking a token, and making a new one. Many at once: [`runs`](crate::runs).

mod action;
mod advance;
mod call;
mod effect;
mod event;
mod guard;
mod job;
mod note;
mod outcome;
mod receipt;
mod revocation;
mod skip;
mod snapshot;
#[cfg(test)]
pub(crate) mod test_support;
#[cfg(test)]
mod tests;
mod token_action;
mod token_validity;

pub(crate) use action::RevocationAction;
pub(crate) use advance::{Advance, Advanced, Meanwhile};
pub(crate) use call::Call;
pub(crate) use effect::RevocationEffect;
pub(crate) use event::RevocationEvent;
pub(crate) use guard::Guard;
pub(crate) use job::{Asked, Job, LookedUp, Stage, StepUp};
pub(crate) use note::Note;
pub(crate) use outcome::{Confirmation, Indeterminate, Outcome, Refused, Sent};
pub(crate) use receipt::{Receipt, ReceiptField};
pub(crate) use revocation::Revocation;
pub(crate) use skip::Skip;
pub(crate) use snapshot::ProfileSnapshot;
pub(crate) use token_action::{ActionRequest, Then, TokenAction};
pub(crate) use token_validity::{TokenValidity, ValidityLimit};
