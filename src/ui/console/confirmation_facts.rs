//! What the question before a change of a token says of the profile, whatever is asked.

use super::columns::mode;
use crate::{
    actions::ProfileSnapshot,
    graph::Profile,
    profile::Target,
    session::Account,
    text::number::grouped,
    time::Time,
    ui::{
        common::{
            details::row,
            failure::read_failure,
            html::{El, el},
            icon::{Icon, icon},
            live::Live,
            profile_facts::{profile_facts, token_state},
        },
        words::console::{say, t},
    },
};

type Said = Live<&'static str>;

/// What is known of the profile: first what tells most, or why it could not be read, and then everything.
pub(super) fn known_facts(known: ProfileSnapshot, unread: Said, now: Time) -> (Vec<El>, Vec<El>) {
    match known {
        ProfileSnapshot::NotRead => (Vec::new(), Vec::new()),
        ProfileSnapshot::Profile(profile) => (
            vec![at_a_glance(&profile, now)],
            profile_facts(&profile, now),
        ),
        ProfileSnapshot::Unreadable(failure) => {
            let notice = el("div")
                .class("notice")
                .child(el("p").child(el("strong").child(unread)))
                .children(read_failure(failure));
            (vec![notice], Vec::new())
        }
    }
}

/// What tells most of how much hangs on it.
fn at_a_glance(profile: &Profile, now: Time) -> El {
    let fact = |value: El, name: El| el("li").child(value).child(name);
    let value = || el("strong");
    let name = || el("span");
    let profile_type = profile.profile_type;
    let type_name = move || say(move |w| (w.profile_type_name)(profile_type));
    let state = profile.token_state(now.unix_ms);
    let devices = profile.enrolled_devices.map(|count| {
        fact(
            value().child(grouped(count as usize)),
            name().child(t(|w| w.enrolled_devices)),
        )
    });
    el("ul")
        .class("glance")
        .children(devices)
        .child(if profile.mode.is_some() {
            fact(value().child(mode(profile)), name().child(type_name()))
        } else {
            fact(
                value().child(type_name()),
                name().child(t(|w| w.profile_type)),
            )
        })
        .child(fact(
            value().child(say(move |w| token_state(w, state, now))),
            name().child(t(|w| w.token)),
        ))
}

/// What stops, or what stays.
pub(super) fn part<const N: usize>(drawn: Icon, name: Said, items: [Said; N]) -> El {
    el("div")
        .child(el("h3").child(icon(drawn)).child(name))
        .child(el("ul").children(items.map(|item| el("li").child(item))))
}

/// Everything that is known, folded.
pub(super) fn details(target: &Target, facts: Vec<El>, account: &Account) -> El {
    el("details")
        .child(el("summary").child(t(|w| w.details)))
        .child(
            el("dl")
                .class("facts")
                .children(named(target))
                .children(facts)
                .child(row(t(|w| w.tenant), account.tenant_id.clone()))
                .child(row(t(|w| w.account), account.upn.clone())),
        )
}

pub(super) fn named(target: &Target) -> [El; 2] {
    let profile_type = target.profile_type;
    [
        row(t(|w| w.profile_id), target.profile_id.to_string()),
        row(
            t(|w| w.profile_type),
            say(move |w| (w.profile_type_name)(profile_type)),
        ),
    ]
}
