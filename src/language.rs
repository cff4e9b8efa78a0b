//! The languages of the page.

/// A language that every word of the page exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    SimplifiedChinese,
}

impl Language {
    /// Every language, in the order in which a person is shown them.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::SimplifiedChinese];

    /// The BCP 47 tag, as `html lang` takes it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::SimplifiedChinese => "zh-Hans",
        }
    }

    /// The language's name in itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::SimplifiedChinese => "简体中文",
        }
    }

    /// The language of a BCP 47 tag by its primary subtag.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| {
            language
                .tag()
                .get(..2)
                .is_some_and(|own| own.eq_ignore_ascii_case(primary))
        })
    }

    /// The first known language of a browser's preferences, most wanted first; English if there is none.
    pub(crate) fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::of_tag).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_preference_counts() {
        use Language::{English, SimplifiedChinese};
        for (tags, language) in [
            (&["zh-CN", "en"][..], SimplifiedChinese),
            (&["zh-Hans-SG"], SimplifiedChinese),
            (&["de-DE", "en-GB", "zh"], English),
            (&["de", "zh"], SimplifiedChinese),
            (&["fr"], English),
            (&["", "x"], English),
            (&[], English),
        ] {
            assert_eq!(
                Language::preferred(tags.iter().copied()),
                language,
                "{tags:?}"
            );
        }
    }
}
