//! Why a run is done, as the person types it: for its report, and for the file of its plan.

use leptos::prelude::*;

use super::context::RunView;
use crate::{
    runs::Run,
    ui::{
        common::{
            effect::effect,
            html::{El, el},
            live::Live,
            signal::{Memo, RwSignal},
        },
        words::runs::t,
    },
};

/// What is typed, wherever it is asked for.
#[derive(Clone, Copy)]
pub(super) struct NoteFields {
    reason: RwSignal<String>,
    ticket: RwSignal<String>,
}

impl NoteFields {
    /// At first what the run says, and so for each run that takes its place.
    pub(super) fn of(view: RunView) -> Self {
        let of_run = move || {
            view.run.with_untracked(|run| {
                let plan = run.as_ref().map(Run::plan);
                plan.map(|plan| (plan.reason.clone(), plan.ticket.clone()))
                    .unwrap_or_default()
            })
        };
        let (reason, ticket) = of_run();
        let fields = Self {
            reason: RwSignal::new(reason),
            ticket: RwSignal::new(ticket),
        };
        let id = Memo::new(move |_| view.read(|run| run.plan().id.clone()));
        effect(move || {
            id.with(|_| ());
            let (reason, ticket) = of_run();
            fields.reason.set(reason);
            fields.ticket.set(ticket);
        });
        fields
    }

    /// The reason and the ticket.
    pub(super) fn said(self) -> (String, String) {
        let said = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        (said(self.reason), said(self.ticket))
    }

    /// The fields, with the `id` of each and of the hint.
    pub(super) fn shown(self, ids: [&'static str; 3], hint: Live<&'static str>) -> El {
        let [reason, ticket, hint_id] = ids;
        let text = |id: &'static str, value: RwSignal<String>| {
            el("input")
                .attr("id", id)
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("maxlength", "500")
                .value(value)
                .on("input", move |event| value.set(event_target_value(&event)))
        };
        let label = |id: &'static str| el("label").attr("for", id);
        el("div")
            .class("run-explain")
            .child(
                el("div")
                    .child(label(reason).child(t(|w| w.reason)))
                    .child(text(reason, self.reason).attr("aria-describedby", hint_id)),
            )
            .child(
                el("div")
                    .child(label(ticket).child(t(|w| w.ticket)))
                    .child(text(ticket, self.ticket)),
            )
            .child(el("p").class("hint").attr("id", hint_id).child(hint))
    }
}
