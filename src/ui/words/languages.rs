//! Where the words of a language are: those of the default language beside the code that says them, and those of each other in
//! one file of the page, which is loaded for who reads it.

use std::sync::OnceLock;

use super::tables::{
    activity, console, devices, incident, list, new_token, permission, qr_code, readiness, runs,
    set_up, set_up_report, sign_in_help, start,
};
use crate::{
    language::{Language, languages},
    lazy,
    lazy::NotLoaded,
    runs::report,
};

/// All words of one language.
pub(super) struct Strings {
    pub activity: &'static activity::ActivityStrings,
    pub console: &'static console::ConsoleStrings,
    pub devices: &'static devices::DevicesStrings,
    pub incident: &'static incident::IncidentStrings,
    pub list: &'static list::ListStrings,
    pub new_token: &'static new_token::NewTokenStrings,
    pub permission: &'static permission::PermissionStrings,
    pub qr_code: &'static qr_code::QrCodeStrings,
    pub readiness: &'static readiness::ReadinessStrings,
    pub report: &'static report::ReportStrings,
    pub runs: &'static runs::RunStrings,
    pub set_up: &'static set_up::SetUpStrings,
    pub set_up_report: &'static set_up_report::SetUpReportStrings,
    pub sign_in_help: &'static sign_in_help::SignInHelpStrings,
    pub start: &'static start::StartStrings,
}

macro_rules! parts {
    (
        $default:ident = $default_tag:literal, $default_name:literal, $default_folder:ident;
        $($language:ident = $tag:literal, $name:literal, $folder:ident;)*
    ) => {
        $(mod $folder {
            use super::{Strings, lazy};
            use crate::ui::words::$folder as folder;

            static STRINGS: Strings = Strings {
                activity: &folder::activity::WORDS,
                console: &folder::console::WORDS,
                devices: &folder::devices::WORDS,
                incident: &folder::incident::WORDS,
                list: &folder::list::WORDS,
                new_token: &folder::new_token::WORDS,
                permission: &folder::permission::WORDS,
                qr_code: &folder::qr_code::WORDS,
                readiness: &folder::readiness::WORDS,
                report: &folder::report::WORDS,
                runs: &folder::runs::WORDS,
                set_up: &folder::set_up::WORDS,
                set_up_report: &folder::set_up_report::WORDS,
                sign_in_help: &folder::sign_in_help::WORDS,
                start: &folder::start::WORDS,
            };

            pub(super) fn strings() -> &'static Strings {
                &STRINGS
            }

            lazy! {
                #[doc = $name]
                pub(super) fn $folder in $folder -> fn() -> &'static Strings = strings;
            }
        })*

        async fn load(language: Language) -> Result<Option<&'static Strings>, NotLoaded> {
            Ok(match language {
                Language::$default => None,
                $(Language::$language => Some($folder::$folder().await?()),)*
            })
        }

        /// On the host all of them are there.
        #[cfg(not(target_arch = "wasm32"))]
        pub(super) fn loaded(language: Language) -> Option<&'static Strings> {
            match language {
                Language::$default => None,
                $(Language::$language => Some($folder::strings()),)*
            }
        }
    };
}
languages!(parts);

static LOADED: [OnceLock<&'static Strings>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

/// Loads the words of a language, where they are not there yet.
pub(crate) async fn load_words(language: Language) -> Result<(), NotLoaded> {
    let loaded = &LOADED[language as usize];
    if loaded.get().is_none()
        && let Some(strings) = load(language).await?
    {
        loaded.set(strings).ok();
    }
    Ok(())
}

/// The words of a language that [`load_words`] has loaded. Those of the default language are where they are said, and so not
/// among them; they are what is said in place of others that are not there.
#[cfg(target_arch = "wasm32")]
pub(super) fn loaded(language: Language) -> Option<&'static Strings> {
    LOADED[language as usize].get().copied()
}
