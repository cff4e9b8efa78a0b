//! Puts the words into the documents that speak before the program runs, or when it cannot: `index.html` and `redirect.html`.
//!
//! There a word stands as `{{its_name}}`. The languages are those of `src/language.rs`, and the words those of each language's
//! `static_page.rs`; both are compiled into this program, so that a word that a language lacks does not compile, and a change
//! of one takes the next start of `cargo xtask`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{About, Failure, Result};
use crate::files::{read, write};
use crate::pin::{self, Pin};
use crate::project::Project;

#[allow(dead_code, reason = "only the list is wanted here")]
#[path = "../../src/language.rs"]
mod language;

#[path = "../../src/ui/words"]
mod words {
    pub(crate) mod tables {
        pub(crate) mod static_page;
    }

    macro_rules! folders {
        ($($language:ident = $tag:literal, $name:literal, $folder:ident;)*) => {
            $(mod $folder {
                pub(crate) mod static_page;
            })*

            /// The words of each language, by its tag.
            pub(crate) const LANGUAGES: &[(&str, tables::static_page::StaticPageStrings)] =
                &[$(($tag, $folder::static_page::WORDS),)*];

            /// The folder of each language.
            pub(crate) const FOLDERS: &[&str] = &[$(stringify!($folder),)*];
        };
    }
    super::language::languages!(folders);
}

use words::{FOLDERS, LANGUAGES};

/// What the link in a word is, in each document.
const PAGE_LINK: &str = r#"<a class="reload" href="?">"#;
const ANSWER_LINK: &str = r#"<a class="again" href="">"#;

/// What `cargo fmt` does not find by itself, as it expands no macro: the languages' folders.
pub fn folders(project: &Project) -> impl Iterator<Item = PathBuf> {
    let words = project.path("src/ui/words");
    FOLDERS
        .iter()
        .map(move |folder| words.join(folder).join("mod.rs"))
}

/// Completes the page that Trunk has written.
pub fn put(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let style = style_name(dist)?;
    let plain = read(&dist.join(&style))?;
    let own = format!("{}{}", plain.trim_end(), one_is_shown());
    let renamed = renamed(&style, &own)?;
    let pinned = read(&page)?.replace(&style, &renamed).replace(
        &pin::of_trunk(plain.as_bytes()),
        &Pin::of(own.as_bytes()).integrity,
    );
    write(&dist.join(&renamed), &own)?;
    if renamed != style {
        let style = dist.join(&style);
        fs::remove_file(&style).about("delete", &style)?;
    }
    write(&page, &page_with(&pinned)?)?;

    let answer = dist.join("redirect.html");
    write(&answer, &answer_with(&read(&answer)?)?)
}

/// The page with each word in each language, of which `src/guard.js` chooses one.
fn page_with(page: &str) -> Result<String> {
    let tags: Vec<&str> = LANGUAGES.iter().map(|(tag, _)| *tag).collect();
    let start = "<html ";
    if page.matches(start).count() != 1 {
        return Err(unexpected(start));
    }
    let page = page.replace(
        start,
        &format!("{start}data-languages=\"{}\" ", tags.join(" ")),
    );
    let page = with_words(
        &page,
        PAGE_LINK,
        |name| format!("{{{{{name}}}}}"),
        |tag, word| format!("<span lang={tag}>{word}</span>"),
    );
    complete(page)
}

/// The page of the answer with a paragraph for each language: there is no style that shows one, and no script that chooses it.
fn answer_with(page: &str) -> Result<String> {
    complete(with_words(
        page,
        ANSWER_LINK,
        |name| format!("<p>{{{{{name}}}}}</p>"),
        |tag, word| format!("<p lang=\"{tag}\">{word}</p>"),
    ))
}

fn with_words(
    document: &str,
    link: &str,
    place: impl Fn(&str) -> String,
    element: impl Fn(&str, &str) -> String,
) -> String {
    let names = LANGUAGES
        .iter()
        .flat_map(|(_, words)| words.named())
        .map(|(name, _)| name);
    names.fold(document.to_owned(), |document, name| {
        let place = place(name);
        let elements = LANGUAGES.iter().filter_map(|(tag, words)| {
            let word = words.named().find(|(other, _)| *other == name);
            word.map(|(_, word)| element(tag, &word.replace("<a>", link)))
        });
        // Most words are in the other document.
        if document.contains(&place) {
            document.replace(&place, &elements.collect::<String>())
        } else {
            document
        }
    })
}

fn complete(document: String) -> Result<String> {
    match document.find("{{") {
        None => Ok(document),
        Some(at) => Err(unexpected(
            document[at..].lines().next().unwrap_or_default(),
        )),
    }
}

