//! Looking for a phrase in a text.
//!
//! The standard library does so for texts of any length in linear time, by way of tables and panics that a release of this
//! size would feel. The texts here are short and bounded.

/// What stands before and behind the first occurrence of a phrase; `None` if the phrase does not occur.
pub(crate) fn split_once<'a>(text: &'a str, phrase: &str) -> Option<(&'a str, &'a str)> {
    let at = text
        .as_bytes()
        .windows(phrase.len())
        .position(|window| window == phrase.as_bytes())?;
    Some((text.get(..at)?, text.get(at + phrase.len()..)?))
}

/// Whether a phrase occurs.
pub(crate) fn contains(text: &str, phrase: &str) -> bool {
    split_once(text, phrase).is_some()
}

/// What stands before a phrase, or the whole text.
pub(crate) fn before<'a>(text: &'a str, phrase: &str) -> &'a str {
    split_once(text, phrase).map_or(text, |(before, _)| before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_finds_what_the_standard_library_finds(text in "[ab→]{0,12}", phrase in "[ab→]{1,3}") {
            prop_assert_eq!(split_once(&text, &phrase), text.split_once(&phrase));
            prop_assert_eq!(contains(&text, &phrase), text.contains(&phrase));
        }
    }
}
