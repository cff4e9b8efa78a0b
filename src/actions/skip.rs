//! Reasons for which a profile of a run is skipped.

use crate::keyed::keyed;

/// Why a profile of the plan is not revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Skip {
    /// Its token was revoked before, or has expired.
    Inactive,
    /// It holds another token than the one that the person was shown.
    TokenChanged,
    /// It could not be read, and what cannot be read is not revoked among many.
    NotReadable,
    /// It is in the plan already, under the other collection.
    Duplicate,
    /// The run was stopped before it was this one's turn.
    Stopped,
}

keyed! {
    pub(crate) each Skip {
        Inactive => "expiredOrRevokedBefore",
        TokenChanged => "tokenChanged",
        NotReadable => "notReadable",
        Duplicate => "duplicate",
        Stopped => "stopped",
    }
}
