//! What this browser remembers of revocations and runs, and what Intune's audit log says of them. No clock, no storage.
//!
//! `docs/activity.md` says what is kept, where and how long, and describes the JSON.

mod audit_question;
mod audit_search;
mod memory;
mod record;
mod run_summary;
#[cfg(test)]
mod tests;

pub use audit_question::AuditQuestion;
pub use audit_search::{AskFor, AuditSearch, AuditVerdict};
pub use memory::{Entry, KEEP_DAYS, MOST_AHEAD_DAYS, Memory, VERSION, What, is_expired};
pub use run_summary::{RunSummary, run_summary};
