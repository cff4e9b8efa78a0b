//! What this browser remembers of revocations and runs, below the list.

mod audit;
pub mod context;
mod entry;
mod retention;
mod screen;
mod slot;
#[cfg(test)]
mod tests;

pub use context::{Activity, ActivityContext, ActivityWish, Asking, Look, Problem};
pub use screen::activity;
pub use slot::{ActivitySlot, activity_slot};
