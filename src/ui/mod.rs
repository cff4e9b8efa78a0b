//! The components. What they can do arrives as parameters: callbacks and signals.

mod app;
mod banner;
mod confirmation;
mod copy_button;
mod details;
mod finder;
mod html;
mod lazily;
mod outcome;
mod profile_facts;
mod receipt;
mod revoke_form;
pub mod runs;
mod set_up;
mod sign_in_notice;
mod signed_out;
mod words;

#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod tests;

pub use app::{App, app};
pub use copy_button::Clipboard;
pub use finder::{Finder, FinderContext, ListWish, finder};
pub use outcome::Around;
pub use receipt::File;
pub use words::{CurrentLanguage, load_words, words};
