//! The panel beside the list: one profile, from its details to what became of its revocation. It stays until it is closed.
//!
//! Its code, with that of the confirmation in its place, is a part of its own: the list does not wait for it.

use leptos::prelude::*;

use super::{confirmation::confirmation, context::PanelProps, details, outcome::outcome};
use crate::ui::{
    common::{
        effect::effect,
        html::{El, dynamic, el},
    },
    words::list::t,
};

/// The panel. What is said of a revocation is a live region, so it is there while there is nothing to show.
pub(crate) fn panel(props: PanelProps) -> AnyView {
    let PanelProps {
        around,
        revocation,
        not_kept,
        look,
        ..
    } = props.clone();
    // What is asked about, and what becomes of it, is shown of the profile it is about.
    let asked =
        Memo::new(move |_| revocation.with(|revocation| Some(revocation.job()?.target.clone())));
    effect(move || {
        if let Some(target) = asked.get() {
            look.pick(target);
        }
    });
    let facts = move || match look.picked.get() {
        Some(target) => details::details(&target, &props),
        None => ().into_any(),
    };
    let confirmation = confirmation(
        revocation,
        around.now,
        around.on_action,
        around.account.clone(),
        not_kept,
    );
    El::group([
        el("aside")
            .class("panel")
            .attr("aria-label", t(|w| w.details))
            .child(outcome(revocation, around, look))
            .child(dynamic(facts)),
        confirmation,
    ])
}
