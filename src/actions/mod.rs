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

pub use call::Call;
pub use guard::Guard;
pub use job::{Asked, Job, Stage, StepUp};
pub use outcome::{Confirmation, Outcome, Refused, Sent, Unsettled};
pub use receipt::{Entry, Receipt};
pub use revocation::{Report, Revocation, Step, Wish};
pub use skip::Skip;
pub use snapshot::Known;