/// A rule by which only the words are shown that are in the language of the document.
fn one_is_shown() -> String {
    let selectors: Vec<String> = LANGUAGES
        .iter()
        .map(|(tag, _)| format!("html:lang({tag}) .static-words [lang]:not(:lang({tag}))"))
        .collect();
    format!("{}{{display:none}}\n", selectors.join(","))
}

/// The file that `style/main.css` has become.
fn style_name(dist: &Path) -> Result<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dist).about("read", dist)? {
        let name = entry.about("read", dist)?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("main-") && name.ends_with(".css") {
            found.push(name.into_owned());
        }
    }
    match found.pop() {
        Some(name) if found.is_empty() => Ok(name),
        _ => Err(unexpected("there is not one main style")),
    }
}

/// The name with the mark of these contents in place of the old one.
fn renamed(name: &str, contents: &str) -> Result<String> {
    let (stem, _) = name.rsplit_once('-').ok_or_else(|| unexpected(name))?;
    Ok(format!("{stem}-{}.css", Pin::of(contents.as_bytes()).mark))
}

fn unexpected(what: &str) -> Failure {
    Failure::new(format!(
        "The page is not as expected, and so has no words: {what}."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../index.html");
    const ANSWER: &str = include_str!("../../public/redirect.html");

    #[test]
    fn each_word_stands_in_a_document_once_for_each_language() {
        let (page, answer) = (page_with(PAGE).unwrap(), answer_with(ANSWER).unwrap());
        let (_, first) = &LANGUAGES[0];
        for (name, _) in first.named() {
            let place = format!("{{{{{name}}}}}");
            let (in_page, in_answer) =
                (PAGE.matches(&place).count(), ANSWER.matches(&place).count());
            assert!(in_page + in_answer > 0, "nobody says {name}");
            for (tag, words) in LANGUAGES {
                let (_, word) = words.named().find(|(other, _)| *other == name).unwrap();
                let said = format!("<span lang={tag}>{}</span>", word.replace("<a>", PAGE_LINK));
                assert_eq!(page.matches(&said).count(), in_page, "{tag} {name}");
                let said = format!("<p lang=\"{tag}\">{}</p>", word.replace("<a>", ANSWER_LINK));
                assert_eq!(answer.matches(&said).count(), in_answer, "{tag} {name}");
            }
        }
    }

    #[test]
    fn a_word_is_text_with_at_most_a_link() {
        for (tag, words) in LANGUAGES {
            for (name, word) in words.named() {
                let text = word.replace("<a>", "").replace("</a>", "");
                assert_eq!(
                    word.matches("<a>").count(),
                    word.matches("</a>").count(),
                    "{tag} {name}"
                );
                assert!(
                    !text.contains(['<', '>', '&', '{']) && !text.trim().is_empty(),
                    "{tag} {name}"
                );
            }
        }
    }

    #[test]
    fn a_word_that_no_language_has_is_not_served() {
        let page = PAGE.replace("{{starting}}", "{{startling}}");
        assert!(page_with(&page).is_err());
        let answer = ANSWER.replace("<p>{{no_answer}}</p>", "<h2>{{no_answer}}</h2>");
        assert!(answer_with(&answer).is_err());
    }

    #[test]
    fn the_style_names_every_language_in_each_place_of_its_own() {
        let rule = one_is_shown();
        assert!(
            rule.starts_with("html:lang(en) .static-words [lang]:not(:lang(en)),"),
            "{rule}"
        );
        assert_eq!(rule.matches("html:lang(").count(), LANGUAGES.len());
        assert_eq!(rule.matches('{').count(), 1);
    }

    #[test]
    fn what_trunk_has_written_is_completed_and_pinned_anew() {
        let dist = std::env::temp_dir().join(format!("xtask-static-words-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        let old = pin::of_trunk(b"a{b:c}");
        write(&dist.join("main-0123456789abcdef.css"), "a{b:c}").unwrap();
        write(
            &dist.join("index.html"),
            &format!("<html lang=en><link href=./main-0123456789abcdef.css integrity={old}><h1>{{{{heading}}}}</h1>"),
        )
        .unwrap();
        write(&dist.join("redirect.html"), "<p>{{no_answer}}</p>").unwrap();
        put(&dist).unwrap();

        let style = style_name(&dist).unwrap();
        let contents = read(&dist.join(&style)).unwrap();
        assert_eq!(contents, format!("a{{b:c}}{}", one_is_shown()));
        let Pin { mark, integrity } = Pin::of(contents.as_bytes());
        assert_eq!(style, format!("main-{mark}.css"));
        let page = read(&dist.join("index.html")).unwrap();
        assert!(
            page.contains(&format!("<link href=./{style} integrity={integrity}>")),
            "{page}"
        );
        assert!(page.contains("<h1><span lang=en>"), "{page}");
        assert!(
            read(&dist.join("redirect.html"))
                .unwrap()
                .starts_with("<p lang=\"en\">")
        );
        fs::remove_dir_all(dist).unwrap();
    }
}
