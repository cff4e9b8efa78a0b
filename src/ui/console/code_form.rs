//! Where a leaked QR code or token is handed in.

use leptos::prelude::*;

use super::context::CODE_FIELD;
use crate::{
    paste::Intake,
    ui::{
        common::html::{El, el},
        words::list::t,
    },
};

/// Where a leaked QR code or token is handed in; `on_files` takes the event of a file field.
pub(super) fn code_form(
    intake: RwSignal<Option<Intake>>,
    on_files: Callback<leptos::ev::Event>,
) -> El {
    let text = RwSignal::new(String::new());
    el("details")
        .class("code-form")
        .child(el("summary").child(t(|w| w.code_heading)))
        .child(el("p").class("hint").child(t(|w| w.code_lead)))
        .child(
            el("label")
                .attr("for", "code-picture")
                .child(t(|w| w.code_picture)),
        )
        .child(
            el("input")
                .attr("id", "code-picture")
                .attr("type", "file")
                .attr("accept", "image/*")
                .on("change", move |event| on_files.run(event)),
        )
        .child(
            el("form")
                .attr("novalidate", "")
                .on("submit", move |event| {
                    event.prevent_default();
                    // It does not stay on the page either.
                    let code = text.try_update(std::mem::take).unwrap_or_default();
                    if !code.trim().is_empty() {
                        intake.set(Some(Intake::Code(code)));
                    }
                })
                .child(
                    el("label")
                        .attr("for", CODE_FIELD)
                        .child(t(|w| w.code_text)),
                )
                .child(
                    el("input")
                        .attr("id", CODE_FIELD)
                        .attr("type", "text")
                        .attr("autocomplete", "off")
                        .attr("autocapitalize", "off")
                        .attr("spellcheck", "false")
                        .value(text)
                        .on("input", move |event| text.set(event_target_value(&event))),
                )
                .child(
                    el("button")
                        .attr("type", "submit")
                        .child(t(|w| w.recognise)),
                ),
        )
}
