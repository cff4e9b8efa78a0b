//! Revoking many tokens: what the person sees of a run.

mod confirm;
mod controls;
mod figures;
mod over;
mod paper;
mod progress;
mod ready;
mod report;
mod report_words;
mod row;
mod speech;
mod table;
#[cfg(test)]
mod tests;
mod trouble;
mod words;

pub use report_words::report_words;

use leptos::prelude::*;

use self::{
    speech::{Saying, Speech},
    words::{say, t},
};
use super::{
    html::{El, Focusable, dynamic, el},
    signed_in::Around,
};
use crate::{
    graph::Profile,
    profile::Target,
    revocation::run::{Command, Phase, Run},
    storage::StorageProblem,
};

/// Which profiles a run is to be planned over, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The profiles, each with what the list says of it, if it is there.
    pub chosen: Vec<(Target, Option<Profile>)>,
    /// Whether each is read before anybody is asked: a dry run.
    pub reads_all: bool,
    /// Whether tokens that no longer work are revoked all the same.
    pub includes_dead: bool,
}

/// The run that the page shows. It changes many times a second, so whoever shows it follows its beat.
#[derive(Clone, Copy)]
pub struct RunView {
    /// The run; changed without telling anybody.
    pub run: RwSignal<Option<Run>>,
    /// Counts up a few times a second while the run changes, and at once where it matters.
    pub beat: RwSignal<u32>,
    /// Milliseconds of a clock that only runs forward, at the last beat.
    pub tick_ms: RwSignal<u64>,
}

/// What runs have of the page around them.
#[derive(Clone)]
pub struct RunsContext {
    /// The configuration and the session.
    pub around: Around,
    /// What is to be planned next.
    pub choice: RwSignal<Option<Choice>>,
    /// The run that was over and is to be shown again, by its ID.
    pub opened: RwSignal<Option<String>>,
    /// Counts up when a run has changed what the list says.
    pub list_is_old: RwSignal<u32>,
    /// Whether a run is under way, so that nothing else should lead away from the page.
    pub is_under_way: RwSignal<bool>,
}

/// What runs show, and what a person can make them do.
#[derive(Clone)]
pub struct Runs {
    /// The configuration and the session.
    pub around: Around,
    /// The run.
    pub view: RunView,
    /// Why this browser cannot keep the run, if it cannot: then the tab has to stay open.
    pub not_kept: RwSignal<Option<StorageProblem>>,
    /// Whether another tab of this browser has the run.
    pub is_elsewhere: RwSignal<bool>,
    /// Whether another run was asked for while this one is under way.
    pub is_refused: RwSignal<bool>,
    /// Says why it is done: the reason, and the ticket.
    pub on_explain: Callback<(String, String)>,
    /// Takes a command.
    pub on_command: Callback<Command>,
    /// Puts away a run that has not begun, or that is over.
    pub on_close: Callback<()>,
    /// Prints the page.
    pub on_print: Callback<()>,
}

impl RunView {
    /// What is read from the run, at each beat; `None` while there is none.
    pub fn read<T>(self, read: impl FnOnce(&Run) -> T) -> Option<T> {
        self.beat.track();
        self.run.with_untracked(|run| run.as_ref().map(read))
    }
}

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
            Some(Phase::Planning) => Self::Planning,
            Some(Phase::Ready) => Self::Ready,
            Some(Phase::Running | Phase::Stopping | Phase::Recording) => Self::Running,
            Some(Phase::Over) => Self::Over,
        }
    }
}

/// The run that there is, from its plan to its report; nothing while there is none.
pub fn runs(runs: Runs) -> AnyView {
    let screen = {
        let runs = runs.clone();
        Memo::new(move |_| Screen::of(&runs))
    };
    let (heading, verdict) = (NodeRef::new(), NodeRef::new());
    Effect::new(move |before: Option<Screen>| {
        let now = screen.get();
        if now != Screen::Nothing && before != Some(now) {
            let is_new = matches!(before, None | Some(Screen::Nothing));
            lead_focus(is_new, now, heading, verdict);
        }
        now
    });
    let is_shown = Memo::new(move |_| screen.get() != Screen::Nothing);
    dynamic(move || {
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
            .child(spoken(&runs))
            .child(not_kept(runs.not_kept))
            .child(one_at_a_time(runs.is_refused, heading))
            .child(dynamic(move || match screen.get() {
                Screen::Nothing => ().into_any(),
                Screen::Elsewhere => El::group([el("p").class("notice").child(t(|w| w.elsewhere))]),
                Screen::Planning => progress::planning(&runs),
                Screen::Ready => ready::ready(&runs),
                Screen::Running => progress::running(&runs),
                Screen::Over => over::over(&runs, verdict),
            }))])
    })
}

/// Leads the focus to what is new, where that would otherwise be missed.
fn lead_focus(
    is_new: bool,
    screen: Screen,
    heading: NodeRef<Focusable>,
    verdict: NodeRef<Focusable>,
) {
    // After the new screen is there.
    request_animation_frame(move || {
        let is_lost = document()
            .active_element()
            .is_none_or(|active| active.tag_name() == "BODY");
        let to = if screen == Screen::Over && !is_new {
            verdict
        } else if is_new || is_lost {
            heading
        } else {
            return;
        };
        if let Some(to) = to.get_untracked() {
            to.focus().ok();
        }
    });
}

/// What those hear who do not see the page.
fn spoken(runs: &Runs) -> El {
    let RunView { tick_ms, .. } = runs.view;
    let view = runs.view;
    let is_elsewhere = runs.is_elsewhere;
    let speech = Memo::new(move |before: Option<&Speech>| {
        let tick_ms = tick_ms.get_untracked();
        let saying = if is_elsewhere.get() {
            None
        } else {
            view.read(|run| Saying::of(run, tick_ms))
        };
        Speech::next(before, saying.unwrap_or(Saying::Nothing), tick_ms)
    });
    el("p")
        .class("unseen")
        .attr("aria-live", "polite")
        .child(say(move |w, _| {
            speech.with(|speech| (w.saying)(&speech.saying))
        }))
}

/// Says why nothing was planned, where whoever asked for it is led to.
fn one_at_a_time(is_refused: RwSignal<bool>, heading: NodeRef<Focusable>) -> AnyView {
    Effect::new(move || {
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
