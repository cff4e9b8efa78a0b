//! One entry of the activity.

use leptos::prelude::*;

use super::{
    context::{Activity, ActivityAction, ActivityView},
    retention::button,
};
use crate::{
    actions::{self, Receipt},
    activity::{ActivityEntry, AuditQuestion, RunSummary, What},
    errand::Errand,
    time::utc,
    ui::{
        common::{
            audit::{audit_section_of, with_findings},
            audit_look::audit,
            copy_button::copy_button_labelled,
            details::{id_row, row},
            devices::section_of,
            html::{El, dynamic, el},
            live::Live,
            moment::local_time,
            signal::Memo,
        },
        words::{
            activity::{say, t},
            console as common, new_token,
        },
    },
};

/// What Intune's audit log can be asked about an entry.
pub(super) fn question(entry: &ActivityEntry) -> Option<AuditQuestion> {
    match &entry.what {
        What::Revocation(receipt) => AuditQuestion::of(receipt),
        What::Run(_) => None,
    }
}

/// An entry: what it was, when, and what can be done with it.
pub(super) fn entry(entry: &ActivityEntry, activity: &Activity, view: ActivityView) -> El {
    let key = entry.key.clone();
    let item = el("li").child(head(entry));
    let item = match &entry.what {
        What::Revocation(receipt) => item.child(of_revocation(receipt)),
        What::Run(run) => item.child(of_run(run)),
    };
    let is_open = {
        let key = key.clone();
        Memo::new(move |_| view.open.with(|open| open.as_ref() == Some(&key)))
    };
    let details = {
        let entry = entry.clone();
        dynamic(move || {
            if is_open.get() {
                El::group([details(&entry)])
            } else {
                ().into_any()
            }
        })
    };
    let on_action = activity.on_action;
    let toggle = {
        let key = key.clone();
        move |_| {
            let open = (!is_open.get_untracked()).then(|| key.clone());
            view.open.set(open);
        }
    };
    let mut row = el("p").class("row").child(
        el("button")
            .attr("type", "button")
            .class("copy")
            .attr(
                "aria-expanded",
                Live::new(move || if is_open.get() { "true" } else { "false" }),
            )
            .on("click", toggle)
            .child(t(|w| w.details)),
    );
    if let What::Run(run) = &entry.what {
        row = row.child(open_report(&run.id, activity));
    }
    let copied = entry.clone();
    row = row.child(dynamic(move || {
        El::group([copy_button_labelled(json(&copied), t(|w| w.copy))])
    }));
    row = row.child(
        button(
            |w| w.erase,
            move || {
                on_action.run(ActivityAction::Erase(key.clone()));
                view.land();
            },
        )
        .class("copy"),
    );
    let audit = question(entry).map(|question| audit(vec![question], activity.audit_look()));
    item.child(row).children(audit).child(details)
}

/// When it was over.
fn head(entry: &ActivityEntry) -> El {
    let time = local_time(entry.at_ms);
    el("p")
        .class("hint")
        .child(
            el("time")
                .attr("datetime", time.rfc3339())
                .child(time.local()),
        )
        .child(" · ")
        .child(time.utc())
}

fn of_revocation(receipt: &Receipt) -> El {
    use crate::actions::ReceiptField;
    let text = |of| receipt.get(of).unwrap_or_default().to_owned();
    let (result, name) = (text(ReceiptField::Result), text(ReceiptField::ProfileName));
    let is_new_token = receipt.is_of_new_token();
    let result = if is_new_token {
        new_token::say(move |w| (w.result)(&result).to_owned())
    } else {
        say(move |w| (w.result)(&result).to_owned())
    };
    let name = (!name.is_empty()).then(|| el("bdi").child(name));
    el("div")
        .child(
            el("p")
                .child(el("strong").child(result))
                .child(" ")
                .children(name)
                .child(" ")
                .child(el("code").child(text(ReceiptField::ProfileId))),
        )
        .child(who(
            &text(ReceiptField::Account),
            &text(ReceiptField::Tenant),
        ))
}

fn of_run(run: &RunSummary) -> El {
    let total = run.total();
    let totals = run.clone();
    let why = [(&run.reason, "reason"), (&run.ticket, "ticket")]
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, of)| {
            let text = text.clone();
            el("p")
                .child(t(if of == "reason" {
                    |w| w.reason
                } else {
                    |w| w.ticket
                }))
                .child(" ")
                .child(el("bdi").child(text))
        });
    el("div")
        .child(el("p").child(el("strong").child(say(move |w| (w.run)(total)))))
        .child(el("p").child(say(move |w| (w.totals)(&totals))))
        .children(why)
        .child(who(&run.account, &run.tenant_id))
}

fn who(account: &str, tenant: &str) -> El {
    let (account, tenant) = (account.to_owned(), tenant.to_owned());
    el("p")
        .class("hint")
        .child(say(move |w| (w.who)(&account, &tenant)))
}

/// The receipt of a revocation alone, without what this page adds for its own use, and with what was found of its profile's
/// devices and in Intune's audit log; whoever reads it in a view follows that.
fn json(entry: &ActivityEntry) -> String {
    let What::Revocation(receipt) = &entry.what else {
        return entry.json();
    };
    let devices = receipt.target().and_then(|target| section_of(&target));
    let audit = AuditQuestion::of(receipt).map(Errand::Audit);
    let audit = audit.and_then(|errand| audit_section_of(&errand));
    with_findings(receipt.json(), devices.as_deref(), audit.as_deref())
}

fn open_report(id: &str, activity: &Activity) -> AnyView {
    let (id, runs, open) = (id.to_owned(), activity.runs, activity.context.on_open_run);
    dynamic(move || {
        if !runs.with(|runs| runs.contains(&id)) {
            return ().into_any();
        }
        let id = id.clone();
        El::group([button(|w| w.open_report, move || open.run(id.clone())).class("copy")])
    })
}

/// All there is to an entry.
fn details(entry: &ActivityEntry) -> El {
    let rows: Vec<El> = match &entry.what {
        What::Revocation(receipt) => receipt
            .entries()
            .iter()
            .map(|(of, value)| {
                let of = *of;
                row(common::say(move |w| (w.receipt_entry)(of)), value.clone())
            })
            .collect(),
        What::Run(run) => {
            let mut rows: Vec<El> = id_row(t(|w| w.run_id), run.id.clone())
                .into_iter()
                .collect();
            rows.push(row(
                t(|w| w.started_local),
                local_time(run.started_ms).local(),
            ));
            rows.push(row(t(|w| w.started), utc(run.started_ms)));
            rows.push(row(t(|w| w.ended_local), local_time(run.ended_ms).local()));
            rows.push(row(t(|w| w.ended), utc(run.ended_ms)));
            rows.extend(id_row(
                common::say(|w| (w.receipt_entry)(actions::ReceiptField::Tenant)),
                run.tenant_id.clone(),
            ));
            rows
        }
    };
    el("dl").children(rows)
}
