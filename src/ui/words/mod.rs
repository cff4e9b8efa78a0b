//! Every word that a person reads, in every language. A word that a language lacks does not compile.

mod en;
mod zh;

use std::sync::OnceLock;

use leptos::prelude::*;

use super::html::Live;

use crate::{
    cloud::Cloud,
    config::FieldProblem,
    graph::{Cause, EnrollmentMode},
    language::Language,
    lazy,
    lazy::NotLoaded,
    profile::{ProfileIdProblem, ProfileType},
    revocation::{Entry, NoAnswer},
    session::SignInCause,
};

/// What happened, and what to do about it.
pub struct Advice {
    /// One sentence.
    pub happened: &'static str,
    /// One or two sentences.
    pub next: &'static str,
}

/// The words of one language.
pub struct Words {
    pub product: &'static str,
    pub language: &'static str,
    pub starting: &'static str,
    pub loading: &'static str,
    pub not_loaded: &'static str,

    pub heading: &'static str,
    pub purpose: &'static str,
    pub sign_in: &'static str,
    pub sign_in_again: &'static str,
    pub try_again: &'static str,
    pub sign_out: &'static str,
    pub signed_in_as: &'static str,
    pub signing_in_here: &'static str,
    pub signing_in_elsewhere: &'static str,
    pub tenant: &'static str,
    pub cloud: &'static str,
    pub cloud_name: fn(Cloud) -> &'static str,
    pub sign_in_failed: &'static str,
    pub sign_in_advice: fn(SignInCause) -> Advice,
    pub admin_consent_link: &'static str,
    pub unavailable: Advice,
    pub reload: &'static str,
    pub privacy: &'static str,

    pub profile_id: &'static str,
    pub profile_id_hint: &'static str,
    pub profile_id_problem: fn(ProfileIdProblem) -> &'static str,
    pub profile_type: &'static str,
    pub profile_type_name: fn(ProfileType) -> &'static str,
    pub profile_type_hint: fn(ProfileType) -> &'static str,
    pub revoke: &'static str,

    pub confirm_heading: &'static str,
    pub confirm_lead: &'static str,
    pub account: &'static str,
    pub stops: &'static str,
    pub stops_list: [&'static str; 3],
    pub stays: &'static str,
    pub stays_list: [&'static str; 2],
    pub no_undo: &'static str,
    pub cancel: &'static str,
    pub preparing: &'static str,
    pub revoking: &'static str,

    pub revoked: &'static str,
    pub refused_advice: fn(&Cause) -> Advice,
    pub may_have_revoked: &'static str,
    pub not_revoked: &'static str,
    pub unanswered: &'static str,
    pub unanswered_advice: fn(NoAnswer) -> Advice,
    pub not_sent: &'static str,
    pub status: &'static str,
    pub code: &'static str,
    pub message: &'static str,
    pub time: &'static str,
    pub local_time: &'static str,
    pub activity_id: &'static str,
    pub none: &'static str,
    pub copy: &'static str,
    pub copy_what: fn(&str) -> String,
    pub copied: &'static str,
    pub copy_failed: &'static str,

    pub reading_heading: &'static str,
    pub reading: &'static str,
    pub elsewhere_heading: &'static str,
    pub elsewhere: &'static str,
    pub use_type: fn(ProfileType) -> &'static str,
    pub profile_name: &'static str,
    pub mode: &'static str,
    pub mode_name: fn(&EnrollmentMode) -> &str,
    pub token: &'static str,
    pub token_created: &'static str,
    pub token_expires_in: fn(i64) -> String,
    pub token_never_expires: &'static str,
    pub token_dead_since: fn(&str) -> String,
    pub not_known: &'static str,
    pub enrolled_devices: &'static str,
    pub unread: &'static str,
    pub token_changed: &'static str,
    pub facts_lost: &'static str,
    pub facts_found: &'static str,
    pub waiting_heading: &'static str,
    pub waiting: fn(u32) -> String,
    pub step_up_heading: &'static str,
    pub step_up_silent: &'static str,
    pub step_up_asking: &'static str,
    pub step_up: &'static str,
    pub verifying: &'static str,
    pub settling: &'static str,
    pub confirmed: fn(&str) -> String,
    pub not_visible: &'static str,
    pub other_token: &'static str,
    pub not_read: &'static str,
    pub revoked_unanswered: fn(&str) -> String,
    pub same_token: &'static str,
    pub check_again: &'static str,
    pub raw: &'static str,
    pub limits: &'static str,
    pub limits_list: [&'static str; 3],
    pub receipt: &'static str,
    pub copy_as_text: &'static str,
    pub copy_as_markdown: &'static str,
    pub copy_as_json: &'static str,
    pub download_json: &'static str,
    pub same_call: &'static str,
    pub copy_as_curl: &'static str,
    pub copy_as_power_shell: &'static str,
    pub receipt_entry: fn(Entry) -> &'static str,
}

/// The words of the set-up screen in one language. A table of their own goes where its part goes.
pub struct SetUpWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub config_unavailable: fn(Option<u16>) -> String,
    pub config_not_json: fn(usize, usize) -> String,
    pub config_field: fn(&str, FieldProblem) -> String,
    pub nothing_sent: &'static str,
    pub register_heading: &'static str,
    pub register_portal: &'static str,
    pub register_steps: [&'static str; 3],
    pub redirect_uri: &'static str,
    pub permission: &'static str,
    pub file_heading: &'static str,
    pub file_lead: &'static str,
    pub client_id: &'static str,
    pub client_id_hint: &'static str,
    pub tenant_id: &'static str,
    pub tenant_id_hint: &'static str,
    pub file_incomplete: &'static str,
    pub file_contents: &'static str,
}

/// The words of a language; English in place of one that [`load_words`] has not loaded.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &en::WORDS,
        Language::SimplifiedChinese => chinese(),
    }
}

#[cfg(target_arch = "wasm32")]
fn chinese() -> &'static Words {
    CHINESE.get().copied().unwrap_or(&en::WORDS)
}

#[cfg(not(target_arch = "wasm32"))]
fn chinese() -> &'static Words {
    zh::words()
}

static CHINESE: OnceLock<&'static Words> = OnceLock::new();

lazy! {
    /// Chinese, which most people do not need.
    fn load_chinese in chinese -> fn() -> &'static Words = zh::words;
}

/// Loads the words of a language, where they are not there yet.
pub async fn load_words(language: Language) -> Result<(), NotLoaded> {
    if language == Language::SimplifiedChinese && CHINESE.get().is_none() {
        CHINESE.set(load_chinese().await?()).ok();
    }
    Ok(())
}

/// The words of the set-up screen in a language.
pub fn set_up_words(language: Language) -> &'static SetUpWords {
    match language {
        Language::English => &en::SET_UP,
        Language::SimplifiedChinese => &zh::SET_UP,
    }
}

/// The language that the page is in.
#[derive(Clone, Copy)]
pub struct CurrentLanguage(pub RwSignal<Language>);

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
pub fn t(pick: fn(&'static Words) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub fn say<T>(make: impl Fn(&'static Words) -> T + Send + Sync + 'static) -> Live<T> {
    say_in(words, make)
}

/// The same with the words of one part, which `table` finds for a language.
pub fn say_in<W: 'static, T>(
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
