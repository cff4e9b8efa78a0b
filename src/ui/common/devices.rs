//! How a profile's devices are asked for from anywhere in the panel, and what a receipt takes along of them. What looks for them
//! is a part of the page of its own.

use std::{pin::Pin, sync::Arc};

use leptos::prelude::*;

use super::{
    context::ScreenContext,
    html::{El, dynamic, el},
    lazy_view::lazily,
    signal::{Memo, RwSignal},
};
use crate::{
    devices::{DevicesQuestion, DevicesSection, DevicesSections},
    errand::Errand,
    graph::Profile,
    lazy::NotLoaded,
    profile::Target,
    profiles::Profiles,
    ui::words::console::t,
};

type ShowDevices = fn(DevicesContext) -> AnyView;

/// Loads what looks for devices.
pub(crate) type LoadDevices = fn() -> Pin<Box<dyn Future<Output = Result<ShowDevices, NotLoaded>>>>;

/// Where devices are asked for, found in the context.
#[derive(Clone, Copy)]
pub(crate) struct DevicesDesk {
    /// Whose devices are wanted, and since when unless the person says otherwise.
    pub wanted: RwSignal<Option<DevicesQuestion>>,
    /// What was found last.
    pub found: RwSignal<DevicesSections>,
    /// What a further permission was wanted for when a sign-in took the person away, until it is taken up.
    pub errand: RwSignal<Option<Errand>>,
    /// Whether something is under way that leaving the page would interrupt.
    pub is_busy: Memo<bool>,
    pub load: LoadDevices,
}

/// What the devices have of the panel around them.
#[derive(Clone)]
pub(crate) struct DevicesContext {
    pub around: ScreenContext,
    pub desk: DevicesDesk,
    /// The profiles, among which others may have the same name.
    pub profiles: RwSignal<Profiles>,
    pub question: DevicesQuestion,
}

/// The button that asks for a profile's devices; none where nothing looks for them.
pub(crate) fn who_enrolled(profile: &Profile) -> Option<El> {
    let desk = use_context::<DevicesDesk>()?;
    // The profile is never younger than its token.
    let since_ms = profile.token_created_ms.or(profile.created_ms);
    let question = DevicesQuestion::of(profile, since_ms.unwrap_or_default());
    let ask = move |_| desk.wanted.set(Some(question.clone()));
    Some(
        el("button")
            .attr("type", "button")
            .on("click", ask)
            .child(t(|w| w.who_enrolled)),
    )
}

/// The devices of the profile that is shown, where they are wanted.
pub(crate) fn devices_of(
    picked: RwSignal<Option<Target>>,
    profiles: RwSignal<Profiles>,
    around: ScreenContext,
) -> AnyView {
    let Some(desk) = use_context::<DevicesDesk>() else {
        return ().into_any();
    };
    let wanted = Memo::new(move |_| {
        let question = desk.wanted.get()?;
        picked
            .with(|picked| picked.as_ref() == Some(&question.target))
            .then_some(question)
    });
    dynamic(move || {
        let Some(question) = wanted.get() else {
            return ().into_any();
        };
        let context = DevicesContext {
            around: around.clone(),
            desk,
            profiles,
            question,
        };
        lazily(desk.load, move |show| show(context.clone()))
    })
}

/// What was found of a profile's devices; whoever reads it in a view follows it.
pub(crate) fn section_of(target: &Target) -> Option<Arc<DevicesSection>> {
    let desk = use_context::<DevicesDesk>()?;
    desk.found.with(|found| found.of(target).cloned())
}

/// What was found of the devices of some profiles; whoever reads it in a view follows it.
pub(crate) fn sections_of(is_one: impl Fn(&Target) -> bool) -> DevicesSections {
    let desk = use_context::<DevicesDesk>();
    desk.map(|desk| desk.found.with(|found| found.of_those(is_one)))
        .unwrap_or_default()
}

/// The same on paper.
pub(crate) fn on_paper(target: Target) -> AnyView {
    dynamic(move || match section_of(&target) {
        Some(section) => El::group([el("p").class("paper-devices").child(section.text.clone())]),
        None => ().into_any(),
    })
}
