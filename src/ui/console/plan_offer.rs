//! The file of a plan among what was handed in: a part of the page with what reads texts.

use std::sync::Arc;

use leptos::prelude::*;

use super::context::IntakeProps;
use crate::{
    address::Screen,
    ui::{
        common::{
            effect::effect,
            html::{El, el},
        },
        words::list::t,
    },
};

/// Offers to open the plan. Where the list is not in view, nobody would see that: there it is opened at once, which sends nothing.
pub(super) fn plan_offer(
    text: &Arc<String>,
    props: IntakeProps,
    on_close: Callback<()>,
) -> AnyView {
    let text = Arc::clone(text);
    let open = move || {
        on_close.run(());
        props.on_open_plan.run(Ok(text.to_string()));
    };
    if props.screen.get_untracked() != Screen::Profiles {
        effect(open);
        return ().into_any();
    }
    El::group([el("div")
        .class("notice")
        .attr("role", "group")
        .attr("aria-labelledby", "intake-heading")
        .child(el("h2").attr("id", "intake-heading").child(t(|w| w.intake)))
        .child(" ")
        .child(
            el("div").attr("aria-live", "polite").child(
                el("p")
                    .child(el("strong").child(t(|w| w.is_plan)))
                    .child(" ")
                    .child(t(|w| w.is_plan_lead)),
            ),
        )
        .child(" ")
        .child(
            el("div")
                .class("row many")
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("primary")
                        .on("click", move |_| open())
                        .child(t(|w| w.open_this_plan)),
                )
                .child(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| on_close.run(()))
                        .child(t(|w| w.close)),
                ),
        )])
}
