//! Searching for words.

use memchr::memmem::Finder;

/// Words that must all be found, in any order and any case.
pub(crate) struct SearchTerms(Vec<Finder<'static>>);

impl SearchTerms {
    /// The words of what a person entered. Each is prepared once, not once a text.
    pub(crate) fn of(search: &str) -> Self {
        let search = normal(search);
        let prepare = |word| Finder::new(word).into_owned();
        Self(search.split_whitespace().map(prepare).collect())
    }

    /// Whether a text, made [`normal`] before, holds every word.
    pub(crate) fn are_in(&self, searched: &str) -> bool {
        let searched = searched.as_bytes();
        self.0.iter().all(|word| word.find(searched).is_some())
    }
}

/// A text as words are looked for in it.
pub(crate) fn normal(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_word_must_be_there_in_any_order_and_case() {
        let searched = normal("Kiosk ÄRGER\nINC-7");
        for (search, found) in [
            ("", true),
            (" \t", true),
            ("inc KIOSK", true),
            ("ärger", true),
            ("kiosk inc-8", false),
        ] {
            assert_eq!(SearchTerms::of(search).are_in(&searched), found, "{search}");
        }
    }

    proptest! {
        #[test]
        fn a_text_holds_its_own_words(text in "\\PC*") {
            prop_assert!(SearchTerms::of(&text).are_in(&normal(&text)));
        }
    }
}
