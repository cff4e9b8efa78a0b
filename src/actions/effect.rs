//! What a revocation asks the browser to do.

use super::call::Call;
use crate::graph::Claims;

/// What is to be done next; answered by a [`Report`](super::Report) of the same epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::enum_variant_names,
    reason = "a step-up is what Microsoft calls it"
)]
pub(crate) enum Step {
    /// Ask Graph.
    Call(Call),
    /// Wait so many milliseconds.
    Sleep(u32),
    /// Ask for a token with the claims: without the person, or with.
    StepUp {
        /// The claims.
        claims: Claims,
        /// Whether the person may be asked.
        interactive: bool,
    },
}
