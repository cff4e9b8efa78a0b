//! The activity: the history of revocations and runs in this browser, and what Intune's audit log says of them. No clock, no
//! storage.
//!
//! `docs/activity.md` says what is kept, where and how long, and describes the JSON.

mod audit_findings;
mod audit_question;
mod audit_search;
mod entry;
mod memory;
mod record;
mod run_summary;
#[cfg(test)]
mod tests;

pub(crate) use audit_findings::{AuditFindings, AuditStrings};
pub(crate) use audit_question::{AuditQuestion, AuditWindow};
pub(crate) use audit_search::{AuditSearch, AuditSought, AuditVerdict};
pub(crate) use entry::{ActivityEntry, What, is_expired};
pub(crate) use memory::Memory;
pub(crate) use run_summary::{RunSummary, run_summary};
