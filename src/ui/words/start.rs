//! The words of the start, in every language. A word that a language lacks does not compile.
//!
//! Words that only a part says stand in a table of the part.

use std::sync::OnceLock;

use leptos::prelude::*;

use super::{chinese as simplified_chinese, english};
use crate::{
    cloud::Cloud, config::FieldProblem, language::Language, lazy, lazy::NotLoaded,
    session::SignInCause, ui::common::live::Live,
};

/// What happened, and what to do about it.
pub(crate) struct Advice {
    /// One sentence.
    pub happened: &'static str,
    /// One or two sentences.
    pub next: &'static str,
}

/// The words of one language that are there from the start, for every part.
pub(crate) struct Words {
    pub product: &'static str,
    pub language: &'static str,
    pub starting: &'static str,
    pub loading: &'static str,
    pub not_loaded: &'static str,

    pub heading: &'static str,
    pub purpose: &'static str,
    pub sign_in: &'static str,
    pub try_again: &'static str,
    pub sign_out: &'static str,
    pub signed_in_as: &'static str,
    pub signing_in_here: &'static str,
    pub signing_in_elsewhere: &'static str,
    pub tenant: &'static str,
    pub cloud: &'static str,
    pub cloud_name: fn(Cloud) -> &'static str,
    pub sign_in_failed: &'static str,
    /// Where somebody else than the person has to help, it is in [`SignInHelp`].
    pub sign_in_advice: fn(SignInCause) -> Option<Advice>,
    pub admin_consent_link: &'static str,
    pub unavailable: Advice,
    pub nothing_kept: Advice,
    pub reload: &'static str,
    pub privacy: &'static str,
    pub version: &'static str,

    pub code: &'static str,
    pub message: &'static str,
    pub copy: &'static str,
    pub copy_what: fn(&str) -> String,
    pub copied: &'static str,
    pub copy_failed: &'static str,
}

/// The words for failures of a sign-in that few people meet, in one language. A table of their own goes where its part goes.
pub(crate) struct SignInHelp {
    pub advice: fn(SignInCause) -> Option<Advice>,
}

/// The words of the set-up screen in one language. A table of their own goes where its part goes.
pub(crate) struct SetUpWords {
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
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &english::start::WORDS,
        Language::SimplifiedChinese => chinese(),
    }
}

#[cfg(target_arch = "wasm32")]
pub(super) fn chinese() -> &'static Words {
    CHINESE.get().copied().unwrap_or(&english::start::WORDS)
}

#[cfg(not(target_arch = "wasm32"))]
pub(super) fn chinese() -> &'static Words {
    simplified_chinese::start::words()
}

static CHINESE: OnceLock<&'static Words> = OnceLock::new();

lazy! {
    /// Chinese, which most people do not need.
    fn load_chinese in chinese -> fn() -> &'static Words = simplified_chinese::start::words;
}

/// Loads the words of a language, where they are not there yet.
pub(crate) async fn load_words(language: Language) -> Result<(), NotLoaded> {
    if language == Language::SimplifiedChinese && CHINESE.get().is_none() {
        CHINESE.set(load_chinese().await?()).ok();
    }
    Ok(())
}

/// The words for failures of a sign-in that few people meet, in a language.
pub(crate) fn sign_in_help(language: Language) -> &'static SignInHelp {
    match language {
        Language::English => &english::start::SIGN_IN_HELP,
        Language::SimplifiedChinese => &simplified_chinese::start::SIGN_IN_HELP,
    }
}

/// The words of the set-up screen in a language.
pub(crate) fn set_up_words(language: Language) -> &'static SetUpWords {
    match language {
        Language::English => &english::start::SET_UP,
        Language::SimplifiedChinese => &simplified_chinese::start::SET_UP,
    }
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
pub(crate) fn t(pick: fn(&'static Words) -> &'static str) -> Live<&'static str> {
    say(pick)
}

/// What the words of the language that the page is in make of some data.
pub(crate) fn say<T>(make: impl Fn(&'static Words) -> T + Send + Sync + 'static) -> Live<T> {
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
