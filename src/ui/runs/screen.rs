//! Revoking many tokens: what the person sees of a run.

use leptos::prelude::*;

use super::{
    announcements::{Announcement, Announcer},
    context::{RunView, Runs},
    finished,
    opened_plan::not_opened,
    progress, ready,
};
use crate::{
    browser_records::StorageProblem,
    runs::{Run, RunPhase},
    ui::{
        common::{
            effect::{effect, effect_since},
            html::{El, Focusable, dynamic, el},
            signal::{Memo, RwSignal},
        },
        words::runs::{say, t},
    },
};

/// Which of its screens a run is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Nothing,
    Elsewhere,
    Planning,
    Ready,
    Running,
    Over,
}

impl Screen {
    fn of(runs: &Runs) -> Self {
        if runs.is_elsewhere.get() {
            return Self::Elsewhere;
        }
        match runs.view.read(Run::phase) {
            None => Self::Nothing,
            Some(RunPhase::Planning) => Self::Planning,
            Some(RunPhase::Ready) => Self::Ready,
            Some(RunPhase::Running | RunPhase::Stopping | RunPhase::Recording) => Self::Running,
            Some(RunPhase::Over) => Self::Over,
        }
    }
}

/// The run that there is, from its plan to its report; nothing while there is none.
pub(crate) fn runs(runs: Runs) -> AnyView {
    let screen = {
        let runs = runs.clone();
        Memo::new(move |_| Screen::of(&runs))
    };
    let (heading, verdict) = (NodeRef::new(), NodeRef::new());
    let says_end = RwSignal::new(false);
    effect_since(move |before| {
        let now = screen.get();
        if now != Screen::Nothing && before != Some(now) {
            let is_new = matches!(before, None | Some(Screen::Nothing));
            says_end.set(false);
            lead_focus(is_new, now, heading, verdict, says_end);
        }
        Some(now)
    });
    let is_shown = Memo::new(move |_| screen.get() != Screen::Nothing);
    let not_opened = not_opened(runs.plan_problem);
    let shown = dynamic(move || {
        if !is_shown.get() {
            return ().into_any();
        }
        let runs = runs.clone();
        El::group([el("section")
            .class("run")
            .attr("aria-labelledby", "runs-heading")
            .child(
                el("h2")
                    .attr("id", "runs-heading")
                    .attr("tabindex", "-1")
                    .node_ref(heading)
                    .child(t(|w| w.heading)),
            )
            .child(spoken(&runs, says_end))
            .child(not_kept(runs.not_kept))
            .child(one_at_a_time(runs.is_refused, heading))
            .child(dynamic(move || match screen.get() {
                Screen::Nothing => ().into_any(),
                Screen::Elsewhere => El::group([el("p").class("notice").child(t(|w| w.elsewhere))]),
                Screen::Planning => progress::planning(&runs),
                Screen::Ready => ready::ready(&runs),
                Screen::Running => progress::running(&runs),
                Screen::Over => finished::finished(&runs, verdict),
            }))])
    });
    El::views([not_opened, shown])
}

/// Leads the focus to what is new, where that would otherwise be missed. The verdict is said once: by the focus that is led to
/// it, or else by those who [speak](spoken).
fn lead_focus(
    is_new: bool,
    screen: Screen,
    heading: NodeRef<Focusable>,
    verdict: NodeRef<Focusable>,
    says_end: RwSignal<bool>,
) {
    // After the new screen is there.
    request_animation_frame(move || {
        let active = || document().active_element();
        let is_lost = active().is_none_or(|active| active.tag_name() == "BODY");
        if is_new || is_lost {
            let is_verdict = screen == Screen::Over && !is_new;
            let to = if is_verdict { verdict } else { heading };
            if let Some(to) = to.get_untracked() {
                to.focus().ok();
            }
        }
        let is_there = active().is_some_and(|active| active.tag_name() == "H3");
        says_end.try_set(!is_there);
    });
}

/// What those hear who do not see the page.
fn spoken(runs: &Runs, says_end: RwSignal<bool>) -> El {
    let RunView { tick_ms, .. } = runs.view;
    let view = runs.view;
    let is_elsewhere = runs.is_elsewhere;
    let speech = Memo::new(move |before: Option<&Announcer>| {
        let tick_ms = tick_ms.get_untracked();
        let saying = if is_elsewhere.get() {
            None
        } else {
            view.read(|run| Announcement::of(run, tick_ms))
        };
        Announcer::next(before, saying.unwrap_or(Announcement::Nothing), tick_ms)
    });
    el("p")
        .class("unseen")
        .attr("aria-live", "polite")
        .child(say(move |w, _| {
            speech.with(|speech| match &speech.saying {
                Announcement::Over(_) if !says_end.get() => String::new(),
                saying => (w.saying)(saying),
            })
        }))
}

/// Says why nothing was planned, where whoever asked for it is led to.
fn one_at_a_time(is_refused: RwSignal<bool>, heading: NodeRef<Focusable>) -> AnyView {
    effect(move || {
        if is_refused.get()
            && let Some(heading) = heading.get_untracked()
        {
            heading.focus().ok();
        }
    });
    dynamic(move || {
        if is_refused.get() {
            El::group([el("p").class("notice").child(t(|w| w.one_at_a_time))])
        } else {
            ().into_any()
        }
    })
}

fn not_kept(problem: RwSignal<Option<StorageProblem>>) -> AnyView {
    dynamic(move || match problem.get() {
        None => ().into_any(),
        Some(problem) => El::group([el("div")
            .class("notice")
            .child(el("p").child(el("strong").child(t(|w| w.not_kept))))
            .child(el("p").child(say(move |w, _| (w.storage_problem)(&problem))))]),
    })
}
