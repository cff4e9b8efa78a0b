//! A button that copies a text.

use leptos::prelude::*;

use super::{
    html::{El, el},
    live::Live,
};
use crate::ui::{
    common::signal::RwSignal,
    words::start::{say, t},
};

/// The clipboard, found in the context.
#[derive(Clone, Copy)]
pub(crate) struct Clipboard {
    pub copy: Callback<String>,
    /// What was copied last, or could not be.
    pub last: RwSignal<Option<Result<String, String>>>,
}

/// A button that copies a text and says that it did. `what` names the text for those who hear the button only.
pub(crate) fn copy_button(text: String, what: Live<&'static str>) -> El {
    let own = text.clone();
    let clipboard = use_context::<Clipboard>();
    let name = say(
        move |w| match clipboard.and_then(|clipboard| clipboard.last.get()) {
            Some(Ok(copied)) if copied == own => w.copied.to_owned(),
            Some(Err(failed)) if failed == own => w.copy_failed.to_owned(),
            _ => (w.copy_what)(what.get()),
        },
    );
    button(text, t(|w| w.copy)).attr("aria-label", name)
}

/// A button that copies a text and says that it did, under a name of its own.
pub(crate) fn copy_button_labelled(text: String, name: Live<&'static str>) -> El {
    button(text, name)
}

fn button(text: String, name: Live<&'static str>) -> El {
    let clipboard = use_context::<Clipboard>();
    let own = text.clone();
    let label = name.clone();
    let label = say(
        move |w| match clipboard.and_then(|clipboard| clipboard.last.get()) {
            Some(Ok(copied)) if copied == own => w.copied,
            Some(Err(failed)) if failed == own => w.copy_failed,
            _ => label.get(),
        },
    );
    el("button")
        .attr("type", "button")
        .class("copy")
        // As wide as the wider of the two words, so that nothing moves under the pointer.
        .attr("data-before", name)
        .attr("data-after", t(|w| w.copied))
        .on("click", move |_| {
            if let Some(clipboard) = clipboard {
                clipboard.copy.run(text.clone());
            }
        })
        .child(label)
}
