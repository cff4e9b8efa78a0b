//! The dialog between a plan and its beginning: everything that is about to be revoked, and how many these are.

use leptos::{html, prelude::*};

use super::{
    context::Runs,
    filter::RunFilter,
    make_up::MakeUp,
    note_fields::NoteFields,
    table::{FEW_COLUMNS, table},
};
use crate::{
    runs::{ItemStatus, RunAction},
    text::number::{grouped, read_count},
    ui::{
        common::{
            details::row,
            dialog::is_closed,
            effect::effect,
            html::{El, Focusable, dynamic, el},
            live::Live,
            signal::{Memo, RwSignal},
        },
        words::{
            console::{ConsoleStrings, t as common},
            runs::{say, t},
        },
    },
};

/// What a person enters before a run begins.
#[derive(Clone, Copy)]
struct ConfirmFields {
    note: NoteFields,
    typed: RwSignal<String>,
    is_wrong: RwSignal<bool>,
    /// How many tokens there are to be typed.
    count: usize,
}

impl ConfirmFields {
    fn are_right(self) -> bool {
        self.count == 1 || self.typed.with(|typed| read_count(typed)) == Some(self.count)
    }
}

/// The dialog; `asks`: whether it is open.
pub(super) fn confirm(runs: &Runs, count: usize, asks: RwSignal<bool>, note: NoteFields) -> El {
    let fields = ConfirmFields {
        note,
        typed: RwSignal::new(String::new()),
        is_wrong: RwSignal::new(false),
        count,
    };
    let dialog = NodeRef::<html::Dialog>::new();
    // The number; or, where there is none to type, what does no harm.
    let first = NodeRef::<Focusable>::new();
    let follow = move || {
        let open = asks.get();
        let Some(dialog) = dialog.get() else { return };
        if open && !dialog.open() {
            fields.typed.set(String::new());
            fields.is_wrong.set(false);
            dialog.show_modal().ok();
            if let Some(first) = first.get_untracked() {
                first.focus().ok();
            }
            // What is asked comes before what is typed, also where all of it has to be scrolled.
            dialog.set_scroll_top(0);
        } else if !open && dialog.open() {
            dialog.close();
        }
    };
    effect(follow);
    let (on_explain, on_action) = (runs.on_explain, runs.on_action);
    let begin = move || {
        if !untrack(|| fields.are_right()) {
            fields.is_wrong.set(true);
            if let Some(first) = first.get_untracked() {
                first.focus().ok();
            }
            return;
        }
        // A second click comes too late.
        if asks.get_untracked() {
            asks.set(false);
            on_explain.run(fields.note.said());
            on_action.run(RunAction::Start);
        }
    };
    el("dialog")
        .class("run-confirm")
        .attr("role", "alertdialog")
        .attr("aria-labelledby", "run-confirm-heading")
        .attr("aria-describedby", "run-confirm-lead")
        .node_ref(dialog)
        .on("cancel", move |event| {
            event.prevent_default();
            asks.set(false);
        })
        // A browser closes the dialog at a second Esc whatever the page says.
        .on("close", move |_| {
            if is_closed(dialog) {
                asks.set(false);
            }
        })
        .child(question(runs, count, asks))
        .child(
            el("div")
                .class("run-confirm-list")
                .child(list(runs, asks))
                .child(consequences()),
        )
        .child(
            el("form")
                .attr("novalidate", "")
                .on("submit", move |event| {
                    event.prevent_default();
                    begin();
                })
                .children(form(fields, first))
                .child(buttons(fields, asks, first)),
        )
}

/// How many names are told of those that are pointed out.
const MOST_NAMES: usize = 3;

fn question(runs: &Runs, count: usize, asks: RwSignal<bool>) -> El {
    let account = &runs.around.account;
    let tenant = runs.around.config.tenant_label(Some(account)).to_owned();
    el("div")
        .child(
            el("h2")
                .attr("id", "run-confirm-heading")
                .child(say(move |w, _| (w.confirm_heading)(count, &tenant))),
        )
        .child(
            el("p")
                .attr("id", "run-confirm-lead")
                .child(say(move |w, _| (w.confirm_lead)(count)))
                .child(" ")
                .child(common(|w| w.no_undo)),
        )
        .child(
            el("dl")
                .class("run-facts")
                .child(row(common(|w| w.tenant), account.tenant_id.clone()))
                .child(row(common(|w| w.account), account.upn.clone()))
                .child(made_of(runs, asks)),
        )
}

