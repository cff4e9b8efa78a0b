//! The title of the document, in the tab and in the list of windows.

use std::cell::RefCell;

/// A text in front of the document's title, until it is dropped.
///
/// The title itself may change meanwhile, as it does with the language: the text is in front of it again the next time
/// that it is shown.
#[derive(Default)]
pub(crate) struct Prefix(RefCell<String>);

impl Prefix {
    /// Shows this text in front of the title, in place of the last one.
    pub(crate) fn show(&self, text: &str) {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let last = self.0.replace(text.to_owned());
            let before = document.title();
            let title = before.strip_prefix(&last).unwrap_or(&before);
            // The browser takes spaces off both ends of a title.
            let after = format!("{text} {}", title.trim_start());
            // It tells other processes of one that is set, even where that is the same.
            if after.trim_start() != before {
                document.set_title(&after);
            }
        }
    }
}

impl Drop for Prefix {
    fn drop(&mut self) {
        self.show("");
    }
}
