//! Revoking many tokens: what the person sees of a run.

pub mod announcements;
mod blocked_notice;
pub mod column;
mod confirm;
mod context;
mod controls;
pub mod counts;
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

pub use context::{RunView, Runs, RunsContext};
pub use screen::runs;
