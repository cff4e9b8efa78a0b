//! What Intune's own audit log says of a revocation, or why it cannot be read.

use leptos::prelude::*;

use super::context::{Activity, ActivityAction, Asking, AuditLookup};
use crate::{
    activity::{AuditQuestion, AuditVerdict},
    config::Config,
    graph::{AuditEvent, Cause, ListFailure, ReadFailure},
    session::{SignInCause, SignInFailure},
    time::utc,
    ui::{
        common::{
            copy_button::copy_button,
            details::{id_row, row},
            failure::read_failure,
            html::{El, dynamic, el},
            live::Live,
            moment::local_time,
            sign_in_notice::sign_in_advice,
            signal::Memo,
        },
        words::{
            activity::{ActivityStrings, say, t},
            console as common,
        },
    },
};

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
                Some(look) if look.asking == Asking::Offered => El::group([
                    said(|w| w.to_be_asked),
                    el("p").child(look_up().child(t(|w| w.open_window))),
                ]),
                Some(look) => El::many(says(&look, &config)),
            })),
    )
}

fn says(look: &AuditLookup, config: &Config) -> Vec<El> {
    match &look.asking {
        Asking::UnderWay => return vec![said(|w| w.asking)],
        Asking::Failed(failure) => return not_read(no_permission(failure, config)),
        Asking::No | Asking::Offered => {}
    }
    match look.search.verdict() {
        AuditVerdict::Searching => vec![said(|w| w.searching)],
        AuditVerdict::Found(event) => vec![said(|w| w.found), found(event)],
        AuditVerdict::NoneYet { unreadable } => {
            let mut rows = vec![said(|w| w.none_yet)];
            if unreadable > 0 {
                rows.push(el("p").child(say(move |w| (w.unreadable_events)(unreadable))));
            }
            rows
        }
        AuditVerdict::TooMany => vec![said(|w| w.too_many)],
        AuditVerdict::NotRead(failure) => not_read(why(failure, config)),
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

fn why(failure: &ListFailure, config: &Config) -> Vec<El> {
    match failure {
        ListFailure::NoToken(failure) => no_permission(failure, config),
        ListFailure::Read(ReadFailure::Refused(refusal)) => match &refusal.cause {
            Cause::RoleMissing | Cause::Forbidden => {
                let ids = refusal.ids.clone();
                vec![
                    said(|w| w.no_role),
                    el("dl")
                        .children(id_row(common::t(|w| w.message), refusal.message.clone()))
                        .children(id_row(Live::new(|| "request-id"), ids.request_id))
                        .children(id_row(
                            Live::new(|| "client-request-id"),
                            ids.client_request_id,
                        )),
                ]
            }
            Cause::ScopeMissing(_) => consent(config),
            _ => read_failure(ReadFailure::Refused(refusal.clone())),
        },
        ListFailure::Read(failure @ ReadFailure::NoAnswer(_)) => read_failure(failure.clone()),
        ListFailure::ForeignLink => vec![said(|w| w.foreign_link)],
        ListFailure::Endless => vec![said(|w| w.endless)],
    }
}

/// Why there is no token for the log. Of the permission these words differ from those of sign-in.
fn no_permission(failure: &SignInFailure, config: &Config) -> Vec<El> {
    match failure.cause {
        SignInCause::ConsentMissing => {
            let mut rows = consent(config);
            rows.push(codes(failure));
            rows
        }
        SignInCause::Cancelled => vec![said(|w| w.declined), codes(failure)],
        SignInCause::Expired => vec![said(|w| w.expired), codes(failure)],
        _ => sign_in_advice(failure.clone(), config.audit_consent_link()),
    }
}

fn consent(config: &Config) -> Vec<El> {
    let link = config.audit_consent_link();
    vec![
        said(|w| w.no_permission),
        el("p")
            .child(
                el("a")
                    .attr("href", link.clone())
                    .child(common::t(|w| w.admin_consent_link)),
            )
            .child(copy_button(link, common::t(|w| w.admin_consent_link))),
    ]
}

fn codes(failure: &SignInFailure) -> El {
    el("dl")
        .children(id_row(common::t(|w| w.code), failure.code.clone()))
        .children(id_row(common::t(|w| w.message), failure.detail.clone()))
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
