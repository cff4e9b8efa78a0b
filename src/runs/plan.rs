//! The plan of a run: what it is to do, and for whom.

use crate::{graph::Profile, guid::Guid, profile::Target, session::Account, time::Time};

/// What a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// A single revocation, which nobody had to plan: its records are those of a run of one.
    One,
    /// As many as the person chose.
    Many,
}

/// A run before it begins: who wants it, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
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
    pub includes_inactive: bool,
}

impl Plan {
    /// Whether it is this person's: only they may go on with it.
    pub(crate) fn is_of(&self, account: &Account) -> bool {
        self.account.is_same_person(account)
    }
}

/// Which profiles a run is to be planned over, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The profiles, each with what the list says of it, if it is there.
    pub chosen: Vec<(Target, Option<Profile>)>,
    /// Whether each is read before anybody is asked: a dry run.
    pub reads_all: bool,
    /// Whether tokens that no longer work are revoked all the same.
    pub includes_inactive: bool,
}
