//! The two storages of the browser for short texts. A browser that refuses one has none, and nothing is kept there.
//!
//! <https://html.spec.whatwg.org/multipage/webstorage.html>

use web_sys::Storage;

/// What stays until it is deleted, for every tab of this origin.
pub(super) fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What stays as long as this tab.
pub(super) fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
