//! A plan as a file, for somebody else to carry out.

use leptos::prelude::*;

use super::{context::Runs, note_fields::NoteFields};
use crate::{
    runs::plan_file::{SavedPlan, plan_file_name},
    ui::{
        common::{
            context::File,
            html::{El, el},
        },
        words::runs::{say, t},
    },
};

/// What saves the plan of so many profiles, with the reason and the ticket that go with it.
pub(super) fn save_plan(runs: &Runs, note: NoteFields, count: usize) -> El {
    let (view, save, on_explain) = (runs.view, runs.around.save, runs.on_explain);
    let details = el("details").child(el("summary").child(t(|w| w.for_somebody_else)));
    if count > SavedPlan::MOST {
        let too_many = say(|w, _| (w.too_many_to_save)(SavedPlan::MOST));
        return details.child(el("p").child(too_many));
    }
    details
        .child(el("p").child(t(|w| w.for_somebody_else_lead)))
        .child(note.shown(
            ["plan-reason", "plan-ticket", "plan-reason-hint"],
            t(|w| w.save_plan_hint),
        ))
        .child(
            el("p").class("row").child(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| {
                        on_explain.run(note.said());
                        let file = view.run.with_untracked(|run| {
                            run.as_ref().map(|run| File {
                                name: plan_file_name(run),
                                media_type: "application/json",
                                text: SavedPlan::of(run).text(),
                            })
                        });
                        if let Some(file) = file {
                            save.run(file);
                        }
                    })
                    .child(t(|w| w.save_plan)),
            ),
        )
}
