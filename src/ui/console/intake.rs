//! What a person hands in, on its way to what reads it.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::context::{IntakePart, IntakeProps};
use crate::{
    paste::{Intake, IntakeProblem, PasteReader, Pasted},
    profile::DeepLink,
    profiles::Profiles,
    ui::{
        common::{
            effect::effect,
            html::{El, dynamic, el},
            signal::RwSignal,
        },
        words::list::{say, t},
    },
};

/// What came of the latest thing that was handed in.
#[derive(Clone, PartialEq, Eq)]
enum IntakeState {
    Reading([u8; 16]),
    /// A text, while what reads it is on its way; under a number of its own.
    Waiting(u32),
    Problem(IntakeProblem),
    Recognised(Arc<Pasted>),
    /// The file of a plan.
    Plan(Arc<String>),
    /// What was entered in place of an ID: the form has said that it is none, so what is found is offered, not filled in.
    Offered(Arc<Pasted>),
}

impl IntakeState {
    /// What a text holds; what is none is no text.
    fn of(text: &Intake, reader: PasteReader) -> Option<Self> {
        if let Intake::Text(text) | Intake::Typed(text) = text
            && (reader.is_plan)(text)
        {
            return Some(Self::Plan(Arc::new(text.clone())));
        }
        let recognised = match text {
            Intake::Text(text) | Intake::Typed(text) => (reader.recognise)(text),
            Intake::Code(text) => (reader.recognise_code)(text),
            Intake::Reading(_) | Intake::Read(..) | Intake::Problem(_) => return None,
        };
        Some(match recognised {
            Ok(pasted) if matches!(text, Intake::Typed(_)) => Self::Offered(Arc::new(pasted)),
            Ok(pasted) => Self::Recognised(Arc::new(pasted)),
            Err(problem) => Self::Problem(IntakeProblem::Paste(problem)),
        })
    }
}

/// What came last, and what reads it.
#[derive(Clone, Copy)]
struct LatestIntake {
    latest: RwSignal<Option<IntakeState>>,
    part: StoredValue<Option<IntakePart>>,
    number: StoredValue<u32>,
    props: IntakeProps,
}

impl LatestIntake {
    async fn load(self) -> Option<IntakePart> {
        let part = (self.props.load_reader)().await.ok();
        if part.is_some() {
            self.part.try_set_value(part);
        }
        part
    }

    fn take(self, intake: Intake) {
        let is_awaited = |number| {
            self.latest
                .with_untracked(|latest| *latest == Some(IntakeState::Reading(number)))
        };
        let text = match intake {
            Intake::Reading(number) => return self.show(IntakeState::Reading(number)),
            Intake::Problem(problem) => return self.show(IntakeState::Problem(problem)),
            Intake::Read(number, read) => match *read {
                // Something else came in the meantime.
                _ if !is_awaited(number) => return,
                Intake::Problem(problem) => return self.show(IntakeState::Problem(problem)),
                text => text,
            },
            text => text,
        };
        if let Some(part) = self.part.get_value() {
            if let Some(state) = IntakeState::of(&text, part.reader) {
                self.show(state);
            }
            return;
        }
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        let waiting = IntakeState::Waiting(number);
        self.show(waiting.clone());
        spawn_local(async move {
            let part = self.load().await;
            let is_awaited = |latest: &Option<IntakeState>| *latest == Some(waiting);
            if self.latest.try_with_untracked(is_awaited) != Some(true) {
                return;
            }
            let state = match part {
                Some(part) => IntakeState::of(&text, part.reader),
                None => Some(IntakeState::Problem(IntakeProblem::NotLoaded)),
            };
            if let Some(state) = state {
                self.show(state);
            }
        });
    }

    fn show(self, state: IntakeState) {
        self.props.search.set(None);
        if let IntakeState::Offered(pasted) | IntakeState::Recognised(pasted) = &state
            && pasted.tokens().next().is_some()
        {
            // A secret does not stay in the form, nor does a profile that has nothing to do with the token.
            self.props.deep_link.set(DeepLink::default());
            self.props.picked.set(None);
        }
        self.latest.set(Some(state));
    }
}

/// The notice that says what was recognised.
pub(super) fn intake(props: IntakeProps) -> El {
    let latest = RwSignal::new(None::<IntakeState>);
    let last = LatestIntake {
        latest,
        part: StoredValue::new(None),
        number: StoredValue::new(0),
        props,
    };
    // It is there before somebody has found what to hand in, and nothing that the list needs waits for it.
    effect(move || {
        if !props.profiles.with(Profiles::is_busy) && last.part.with_value(Option::is_none) {
            spawn_local(async move {
                last.load().await;
            });
        }
    });
    effect(move || {
        if props.intake.with(Option::is_none) {
            return;
        }
        // Nothing of it stays but what was recognised.
        if let Some(intake) = props.intake.try_update(Option::take).flatten() {
            last.take(intake);
        }
    });
    let on_close = Callback::new(move |()| latest.set(None));
    let whole = move |pasted: &Arc<Pasted>, fills_in| {
        let part = last.part.get_value();
        part.map_or_else(
            || ().into_any(),
            |part| (part.show)(pasted, fills_in, props, on_close),
        )
    };
    let shown = dynamic(move || match latest.get() {
        None => ().into_any(),
        Some(IntakeState::Reading(_)) => El::group([el("p")
            .attr("aria-live", "polite")
            .child(t(|w| w.reading_file))]),
        Some(IntakeState::Waiting(_)) => El::group([el("p")
            .attr("aria-live", "polite")
            .child(t(|w| w.reading_text))]),
        Some(IntakeState::Problem(problem)) => El::group([el("div")
            .class("notice error")
            .attr("aria-live", "polite")
            .child(el("p").child(say(move |w, _| (w.problem)(problem))))]),
        Some(IntakeState::Recognised(pasted)) => whole(&pasted, true),
        Some(IntakeState::Offered(pasted)) => whole(&pasted, false),
        Some(IntakeState::Plan(text)) => {
            let part = last.part.get_value();
            part.map_or_else(
                || ().into_any(),
                |part| (part.show_plan)(&text, props, on_close),
            )
        }
    });
    el("div").child(shown)
}
