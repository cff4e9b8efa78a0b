//! The details of a profile.

use leptos::prelude::*;

use super::{columns::mode, context::PanelProps, readiness::hint};
use crate::{
    actions::{ActionRequest, RevocationAction},
    graph::Profile,
    profile::Target,
    profiles::Risk,
    text::number::grouped,
    time::Time,
    ui::{
        common::{
            copy_button::copy_button,
            details::{id_row, row},
            devices::who_enrolled,
            html::{El, dynamic, el},
            moment::moment,
            profile_facts::{is_inactive, token_state},
            qr_code::show_qr_code,
            signal::Memo,
        },
        words::{
            console as common,
            list::{say, t},
            new_token::{self, NewTokenStrings},
        },
    },
};

/// The details of a profile.
pub(super) fn details(target: &Target, props: &PanelProps) -> AnyView {
    let PanelProps {
        around,
        profiles,
        request,
        readiness,
        ..
    } = props.clone();
    let now = around.now;
    let of_type = target.profile_type;
    let link = around.config.page.deep_link(target);
    let portal = around.config.cloud.intune_portal();
    let profile = {
        let target = target.clone();
        Memo::new(move |_| profiles.with(|profiles| profiles.find(&target).cloned()))
    };
    let (target, of, code_of) = (target.clone(), target.clone(), target.clone());
    let on_action = around.on_action;
    let is_inactive = Memo::new(move |_| {
        let now = now.get();
        profile.with(|profile| profile.as_ref().is_some_and(|of| is_inactive(of, now)))
    });
    let facts = move || match profile.get() {
        Some(profile) => facts(&profile, now.get(), &link),
        // It is not in the list, or somebody else signed in.
        None => ().into_any(),
    };
    let revoke = el("button")
        .attr("type", "button")
        .attr_if("class", "primary", move || !is_inactive.get())
        .on("click", move |_| request.run(target.clone()))
        .child(say(move |w, common| {
            if is_inactive.get() {
                common.all_the_same
            } else {
                w.revoke
            }
        }));
    let portal = el("a")
        .attr("href", portal)
        .attr("target", "_blank")
        .attr("rel", "noreferrer")
        .child(t(|w| w.portal));
    let replace = ask(|w| w.replace, ActionRequest::replace(of.clone()), on_action);
    let new_token = ask(|w| w.new_token, ActionRequest::create(of), on_action);
    let qr_code = show_qr_code(code_of);
    let who_enrolled = dynamic(move || {
        let button = profile.with(|of| of.as_ref().and_then(who_enrolled));
        El::many(button.into_iter().collect())
    });
    let hint = hint(readiness, of_type);
    El::group([el("section")
        .class("details")
        .child(dynamic(facts))
        .child(hint)
        .child(el("div").class("row first").child(revoke).child(portal))
        .child(
            el("div")
                .class("row")
                .child(replace)
                .child(new_token)
                .children(qr_code)
                .child(who_enrolled),
        )])
}

/// The button that asks for a new token, alone or after a revocation.
fn ask(
    name: fn(&'static NewTokenStrings) -> &'static str,
    request: ActionRequest,
    on_action: Callback<RevocationAction>,
) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| {
            on_action.run(RevocationAction::Request(request.clone()));
        })
        .child(new_token::t(name))
}

fn facts(profile: &Profile, now: Time, link: &str) -> AnyView {
    let state = profile.token_state(now.unix_ms);
    let profile_type = profile.profile_type;
    let mut rows = Vec::new();
    if let Some(description) = profile.description.clone() {
        rows.push(row(t(|w| w.description), description));
    }
    rows.push(row(
        common::t(|w| w.profile_type),
        common::say(move |w| (w.profile_type_name)(profile_type)),
    ));
    if profile.mode.is_some() {
        rows.push(row(common::t(|w| w.mode), mode(profile)));
    }
    rows.push(row(
        common::t(|w| w.token),
        common::say(move |w| token_state(w, state, now)),
    ));
    if let Some(ms) = profile.token_created_ms {
        rows.push(row(common::t(|w| w.token_created), moment(ms)));
    }
    if let Some(count) = profile.enrolled_devices {
        rows.push(row(
            common::t(|w| w.enrolled_devices),
            grouped(count as usize),
        ));
    }
    if let Some(ms) = profile.created_ms {
        rows.push(row(t(|w| w.created), moment(ms)));
    }
    if let Some(ms) = profile.modified_ms {
        rows.push(row(t(|w| w.modified), moment(ms)));
    }
    rows.extend(id_row(common::t(|w| w.profile_id), profile.id.to_string()));
    rows.push(
        el("div").child(el("dt").child(t(|w| w.deep_link))).child(
            el("dd")
                .child(el("a").attr("href", link.to_owned()).child(link.to_owned()))
                .child(copy_button(link.to_owned(), t(|w| w.deep_link))),
        ),
    );
    let risks = Risk::of(profile, now.unix_ms);
    let advice = (!risks.is_empty()).then(|| {
        el("div")
            .class("notice")
            .child(el("p").child(el("strong").child(t(|w| w.worth_a_look))))
            .child(
                el("ul").children(
                    risks
                        .into_iter()
                        .map(|risk| el("li").child(say(move |w, _| (w.risk_advice)(risk)))),
                ),
            )
    });
    El::group([el("dl").children(rows), el("div").children(advice)])
}
