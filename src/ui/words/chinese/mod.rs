//! The words in Simplified Chinese.

pub mod activity;
pub mod console;
pub mod list;
pub mod runs;
pub mod start;
