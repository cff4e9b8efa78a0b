//! What a run is to do, and for whom.

use crate::{guid::Guid, session::Account, time::Time};

/// What a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A single revocation, which nobody had to plan: its records are those of a run of one.
    One,
    /// As many as the person chose.
    Many,
}

/// A run before it begins: who wants it, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The run's own ID.
    pub id: Guid,
    /// What it is for.
    pub scope: Scope,
    /// When it was planned.
    pub made_at: Time,
    /// Who signed in to do it.
    pub account: Account,
    /// Why, in the person's words; may be empty.
    pub reason: String,
    /// The ticket it belongs to; may be empty.
    pub ticket: String,
    /// Whether tokens that no longer work are revoked all the same.
    pub includes_dead: bool,
}

impl Plan {
    /// Whether it is this person's: only they may go on with it.
    pub fn is_of(&self, account: &Account) -> bool {
        self.account.is_same_person(account)
    }
}

/// Why a profile of the plan is not revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skip {
    /// Its token was revoked before, or has expired.
    Dead,
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
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Dead,
        Self::TokenChanged,
        Self::NotReadable,
        Self::Duplicate,
        Self::Stopped,
    ];

    /// The name in receipts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Dead => "expiredOrRevokedBefore",
            Self::TokenChanged => "tokenChanged",
            Self::NotReadable => "notReadable",
            Self::Duplicate => "duplicate",
            Self::Stopped => "stopped",
        }
    }
}
