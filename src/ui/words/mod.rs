//! Every word that a person reads: by language, then by part. A word that a language lacks does not compile.

mod chinese;
mod english;

pub mod activity;
pub mod console;
pub mod list;
pub mod report;
pub mod runs;
pub mod start;
