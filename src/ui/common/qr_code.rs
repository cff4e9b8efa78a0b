//! How the QR code of a profile's token is asked for in the panel. What reads it and draws it is a part of the page of its own.

use std::pin::Pin;

use leptos::prelude::*;

use super::{
    context::ScreenContext,
    focus::FocusReturn,
    html::{El, dynamic, el},
    lazy_view::lazily,
    signal::{Memo, RwSignal},
};
use crate::{lazy::NotLoaded, profile::Target, profiles::Profiles, ui::words::new_token};

type ShowQrCode = fn(QrCodeContext) -> AnyView;

/// Loads what reads a QR code and draws it.
pub(crate) type LoadQrCode = fn() -> Pin<Box<dyn Future<Output = Result<ShowQrCode, NotLoaded>>>>;

/// Where a QR code is asked for, found in the context.
#[derive(Clone, Copy)]
pub(crate) struct QrCodeDesk {
    /// Whose code is wanted.
    pub wanted: RwSignal<Option<Target>>,
    pub load: LoadQrCode,
}

/// What the QR code has of the panel around it.
#[derive(Clone)]
pub(crate) struct QrCodeContext {
    pub around: ScreenContext,
    pub target: Target,
    /// Whether the code of this profile may hold a Wi-Fi password.
    pub is_aosp: bool,
    /// Puts it away.
    pub close: Callback<()>,
}

/// The button that asks for a QR code; none where nothing shows it.
pub(crate) fn show_qr_code(target: Target) -> Option<El> {
    let desk = use_context::<QrCodeDesk>()?;
    Some(
        el("button")
            .attr("type", "button")
            .on("click", move |_| desk.wanted.set(Some(target.clone())))
            .child(new_token::t(|w| w.qr_code)),
    )
}

/// The QR code of the profile that is shown, where it is wanted. Whoever turns to another profile has put it away. Where it is
/// closed the focus returns to what had it.
pub(crate) fn qr_code_of(
    picked: RwSignal<Option<Target>>,
    profiles: RwSignal<Profiles>,
    around: ScreenContext,
    focus: FocusReturn,
) -> AnyView {
    let Some(desk) = use_context::<QrCodeDesk>() else {
        return ().into_any();
    };
    let wanted = Memo::new(move |_| {
        let target = desk.wanted.get()?;
        let is_shown = picked.with(|picked| {
            picked.as_ref().is_some_and(|picked| {
                picked.profile_type == target.profile_type
                    && picked.profile_id.bare() == target.profile_id.bare()
            })
        });
        is_shown.then_some(target)
    });
    dynamic(move || {
        let Some(target) = wanted.get() else {
            return ().into_any();
        };
        focus.remember();
        let profile = profiles.with_untracked(|profiles| profiles.find(&target).cloned());
        let mode = profile.and_then(|profile| profile.mode);
        let context = QrCodeContext {
            around: around.clone(),
            target,
            is_aosp: mode.is_some_and(|mode| mode.is_aosp()),
            close: Callback::new(move |()| {
                desk.wanted.set(None);
                focus.give_back();
            }),
        };
        lazily(desk.load, move |show| show(context.clone()))
    })
}
