//! What a sign-in has told about the set-up, where the address asks for it.

use leptos::prelude::*;

use crate::{
    profile::ProfileType,
    profiles::Profiles,
    set_up::{Known, SignedInReport},
    ui::{
        common::{
            html::{El, dynamic, el},
            live::Live,
            signal::{Memo, RwSignal},
        },
        words::{
            console as common,
            set_up_report::{SetUpReportStrings, say},
        },
    },
};

/// The end of the set-up's test, above the list that tells it.
pub(super) fn set_up_report(profiles: RwSignal<Profiles>) -> El {
    let report = Memo::new(move |_| profiles.with(SignedInReport::of));
    el("section")
        .class("notice")
        .attr("aria-labelledby", "set-up-report")
        .child(
            el("h2")
                .attr("id", "set-up-report")
                .child(word(|w| w.heading)),
        )
        .child(dynamic(move || lines(report.get())))
        .child(el("p").child(word(|w| w.not_tried)))
        .child(
            el("p").child(
                el("a")
                    .attr("href", "?setup")
                    .child(word(|w| w.to_the_set_up)),
            ),
        )
}

fn lines(report: SignedInReport) -> AnyView {
    let SignedInReport {
        consent,
        role,
        licence,
        collections,
    } = report;
    let line = |known, what: fn(&'static SetUpReportStrings) -> &'static str| {
        el("li").child(say(move |w| format!("{} {}", what(w), (w.known)(known))))
    };
    let collection = |(profile_type, known): (ProfileType, Known)| {
        el("li").child(say(move |w| {
            let name = untrack(|| common::say(move |w| (w.profile_type_name)(profile_type)).get());
            format!("{}: {}", name, (w.known)(known))
        }))
    };
    let list = el("ul")
        .child(line(consent, |w| w.consent))
        .child(line(role, |w| w.role))
        .child(line(licence, |w| w.licence))
        .children(
            ProfileType::ALL
                .into_iter()
                .zip(collections)
                .map(collection),
        );
    El::group([el("div").attr("role", "status").child(list)])
}

fn word(pick: fn(&'static SetUpReportStrings) -> &'static str) -> Live<&'static str> {
    say(pick)
}
