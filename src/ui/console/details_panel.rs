//! The details of a profile, beside the table.

use leptos::prelude::*;

use super::{
    columns::{mode, name},
    context::TableView,
};
use crate::{
    graph::Profile,
    profile::Target,
    profiles::{Profiles, Risk},
    time::{Time, utc},
    ui::{
        common::{
            context::ScreenContext,
            copy_button::copy_button,
            details::{id_row, row},
            html::{El, Focusable, dynamic, el},
            profile_facts::{is_inactive, token_state},
        },
        words::{
            console as common,
            list::{say, t},
        },
    },
};

/// The details of a profile; `request` asks whether to revoke its token.
pub(super) fn details_panel(
    target: &Target,
    profiles: RwSignal<Profiles>,
    now: RwSignal<Time>,
    around: &ScreenContext,
    look: TableView,
    request: Callback<Target>,
) -> AnyView {
    let link = around.config.page.deep_link(target);
    let portal = around.config.cloud.intune_portal();
    let profile = {
        let target = target.clone();
        Memo::new(move |_| profiles.with(|profiles| profiles.find(&target).cloned()))
    };
    let target = target.clone();
    let is_inactive = Memo::new(move |_| {
        let now = now.get();
        profile.with(|profile| profile.as_ref().is_some_and(|of| is_inactive(of, now)))
    });
    let facts = move || match profile.get() {
        Some(profile) => facts(&profile, now.get(), &link),
        // It was deleted, or somebody else signed in.
        None => ().into_any(),
    };
    let heading = NodeRef::<Focusable>::new();
    El::group([el("aside")
        .class("panel")
        .attr("aria-labelledby", "panel-heading")
        .child(
            el("h3")
                .attr("id", "panel-heading")
                .attr("tabindex", "-1")
                .node_ref(heading)
                .child(t(|w| w.details)),
        )
        .child(dynamic(facts))
        .child(
            el("div")
                .class("row")
                .child(
                    el("button")
                        .attr("type", "button")
                        .attr_if("class", "primary", move || !is_inactive.get())
                        .on("click", move |_| request.run(target.clone()))
                        .child(say(move |w, common| {
                            if is_inactive.get() {
                                common.all_the_same
                            } else {
                                w.revoke
                            }
                        })),
                )
                .child(
                    el("a")
                        .attr("href", portal)
                        .attr("target", "_blank")
                        .attr("rel", "noreferrer")
                        .child(t(|w| w.portal)),
                )
                .child(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| look.picked.set(None))
                        .child(t(|w| w.close)),
                ),
        )])
}

fn facts(profile: &Profile, now: Time, link: &str) -> AnyView {
    let state = profile.token_state(now.unix_ms);
    let profile_type = profile.profile_type;
    let mut rows = vec![row(
        common::t(|w| w.profile_name),
        El::group([name(profile)]),
    )];
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
        common::say(move |w| token_state(w, state)),
    ));
    if let Some(ms) = profile.token_created_ms {
        rows.push(row(common::t(|w| w.token_created), utc(ms)));
    }
    if let Some(count) = profile.enrolled_devices {
        rows.push(row(common::t(|w| w.enrolled_devices), count.to_string()));
    }
    if let Some(ms) = profile.created_ms {
        rows.push(row(t(|w| w.created), utc(ms)));
    }
    if let Some(ms) = profile.modified_ms {
        rows.push(row(t(|w| w.modified), utc(ms)));
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
