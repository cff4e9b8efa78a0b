//! The set-up: what is wrong with an entry, what registers the app, the file, and what can be found out about it all.
//!
//! What is asked is a plain value, and so is the answer: nothing is sent from here.

mod check;
mod draft;
mod entry;
mod script;
mod signed_in;

pub(crate) use check::{Check, Finding, Headers, Probe, Problem, Verdict, found, questions};
pub(crate) use draft::Draft;
pub(crate) use entry::{EntryProblem, client_id_problem, tenant_problem};
pub(crate) use script::{Tool, register};
pub(crate) use signed_in::{Known, SignedInReport};
