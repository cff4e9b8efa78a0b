//! How the words about a further permission are said.

use super::{english, languages::loaded, start::say_in};
use crate::{language::Language, ui::common::live::Live};

pub(crate) use super::tables::permission::PermissionStrings;

/// The words of a language; the default one's in place of one that is not loaded.
fn words(language: Language) -> &'static PermissionStrings {
    loaded(language).map_or(&english::permission::WORDS, |words| words.permission)
}

/// A word in the language that the page is in.
pub(crate) fn t(pick: fn(&'static PermissionStrings) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static PermissionStrings) -> T + Send + Sync + 'static,
) -> Live<T> {
    say_in(words, make)
}
