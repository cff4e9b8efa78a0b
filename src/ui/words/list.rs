//! The words around the list of profiles, apart from the others so that they come with it.

use leptos::prelude::*;

use super::{
    chinese, console as common, console::Words as Common, english, start::CurrentLanguage,
};
use crate::{
    graph::{EnrollmentMode, ListFailure},
    language::Language,
    paste::{HandInProblem, Place, Reason, Thing},
    profiles::{Column, Risk, StateFilter, WhyLeftOut},
    ui::common::live::Live,
};

/// Every word around the list in one language; a missing one does not compile.
pub(crate) struct Words {
    pub heading: &'static str,
    pub refresh: &'static str,
    pub reading: fn(usize) -> String,
    pub waiting: fn(u32) -> String,
    pub count: fn(usize) -> String,
    pub shown: fn(usize, usize) -> String,
    pub read_at: fn(&str) -> String,
    pub empty: &'static str,
    pub no_match: &'static str,
    pub show_all: &'static str,
    pub failed: fn(&str, usize) -> String,
    pub stale: fn(&str) -> String,
    pub unreadable: fn(usize) -> String,
    pub list_failure: fn(&ListFailure) -> &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub every_type: &'static str,
    pub every_mode: &'static str,
    pub no_mode: &'static str,
    pub every_state: &'static str,
    pub state_filter: &'static str,
    pub state_filter_name: fn(StateFilter) -> &'static str,
    pub column: fn(Column) -> &'static str,
    pub table: &'static str,
    pub table_hint: &'static str,
    pub select_row: fn(&str) -> String,
    pub select_shown: &'static str,
    pub selecting: &'static str,
    pub every_active: fn(usize, bool) -> String,
    pub every_active_of: &'static str,
    pub every_active_of_part: &'static str,
    pub counted: fn(&str, usize) -> String,
    pub all_shown: fn(usize) -> String,
    pub select_none: &'static str,
    pub selected: fn(usize, usize, usize) -> String,
    pub dry_run: &'static str,
    pub include_dead: &'static str,
    pub revoke_many: fn(usize) -> String,
    pub select_these: fn(usize, usize) -> String,
    pub left_out: fn(usize) -> String,
    pub no_name: &'static str,
    pub mode_short: fn(&EnrollmentMode) -> &str,
    pub expires_in: fn(i64) -> String,
    pub never_expires: &'static str,
    pub dead_since: fn(&str) -> String,
    pub not_known: &'static str,
    pub risk: fn(Risk) -> &'static str,
    pub risk_advice: fn(Risk) -> &'static str,
    pub details: &'static str,
    pub worth_a_look: &'static str,
    pub description: &'static str,
    pub created: &'static str,
    pub modified: &'static str,
    pub deep_link: &'static str,
    pub portal: &'static str,
    pub close: &'static str,
    pub revoke: &'static str,

    pub handed_in: &'static str,
    pub reading_file: &'static str,
    pub problem: fn(HandInProblem) -> &'static str,
    pub recognised: fn(usize) -> String,
    pub nothing_recognised: &'static str,
    pub duplicates: fn(usize) -> String,
    pub filled_in: &'static str,
    pub choose: &'static str,
    pub choose_which: fn(&str, &str) -> String,
    pub place: fn(Place) -> String,
    pub not_in_list: &'static str,
    pub several: fn(&str) -> String,
    pub more: fn(usize) -> String,
    pub no_such_name: fn(&str) -> String,
    pub name_not_yet: fn(&str) -> String,
    pub name_not_in_part: fn(&str) -> String,
    pub not_recognised: fn(usize) -> String,
    pub reason: fn(Reason) -> String,
    pub others: fn(&[(Thing, usize)]) -> String,
    pub token_heading: &'static str,
    pub perhaps_a_token_heading: &'static str,
    pub perhaps_a_token_lead: &'static str,
    pub perhaps_a_name: &'static str,
    pub token_lead: &'static str,
    pub find_profile: &'static str,
    pub searching: fn(u32) -> String,
    pub searching_each: fn(usize) -> String,
    pub token_not_found: &'static str,
    pub token_cannot_tell: &'static str,
    pub token_compared: fn(usize) -> String,
    pub token_list_failed: fn(&str) -> String,
    pub token_unreadable: fn(usize) -> String,
    pub token_left_out: fn(usize) -> String,
    pub token_left_out_dead: &'static str,
    pub token_why: fn(&WhyLeftOut) -> &'static str,
    pub code_heading: &'static str,
    pub code_lead: &'static str,
    pub code_picture: &'static str,
    pub code_text: &'static str,
    pub recognise: &'static str,
}

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &english::list::WORDS,
        Language::SimplifiedChinese => &chinese::list::WORDS,
    }
}

/// A word in the language that the page is in.
pub(crate) fn t(pick: fn(&'static Words) -> &'static str) -> Live<&'static str> {
    say(move |w, _| pick(w))
}

/// What the words of the language that the page is in, these and the common ones, make of some data.
pub(crate) fn say<T>(
    make: impl Fn(&'static Words, &'static Common) -> T + Send + Sync + 'static,
) -> Live<T> {
    let both = both();
    Live::new(move || {
        let (words, common) = both.get();
        make(words, common)
    })
}

/// These words and the common ones in the language that the page is in.
pub(crate) fn both() -> Live<(&'static Words, &'static Common)> {
    let language = use_context::<CurrentLanguage>();
    Live::new(move || {
        let language = language.map_or_else(Language::default, |language| language.0.get());
        (words(language), common::words(language))
    })
}
