//! Where the activity is shown when it is wanted.

use leptos::prelude::*;

use crate::ui::{
    common::{
        html::{El, dynamic, el},
        live::Live,
    },
    words::console::{say, t},
};

/// The heading, the button that opens it, and under it the activity.
pub(crate) fn activity_slot(
    is_open: RwSignal<bool>,
    show: impl Fn() -> AnyView + Send + Sync + 'static,
) -> El {
    let head = el("div")
        .class("finder-head")
        .child(
            el("h2")
                .attr("id", "activity-heading")
                .child(t(|w| w.activity)),
        )
        .child(
            el("button")
                .attr("type", "button")
                .attr(
                    "aria-expanded",
                    Live::new(move || if is_open.get() { "true" } else { "false" }),
                )
                .on("click", move |_| is_open.update(|open| *open = !*open))
                .child(say(move |w| {
                    if is_open.get() {
                        w.hide_activity
                    } else {
                        w.show_activity
                    }
                })),
        );
    el("section")
        .class("finder")
        .attr("aria-labelledby", "activity-heading")
        .child(head)
        .child(dynamic(
            move || {
                if is_open.get() { show() } else { ().into_any() }
            },
        ))
}
