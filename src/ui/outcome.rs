//! How a revocation ended: the status region for a success, the alert region for everything else.

use leptos::{html, prelude::*};

use super::{
    details::{id_row, row},
    html::{El, dynamic, el},
    sign_in_notice::sign_in_advice,
    words::{Advice, Words, say, t},
};
use crate::{
    graph::{Ids, Refusal},
    profile::Target,
    revocation::{Outcome, Receipt, Revocation},
    time::Time,
};

/// The two live regions, there from the start so that a screen reader speaks what comes into them.
pub fn outcome(
    revocation: RwSignal<Revocation>,
    admin_consent_link: String,
    sign_in: Callback<()>,
) -> El {
    let settled = Memo::new(move |_| match revocation.get() {
        Revocation::Settled(target, outcome) => Some((target, outcome)),
        _ => None,
    });
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        if settled.get().is_some() {
            // After the dialog has closed, which gives the focus back to the form.
            request_animation_frame(move || {
                if let Some(heading) = heading.get_untracked() {
                    heading.focus().ok();
                }
            });
        }
    });
    let title = move |pick: fn(&'static Words) -> &'static str| {
        el("h2").attr("tabindex", "-1").node_ref(heading).text(pick)
    };
    let status = dynamic(move || match settled.get() {
        Some((target, Outcome::Revoked(receipt))) => {
            El::group([success(title(|w| w.revoked), target, receipt)])
        }
        _ => ().into_any(),
    });
    let alert = dynamic(move || {
        let problem = match settled.get() {
            None | Some((_, Outcome::Revoked(_))) => return ().into_any(),
            Some((target, Outcome::Refused { refusal, at })) => {
                let certainty: fn(&'static Words) -> &'static str =
                    if refusal.cause.may_have_revoked() {
                        |w| w.may_have_revoked
                    } else {
                        |w| w.not_revoked
                    };
                refused(title(certainty), refusal, target, at)
            }
            Some((
                target,
                Outcome::Unanswered {
                    reason,
                    client_request_id,
                    at,
                },
            )) => {
                let ids = Ids {
                    client_request_id: client_request_id.to_string(),
                    ..Ids::default()
                };
                error_notice(title(|w| w.unanswered))
                    .children(advice(move |w| (w.unanswered_advice)(reason)))
                    .child(
                        el("dl")
                            .child(row(t(|w| w.status), t(|w| w.none)))
                            .children(facts(target, at))
                            .children(support_ids(ids)),
                    )
            }
            Some((target, Outcome::NotSent { failure, at })) => error_notice(title(|w| w.not_sent))
                .children(sign_in_advice(failure, admin_consent_link.clone()))
                .child(el("dl").children(facts(target, at)))
                .child(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| sign_in.run(()))
                        .text(|w| w.sign_in_again),
                ),
        };
        El::group([problem])
    });
    el("div")
        .child(el("div").attr("role", "status").child(status))
        .child(el("div").attr("role", "alert").child(alert))
}

fn success(title: El, target: Target, receipt: Receipt) -> El {
    el("div")
        .class("notice success")
        .child(title)
        .child(el("p").child(el("strong").child("204 No Content")))
        .child(
            el("dl")
                .children(facts(target, receipt.at))
                .children(support_ids(receipt.ids)),
        )
        .child(el("p").text(|w| w.revoked_next))
}

fn error_notice(title: El) -> El {
    el("div").class("notice error").child(title)
}

fn refused(title: El, refusal: Refusal, target: Target, at: Time) -> El {
    let Refusal {
        status,
        cause,
        code,
        message,
        retry_after,
        ids,
    } = refusal;
    let or_none = |text: String| {
        say(move |w| {
            if text.is_empty() {
                w.none.to_owned()
            } else {
                text.clone()
            }
        })
    };
    error_notice(title)
        .children(advice(move |w| (w.refused_advice)(cause)))
        .children(retry_after.map(|seconds| el("p").child(say(move |w| (w.retry_after)(seconds)))))
        .child(
            el("dl")
                .child(row(
                    t(|w| w.status),
                    format!("{status} {}", reason_phrase(status)),
                ))
                .child(row(t(|w| w.code), or_none(code)))
                .child(row(t(|w| w.message), or_none(message)))
                .children(facts(target, at))
                .children(support_ids(ids)),
        )
}

fn advice(pick: impl Fn(&'static Words) -> Advice + Copy + Send + Sync + 'static) -> [El; 2] {
    [
        el("p").child(say(move |w| pick(w).happened)),
        el("p").child(say(move |w| pick(w).next)),
    ]
}

/// Which profile, and when.
fn facts(target: Target, at: Time) -> impl Iterator<Item = El> {
    let Target {
        profile_type,
        profile_id,
    } = target;
    id_row(t(|w| w.profile_id), profile_id.to_string())
        .into_iter()
        .chain([
            row(
                t(|w| w.profile_type),
                say(move |w| (w.profile_type_name)(profile_type)),
            ),
            row(t(|w| w.time), at.utc()),
            row(t(|w| w.local_time), at.local()),
        ])
}

/// The ids by which Microsoft's support finds the request, under the names that Microsoft gives them.
fn support_ids(ids: Ids) -> impl Iterator<Item = El> {
    [
        id_row(Signal::stored("request-id"), ids.request_id),
        id_row(Signal::stored("client-request-id"), ids.client_request_id),
        id_row(t(|w| w.activity_id), ids.activity_id),
    ]
    .into_iter()
    .flatten()
}

/// The registered name of a status that Graph is documented to answer with, or nothing.
///
/// <https://learn.microsoft.com/graph/errors>, names from RFC 9110.
fn reason_phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "",
    }
}
