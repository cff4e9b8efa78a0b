//! Modal dialogs.

use leptos::{html, prelude::*};

/// Whether a dialog that tells by its event that it was closed still is: the event comes later than the closing, and by then
/// somebody may have opened it again (<https://html.spec.whatwg.org/multipage/interactive-elements.html#close-the-dialog>).
pub(crate) fn is_closed(dialog: NodeRef<html::Dialog>) -> bool {
    dialog.get_untracked().is_none_or(|dialog| !dialog.open())
}
