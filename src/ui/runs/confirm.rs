//! The dialog between a plan and its beginning: everything that is about to be revoked, and how many these are.

use leptos::{html, prelude::*};

use super::{
    context::Runs,
    table::{FEW_COLUMNS, table},
};
use crate::{
    runs::{ItemStatus, RunAction},
    text::number::read_count,
    ui::{
        common::{
            details::row,
            html::{El, Focusable, dynamic, el},
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
    reason: RwSignal<String>,
    ticket: RwSignal<String>,
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
pub(super) fn confirm(runs: &Runs, count: usize, asks: RwSignal<bool>) -> El {
    let fields = ConfirmFields {
        reason: RwSignal::new(String::new()),
        ticket: RwSignal::new(String::new()),
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
        } else if !open && dialog.open() {
            dialog.close();
        }
    };
    Effect::new(follow);
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
            let said = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
            on_explain.run((said(fields.reason), said(fields.ticket)));
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
        .on("close", move |_| asks.set(false))
        .child(question(runs, count))
        .child(list(runs, asks))
        .child(consequences())
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

fn question(runs: &Runs, count: usize) -> El {
    let tenant = runs.around.config.tenant.as_str().to_owned();
    let account = &runs.around.account;
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
                .class("facts")
                .child(row(common(|w| w.tenant), account.tenant_id.clone()))
                .child(row(common(|w| w.account), account.upn.clone())),
        )
}

/// Everything that is revoked; made when the dialog opens.
fn list(runs: &Runs, asks: RwSignal<bool>) -> El {
    let view = runs.view;
    let contents = move || {
        if !asks.get() {
            return ().into_any();
        }
        let only = Signal::stored(Some(ItemStatus::Waiting));
        El::group([table(view, only, &FEW_COLUMNS, t(|w| w.confirm_list))])
    };
    el("div")
        .child(el("h3").child(t(|w| w.confirm_list)))
        .child(dynamic(contents))
}

/// What stops working and what does not, in the words of a single revocation.
fn consequences() -> El {
    let item = |pick: fn(&'static ConsoleStrings) -> &'static str| el("li").child(common(pick));
    el("div")
        .child(el("h3").child(common(|w| w.stops)))
        .child(
            el("ul")
                .child(item(|w| w.stops_list[0]))
                .child(item(|w| w.stops_list[1]))
                .child(item(|w| w.stops_list[2])),
        )
        .child(el("h3").child(common(|w| w.stays)))
        .child(
            el("ul")
                .child(item(|w| w.stays_list[0]))
                .child(item(|w| w.stays_list[1])),
        )
}

fn form(fields: ConfirmFields, first: NodeRef<Focusable>) -> Vec<El> {
    let ConfirmFields {
        typed,
        is_wrong,
        count,
        ..
    } = fields;
    let text = |id: &'static str, value: RwSignal<String>| {
        el("input")
            .attr("id", id)
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("maxlength", "500")
            .value(value)
            .on("input", move |event| value.set(event_target_value(&event)))
    };
    let label = |id: &'static str| el("label").attr("for", id);
    let mut parts = vec![
        label("run-reason").child(t(|w| w.reason)),
        text("run-reason", fields.reason).attr("aria-describedby", "run-reason-hint"),
        el("p")
            .class("hint")
            .attr("id", "run-reason-hint")
            .child(t(|w| w.reason_hint)),
        label("run-ticket").child(t(|w| w.ticket)),
        text("run-ticket", fields.ticket),
    ];
    if count > 1 {
        let problem = say(move |w, _| {
            if is_wrong.get() {
                (w.count_wrong)(count)
            } else {
                String::new()
            }
        });
        parts.extend([
            label("run-count")
                .class("run-count")
                .child(say(move |w, _| (w.type_count)(count))),
            // Above the field: below it are the buttons, which stay in view.
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
                .value(typed)
                .on("input", move |event| {
                    typed.set(event_target_value(&event));
                    is_wrong.set(false);
                }),
        ]);
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
