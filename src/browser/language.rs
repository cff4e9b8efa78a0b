//! The language the person chose, or else the one the browser prefers.

use super::web_storage;
use crate::language::Language;

/// `src/guard.js` reads the same key for the words that stand in `index.html`.
const KEY: &str = "language";

/// The language to start with.
pub(crate) fn initial() -> Language {
    let chosen = web_storage::local().and_then(|storage| storage.get_item(KEY).ok().flatten());
    if let Some(language) = chosen.as_deref().and_then(Language::of_tag) {
        return language;
    }
    let languages = web_sys::window().map(|window| window.navigator().languages());
    let tags: Vec<String> = languages
        .iter()
        .flat_map(js_sys::Array::iter)
        .filter_map(|tag| tag.as_string())
        .collect();
    Language::preferred(tags.iter().map(String::as_str))
}

/// Tells the document its language and title.
pub(crate) fn show(language: Language, heading: &str, product: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(&format!("{heading} – {product}"));
        if let Some(root) = document.document_element() {
            root.set_attribute("lang", language.tag()).ok();
        }
    }
}

/// Keeps the person's choice for the next visit, where the browser allows it.
pub(crate) fn keep(language: Language) {
    if let Some(storage) = web_storage::local() {
        storage.set_item(KEY, language.tag()).ok();
    }
}
