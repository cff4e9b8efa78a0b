//! One thing that was done in this browser, and for how long it is kept.

use super::run_summary::RunSummary;
use crate::{
    actions::{Receipt, ReceiptField},
    text::search,
    time::{DAY_MS, Time, rfc3339},
};

/// How long an entry is kept, in days.
pub(crate) const KEEP_DAYS: i64 = 90;

/// How far ahead of the clock an entry may be dated, in days; one that is further ahead is not kept.
///
/// A clock that is slower than this opens no HTTPS page, as certificates are valid for 398 days at most
/// (<https://cabforum.org/working-groups/server/baseline-requirements/>): then it was the entry's clock that was wrong.
pub(crate) const MOST_AHEAD_DAYS: i64 = 400;

/// The version of the JSON shapes, of a record and of an export.
pub(crate) const VERSION: &str = "1";

/// One thing that was done in this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActivityEntry {
    /// The key under which it is stored.
    pub key: String,
    /// When it was over, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_ms: i64,
    pub what: What,
    /// What a search looks at.
    pub(super) searched: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// One token was to be revoked, or a new one made.
    Revocation(Receipt),
    Run(RunSummary),
}

/// The kinds of what was done to one token.
pub(super) const REVOCATION: &str = "revocation";
pub(super) const NEW_TOKEN: &str = "newToken";

/// Which of them a receipt is of.
pub(super) fn kind(receipt: &Receipt) -> &'static str {
    if receipt.is_of_new_token() {
        NEW_TOKEN
    } else {
        REVOCATION
    }
}

impl ActivityEntry {
    /// A single revocation; `None` for a receipt that lacks what every receipt has.
    ///
    /// The key stays the same when the person lets the page look again at a revocation that was sent. The ID of the request
    /// tells two of one second apart.
    pub(crate) fn revocation(receipt: Receipt) -> Option<Self> {
        let at_ms = receipt.settled_ms()?;
        let moment = rfc3339(receipt.sent_ms().unwrap_or(at_ms));
        let profile_id = receipt.target()?.profile_id;
        let sent_as = receipt.get(ReceiptField::ClientRequestId);
        let sent_as = sent_as.unwrap_or_default();
        let key = format!("{} {profile_id} {moment} {sent_as}", kind(&receipt));
        Some(Self::new(key, at_ms, What::Revocation(receipt)))
    }

    /// A run. The key stays the same when the run goes on.
    pub(crate) fn run(summary: RunSummary) -> Self {
        let summary = summary.bounded();
        let key = Self::key_of_run(&summary.id);
        Self::new(key, summary.ended_ms, What::Run(summary))
    }

    /// The key of a run's entry.
    pub(crate) fn key_of_run(id: &str) -> String {
        format!("run {id}")
    }

    pub(super) fn new(key: String, at_ms: i64, what: What) -> Self {
        let searched = search::normal(&what.searched());
        Self {
            key,
            at_ms,
            what,
            searched,
        }
    }

    /// Whether what is of that moment is kept now.
    pub(super) fn is_kept(at_ms: i64, now_ms: i64) -> bool {
        let age_ms = now_ms.saturating_sub(at_ms);
        (-MOST_AHEAD_DAYS * DAY_MS..=KEEP_DAYS * DAY_MS).contains(&age_ms)
    }
}

/// Whether a run that was over at that moment is no longer kept.
pub(crate) fn is_expired(at_ms: i64, now: Time) -> bool {
    !ActivityEntry::is_kept(at_ms, now.unix_ms)
}

impl What {
    /// When it began, as far as that is known.
    pub(super) fn began_ms(&self) -> Option<i64> {
        match self {
            Self::Revocation(receipt) => receipt.sent_ms(),
            Self::Run(run) => Some(run.started_ms),
        }
    }

    /// Name, IDs, people, result, reason and ticket, one a line, so that no word is found across two of them.
    fn searched(&self) -> String {
        match self {
            Self::Revocation(receipt) => [
                ReceiptField::ProfileName,
                ReceiptField::ProfileId,
                ReceiptField::Tenant,
                ReceiptField::Account,
                ReceiptField::Ticket,
                ReceiptField::Reason,
                ReceiptField::Result,
                ReceiptField::Code,
                ReceiptField::RequestId,
                ReceiptField::ClientRequestId,
                ReceiptField::ActivityId,
            ]
            .map(|entry| receipt.get(entry).unwrap_or_default())
            .join("\n"),
            Self::Run(run) => [
                &*run.id,
                &run.tenant_id,
                &run.account,
                &run.ticket,
                &run.reason,
            ]
            .join("\n"),
        }
    }
}
