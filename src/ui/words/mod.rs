//! Every word that a person reads: by language, then by part. A word that a language lacks does not compile.

mod chinese;
mod english;

pub(super) mod activity;
pub(super) mod console;
pub(super) mod list;
pub(super) mod report;
pub(super) mod runs;
pub(super) mod start;
