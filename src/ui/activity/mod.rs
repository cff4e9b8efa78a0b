//! The activity: what this browser remembers of revocations and runs, below the list.

pub(crate) mod context;
mod entry;
pub(crate) mod problem;
mod retention;
mod screen;
#[cfg(test)]
mod tests;

pub(crate) use context::{Activity, ActivityAction, ActivityContext};
pub(crate) use problem::Problem;
pub(crate) use screen::activity;
