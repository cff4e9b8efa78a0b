//! A plan as a file, for somebody else to look at and to carry out; `docs/plan-file.md` describes it.
//!
//! Nothing proves what such a file says. It is a list of what to look at: every profile is read again with the rights of whoever
//! opens it, and only the token that the file is about is revoked. No token, no secret.

mod problem;
mod read;
mod saved;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use problem::{HandedPlan, PlanProblem, Wrong};
pub(crate) use saved::{PLAN_FORMAT, Place, SavedPlan};
pub(crate) use write::plan_file_name;
