//! What changes something in a tenant: revoking one token. Many: [`runs`](crate::runs).

mod call;
mod guard;
mod job;
mod outcome;
mod receipt;
mod revocation;
mod skip;
mod snapshot;
#[cfg(test)]
pub(crate) mod test_support;
#[cfg(test)]
mod tests;

pub(crate) use call::Call;
pub(crate) use guard::Guard;
pub(crate) use job::{Asked, Job, Stage, StepUp};
pub(crate) use outcome::{Confirmation, Outcome, Refused, Sent, Unsettled};
pub(crate) use receipt::{Entry, Receipt};
pub(crate) use revocation::{Report, Revocation, Step, Wish};
pub(crate) use skip::Skip;
pub(crate) use snapshot::Known;
