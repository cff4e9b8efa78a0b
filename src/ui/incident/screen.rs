//! What will be in the folder and what will not, and the button that saves it.

use leptos::prelude::*;

use crate::{
    incident::{FolderContent, IncidentFolder},
    ui::{
        common::{
            details::row,
            effect::effect,
            html::{El, Focusable, dynamic, el},
            incident::IncidentContext,
            signal::RwSignal,
        },
        words::{
            console as common,
            incident::{say, t},
        },
    },
};

pub(crate) struct IncidentView {
    pub context: IncidentContext,
    /// Whether the browser could not make the file.
    pub is_not_saved: RwSignal<bool>,
    pub on_save: Callback<()>,
}

const HEADING: &str = "incident-heading";

/// The section below an outcome, or below the report of a run.
pub(crate) fn incident_folder(view: IncidentView) -> AnyView {
    let IncidentView {
        context: IncidentContext { folder, close },
        is_not_saved,
        on_save,
    } = view;
    let heading = NodeRef::<Focusable>::new();
    effect(move || {
        if let Some(heading) = heading.get() {
            heading.focus().ok();
        }
    });
    let rows = dynamic(move || match folder() {
        Some(folder) => El::many(contents(&folder)),
        None => ().into_any(),
    });
    let problem = dynamic(move || {
        if is_not_saved.get() {
            El::group([el("p").class("error").child(t(|w| w.not_saved))])
        } else {
            ().into_any()
        }
    });
    El::group([el("section")
        .class("incident")
        .attr("aria-labelledby", HEADING)
        .child(
            el("h3")
                .attr("id", HEADING)
                .attr("tabindex", "-1")
                .node_ref(heading)
                .child(t(|w| w.heading)),
        )
        .child(el("p").child(t(|w| w.lead)))
        .child(el("dl").child(rows))
        .child(
            el("p")
                .class("row")
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("primary")
                        .on("click", move |_| on_save.run(()))
                        .child(t(|w| w.save)),
                )
                .child(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| close.run(()))
                        .child(common::t(|w| w.close)),
                ),
        )
        .child(el("div").attr("role", "alert").child(problem))])
}

fn contents(folder: &IncidentFolder) -> Vec<El> {
    let all = folder.profiles;
    let rows = FolderContent::ALL.into_iter().map(|content| {
        let told = folder.told_of(content);
        row(
            say(move |w| (w.content)(content)),
            say(move |w| (w.told)(content, told, all)),
        )
    });
    rows.collect()
}
