//! Preferences: what the person has switched on or off in this browser.

use super::web_storage;

const ACTIVITY: &str = "activity";
const OFF: &str = "off";

/// Whether the activity is kept: yes, until the person says no.
pub(crate) fn keeps_activity() -> bool {
    let chosen = web_storage::local().and_then(|storage| storage.get_item(ACTIVITY).ok().flatten());
    chosen.as_deref() != Some(OFF)
}

/// Keeps whether the activity is kept, and says whether the browser allowed it.
pub(crate) fn keep_activity(keeps: bool) -> bool {
    let chosen = if keeps { "on" } else { OFF };
    web_storage::local().is_some_and(|storage| storage.set_item(ACTIVITY, chosen).is_ok())
}

const REFUSAL: &str = "refusalIsClosed";

/// Whether what the person may not read is no longer to be explained in this tab.
pub(crate) fn refusal_is_closed() -> bool {
    web_storage::session().is_some_and(|storage| matches!(storage.get_item(REFUSAL), Ok(Some(_))))
}

/// Keeps that it is not, as long as this tab is there.
pub(crate) fn close_refusal() {
    if let Some(storage) = web_storage::session() {
        storage.set_item(REFUSAL, "1").ok();
    }
}

const HIDDEN_COLUMNS: &str = "hiddenColumns";

/// The columns of the list that the person has left out, as they were kept; empty where none were.
pub(crate) fn hidden_columns() -> String {
    let kept =
        web_storage::local().and_then(|storage| storage.get_item(HIDDEN_COLUMNS).ok().flatten());
    kept.unwrap_or_default()
}

/// Keeps them for the next visit, where the browser allows it.
pub(crate) fn hide_columns(text: &str) {
    let Some(storage) = web_storage::local() else {
        return;
    };
    if text.is_empty() {
        storage.remove_item(HIDDEN_COLUMNS).ok();
    } else {
        storage.set_item(HIDDEN_COLUMNS, text).ok();
    }
}
