//! What this browser remembers of revocations and runs, below the list.

mod audit;
mod entry;
mod keeping;
#[cfg(test)]
mod tests;
mod words;

use leptos::prelude::*;

use self::words::{say, t};
use super::{
    html::{El, Focusable, dynamic, el},
    signed_in::Around,
};
use crate::{
    activity::{AuditQuestion, AuditSearch, Entry, Memory},
    session::SignInFailure,
    storage::StorageProblem,
    time::Time,
};

/// How many entries are shown before the person asks for more.
const AT_ONCE: usize = 50;

/// What the activity has of the page around it.
#[derive(Clone)]
pub struct ActivityContext {
    /// What everything on the screen may need.
    pub around: Around,
    /// What was to be looked for in the audit log when a sign-in took the person away, until it is taken up.
    pub returned: RwSignal<Option<AuditQuestion>>,
    /// Whether something is under way that leaving the page would interrupt.
    pub is_busy: Signal<bool>,
    /// Shows the report of a run, by the run's ID.
    pub on_open_run: Callback<String>,
}

/// What the activity shows, and what a person can make it do.
#[derive(Clone)]
pub struct Activity {
    /// What it has of the page around it.
    pub context: ActivityContext,
    /// What is remembered, once it was read.
    pub memory: RwSignal<Option<Memory>>,
    /// The IDs of the runs whose records are still there.
    pub runs: RwSignal<Vec<String>>,
    /// Why something could not be kept, read or erased.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether anything is remembered from now on.
    pub keeps: RwSignal<bool>,
    /// How the look into the audit log stands.
    pub look: RwSignal<Option<Look>>,
    /// A moment on the person's own clock.
    pub at: fn(i64) -> Time,
    /// Takes what the person wants.
    pub on_wish: Callback<ActivityWish>,
}

/// What a person wants of the activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActivityWish {
    /// Remember from now on, or do not.
    Keep(bool),
    /// Erase the entry of this key.
    Erase(String),
    /// Erase everything.
    EraseAll,
    /// Take everything away as a file.
    Export,
    /// Look for a revocation in Intune's audit log.
    LookUp(AuditQuestion),
}

/// Why something could not be kept, read or erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The database.
    Storage(StorageProblem),
    /// The browser does not keep what was switched.
    Switch,
}

/// A look into the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The search.
    pub search: AuditSearch,
    /// How far the person has been asked for what it needs.
    pub asking: Asking,
}

/// How far the person has been asked for what a look needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// Not at all: the search says how the look stands.
    No,
    /// They would be in a window, and that opens only at a click.
    Offered,
    /// The sign-in host has the person.
    UnderWay,
    /// The person came back from there without what was wanted.
    Failed(SignInFailure),
}

/// What of it all the person wants to see.
#[derive(Clone, Copy)]
struct View {
    search: RwSignal<String>,
    most: RwSignal<usize>,
    /// The key of the entry whose details are open.
    open: RwSignal<Option<String>>,
    /// Where the focus goes when what had it is gone.
    landing: NodeRef<Focusable>,
}

impl View {
    fn land(self) {
        request_animation_frame(move || {
            if let Some(landing) = self.landing.get_untracked() {
                landing.focus().ok();
            }
        });
    }
}

/// What this browser remembers.
pub fn activity(activity: Activity) -> AnyView {
    let view = View {
        search: RwSignal::new(String::new()),
        most: RwSignal::new(AT_ONCE),
        open: RwSignal::new(None),
        landing: NodeRef::new(),
    };
    El::group([el("div")
        .child(el("p").child(t(|w| w.lead)))
        .child(keeping::keeping(&activity, view))
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

fn body(activity: Activity, view: View) -> El {
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

fn search(view: View) -> El {
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
fn found(memory: Option<&Memory>, view: View) -> Vec<Entry> {
    let (search, most) = (view.search.get(), view.most.get());
    memory
        .into_iter()
        .flat_map(|memory| memory.search(&search))
        .take(most)
        .cloned()
        .collect()
}

/// How much there is. It stays, so that the focus can go there when an entry goes.
fn status(memory: RwSignal<Option<Memory>>, problem: RwSignal<Option<Problem>>, view: View) -> El {
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

fn list(activity: Activity, view: View) -> El {
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
fn strays(activity: &Activity, view: View) -> El {
    let (memory, look) = (activity.memory, activity.look);
    let activity = activity.clone();
    let question = Memo::new(move |_| {
        let question = look.with(|look| Some(look.as_ref()?.search.question().clone()))?;
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
            .child(audit::audit(question, &activity))]),
    }))
}
