//! How the words for the folder of an incident are said.

use super::{english, languages::loaded, start::say_in};
use crate::{language::Language, ui::common::live::Live};

pub(crate) use super::tables::incident::IncidentStrings;

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn words(language: Language) -> &'static IncidentStrings {
    loaded(language).map_or(&english::incident::WORDS, |words| words.incident)
}

/// A word in the language that the page is in.
#[inline(never)]
pub(crate) fn t(pick: fn(&'static IncidentStrings) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static IncidentStrings) -> T + Send + Sync + 'static,
) -> Live<T> {
    say_in(words, make)
}
