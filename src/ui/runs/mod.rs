//! Revoking many tokens: what the person sees of a run.

pub(crate) mod announcements;
mod bar;
mod blocked_notice;
pub(crate) mod column;
mod confirm;
mod context;
mod controls;
pub(crate) mod counts;
mod ending;
mod filter;
mod finished;
mod make_up;
mod note_fields;
mod opened_plan;
mod print_view;
mod progress;
mod ready;
mod report_file;
mod row;
mod save_plan;
mod screen;
mod table;
#[cfg(test)]
mod tests;

use crate::text::style_sheet::include_style_sheet;

pub(crate) use context::{RunView, Runs, RunsContext};
pub(crate) use ending::{Ending, ending};
pub(crate) use screen::runs;

/// What the screens of a run look like.
pub(crate) const RUNS_STYLE: &str = include_style_sheet!("../../../style/runs.css");
