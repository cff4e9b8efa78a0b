//! What Intune's own audit log says of a revocation, or why it cannot be read.

use leptos::prelude::*;

use super::context::{Activity, ActivityAction, AuditLookup};
use crate::{
    activity::{AuditQuestion, AuditVerdict},
    config::Config,
    graph::AuditEvent,
    permission::Permission,
    time::utc,
    ui::{
        common::{
            details::{id_row, row},
            html::{El, dynamic, el},
            moment::local_time,
            permission::{Asking, asking, no_permission, offered, why_not_read},
            signal::Memo,
        },
        words::activity::{ActivityStrings, say, t},
    },
};

/// What reading the log takes.
const PERMISSION: Permission = Permission::AuditEvents;

/// The button that looks a revocation up, and what came of it.
pub(super) fn audit(question: AuditQuestion, activity: &Activity) -> El {
    let look = activity.look;
    let (is_busy, on_action) = (activity.context.is_busy, activity.on_action);
    let config = activity.context.around.config.clone();
    let stands = {
        let question = question.clone();
        Memo::new(move |_| {
            look.with(|look| look.clone().filter(|of| *of.search.question() == question))
        })
    };
    let waits = Memo::new(move |_| {
        is_busy.get()
            || look.with(|look| {
                look.as_ref().is_some_and(|look| {
                    look.asking == Asking::UnderWay
                        || look.search.verdict() == AuditVerdict::Searching
                })
            })
    });
    let name = say(move |w| {
        if stands.with(Option::is_some) {
            w.look_again
        } else {
            w.look_up
        }
    });
    let look_up = move || {
        let question = question.clone();
        el("button")
            .attr("type", "button")
            .class("copy")
            .attr_if("aria-disabled", "true", move || waits.get())
            .on("click", move |_| {
                if !waits.get_untracked() {
                    on_action.run(ActivityAction::LookUp(question.clone()));
                }
            })
    };
    el("div").child(el("p").child(look_up().child(name))).child(
        el("div")
            .attr("role", "group")
            .attr("aria-label", t(|w| w.audit_log))
            .attr("aria-live", "polite")
            .child(dynamic(move || match stands.get() {
                None => ().into_any(),
                Some(look) if look.asking == Asking::Offered => {
                    El::group(offered(PERMISSION, look_up()))
                }
                Some(look) => El::many(says(&look, &config)),
            })),
    )
}

fn says(look: &AuditLookup, config: &Config) -> Vec<El> {
    match &look.asking {
        Asking::UnderWay => return vec![asking(PERMISSION)],
        Asking::Failed(failure) => return not_read(no_permission(failure, PERMISSION, config)),
        Asking::No | Asking::Offered => {}
    }
    match look.search.verdict() {
        AuditVerdict::Searching => vec![said(|w| w.searching)],
        AuditVerdict::Found {
            event,
            is_of_request: true,
        } => vec![said(|w| w.found), found(event)],
        AuditVerdict::Found {
            event,
            is_of_request: false,
        } => vec![said(|w| w.found_nearest), found(event)],
        AuditVerdict::NoneYet { unreadable } => {
            let mut rows = vec![said(|w| w.none_yet)];
            if unreadable > 0 {
                rows.push(el("p").child(say(move |w| (w.unreadable_events)(unreadable))));
            }
            rows
        }
        AuditVerdict::TooMany => vec![said(|w| w.too_many)],
        AuditVerdict::NotRead(failure) => not_read(why_not_read(failure, PERMISSION, config)),
    }
}

fn said(pick: Word) -> El {
    el("p").child(t(pick))
}

fn not_read(why: Vec<El>) -> Vec<El> {
    vec![
        el("div")
            .class("notice error")
            .child(el("p").child(el("strong").child(t(|w| w.not_read))))
            .children(why),
    ]
}

type Word = fn(&'static ActivityStrings) -> &'static str;

/// The event, as the log has it.
fn found(event: &AuditEvent) -> El {
    let activity = if event.activity.is_empty() {
        &event.activity_type
    } else {
        &event.activity
    };
    let texts: [(Word, &String); 4] = [
        (|w| w.event_activity, activity),
        (|w| w.event_operation, &event.operation),
        (|w| w.event_result, &event.result),
        (|w| w.event_actor, &event.actor),
    ];
    let texts = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| row(t(name), text.clone()));
    el("dl")
        .child(row(
            t(|w| w.event_time_local),
            local_time(event.at_ms).local(),
        ))
        .child(row(t(|w| w.event_time), utc(event.at_ms)))
        .children(texts)
        .children(id_row(
            t(|w| w.correlation_id),
            event.correlation_id.clone(),
        ))
        .children(id_row(t(|w| w.event_id), event.id.clone()))
}
