//! A run that is planned or under way.

use leptos::prelude::*;

use super::{
    announcements::done,
    blocked_notice::trouble,
    context::{RunView, Runs},
    controls::controls,
    table::{counts, filtered_table},
};
use crate::{
    runs::{Run, RunPhase, Speed},
    time::{Time, length},
    ui::{
        common::{
            html::{El, el},
            live::Live,
        },
        words::runs::{RunStrings, say, t},
    },
};

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Progress {
    done: usize,
    all: usize,
    speed: Option<Speed>,
    hold_s: Option<u64>,
    /// Until when, where that is long.
    held_until: Option<Time>,
}

impl Progress {
    fn of(view: RunView) -> Self {
        // Told together with the beat.
        let tick_ms = view.tick_ms.get_untracked();
        let read = |run: &Run| {
            let (done, all) = done(run);
            let is_moving = run.phase() == RunPhase::Running && run.obstacle().is_none();
            let hold = run.hold(tick_ms);
            let is_held = hold.is_some_and(|hold| hold.is_long);
            Self {
                done,
                all,
                speed: run
                    .speed(tick_ms)
                    .filter(|_| is_moving && !is_held && run.pause().is_none()),
                held_until: hold.filter(|hold| hold.is_long).map(|hold| hold.until),
                hold_s: hold.map(|hold| (hold.until_tick_ms - tick_ms).div_ceil(1_000)),
            }
        };
        view.read(read).unwrap_or_default()
    }
}

/// A run whose profiles are read, and to which nothing is sent yet.
pub(super) fn planning(runs: &Runs) -> AnyView {
    let view = runs.view;
    let progress = Memo::new(move |_| Progress::of(view));
    let text = say(move |w, _| {
        let Progress { done, all, .. } = progress.get();
        (w.planning)(done, all)
    });
    El::group([
        el("p").child(text.clone()),
        bar(progress, text),
        el("p").class("hint").child(t(|w| w.planning_lead)),
        el("p").class("hint").child(hold(progress)),
        el("div").child(trouble(runs)),
        controls(runs),
    ])
}

/// A run under way.
pub(super) fn running(runs: &Runs) -> AnyView {
    let view = runs.view;
    let progress = Memo::new(move |_| Progress::of(view));
    let text = say(move |w, _| {
        let Progress { done, all, .. } = progress.get();
        (w.done)(done, all)
    });
    let pace = say(move |w: &'static RunStrings, _| {
        let speed = progress.get().speed;
        speed.map_or_else(String::new, |speed| {
            format!(
                "{} · {}",
                (w.rate)(speed.per_minute),
                (w.left)(speed.left_ms)
            )
        })
    });
    El::group([
        el("p")
            .class("run-progress")
            .child(el("strong").child(text.clone()))
            .child(" ")
            .child(el("span").child(pace))
            .child(" ")
            .child(el("span").child(hold(progress))),
        bar(progress, text),
        el("div").child(trouble(runs)),
        controls(runs),
        counts(view),
        filtered_table(view),
    ])
}

fn hold(progress: Memo<Progress>) -> Live<String> {
    say(move |w, common| {
        let Progress {
            hold_s, held_until, ..
        } = progress.get();
        match (hold_s, held_until) {
            (None, _) => String::new(),
            (Some(seconds), None) => (w.hold)(seconds),
            (Some(seconds), Some(until)) => {
                let parts: Vec<String> = length(seconds.saturating_mul(1_000))
                    .into_iter()
                    .map(|(count, unit)| (common.length)(count, unit))
                    .collect();
                (w.long_hold)(&until.utc(), &parts.join(" "))
            }
        }
    })
}

fn bar(progress: Memo<Progress>, text: Live<String>) -> El {
    let number =
        move |pick: fn(Progress) -> usize| Live::new(move || pick(progress.get()).to_string());
    el("div")
        .attr("role", "progressbar")
        .attr("aria-label", t(|w| w.progress))
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", number(|progress| progress.all))
        .attr("aria-valuenow", number(|progress| progress.done))
        .attr("aria-valuetext", text)
        .child(
            el("progress")
                .attr("aria-hidden", "true")
                .attr("max", number(|progress| progress.all.max(1)))
                .attr("value", number(|progress| progress.done)),
        )
}
