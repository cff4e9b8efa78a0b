//! A plan that was opened from a file: who planned it, or why it was not opened.

use leptos::prelude::*;

use crate::{
    runs::{Planner, plan_file::PlanProblem},
    ui::{
        common::{
            effect::effect,
            html::{El, Focusable, dynamic, el},
            signal::RwSignal,
        },
        words::runs::{say, t},
    },
};

/// Who planned the run, as its file says.
pub(super) fn planner_notice((planner, is_same_person): (Planner, bool)) -> El {
    let at = planner.at.on_both_clocks();
    let same = is_same_person.then(|| el("p").child(el("strong").child(t(|w| w.same_person))));
    el("div")
        .class("notice")
        .child(el("p").child(say(move |w, _| {
            (w.planned_elsewhere)(&planner.named(), &at)
        })))
        .children(same)
}

/// Says why a file was not opened, where whoever handed it over is led to.
pub(super) fn not_opened(problem: RwSignal<Option<PlanProblem>>) -> AnyView {
    let notice = NodeRef::<Focusable>::new();
    effect(move || {
        if problem.with(Option::is_some)
            && let Some(notice) = notice.get()
        {
            notice.focus().ok();
        }
    });
    dynamic(move || {
        let Some(of) = problem.get() else {
            return ().into_any();
        };
        El::group([el("div")
            .class("notice error")
            .attr("role", "group")
            .attr("aria-labelledby", "plan-refused")
            .child(
                el("p")
                    .attr("id", "plan-refused")
                    .attr("tabindex", "-1")
                    .node_ref(notice)
                    .child(el("strong").child(t(|w| w.plan_refused)))
                    .child(" ")
                    .child(say(move |w, _| (w.plan_problem)(&of))),
            )
            .child(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| problem.set(None))
                    .child(t(|w| w.close)),
            )])
    })
}
