//! A run that is planned: what would be revoked, what not and why, and exactly what would be sent.

use leptos::prelude::*;

use super::{
    blocked_notice::not_yours, confirm::confirm, context::Runs, controls::close_button,
    counts::Counts, note_fields::NoteFields, opened_plan::planner_notice, save_plan::save_plan,
    table::filtered_table,
};
use crate::{
    actions::Skip,
    runs::{Planner, Run, RunAction},
    text::number::grouped,
    ui::{
        common::{
            context::File,
            copy_button::copy_button_labelled,
            details::row,
            html::{El, dynamic, el},
            live::Live,
            signal::{Memo, RwSignal},
        },
        words::runs::{say, t},
    },
};

/// What can be seen and done once the plan is there.
#[derive(Clone, Default, PartialEq, Eq)]
struct Plan {
    figures: Counts,
    may_start: bool,
    owner: Option<crate::session::Account>,
    planner: Option<(Planner, bool)>,
}

pub(super) fn ready(runs: &Runs) -> AnyView {
    let (view, account) = (runs.view, runs.around.account.clone());
    let plan = Memo::new(move |_| {
        view.read(|run| {
            let is_own = run.plan().is_of(&account);
            Plan {
                figures: Counts::of(run),
                may_start: run.may(RunAction::Start) && is_own,
                owner: (!is_own).then(|| run.plan().account.clone()),
                planner: run
                    .plan()
                    .planner()
                    .map(|(planner, is_same)| (planner.clone(), is_same)),
            }
        })
        .unwrap_or_default()
    });
    let asks = RwSignal::new(false);
    let note = NoteFields::of(view);
    let runs = runs.clone();
    dynamic(move || {
        let Plan {
            figures,
            may_start,
            owner,
            planner,
        } = plan.get();
        // Whoever opened it has the file.
        let may_save = may_start && planner.is_none();
        let count = figures.waiting;
        let start = may_start.then(|| {
            el("button")
                .attr("type", "button")
                .class("danger")
                .attr("aria-haspopup", "dialog")
                .on("click", move |_| asks.set(true))
                .child(say(move |w, _| (w.revoke_ask)(count)))
        });
        // The person presses one of these with the whole plan still to be read below: both stay in view.
        El::many(
            [
                summary(figures),
                el("p")
                    .class("row")
                    .children(start)
                    .child(close_button(&runs, say(|_, common| common.cancel))),
            ]
            .into_iter()
            .chain(owner.map(not_yours))
            .chain(planner.map(planner_notice))
            .chain(may_save.then(|| save_plan(&runs, note, count)))
            .chain((count > 0).then(|| requests(&runs)))
            .chain([filtered_table(view)])
            .chain(may_start.then(|| confirm(&runs, count, asks, note)))
            .collect(),
        )
    })
}

/// How many would be revoked, and why the others not.
fn summary(figures: Counts) -> El {
    let Counts { waiting, skips, .. } = figures;
    let lead = say(move |w, _| {
        if waiting == 0 {
            w.nothing_left.to_owned()
        } else {
            (w.ready)(waiting, figures.skipped())
        }
    });
    el("div")
        .child(
            el("p")
                .child(el("strong").child(lead))
                .child(" ")
                .child(t(|w| w.nothing_sent)),
        )
        .child(reasons(skips))
}

/// How many were left out for each reason.
pub(super) fn reasons(skips: [usize; Skip::ALL.len()]) -> El {
    el("dl").children(
        Skip::ALL
            .into_iter()
            .zip(skips)
            .filter(|(_, count)| *count > 0)
            .map(|(skip, count)| row(say(move |w, _| (w.skip)(skip)), grouped(count))),
    )
}

/// The requests that would be sent; made only when a person wants to see them.
fn requests(runs: &Runs) -> El {
    let opened = RwSignal::new(false);
    let (view, save) = (runs.view, runs.around.save);
    let contents = move || {
        if !opened.get() {
            return ().into_any();
        }
        let text = view
            .run
            .with_untracked(|run| run.as_ref().map(listed))
            .unwrap_or_default();
        let file = text.clone();
        El::group([
            el("p").child(t(|w| w.requests_lead)),
            el("pre")
                .class("run-requests")
                .attr("tabindex", "0")
                .child(text.clone()),
            el("p")
                .class("row")
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("copy")
                        .on("click", move |_| {
                            save.run(File {
                                name: "requests.txt".to_owned(),
                                media_type: "text/plain",
                                text: file.clone(),
                            });
                        })
                        .child(t(|w| w.download_requests)),
                )
                // Last, so that what it says afterwards moves nothing.
                .child(copy_button_labelled(text, t(|w| w.copy_requests))),
        ])
    };
    let title: Live<&'static str> = t(|w| w.requests);
    el("details")
        // Opened or closed again: what was made once may stay.
        .on("toggle", move |_| opened.set(true))
        .child(el("summary").child(title))
        .child(dynamic(contents))
}

/// The requests, a line each.
pub(super) fn listed(run: &Run) -> String {
    let mut text = String::new();
    for request in run.requests() {
        text.push_str(&request);
        text.push('\n');
    }
    text
}
