//! How the words of the console are said.

use super::{english, languages::loaded, start::say_in};
use crate::{language::Language, ui::common::live::Live};

pub(crate) use super::tables::console::ConsoleStrings;

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn words(language: Language) -> &'static ConsoleStrings {
    loaded(language).map_or(&english::console::WORDS, |words| words.console)
}

/// A word in the language that the page is in.
#[inline(never)]
pub(crate) fn t(pick: fn(&'static ConsoleStrings) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static ConsoleStrings) -> T + Send + Sync + 'static,
) -> Live<T> {
    say_in(words, make)
}
