//! The words around a run of many revocations, apart from the others so that they come with it.

use leptos::prelude::*;

use super::{
    chinese, console as common,
    console::Words as Common,
    english,
    start::{Advice, CurrentLanguage},
};
use crate::{
    actions::Skip,
    browser_records::StorageProblem,
    language::Language,
    runs::State,
    ui::{
        common::live::Live,
        runs::{
            announcements::{Blocker, Saying},
            column::Column,
            counts::Figures,
        },
    },
};

/// Every word around a run in one language; a missing one does not compile.
pub(crate) struct Words {
    pub heading: &'static str,
    pub elsewhere: &'static str,
    pub one_at_a_time: &'static str,
    pub not_kept: &'static str,
    pub storage_problem: fn(&StorageProblem) -> String,
    pub state: fn(State) -> &'static str,
    pub skip: fn(Skip) -> &'static str,
    pub progress: &'static str,
    pub pause: &'static str,
    pub resume: &'static str,
    pub stop: &'static str,
    pub close: &'static str,

    pub planning: fn(usize, usize) -> String,
    pub planning_lead: &'static str,
    pub ready: fn(usize, usize) -> String,
    pub nothing_left: &'static str,
    pub nothing_sent: &'static str,
    pub requests: &'static str,
    pub requests_lead: &'static str,
    pub copy_requests: &'static str,
    pub download_requests: &'static str,
    pub revoke_ask: fn(usize) -> String,
    pub revoke: fn(usize) -> String,
    pub confirm_heading: fn(usize, &str) -> String,
    pub confirm_lead: fn(usize) -> &'static str,
    pub confirm_list: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub ticket: &'static str,
    pub type_count: fn(usize) -> String,
    pub count_wrong: fn(usize) -> String,

    pub done: fn(usize, usize) -> String,
    pub rate: fn(u64) -> String,
    pub left: fn(u64) -> String,
    pub hold: fn(u64) -> String,
    pub long_hold: fn(&str, &str) -> String,
    pub stopping: &'static str,
    pub paused: &'static str,
    pub not_kept_pause: &'static str,
    pub interrupted: &'static str,
    pub other_account: fn(&str, &str) -> String,
    pub blocked: fn(Blocker) -> Advice,
    pub prove_button: &'static str,
    pub kept: &'static str,
    pub saying: fn(&Saying) -> String,

    pub table: &'static str,
    pub column: fn(Column) -> &'static str,
    pub no_name: &'static str,
    pub filter: &'static str,
    pub every_state: fn(usize) -> String,
    pub state_count: fn(&str, usize) -> String,

    pub confirmed_as: fn(&str) -> &'static str,
    pub unanswered_revoked: &'static str,
    pub unanswered_not_revoked: &'static str,
    pub unanswered_cannot_tell: &'static str,
    pub record_lost: &'static str,
    pub no_token: &'static str,

    pub verdict: fn(&Figures) -> String,
    pub totals: &'static str,
    pub confirmed: &'static str,
    pub unconfirmed: &'static str,
    pub sum: &'static str,
    pub started: &'static str,
    pub ended: &'static str,
    pub reason_said: &'static str,
    pub ticket_said: &'static str,
    pub run_id: &'static str,
    pub retry: fn(usize, bool) -> String,
    pub settle: fn(usize) -> String,
    pub download: fn(&str) -> String,
    pub print: &'static str,
}

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &english::runs::WORDS,
        Language::SimplifiedChinese => &chinese::runs::WORDS,
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
