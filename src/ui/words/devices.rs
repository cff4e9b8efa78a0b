//! How the words about devices are said.

use super::{english, languages::loaded, start::say_in};
use crate::{language::Language, ui::common::live::Live};

pub(crate) use super::tables::devices::DevicesStrings;

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn words(language: Language) -> &'static DevicesStrings {
    loaded(language).map_or(&english::devices::WORDS, |words| words.devices)
}

/// A word in the language that the page is in.
pub(crate) fn t(pick: fn(&'static DevicesStrings) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static DevicesStrings) -> T + Send + Sync + 'static,
) -> Live<T> {
    say_in(words, make)
}
