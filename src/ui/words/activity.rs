//! The words of the activity, apart from the others so that they come with it.

use super::{chinese, english, start::say_in};
use crate::{
    activity::RunSummary,
    language::Language,
    ui::{activity::context::Problem, common::live::Live},
};

/// Every word of the activity in one language; a missing one does not compile.
pub(crate) struct Words {
    pub lead: &'static str,
    pub keep: &'static str,
    pub keep_hint: &'static str,
    pub erase_too: &'static str,
    pub leave_it: &'static str,
    pub export: &'static str,
    pub erase_all: &'static str,
    pub really_erase_all: &'static str,
    pub erase_everything: &'static str,
    pub cancel: &'static str,
    pub problem: fn(&Problem) -> String,
    pub reading: &'static str,
    pub empty: &'static str,
    pub unreadable: fn(usize) -> String,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub count: fn(usize, usize) -> String,
    pub more: &'static str,
    pub result: fn(&str) -> &str,
    pub who: fn(&str, &str) -> String,
    pub run: fn(u64) -> String,
    pub totals: fn(&RunSummary) -> String,
    pub reason: &'static str,
    pub ticket: &'static str,
    pub run_id: &'static str,
    pub started: &'static str,
    pub started_local: &'static str,
    pub ended: &'static str,
    pub ended_local: &'static str,
    pub details: &'static str,
    pub copy: &'static str,
    pub erase: &'static str,
    pub open_report: &'static str,

    pub audit_log: &'static str,
    pub look_up: &'static str,
    pub look_again: &'static str,
    pub to_be_asked: &'static str,
    pub open_window: &'static str,
    pub asking: &'static str,
    pub searching: &'static str,
    pub found: &'static str,
    pub none_yet: &'static str,
    pub unreadable_events: fn(usize) -> String,
    pub too_many: &'static str,
    pub not_read: &'static str,
    pub no_permission: &'static str,
    pub declined: &'static str,
    pub expired: &'static str,
    pub no_role: &'static str,
    pub foreign_link: &'static str,
    pub endless: &'static str,
    pub event_time: &'static str,
    pub event_time_local: &'static str,
    pub event_activity: &'static str,
    pub event_operation: &'static str,
    pub event_result: &'static str,
    pub event_actor: &'static str,
    pub correlation_id: &'static str,
    pub event_id: &'static str,
}

/// The words of a language.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &english::activity::WORDS,
        Language::SimplifiedChinese => &chinese::activity::WORDS,
    }
}

/// A word in the language that the page is in.
pub(crate) fn t(pick: fn(&'static Words) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(make: impl Fn(&'static Words) -> T + Send + Sync + 'static) -> Live<T> {
    say_in(words, make)
}
