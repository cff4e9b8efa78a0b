//! The words in English.

pub(super) mod activity;
pub(super) mod console;
pub(super) mod list;
pub(super) mod runs;
pub(super) mod start;
