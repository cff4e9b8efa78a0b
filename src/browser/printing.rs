//! The print dialog.

/// Opens the browser's own dialog to print the page.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        window.print().ok();
    }
}
