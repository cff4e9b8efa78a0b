//! A menu that opens below a button, and closes when the person goes on elsewhere.

use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys::{Element, HtmlElement},
};

use super::html::{El, el};

/// A menu: `button` is its `summary`.
pub(crate) fn menu(class: &'static str, button: El, contents: El) -> El {
    el("details")
        .class(class)
        .on("focusout", |event| {
            if let Some(menu) = owner(&event) {
                // What gets the focus has it by then.
                request_animation_frame(move || {
                    if !menu.matches(":focus-within").unwrap_or(true) {
                        close(&menu);
                    }
                });
            }
        })
        .on("keydown", |event| {
            let is_escape = |event: &KeyboardEvent| event.key() == "Escape";
            if event.dyn_ref().is_some_and(is_escape)
                && let Some(menu) = owner(&event)
                && menu.has_attribute("open")
            {
                event.stop_propagation();
                close(&menu);
                let button = menu.first_element_child();
                if let Some(button) =
                    button.and_then(|button| button.dyn_into::<HtmlElement>().ok())
                {
                    button.focus().ok();
                }
            }
        })
        .child(button)
        // Whoever clicks between what is in it has not gone on elsewhere.
        .child(contents.class("menu").attr("tabindex", "-1"))
}

fn owner(event: &Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

fn close(menu: &Element) {
    menu.remove_attribute("open").ok();
}
