//! Reasons for which a profile of a run is skipped.

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

impl Skip {
    pub(crate) const ALL: [Self; 5] = [
        Self::Inactive,
        Self::TokenChanged,
        Self::NotReadable,
        Self::Duplicate,
        Self::Stopped,
    ];

    /// The name in receipts.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Inactive => "expiredOrRevokedBefore",
            Self::TokenChanged => "tokenChanged",
            Self::NotReadable => "notReadable",
            Self::Duplicate => "duplicate",
            Self::Stopped => "stopped",
        }
    }
}
