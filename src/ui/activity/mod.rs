//! What this browser remembers of revocations and runs, below the list.

mod audit;
pub(crate) mod context;
mod entry;
mod retention;
mod screen;
mod slot;
#[cfg(test)]
mod tests;

pub(crate) use context::{Activity, ActivityContext, ActivityWish, Asking, Look, Problem};
pub(crate) use screen::activity;
pub(crate) use slot::activity_slot;
