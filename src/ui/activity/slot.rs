//! Where the activity is shown when it is wanted.

use std::pin::Pin;

use leptos::prelude::*;

use super::context::ActivityContext;
use crate::{
    lazy::NotLoaded,
    ui::{
        common::{
            html::{El, dynamic, el},
            lazy_view::lazily,
            live::Live,
        },
        words::console::{say, t},
    },
};

/// Loads the activity, and hands out the function that shows it.
pub(super) type LoadActivity =
    fn() -> Pin<Box<dyn Future<Output = Result<fn(ActivityContext) -> AnyView, NotLoaded>>>>;

/// The activity, which is loaded when it is opened.
pub(crate) struct ActivitySlot {
    /// Whether it is open.
    pub is_open: RwSignal<bool>,
    /// What it needs.
    pub context: ActivityContext,
    /// Loads it.
    pub load: LoadActivity,
}

/// The heading, the button that opens it, and under it the activity.
pub(crate) fn activity_slot(slot: ActivitySlot) -> El {
    let ActivitySlot {
        is_open,
        context,
        load,
    } = slot;
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
        .child(dynamic(move || {
            if !is_open.get() {
                return ().into_any();
            }
            let context = context.clone();
            lazily(load, move |begin| begin(context.clone()))
        }))
}
