//! The panel beside the list: one profile, from its details to what became of its revocation. It stays until it is closed.
//!
//! Its code, with that of the confirmation in its place, is a part of its own: the list does not wait for it.

use leptos::prelude::*;

use super::{
    column_menu::{column_menu, copy_rows},
    columns::name,
    confirmation::confirmation,
    context::{PanelPart, PanelProps},
    details,
    list_failures::list_failures,
    outcome::outcome,
    selection_bar::what_to_do,
    table_view::{LIST, TableView},
};
use crate::{
    actions::{Job, Revocation, RevocationAction, Stage},
    errand::Errand,
    graph::Profile,
    profile::{DeepLink, ProfileId, TypeChoice, Wanted},
    profiles::Profiles,
    ui::{
        common::{
            devices::{DevicesDesk, devices_of},
            effect::effect,
            focus::FocusReturn,
            html::{El, dynamic, el},
            icon::{Icon, icon},
            qr_code::qr_code_of,
            signal::{Memo, RwSignal},
        },
        words::list::t,
    },
};

/// The panel, and what else the list does not wait for.
pub(crate) const PANEL_PART: PanelPart = PanelPart {
    panel,
    readiness: |_| ().into_any(),
    what_to_do,
    list_failures,
    column_menu,
    copy_rows,
};

/// The panel. What is said of a revocation is a live region, so it is there while there is nothing to show.
fn panel(props: PanelProps) -> AnyView {
    let PanelProps {
        around,
        revocation,
        not_kept,
        profiles,
        look,
        deep_link,
        ..
    } = props.clone();
    follow_link(deep_link, profiles, look);
    // What is asked about, and what becomes of it, is shown of the profile it is about.
    let asked =
        Memo::new(move |_| revocation.with(|revocation| Some(revocation.job()?.target.clone())));
    effect(move || {
        if let Some(target) = asked.get() {
            look.pick(target);
        }
    });
    let facts = move || match look.picked.get() {
        Some(target) => details::details(&target, &props),
        None => ().into_any(),
    };
    let devices = devices_of(look.picked, profiles, around.clone());
    let qr_code = qr_code_of(
        look.picked,
        profiles,
        around.clone(),
        FocusReturn::new(LIST),
    );
    lead_back(look);
    let confirmation = confirmation(
        revocation,
        around.now,
        around.on_action,
        around.account.clone(),
        not_kept,
    );
    El::group([
        el("aside")
            .class("panel")
            .attr("aria-label", t(|w| w.details))
            .child(head(revocation, profiles, look, around.on_action))
            .child(outcome(revocation, around, look))
            .child(dynamic(facts))
            .child(qr_code)
            .child(devices),
        confirmation,
    ])
}

/// What stays in view: which profile it is, and the button that puts all away, an outcome once it is final.
fn head(
    revocation: RwSignal<Revocation>,
    profiles: RwSignal<Profiles>,
    look: TableView,
    on_action: Callback<RevocationAction>,
) -> El {
    let profile = Memo::new(move |_| {
        let target = look.picked.get()?;
        let profile = profiles.with(|profiles| profiles.find(&target).cloned());
        Some(profile.ok_or(target))
    });
    let heading = dynamic(move || {
        let of = match profile.get() {
            Some(Ok(profile)) => name(&profile),
            // It is not in the list, or somebody else signed in.
            Some(Err(target)) => el("code").child(target.profile_id.to_string()),
            None => return ().into_any(),
        };
        El::group([el("h2").attr("tabindex", "-1").child(of)])
    });
    let close = move |_| {
        let is_final = |job: &Job| matches!(job.stage, Stage::Finished(_));
        if revocation.with_untracked(|revocation| revocation.job().is_some_and(is_final)) {
            on_action.run(RevocationAction::Close);
        }
        look.close();
    };
    let is_empty = Memo::new(move |_| {
        look.picked.with(Option::is_none)
            && revocation.with(|revocation| revocation.outcomes().next().is_none())
    });
    let button = dynamic(move || {
        if is_empty.get() {
            return ().into_any();
        }
        El::group([el("button")
            .attr("type", "button")
            .class("tool")
            .attr("aria-label", t(|w| w.close))
            .attr("title", t(|w| w.close))
            .on("click", close)
            .child(icon(Icon::DISMISS))])
    });
    el("div").class("panel-head").child(heading).child(button)
}

/// Who comes back from the sign-in host to look for a profile's devices is led to them.
fn lead_back(look: TableView) {
    let Some(desk) = use_context::<DevicesDesk>() else {
        return;
    };
    effect(move || {
        if let Some(Errand::Devices(question)) = desk.errand.get() {
            look.pick(question.target.clone());
            desk.wanted.set(Some(question));
        }
    });
}

/// A link leads to its profile, as soon as that is there, unless the person has turned to another one.
fn follow_link(deep_link: RwSignal<DeepLink>, profiles: RwSignal<Profiles>, look: TableView) {
    let link = deep_link.get_untracked();
    let Ok(profile_id) = ProfileId::parse(&link.profile_id) else {
        return;
    };
    let wanted = Wanted {
        profile_id,
        profile_type: TypeChoice::of(link.profile_type),
    };
    let is_over = StoredValue::new(false);
    effect(move || {
        if is_over.get_value() {
            return;
        }
        let found = profiles.with(|profiles| profiles.find_wanted(&wanted).map(Profile::target));
        if let Some(target) = found {
            is_over.set_value(true);
            if look.picked.with_untracked(Option::is_none) {
                look.pick(target);
            }
        }
    });
}
