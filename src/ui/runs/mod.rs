//! Revoking many tokens: what the person sees of a run.

pub(crate) mod announcements;
mod blocked_notice;
pub(crate) mod column;
mod confirm;
mod context;
mod controls;
pub(crate) mod counts;
mod finished;
mod print_view;
mod progress;
mod ready;
mod report_file;
mod row;
mod screen;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use context::{RunView, Runs, RunsContext};
pub(crate) use screen::runs;
