//! The screen of the activity, below the list.

use leptos::prelude::*;

use super::{
    context::{Activity, ActivityView},
    entry,
    problem::Problem,
    retention,
};
use crate::{
    activity::{ActivityEntry, Memory},
    errand::Errand,
    ui::{
        common::{
            audit_look::{audit, take_along},
            html::{El, dynamic, el},
            signal::{Memo, RwSignal},
        },
        words::activity::{say, t},
    },
};

/// How many entries are shown before the person asks for more.
pub(super) const AT_ONCE: usize = 50;

/// What this browser remembers.
pub(crate) fn activity(activity: Activity) -> AnyView {
    let view = ActivityView {
        search: RwSignal::new(String::new()),
        most: RwSignal::new(AT_ONCE),
        open: RwSignal::new(None),
        landing: NodeRef::new(),
    };
    take_along(activity.look, |search| match search.sought() {
        [one] => Some(Errand::Audit(one.question.clone())),
        _ => None,
    });
    El::group([el("div")
        .child(el("p").child(t(|w| w.lead)))
        .child(retention::retention(&activity, view))
        .child(problem(activity.problem))
        .child(body(activity, view))])
}

fn problem(problem: RwSignal<Option<Problem>>) -> El {
    el("div")
        .attr("role", "group")
        .attr("aria-live", "polite")
        .child(dynamic(move || match problem.get() {
            None => ().into_any(),
            Some(problem) => El::group([el("div")
                .class("notice error")
                .child(el("p").child(say(move |w| (w.problem)(&problem))))]),
        }))
}

fn body(activity: Activity, view: ActivityView) -> El {
    let memory = activity.memory;
    let has_any = Memo::new(move |_| {
        let any = |memory: &Memory| !memory.entries().is_empty();
        memory.with(|memory| memory.as_ref().is_some_and(any))
    });
    let unreadable =
        Memo::new(move |_| memory.with(|memory| memory.as_ref().map_or(0, Memory::unreadable)));
    let (strays, status) = (
        strays(&activity, view),
        status(memory, activity.problem, view),
    );
    el("div")
        .child(dynamic(move || match unreadable.get() {
            0 => ().into_any(),
            count => El::group([el("p").child(say(move |w| (w.unreadable)(count)))]),
        }))
        .child(dynamic(move || {
            if has_any.get() {
                El::group([search(view)])
            } else {
                ().into_any()
            }
        }))
        .child(strays)
        .child(status)
        .child(dynamic(move || {
            if has_any.get() {
                El::group([list(activity.clone(), view)])
            } else {
                ().into_any()
            }
        }))
}

fn search(view: ActivityView) -> El {
    el("div")
        .class("toolbar")
        .attr("role", "search")
        .attr("aria-label", t(|w| w.search))
        .child(
            el("div")
                .child(
                    el("label")
                        .attr("for", "activity-search")
                        .child(t(|w| w.search)),
                )
                .child(
                    el("input")
                        .attr("id", "activity-search")
                        .attr("type", "search")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false")
                        .attr("placeholder", t(|w| w.search_hint))
                        .value(view.search)
                        .on("input", move |event| {
                            view.most.set(AT_ONCE);
                            view.search.set(event_target_value(&event));
                        }),
                ),
        )
}

/// The entries that are found, as far as they are shown.
fn found(memory: Option<&Memory>, view: ActivityView) -> Vec<ActivityEntry> {
    let (search, most) = (view.search.get(), view.most.get());
    memory
        .into_iter()
        .flat_map(|memory| memory.search(&search))
        .take(most)
        .cloned()
        .collect()
}

/// How much there is. It stays, so that the focus can go there when an entry goes.
fn status(
    memory: RwSignal<Option<Memory>>,
    problem: RwSignal<Option<Problem>>,
    view: ActivityView,
) -> El {
    let text = say(move |w| {
        memory.with(|memory| match memory {
            None if problem.with(Option::is_some) => String::new(),
            None => w.reading.to_owned(),
            Some(memory) if memory.entries().is_empty() => w.empty.to_owned(),
            Some(memory) => {
                let found = memory.search(&view.search.get()).len();
                (w.count)(found, memory.entries().len())
            }
        })
    });
    el("p")
        .class("hint")
        .attr("aria-live", "polite")
        .attr("tabindex", "-1")
        .node_ref(view.landing)
        .child(text)
}

fn list(activity: Activity, view: ActivityView) -> El {
    let memory = activity.memory;
    let entries = move || memory.with(|memory| found(memory.as_ref(), view));
    let more = move || {
        memory.with(|memory| {
            memory
                .as_ref()
                .is_some_and(|memory| memory.search(&view.search.get()).len() > view.most.get())
        })
    };
    let items = dynamic(move || {
        let items = entries().into_iter();
        El::many(
            items
                .map(|entry| entry::entry(&entry, &activity, view))
                .collect(),
        )
    });
    el("div")
        .child(
            el("ul")
                .class("entries")
                // Without its bullets some browsers no longer call it a list.
                .attr("role", "list")
                .child(items),
        )
        .child(dynamic(move || {
            if !more() {
                return ().into_any();
            }
            El::group([el("button")
                .attr("type", "button")
                .on("click", move |_| view.most.update(|most| *most += AT_ONCE))
                .child(t(|w| w.more))])
        }))
}

/// A look into the audit log for a revocation that is not in the list: it was erased, or is not remembered.
fn strays(activity: &Activity, view: ActivityView) -> El {
    let (memory, look) = (activity.memory, activity.look);
    let activity = activity.clone();
    let question = Memo::new(move |_| {
        let question =
            look.with(|look| Some(look.as_ref()?.search.sought().first()?.question.clone()))?;
        let is_shown = memory.with(|memory| {
            found(memory.as_ref(), view)
                .iter()
                .any(|of| entry::question(of).as_ref() == Some(&question))
        });
        (!is_shown).then_some(question)
    });
    el("div").child(dynamic(move || match question.get() {
        None => ().into_any(),
        Some(question) => El::group([el("div")
            .class("panel")
            .child(el("p").child(el("code").child(question.target.profile_id.to_string())))
            .child(audit(vec![question], activity.audit_look()))]),
    }))
}
