//! Records of the activity as JSON. `docs/activity.md` describes them.

use serde::Serialize;
use serde_json::Value;

use super::{
    entry::{ActivityEntry, NEW_TOKEN, REVOCATION, VERSION, What, kind},
    run_summary::RunSummary,
};
use crate::{
    APP_VERSION,
    actions::Receipt,
    text::json::{self, Object},
    time::{Time, rfc3339, unix_ms},
};

/// How much of a record is read, in bytes.
pub(super) const LONGEST_RECORD: usize = 524_288;

/// A run, under the names in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunRecord<'a> {
    id: &'a str,
    started_at: String,
    ended_at: String,
    tenant_id: &'a str,
    account: &'a str,
    reason: &'a str,
    ticket: &'a str,
    total: u64,
    revoked: u32,
    not_revoked: u32,
    skipped: u32,
    cannot_tell: u32,
    left: u32,
}

impl ActivityEntry {
    /// The record that is stored under the entry's key.
    pub(crate) fn json(&self) -> String {
        let (kind, what) = match &self.what {
            What::Revocation(receipt) => (kind(receipt), receipt.json()),
            What::Run(run) => ("run", run_json(run)),
        };
        format!(
            "{{\"version\": \"{VERSION}\", \"kind\": \"{kind}\", \"at\": \"{}\", \"{kind}\": {}}}",
            rfc3339(self.at_ms),
            what.trim_end(),
        )
    }
}

fn run_json(run: &RunSummary) -> String {
    let run = RunRecord {
        id: &run.id,
        started_at: rfc3339(run.started_ms),
        ended_at: rfc3339(run.ended_ms),
        tenant_id: &run.tenant_id,
        account: &run.account,
        reason: &run.reason,
        ticket: &run.ticket,
        total: run.total(),
        revoked: run.revoked,
        not_revoked: run.not_revoked,
        skipped: run.skipped,
        cannot_tell: run.cannot_tell,
        left: run.left,
    };
    serde_json::to_string(&run).unwrap_or_default()
}

/// Reads a record: what was done, and when it was over. Otherwise when it is of, if at least that can be read.
pub(super) fn parse(text: &str) -> Result<(What, i64), Option<i64>> {
    if text.len() > LONGEST_RECORD {
        return Err(None);
    }
    let json = json::object(text).ok_or(None)?;
    let at_ms = json.get("at").and_then(Value::as_str).and_then(unix_ms);
    what(&json).ok_or(at_ms)
}

fn what(json: &Object) -> Option<(What, i64)> {
    let text = |key| json.get(key)?.as_str();
    if text("version") != Some(VERSION) {
        return None;
    }
    let kind = text("kind")?;
    let what = json.get(kind)?.as_object()?;
    match kind {
        REVOCATION | NEW_TOKEN => {
            let receipt =
                Receipt::from_json(what).filter(|receipt| super::entry::kind(receipt) == kind)?;
            let at_ms = receipt.settled_ms()?;
            Some((What::Revocation(receipt), at_ms))
        }
        "run" => {
            let run = run(what)?.bounded();
            let at_ms = run.ended_ms;
            Some((What::Run(run), at_ms))
        }
        _ => None,
    }
}

/// Reads a run. Its ID and moments have to be there, and its counts.
fn run(json: &Object) -> Option<RunSummary> {
    let given = |key| json.get(key)?.as_str();
    let text = |key| given(key).unwrap_or_default().to_owned();
    let count = |key| json.get(key)?.as_u64()?.try_into().ok();
    Some(RunSummary {
        id: given("id").filter(|id| !id.is_empty())?.to_owned(),
        started_ms: unix_ms(given("startedAt")?)?,
        ended_ms: unix_ms(given("endedAt")?)?,
        tenant_id: text("tenantId"),
        account: text("account"),
        reason: text("reason"),
        ticket: text("ticket"),
        revoked: count("revoked")?,
        not_revoked: count("notRevoked")?,
        skipped: count("skipped")?,
        cannot_tell: count("cannotTell")?,
        left: count("left")?,
    })
}

/// All entries, and how many records could not be read.
pub(super) fn export(entries: &[ActivityEntry], unreadable: usize, now: Time) -> String {
    let entries: Vec<_> = entries.iter().map(ActivityEntry::json).collect();
    let entries = entries.join(",\n");
    let at = now.rfc3339();
    format!(
        "{{\"version\": \"{VERSION}\", \"appVersion\": \"{APP_VERSION}\", \"exportedAt\": \"{at}\", \"unreadable\": {unreadable}, \"entries\": [\n{entries}\n]}}\n"
    )
}
