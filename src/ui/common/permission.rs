//! A further permission, for people: what the sign-in host will ask, and why something could not be read.

use leptos::prelude::untrack;

use super::{
    copy_button::copy_button,
    details::id_row,
    failure::{read_failure, support_ids},
    html::{El, el},
    live::Live,
    sign_in_notice::sign_in_advice,
};
use crate::{
    config::Config,
    graph::{Cause, ListFailure, ReadFailure},
    permission::Permission,
    session::{SignInCause, SignInFailure},
    ui::words::{
        console as common,
        permission::{PermissionStrings, say, t},
    },
};

/// How far the person has been asked for what a reading needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asking {
    /// Not at all: the reading says how it stands.
    No,
    /// They would be in a window, and that opens only at a click.
    Offered,
    /// The sign-in host has the person.
    UnderWay,
    /// The person came back from there without what was wanted.
    Failed(SignInFailure),
}

/// Says that the sign-in host has to ask the person, who opens its window by `button`.
pub(crate) fn offered(permission: Permission, button: El) -> [El; 2] {
    [
        el("p").child(say(move |w| (w.to_be_asked)(permission))),
        el("p").child(button.child(t(|w| w.open_window))),
    ]
}

/// Says what the person does at the sign-in host.
pub(crate) fn asking(permission: Permission) -> El {
    el("p").child(say(move |w| (w.asking)(permission)))
}

/// Why something could not be read that takes a permission.
pub(crate) fn why_not_read(
    failure: &ListFailure,
    permission: Permission,
    config: &Config,
) -> Vec<El> {
    match failure {
        ListFailure::NoToken(failure) => no_permission(failure, permission, config),
        ListFailure::Read(ReadFailure::Refused(refusal)) => match &refusal.cause {
            Cause::RoleMissing | Cause::Forbidden => vec![
                el("p").child(say(move |w| (w.no_role)(permission))),
                el("dl")
                    .children(id_row(common::t(|w| w.message), refusal.message.clone()))
                    .children(support_ids(refusal.ids.clone())),
            ],
            Cause::ScopeMissing(_) => consent(permission, config),
            _ => read_failure(ReadFailure::Refused(refusal.clone())),
        },
        ListFailure::Read(failure @ ReadFailure::NoAnswer(_)) => read_failure(failure.clone()),
        ListFailure::ForeignLink => vec![said(|w| w.foreign_link)],
        ListFailure::Endless => vec![said(|w| w.endless)],
    }
}

/// Why there is no token with a permission. Of that these words differ from those of sign-in.
pub(crate) fn no_permission(
    failure: &SignInFailure,
    permission: Permission,
    config: &Config,
) -> Vec<El> {
    match failure.cause {
        SignInCause::ConsentMissing => {
            let mut rows = consent(permission, config);
            rows.push(codes(failure));
            rows
        }
        SignInCause::Cancelled => vec![said(|w| w.declined), codes(failure)],
        SignInCause::Expired => vec![said(|w| w.expired), codes(failure)],
        _ => sign_in_advice(failure.clone(), config.permission_consent_link(permission)),
    }
}

/// What stands beside a reading and may lead to the sign-in host: pressed while `waits`, it does nothing, and stays where it is.
pub(crate) fn waiting_button(
    waits: impl Fn() -> bool + Clone + Send + Sync + 'static,
    act: impl Fn() + Send + Sync + 'static,
) -> El {
    let is_waiting = waits.clone();
    el("button")
        .attr("type", "button")
        .attr_if("aria-disabled", "true", is_waiting)
        .on("click", move |_| {
            if !untrack(&waits) {
                act();
            }
        })
}

/// What could not be read, and why.
pub(crate) fn not_read(what: Live<&'static str>, why: Vec<El>) -> Vec<El> {
    let said = el("p").child(el("strong").child(what));
    vec![el("div").class("notice error").child(said).children(why)]
}

fn consent(permission: Permission, config: &Config) -> Vec<El> {
    let link = config.permission_consent_link(permission);
    vec![
        el("p").child(say(move |w| (w.not_granted)(permission))),
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

fn said(pick: fn(&'static PermissionStrings) -> &'static str) -> El {
    el("p").child(t(pick))
}
