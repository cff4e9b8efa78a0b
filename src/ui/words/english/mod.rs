//! The words in English.

pub mod activity;
pub mod console;
pub mod list;
pub mod runs;
pub mod start;
