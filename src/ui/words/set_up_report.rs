//! How the words for what a sign-in tells about the set-up are said.

use super::{english, languages::loaded, start::say_in};
use crate::{language::Language, ui::common::live::Live};

pub(crate) use super::tables::set_up_report::SetUpReportStrings;

fn words(language: Language) -> &'static SetUpReportStrings {
    loaded(language).map_or(&english::set_up_report::WORDS, |words| words.set_up_report)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static SetUpReportStrings) -> T + Send + Sync + 'static,
) -> Live<T> {
    say_in(words, make)
}
