//! Which profiles of a run its table shows: one chip a choice, each with how many these are.

use super::{context::RunView, row::mark};
use crate::{
    runs::{Item, ItemStatus, Run, RunPhase},
    text::number::grouped,
    ui::{
        common::{
            html::{El, el},
            live::Live,
            signal::{Memo, RwSignal},
        },
        words::runs::{say, t},
    },
};

/// Which profiles are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum RunFilter {
    /// Those that a person has to see to.
    NeedsPerson,
    #[default]
    All,
    State(ItemStatus),
}

/// The chips in their order. Those whose numbers come and go many times a second are last, so that the others stay where they
/// are.
const CHIPS: [RunFilter; 10] = [
    RunFilter::NeedsPerson,
    RunFilter::All,
    RunFilter::State(ItemStatus::Revoked),
    RunFilter::State(ItemStatus::NotRevoked),
    RunFilter::State(ItemStatus::CannotTell),
    RunFilter::State(ItemStatus::Skipped),
    RunFilter::State(ItemStatus::Waiting),
    RunFilter::State(ItemStatus::Confirming),
    RunFilter::State(ItemStatus::Sending),
    RunFilter::State(ItemStatus::Reading),
];

impl RunFilter {
    pub(super) fn shows(self, item: &Item) -> bool {
        match self {
            Self::NeedsPerson => item.needs_person(),
            Self::All => true,
            Self::State(state) => item.state() == state,
        }
    }

    /// How many it shows.
    pub(super) fn count(self, run: &Run) -> usize {
        let items = run.items().iter();
        items.filter(|item| self.shows(item)).count()
    }

    /// What is shown while the person has chosen nothing: once it is over, what there is to see to.
    fn usual(run: &Run) -> Self {
        let is_over = run.phase() == RunPhase::Over;
        if is_over && run.items().iter().any(Item::needs_person) {
            Self::NeedsPerson
        } else {
            Self::All
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::NeedsPerson => "needsPerson",
            Self::All => "all",
            Self::State(state) => state.key(),
        }
    }
}

/// What is shown: what the person chose, or what is usual.
pub(super) fn shown(view: RunView, chosen: RwSignal<Option<RunFilter>>) -> Memo<RunFilter> {
    Memo::new(move |_| {
        let usual = move || view.read(RunFilter::usual).unwrap_or_default();
        chosen.get().unwrap_or_else(usual)
    })
}

/// The chips: of each choice that shows any, and of the one that was made.
pub(super) fn chips(
    view: RunView,
    shown: Memo<RunFilter>,
    chosen: RwSignal<Option<RunFilter>>,
) -> El {
    let counts = Memo::new(move |_| {
        view.read(|run| CHIPS.map(|chip| chip.count(run)))
            .unwrap_or_default()
    });
    let chip = move |(at, filter): (usize, RunFilter)| {
        let count = move || counts.get().get(at).copied().unwrap_or_default();
        let is_pressed = move || shown.get() == filter;
        let (sign, word) = match filter {
            RunFilter::NeedsPerson => ("!", t(|w| w.needs_person)),
            RunFilter::All => ("", t(|w| w.every_state)),
            RunFilter::State(state) => (mark(state), say(move |w, _| (w.state)(state))),
        };
        el("button")
            .attr("type", "button")
            .class("chip")
            .attr("data-state", filter.key())
            .attr("aria-pressed", Live::new(move || is_pressed().to_string()))
            // The style sheet hides it, unless it has the focus, which would be lost.
            .attr_if("data-none", "", move || count() == 0 && !is_pressed())
            .on("click", move |_| {
                let again = shown.get_untracked() == filter;
                chosen.set(Some(if again { RunFilter::All } else { filter }));
            })
            .child(el("span").attr("aria-hidden", "true").child(sign))
            .child(" ")
            .child(word)
            .child(" ")
            .child(el("strong").child(Live::new(move || grouped(count()))))
    };
    el("div")
        .class("run-counts")
        .attr("role", "group")
        .attr("aria-label", t(|w| w.filter))
        .children(CHIPS.into_iter().enumerate().map(chip))
}
