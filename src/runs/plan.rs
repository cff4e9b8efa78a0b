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
    /// Who planned it, where it was opened from a file; else it was planned here, by whom it is of.
    pub planned_by: Option<Planner>,
}

/// Who planned a run that was opened from a file, as that file says: nothing proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Planner {
    /// When it was planned.
    pub at: Time,
    /// The user principal name.
    pub upn: String,
    /// The display name; may be empty.
    pub name: String,
    /// The object ID in the tenant; may be empty.
    pub object_id: String,
}

impl Planner {
    /// By both names, where there are two: `mira@contoso.com (Mira Okafor)`.
    pub(crate) fn named(&self) -> String {
        if self.name.is_empty() {
            self.upn.clone()
        } else {
            format!("{} ({})", self.upn, self.name)
        }
    }

    /// Whether it is this person. One of the two names is enough: who plans is another person only where both differ.
    pub(crate) fn is(&self, account: &Account) -> bool {
        let is_same_object =
            !self.object_id.is_empty() && self.object_id.eq_ignore_ascii_case(&account.object_id);
        is_same_object || self.upn.eq_ignore_ascii_case(&account.upn)
    }
}

impl Plan {
    /// Whether it is this person's: only they may go on with it.
    pub(crate) fn is_of(&self, account: &Account) -> bool {
        self.account.is_same_person(account)
    }

    /// Who planned it, and whether that is who carries it out; `None` where nobody had to ask, as it was planned here.
    pub(crate) fn planner(&self) -> Option<(&Planner, bool)> {
        let planner = self.planned_by.as_ref()?;
        Some((planner, planner.is(&self.account)))
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
