//! What can be done from the keyboard.

use std::pin::Pin;

use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys::Element,
};

use super::{
    common::{focus::focus, html::dynamic, lazy_view::lazily},
    console::PROFILE_ID_FIELD,
};
use crate::{
    address::Screen,
    lazy::NotLoaded,
    ui::common::signal::{Memo, RwSignal},
};

/// Hands out every key that is pressed in the window, for as long as its screen is there.
pub(crate) type ListenToKeys = fn(Callback<Event>);

/// Shows the dialogs.
pub(crate) type CommandDialogs = fn(Handles) -> AnyView;

/// Loads what does.
pub(crate) type LoadCommandDialogs =
    fn() -> Pin<Box<dyn Future<Output = Result<CommandDialogs, NotLoaded>>>>;

/// What the commands act on.
#[derive(Clone, Copy)]
pub(crate) struct Handles {
    pub screen: RwSignal<Screen>,
    pub every_active: RwSignal<u32>,
    pub list_is_old: RwSignal<u32>,
    pub opened: RwSignal<Opened>,
    pub sign_in: Callback<()>,
    pub sign_out: Callback<()>,
}

/// Which dialog of these is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opened {
    Nothing,
    Keys,
    Palette,
}

/// The dialogs, and the keys that open them wherever the focus is.
pub(super) fn commands(
    handles: Handles,
    load: LoadCommandDialogs,
    listen: ListenToKeys,
) -> AnyView {
    let Handles { screen, opened, .. } = handles;
    listen(Callback::new(move |event: Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        // Whoever is asked something answers that first.
        let is_asked = document().query_selector("dialog[open]").ok().flatten();
        if is_asked.is_some() {
            return;
        }
        let pressed = key.key();
        let is_chord = key.ctrl_key() || key.meta_key();
        if is_chord && !key.alt_key() && pressed.eq_ignore_ascii_case("k") {
            opened.set(Opened::Palette);
        } else if is_chord || key.alt_key() || is_typed(&event) {
            return;
        } else if pressed == "?" {
            opened.set(Opened::Keys);
        } else if pressed == "/" {
            screen.set(Screen::Profiles);
            focus(PROFILE_ID_FIELD);
        } else {
            return;
        }
        event.prevent_default();
    }));
    let are_wanted = Memo::new(move |were: Option<&bool>| {
        were == Some(&true) || opened.get() != Opened::Nothing
    });
    dynamic(move || {
        if are_wanted.get() {
            lazily(load, move |dialogs: CommandDialogs| dialogs(handles))
        } else {
            ().into_any()
        }
    })
}

/// Whether a key is meant for a field.
fn is_typed(event: &Event) -> bool {
    let target = event.target();
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| {
            element
                .matches("input:not([type=radio], [type=checkbox]), select, textarea")
                .unwrap_or(false)
        })
}
