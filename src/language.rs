//! The languages of the page.

/// The one list of the languages: hands it to a macro that makes something of it. The first is the one that is always there.
///
/// Another language is a line here and a folder of `ui::words`: its BCP 47 tag, its name in itself, and the folder, by which
/// the file that holds its words is called too. Everything else is made of the list: what is in this file, the file of the
/// page that a reader of the language loads, and, by xtask, the words in `index.html` and `redirect.html`.
macro_rules! languages {
    ($make:ident) => {
        $make! {
            English = "en", "English", english;
            SimplifiedChinese = "zh-Hans", "简体中文", chinese;
        }
    };
}
pub(crate) use languages;

macro_rules! language {
    (
        $default:ident = $default_tag:literal, $default_name:literal, $default_folder:ident;
        $($other:ident = $tag:literal, $name:literal, $folder:ident;)*
    ) => {
        /// A language that every word of the page exists in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub(crate) enum Language {
            #[default]
            $default,
            $($other,)*
        }

        impl Language {
            /// Every language, in the order in which a person is shown them.
            pub(crate) const ALL: [Self; 1 $(+ { let _ = $tag; 1 })*] = [Self::$default, $(Self::$other),*];

            /// The BCP 47 tag, as `html lang` takes it.
            pub(crate) fn tag(self) -> &'static str {
                match self {
                    Self::$default => $default_tag,
                    $(Self::$other => $tag,)*
                }
            }

            /// The language's name in itself.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    Self::$default => $default_name,
                    $(Self::$other => $name,)*
                }
            }
        }
    };
}
languages!(language);

impl Language {
    /// The language of a BCP 47 tag by its primary subtag.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let wanted = primary(tag);
        Self::ALL
            .into_iter()
            .find(|language| primary(language.tag()).eq_ignore_ascii_case(wanted))
    }

    /// The first known language of a browser's preferences, most wanted first; the first of the list if there is none.
    pub(crate) fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().find_map(Self::of_tag).unwrap_or_default()
    }
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
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
            (&["la", "en-GB", "zh"], English),
            (&["la", "zh"], SimplifiedChinese),
            (&["la"], English),
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

    #[test]
    fn each_language_is_found_by_its_tag_and_named_once() {
        for language in Language::ALL {
            assert_eq!(Language::of_tag(language.tag()), Some(language));
            assert!(
                Language::ALL
                    .iter()
                    .all(|other| *other == language || other.name() != language.name())
            );
        }
    }
}
