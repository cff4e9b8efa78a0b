//! The language that the page is in, and how a word is said in it; the words of the start.

use leptos::prelude::*;

use super::{english, languages::loaded};
use crate::{
    language::Language,
    ui::common::{live::Live, signal::RwSignal},
};

pub(crate) use super::{
    languages::load_words,
    tables::start::{Advice, StartStrings},
};

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn words(language: Language) -> &'static StartStrings {
    loaded(language).map_or(&english::start::WORDS, |words| words.start)
}

/// The language that the page is in.
#[derive(Clone, Copy)]
pub(crate) struct CurrentLanguage(pub RwSignal<Language>);

impl CurrentLanguage {
    #[inline(never)]
    fn get(self) -> Language {
        self.0.get()
    }
}

/// A word in the language that the page is in.
///
/// One type for every word keeps the release small: a closure each would have Leptos' code for a text made anew for each.
#[inline(never)]
pub(crate) fn t(pick: fn(&'static StartStrings) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(make: impl Fn(&'static StartStrings) -> T + Send + Sync + 'static) -> Live<T> {
    say_in(words, make)
}

/// The same with the words of one part, which `table` finds for a language.
pub(crate) fn say_in<W: 'static, T>(
    table: fn(Language) -> &'static W,
    make: impl Fn(&'static W) -> T + Send + Sync + 'static,
) -> Live<T> {
    let language = use_context::<CurrentLanguage>();
    Live::new(move || {
        make(table(
            language.map_or_else(Language::default, CurrentLanguage::get),
        ))
    })
}
