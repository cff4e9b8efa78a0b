//! The language the person chose, or else the one the browser prefers.

use web_sys::{Storage, Window};

use crate::language::Language;

/// `src/guard.js` reads the same key for the words that stand in `index.html`.
const KEY: &str = "language";

/// The language to start with.
pub(crate) fn initial(window: &Window) -> Language {
    let chosen = storage(window).and_then(|storage| storage.get_item(KEY).ok().flatten());
    if let Some(language) = chosen.as_deref().and_then(Language::of_tag) {
        return language;
    }
    let tags: Vec<String> = window
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .collect();
    Language::preferred(tags.iter().map(String::as_str))
}

/// Tells the document its language and title.
pub(crate) fn show(window: &Window, language: Language, heading: &str, product: &str) {
    if let Some(document) = window.document() {
        document.set_title(&format!("{heading} – {product}"));
        if let Some(root) = document.document_element() {
            root.set_attribute("lang", language.tag()).ok();
        }
    }
}

/// Keeps the person's choice for the next visit, where the browser allows it.
pub(crate) fn keep(window: &Window, language: Language) {
    if let Some(storage) = storage(window) {
        storage.set_item(KEY, language.tag()).ok();
    }
}

fn storage(window: &Window) -> Option<Storage> {
    window.local_storage().ok().flatten()
}
