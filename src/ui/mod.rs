//! The components. What they can do arrives as parameters: callbacks and signals.

pub mod activity;
mod app;
mod common;
pub mod console;
#[cfg(test)]
mod generated_docs;
pub mod runs;
mod signed_in;
mod start;
#[cfg(test)]
mod tests;
mod words;

pub use app::{App, LoadSignedIn, app};
pub use common::{
    context::{Around, File},
    copy_button::Clipboard,
    lazy_view::WhatIsThere,
};
pub use signed_in::{SignedIn, SignedInContext, signed_in};
pub use words::{
    report::report_words,
    start::{CurrentLanguage, load_words, words},
};
