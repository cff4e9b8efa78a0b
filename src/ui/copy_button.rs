//! A button that copies a text.

use leptos::prelude::*;

use super::{
    html::{El, el},
    words::say,
};

/// The clipboard, found in the context.
#[derive(Clone, Copy)]
pub struct Clipboard {
    /// Copies a text.
    pub copy: Callback<String>,
    /// What was copied last, or could not be.
    pub last: RwSignal<Option<Result<String, String>>>,
}

/// A button that copies a text and says that it did. `what` names the text for those who hear the button only.
pub fn copy_button(text: String, what: Signal<&'static str>) -> El {
    let clipboard = use_context::<Clipboard>();
    let own = text.clone();
    let label = say(
        move |w| match clipboard.and_then(|clipboard| clipboard.last.get()) {
            Some(Ok(copied)) if copied == own => w.copied,
            Some(Err(failed)) if failed == own => w.copy_failed,
            _ => w.copy,
        },
    );
    let name = say(move |w| match label.get() {
        label if label == w.copy => (w.copy_what)(what.get()),
        label => label.to_owned(),
    });
    el("button")
        .attr("type", "button")
        .class("copy")
        .attr("aria-label", name)
        .on("click", move |_| {
            if let Some(clipboard) = clipboard {
                clipboard.copy.run(text.clone());
            }
        })
        .child(label)
}
