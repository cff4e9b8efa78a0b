//! How the words for making a new token are said.

use super::{english, languages::loaded, start::say_in};
use crate::{language::Language, ui::common::live::Live};

pub(crate) use super::tables::new_token::NewTokenStrings;

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn words(language: Language) -> &'static NewTokenStrings {
    loaded(language).map_or(&english::new_token::WORDS, |words| words.new_token)
}

/// A word in the language that the page is in.
#[inline(never)]
pub(crate) fn t(pick: fn(&'static NewTokenStrings) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static NewTokenStrings) -> T + Send + Sync + 'static,
) -> Live<T> {
    say_in(words, make)
}
