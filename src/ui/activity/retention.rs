//! The switch, and what is done with all entries at once.

use leptos::{ev::Event, prelude::*};

use super::context::{Activity, ActivityAction, ActivityView};
use crate::{
    activity::Memory,
    ui::{
        common::{
            html::{El, dynamic, el},
            signal::{Memo, RwSignal},
        },
        words::activity::{ActivityStrings, t},
    },
};

/// A question that a person answers in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    /// Whether what there is goes too, now that nothing is remembered any more.
    SwitchedOff,
    EraseAll,
}

/// The switch, and what is done with all entries at once.
pub(super) fn retention(activity: &Activity, view: ActivityView) -> El {
    let (memory, keeps, on_action) = (activity.memory, activity.keeps, activity.on_action);
    let question = RwSignal::new(None::<Question>);
    let has_any = Memo::new(move |_| {
        memory.with(|memory| {
            let any = |memory: &Memory| !memory.entries().is_empty() || memory.unreadable() > 0;
            memory.as_ref().is_some_and(any)
        })
    });
    let switch = move |event: Event| {
        let wanted = event_target_checked(&event);
        on_action.run(ActivityAction::Keep(wanted));
        let ask = !wanted && !keeps.get_untracked() && has_any.get_untracked();
        question.set(ask.then_some(Question::SwitchedOff));
    };
    el("div")
        .child(
            el("label")
                .class("choice")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .attr("role", "switch")
                        .checked(move || keeps.get())
                        .on("change", switch),
                )
                .child(el("span").child(t(|w| w.keep))),
        )
        .child(el("p").class("hint").child(t(|w| w.keep_hint)))
        .child(dynamic(move || {
            if !has_any.get() {
                return ().into_any();
            }
            let buttons = el("p")
                .class("row")
                .child(button(
                    |w| w.export,
                    move || {
                        on_action.run(ActivityAction::Export);
                    },
                ))
                .child(button(
                    |w| w.erase_all,
                    move || {
                        question.set(Some(Question::EraseAll));
                    },
                ));
            let asked = dynamic(move || match question.get() {
                None => ().into_any(),
                Some(asked) => El::group([ask(asked, on_action, question, view)]),
            });
            El::views([El::group([buttons]), asked])
        }))
}

fn ask(
    asked: Question,
    on_action: Callback<ActivityAction>,
    question: RwSignal<Option<Question>>,
    view: ActivityView,
) -> El {
    let text: fn(&'static ActivityStrings) -> &'static str = match asked {
        Question::SwitchedOff => |w| w.erase_too,
        Question::EraseAll => |w| w.really_erase_all,
    };
    let no: fn(&'static ActivityStrings) -> &'static str = match asked {
        Question::SwitchedOff => |w| w.leave_it,
        Question::EraseAll => |w| w.cancel,
    };
    el("div")
        .class("notice")
        .attr("role", "group")
        .attr("aria-label", t(text))
        .child(el("p").attr("aria-live", "polite").child(t(text)))
        .child(
            el("p")
                .class("row")
                .child(
                    button(
                        |w| w.erase_everything,
                        move || {
                            question.set(None);
                            on_action.run(ActivityAction::EraseAll);
                            view.land();
                        },
                    )
                    .class("danger"),
                )
                .child(button(no, move || {
                    question.set(None);
                    view.land();
                })),
        )
}

pub(super) fn button(
    name: fn(&'static ActivityStrings) -> &'static str,
    mut act: impl FnMut() + 'static,
) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| act())
        .child(t(name))
}
