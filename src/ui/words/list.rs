//! How the words around the list of profiles are said.

use leptos::prelude::*;

use super::{
    console as common, english, languages::loaded, start::CurrentLanguage,
    tables::console::ConsoleStrings,
};
use crate::{language::Language, ui::common::live::Live};

pub(crate) use super::tables::list::ListStrings;

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn words(language: Language) -> &'static ListStrings {
    loaded(language).map_or(&english::list::WORDS, |words| words.list)
}

/// A word in the language that the page is in.
pub(crate) fn t(pick: fn(&'static ListStrings) -> &'static str) -> Live<&'static str> {
    say(move |w, _| pick(w))
}

/// What the words of the language that the page is in, these and the common ones, make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static ListStrings, &'static ConsoleStrings) -> T + Send + Sync + 'static,
) -> Live<T> {
    let both = both();
    Live::new(move || {
        let (words, common) = both.get();
        make(words, common)
    })
}

/// These words and the common ones in the language that the page is in.
pub(crate) fn both() -> Live<(&'static ListStrings, &'static ConsoleStrings)> {
    let language = use_context::<CurrentLanguage>();
    Live::new(move || {
        let language = language.map_or_else(Language::default, |language| language.0.get());
        (words(language), common::words(language))
    })
}
