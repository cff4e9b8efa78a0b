//! The theme that the person chose.

use super::web_storage;
use crate::theme::Theme;

/// `src/guard.js` reads the same key before anything is shown.
const KEY: &str = "theme";

/// The theme to start with.
pub(crate) fn initial() -> Theme {
    let kept = web_storage::local().and_then(|storage| storage.get_item(KEY).ok().flatten());
    let kept = kept.and_then(|key| Theme::ALL.into_iter().find(|theme| theme.key() == key));
    kept.unwrap_or_default()
}

/// Shows the page in a theme, and keeps it for the next visit, where the browser allows it.
pub(crate) fn choose(theme: Theme) {
    let window = web_sys::window();
    let root = window.and_then(|window| window.document()?.document_element());
    if let Some(root) = root {
        root.set_attribute("data-theme", theme.key()).ok();
    }
    if let Some(storage) = web_storage::local() {
        storage.set_item(KEY, theme.key()).ok();
    }
}
