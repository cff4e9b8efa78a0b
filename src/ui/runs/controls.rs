//! The buttons that pause, resume, stop and put away a run.

use leptos::prelude::*;

use super::context::Runs;
use crate::{
    runs::{RunAction, RunPhase},
    ui::{
        common::{
            focus::{RUNS_TAB, focus},
            html::{El, dynamic, el},
            live::Live,
            signal::Memo,
        },
        words::runs::{say, t},
    },
};

/// A button for an action.
pub(super) fn action_button(runs: &Runs, action: RunAction, label: Live<String>) -> El {
    let on_action = runs.on_action;
    el("button")
        .attr("type", "button")
        .on("click", move |_| on_action.run(action))
        .child(label)
}

/// The button that puts a run away.
pub(super) fn close_button(runs: &Runs, label: Live<&'static str>) -> El {
    let on_close = runs.on_close;
    el("button")
        .attr("type", "button")
        .class("quiet")
        .on("click", move |_| {
            on_close.run(());
            // The button goes with the run.
            focus(RUNS_TAB);
        })
        .child(label)
}

/// The buttons of a run that is planned or under way: those that would do something now.
pub(super) fn controls(runs: &Runs) -> El {
    let (view, account) = (runs.view, runs.around.account.clone());
    let may = Memo::new(move |_| {
        view.read(|run| {
            // What somebody else's run would not do is not offered.
            let may = |action| run.may(action) && run.plan().is_of(&account);
            [
                may(RunAction::Pause),
                may(RunAction::Resume),
                may(RunAction::Stop),
                run.phase() == RunPhase::Planning,
            ]
        })
        .unwrap_or_default()
    });
    let on_action = runs.on_action;
    let may_toggle = Memo::new(move |_| {
        let [pause, resume, ..] = may.get();
        pause || resume
    });
    // One button, so that the focus stays on it.
    let toggle = move || {
        if !may_toggle.get() {
            return ().into_any();
        }
        let label = say(move |w, _| {
            let [_, resume, ..] = may.get();
            if resume { w.resume } else { w.pause }
        });
        El::group([el("button")
            .attr("type", "button")
            .on("click", move |_| {
                let [_, resume, ..] = may.get_untracked();
                on_action.run(if resume {
                    RunAction::Resume
                } else {
                    RunAction::Pause
                });
            })
            .child(label)])
    };
    let may_stop = Memo::new(move |_| may.get()[2]);
    let is_planning = Memo::new(move |_| may.get()[3]);
    let stop = move || {
        if !may_stop.get() {
            return ().into_any();
        }
        El::group([el("button")
            .attr("type", "button")
            .on("click", move |_| on_action.run(RunAction::Stop))
            .child(t(|w| w.stop))])
    };
    let cancel = {
        let runs = runs.clone();
        move || {
            if !is_planning.get() {
                return ().into_any();
            }
            El::group([close_button(&runs, say(|_, common| common.cancel))])
        }
    };
    el("p")
        .class("row run-controls")
        .child(dynamic(toggle))
        .child(dynamic(stop))
        .child(dynamic(cancel))
}
