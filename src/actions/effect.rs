//! Effects of a revocation: what the browser is asked to do.

use super::call::Call;
use crate::graph::Claims;

/// What is to be done next; answered by a [`RevocationEvent`](super::RevocationEvent) of the same epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RevocationEffect {
    Call(Call),
    /// Wait so many milliseconds.
    Sleep(u32),
    /// Ask for a token with the claims: without the person, or with.
    StepUp {
        claims: Claims,
        /// Whether the person may be asked.
        interactive: bool,
    },
}
