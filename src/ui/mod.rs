//! The components. What they can do arrives as parameters: callbacks and signals.

mod activity;
mod app;
mod banner;
mod copy_button;
mod details;
mod finder;
mod html;
mod lazily;
mod rows;
pub mod runs;
mod set_up;
mod sign_in_notice;
mod signed_in;
mod signed_out;
mod words;

#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod sign_in_docs;
#[cfg(test)]
mod tests;

pub use activity::{Activity, ActivityContext, ActivityWish, Asking, Look, Problem, activity};
pub use app::{App, LoadSignedIn, app};
pub use copy_button::Clipboard;
pub use finder::{Finder, FinderContext, ListWish, finder};
pub use lazily::WhatIsThere;
pub use signed_in::{ActivitySlot, Around, File, SignedIn, SignedInContext, signed_in};
pub use words::{CurrentLanguage, load_words, words};
