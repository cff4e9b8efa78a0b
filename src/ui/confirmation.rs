//! The dialog that asks before anything is sent.

use leptos::{html, prelude::*};

use super::{
    details::row,
    html::{El, dynamic, el},
    words::{Words, say, t},
};
use crate::{
    profile::Target,
    revocation::{Event, Revocation},
    session::Account,
};

/// The dialog: which profile, whose tenant, what stops working, what does not.
pub fn confirmation(
    revocation: RwSignal<Revocation>,
    on_revocation: Callback<Event>,
    account: Account,
) -> El {
    let target = Memo::new(move |_| revocation.with(|revocation| revocation.asked().cloned()));
    let dialog = NodeRef::<html::Dialog>::new();
    let follow = move || {
        let Some(dialog) = dialog.get() else { return };
        let open = target.get().is_some();
        if open && !dialog.open() {
            dialog.show_modal().ok();
        } else if !open && dialog.open() {
            dialog.close();
        }
    };
    Effect::new(follow);
    el("dialog")
        .attr("role", "alertdialog")
        .attr("aria-labelledby", "confirmation-heading")
        .attr("aria-describedby", "confirmation-lead")
        .node_ref(dialog)
        .on("cancel", move |event| {
            event.prevent_default();
            on_revocation.run(Event::Cancelled);
        })
        // A browser closes the dialog at a second Esc whatever the page says; while a request is under way it comes back.
        .on("close", move |_| untrack(follow))
        .child(dynamic(move || match target.get() {
            Some(target) => contents(target, account.clone(), revocation, on_revocation),
            None => ().into_any(),
        }))
}

fn contents(
    target: Target,
    account: Account,
    revocation: RwSignal<Revocation>,
    on_revocation: Callback<Event>,
) -> AnyView {
    let waiting = move || matches!(*revocation.read(), Revocation::Confirming(_));
    let sending = move || matches!(*revocation.read(), Revocation::Sending(..));
    let revoke = say(move |w| match *revocation.read() {
        Revocation::Preparing(_) => w.preparing,
        Revocation::Sending(..) => w.revoking,
        _ => w.revoke,
    });
    let Target {
        profile_type,
        profile_id,
    } = target;
    El::group([
        el("h2")
            .attr("id", "confirmation-heading")
            .text(|w| w.confirm_heading),
        el("p")
            .attr("id", "confirmation-lead")
            .text(|w| w.confirm_lead)
            .child(" ")
            .text(|w| w.no_undo),
        el("dl")
            .class("facts")
            .child(row(t(|w| w.profile_id), profile_id.to_string()))
            .child(row(
                t(|w| w.profile_type),
                say(move |w| (w.profile_type_name)(profile_type)),
            ))
            .child(row(t(|w| w.tenant), account.tenant_id))
            .child(row(t(|w| w.account), account.upn)),
        el("h3").text(|w| w.stops),
        list(&[
            |w| w.stops_list[0],
            |w| w.stops_list[1],
            |w| w.stops_list[2],
        ]),
        el("h3").text(|w| w.stays),
        list(&[|w| w.stays_list[0], |w| w.stays_list[1]]),
        el("div")
            .class("buttons")
            .child(
                el("button")
                    .attr("type", "button")
                    .class("danger")
                    .attr_if("aria-disabled", "true", move || !waiting())
                    .on("click", move |_| on_revocation.run(Event::Confirmed))
                    .child(revoke),
            )
            .child(
                el("button")
                    .attr("type", "button")
                    .attr("autofocus", "")
                    .attr_if("disabled", "", sending)
                    .on("click", move |_| on_revocation.run(Event::Cancelled))
                    .text(|w| w.cancel),
            ),
    ])
}

fn list(items: &[fn(&'static Words) -> &'static str]) -> El {
    el("ul").children(items.iter().map(|item| el("li").text(*item)))
}
