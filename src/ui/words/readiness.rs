//! How the words for what an account may do here are said.

use super::{english, languages::loaded, start::say_in};
use crate::{language::Language, ui::common::live::Live};

pub(crate) use super::tables::readiness::ReadinessStrings;

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn words(language: Language) -> &'static ReadinessStrings {
    loaded(language).map_or(&english::readiness::WORDS, |words| words.readiness)
}

/// A word in the language that the page is in.
#[inline(never)]
pub(crate) fn t(pick: fn(&'static ReadinessStrings) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static ReadinessStrings) -> T + Send + Sync + 'static,
) -> Live<T> {
    say_in(words, make)
}
