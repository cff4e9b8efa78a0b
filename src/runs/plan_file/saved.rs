//! What a plan's file holds.

use crate::{
    cloud::Cloud,
    config::Config,
    guid::Guid,
    profile::Target,
    runs::{
        item::{Item, ItemStatus},
        plan::{Plan, Planner, Scope},
        run::Run,
    },
    session::Account,
    text::line::one_line,
    time::{self, Time},
    token::{Expiry, TokenFingerprint},
};

/// By what the file of a plan is known, whatever its version.
pub(crate) const PLAN_FORMAT: &str = "token-console-plan";

/// The version of the shape.
pub(super) const VERSION: &str = "1";

/// What is to be done with the profiles.
pub(super) const ACTION: &str = "revoke";

/// The longest file, in bytes: 5 MiB, as whatever else is handed in.
pub(super) const LONGEST: usize = 5 * 1024 * 1024;

/// The longest name of a profile or of a person, in characters.
pub(super) const LONGEST_NAME: usize = 256;

/// The longest reason, and the longest ticket, in characters.
pub(super) const LONGEST_NOTE: usize = 500;

/// A plan for somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SavedPlan {
    /// Where the profiles are.
    pub place: Place,
    /// Who planned it.
    pub planner: Planner,
    /// Why, in that person's words; may be empty.
    pub reason: String,
    /// The ticket it belongs to; may be empty.
    pub ticket: String,
    /// Whether tokens that no longer work are revoked all the same.
    pub includes_inactive: bool,
    /// What is to be revoked, each profile once.
    pub items: Vec<SavedItem>,
}

/// A tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The name of its cloud in `config.json`.
    pub cloud: String,
    pub tenant_id: String,
}

/// A profile of the plan, with the token that the plan is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SavedItem {
    pub target: Target,
    /// As it was called, for whoever reads the file.
    pub name: String,
    pub token: TokenFingerprint,
}

impl Place {
    /// Where somebody is signed in.
    pub(crate) fn of(account: &Account, config: &Config) -> Self {
        Self::new(config.cloud, &account.tenant_id)
    }

    fn new(cloud: Cloud, tenant_id: &str) -> Self {
        Self {
            cloud: cloud.key().to_owned(),
            tenant_id: tenant_id.to_ascii_lowercase(),
        }
    }
}

impl SavedPlan {
    /// How many profiles a file holds at most: as many as are taken from any text.
    pub(crate) const MOST: usize = 10_000;

    /// The plan of a run, with what it would revoke.
    pub(crate) fn of(run: &Run) -> Self {
        let plan = run.plan();
        let account = &plan.account;
        let object_id = Guid::parse(&account.object_id);
        Self {
            place: Place::of(account, &run.config),
            planner: Planner {
                at: plan.made_at,
                upn: one_line(&account.upn, LONGEST_NAME),
                name: one_line(&account.name, LONGEST_NAME),
                object_id: object_id.map_or_else(String::new, |id| id.to_string()),
            },
            reason: one_line(&plan.reason, LONGEST_NOTE),
            ticket: one_line(&plan.ticket, LONGEST_NOTE),
            includes_inactive: plan.includes_inactive,
            items: run
                .items()
                .iter()
                .filter(|item| item.state() == ItemStatus::Waiting)
                .filter_map(SavedItem::of)
                .collect(),
        }
    }

    /// The run that somebody opens: a run of their own, of which each profile is read before anything else.
    pub(crate) fn opened(
        self,
        id: Guid,
        account: Account,
        config: Config,
        now: Time,
        earlier: Option<&Run>,
    ) -> Run {
        let plan = Plan {
            id,
            scope: Scope::Many,
            made_at: now,
            account,
            reason: self.reason,
            ticket: self.ticket,
            includes_inactive: self.includes_inactive,
            planned_by: Some(self.planner),
        };
        let items = self.items.into_iter().map(|item| (item.target, item.token));
        Run::opened(plan, config, items, earlier)
    }
}

impl SavedItem {
    fn of(item: &Item) -> Option<Self> {
        let profile = item.before.as_ref()?;
        let TokenFingerprint {
            expires,
            created_ms,
            modified_ms,
        } = profile.token();
        Some(Self {
            target: item.target.clone(),
            name: one_line(&profile.name, LONGEST_NAME),
            token: TokenFingerprint {
                expires: match expires {
                    // Whichever way Graph says *never*.
                    Expiry::At(ms) if written(ms).is_none() => Expiry::Null,
                    expires => expires,
                },
                created_ms: created_ms.filter(|ms| written(*ms).is_some()),
                modified_ms: modified_ms.filter(|ms| written(*ms).is_some()),
            },
        })
    }
}

/// A moment as the file has it, if that is one of the years 1 to 9999.
pub(super) fn written(unix_ms: i64) -> Option<String> {
    let text = time::rfc3339_ms(unix_ms);
    (time::unix_ms(&text) == Some(unix_ms)).then_some(text)
}
