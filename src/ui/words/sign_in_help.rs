//! How the words for failures of a sign-in that few people meet are said.

use super::{english, languages::loaded, tables::sign_in_help::SignInHelpStrings};
use crate::language::Language;

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn sign_in_help(language: Language) -> &'static SignInHelpStrings {
    loaded(language).map_or(&english::sign_in_help::WORDS, |words| words.sign_in_help)
}