/// How many there are of each type and mode, how many devices have enrolled through them, and which of them more hangs on;
/// counted when the dialog opens.
fn made_of(runs: &Runs, asks: RwSignal<bool>) -> AnyView {
    let view = runs.view;
    dynamic(move || {
        let made = asks
            .get()
            .then(|| view.run.with_untracked(|run| run.as_ref().map(MakeUp::of)));
        let Some(Some(made)) = made else {
            return ().into_any();
        };
        let MakeUp {
            types,
            modes,
            devices,
            knows_devices,
            defaults,
            staging,
        } = made;
        let types = say(move |w, common| {
            let kind = |(of, count): &_| (w.of_kind)(*count, (common.profile_type_name)(*of));
            types.iter().map(kind).collect::<Vec<_>>().join(" · ")
        });
        let has_modes = !modes.is_empty();
        let modes = say(move |w, common| {
            let kind = |(of, count): &_| (w.of_kind)(*count, (common.mode_name)(of));
            modes.iter().map(kind).collect::<Vec<_>>().join(" · ")
        });
        let devices = say(move |w, _| {
            if knows_devices {
                grouped(devices)
            } else {
                (w.at_least)(devices)
            }
        });
        El::many(
            [row(common(|w| w.profile_type), types)]
                .into_iter()
                .chain(has_modes.then(|| row(common(|w| w.mode), modes)))
                .chain([row(common(|w| w.enrolled_devices), devices)])
                .chain(named(t(|w| w.defaults), &defaults))
                .chain(named(t(|w| w.staging), &staging))
                .collect(),
        )
    })
}

/// Profiles by their names, the first of them.
fn named(what: Live<&'static str>, names: &[String]) -> Option<El> {
    let name = |(at, name): (usize, &String)| {
        let before = if at == 0 { "" } else { ", " };
        el("span")
            .child(before)
            .child(el("bdi").child(name.clone()))
    };
    let shown = names.iter().take(MOST_NAMES).enumerate().map(name);
    let more = names.len().saturating_sub(MOST_NAMES);
    let more = (more > 0).then(|| el("span").child(" ").child(say(move |w, _| (w.more)(more))));
    (!names.is_empty())
        .then(|| row(what, el("span").children(shown).children(more)).class("run-named"))
}

/// Everything that is revoked; made when the dialog opens.
fn list(runs: &Runs, asks: RwSignal<bool>) -> AnyView {
    let view = runs.view;
    let contents = move || {
        if !asks.get() {
            return ().into_any();
        }
        let only = Memo::new(|_| RunFilter::State(ItemStatus::Waiting));
        El::group([table(view, only, &FEW_COLUMNS, t(|w| w.confirm_list))])
    };
    dynamic(contents)
}

/// What stops working and what does not, in the words of a single revocation.
fn consequences() -> El {
    let item = |pick: fn(&'static ConsoleStrings) -> &'static str| el("li").child(common(pick));
    let part =
        |name: Live<&'static str>, list: El| el("div").child(el("h3").child(name)).child(list);
    el("details")
        .child(
            el("summary")
                .child(common(|w| w.stops))
                .child(" · ")
                .child(common(|w| w.stays)),
        )
        .child(part(
            common(|w| w.stops),
            el("ul")
                .child(item(|w| w.stops_list[0]))
                .child(item(|w| w.stops_list[1]))
                .child(item(|w| w.stops_list[2])),
        ))
        .child(part(
            common(|w| w.stays),
            el("ul")
                .child(item(|w| w.stays_list[0]))
                .child(item(|w| w.stays_list[1])),
        ))
}

fn form(fields: ConfirmFields, first: NodeRef<Focusable>) -> Vec<El> {
    let ConfirmFields {
        is_wrong, count, ..
    } = fields;
    let label = |id: &'static str| el("label").attr("for", id);
    let mut parts = vec![fields.note.shown(
        ["run-reason", "run-ticket", "run-reason-hint"],
        t(|w| w.reason_hint),
    )];
    if count > 1 {
        let problem = say(move |w, _| {
            if is_wrong.get() {
                (w.count_wrong)(count)
            } else {
                String::new()
            }
        });
        let typed = [
            label("run-count").child(say(move |w, _| (w.type_count)(count))),
            // Above the field where all of it is scrolled: below it are the buttons, which stay in view.
            el("p")
                .class("problem")
                .attr("id", "run-count-problem")
                .attr("aria-live", "polite")
                .child(problem),
            el("input")
                .attr("id", "run-count")
                .attr("type", "text")
                .attr("inputmode", "numeric")
                .attr("autocomplete", "off")
                .attr("aria-describedby", "run-count-problem")
                .attr_if("aria-invalid", "true", move || is_wrong.get())
                .node_ref(first)
                .value(fields.typed)
                .on("input", move |event| {
                    fields.typed.set(event_target_value(&event));
                    is_wrong.set(false);
                }),
        ];
        parts.push(el("div").class("run-typed").children(typed));
    }
    parts
}

fn buttons(fields: ConfirmFields, asks: RwSignal<bool>, first: NodeRef<Focusable>) -> El {
    let count = fields.count;
    let cancel = el("button")
        .attr("type", "button")
        .on("click", move |_| asks.set(false))
        .child(common(|w| w.cancel));
    el("div")
        .class("buttons")
        .child(
            el("button")
                .attr("type", "submit")
                .class("danger")
                .attr_if("aria-disabled", "true", move || !fields.are_right())
                .child(say(move |w, _| (w.revoke)(count))),
        )
        .child(if count == 1 {
            cancel.node_ref(first)
        } else {
            cancel
        })
}
