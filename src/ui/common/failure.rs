//! Refusals, and requests without an answer, for people: what happened, and what to do.

use super::{
    details::{id_row, row},
    html::{El, el},
    live::Live,
    waiting::asks_to_wait,
};
use crate::{
    graph::{Ids, NoAnswer, ReadFailure, Refusal},
    ui::words::{
        console::{ConsoleStrings, say, t},
        start::Advice,
    },
};

/// Why a profile could not be read.
pub(crate) fn read_failure(failure: ReadFailure) -> Vec<El> {
    match failure {
        ReadFailure::Refused(refusal) => {
            let mut rows = refused(&refusal);
            rows.extend(refusal.long_wait().map(asks_to_wait));
            rows.push(
                el("dl")
                    .child(row(t(|w| w.status), status(refusal.status)))
                    .children(support_ids(refusal.ids)),
            );
            rows
        }
        // What to do about it is said of revocations, not of readings.
        ReadFailure::NoAnswer(reason) => no_answer(reason).into_iter().take(1).collect(),
    }
}

pub(crate) fn refused(refusal: &Refusal) -> Vec<El> {
    let cause = refusal.cause.clone();
    advice(move |w| (w.refused_advice)(&cause))
}

pub(crate) fn no_answer(reason: NoAnswer) -> Vec<El> {
    advice(move |w| (w.unanswered_advice)(reason))
}

fn advice(
    pick: impl Fn(&'static ConsoleStrings) -> Advice + Clone + Send + Sync + 'static,
) -> Vec<El> {
    let next = pick.clone();
    vec![
        el("p").child(say(move |w| pick(w).happened)),
        el("p").child(say(move |w| next(w).next)),
    ]
}

/// The ids by which Microsoft's support finds the request, under the names that Microsoft gives them.
pub(crate) fn support_ids(ids: Ids) -> impl Iterator<Item = El> {
    [
        id_row(Live::new(|| "request-id"), ids.request_id),
        id_row(Live::new(|| "client-request-id"), ids.client_request_id),
        id_row(t(|w| w.activity_id), ids.activity_id),
    ]
    .into_iter()
    .flatten()
}

pub(crate) fn status(status: u16) -> String {
    format!("{status} {}", reason_phrase(status))
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
