//! The screens of somebody who is signed in, one a tab.
//!
//! <https://www.w3.org/WAI/ARIA/apg/patterns/tabs/>, with a screen shown as soon as its tab has the focus.

use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys::HtmlElement,
};

use super::{
    common::{
        focus::RUNS_TAB,
        html::{El, el},
        live::Live,
    },
    words::console::{say, t},
};
use crate::{address::Screen, ui::common::signal::RwSignal};

/// The tabs; all screens stay where they are, and one is shown.
pub(super) fn tabs(screen: RwSignal<Screen>) -> El {
    el("div")
        .class("tabs")
        .attr("role", "tablist")
        .attr("aria-label", t(|w| w.screens))
        .on("keydown", move |event| follow_key(&event, screen))
        .children(Screen::ALL.map(|of| tab(of, screen)))
}

fn tab(of: Screen, screen: RwSignal<Screen>) -> El {
    let when =
        move |shown, hidden| Live::new(move || if screen.get() == of { shown } else { hidden });
    el("button")
        .attr("type", "button")
        .attr("role", "tab")
        .attr("id", tab_id(of))
        .attr("aria-controls", panel_id(of))
        .attr("aria-selected", when("true", "false"))
        .attr("tabindex", when("0", "-1"))
        .on("click", move |_| screen.set(of))
        .child(say(move |w| (w.screen_name)(of)))
}

/// What a tab shows.
pub(super) fn tab_panel(of: Screen, screen: RwSignal<Screen>, contents: AnyView) -> El {
    el("div")
        .class("screen")
        .attr("role", "tabpanel")
        .attr("id", panel_id(of))
        .attr("aria-labelledby", tab_id(of))
        .attr_if("hidden", "", move || screen.get() != of)
        .child(contents)
}

fn follow_key(event: &Event, screen: RwSignal<Screen>) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let all = Screen::ALL;
    let at = all.iter().position(|of| *of == screen.get_untracked());
    let at = at.unwrap_or_default();
    let to = match event.key().as_str() {
        "ArrowRight" => (at + 1) % all.len(),
        "ArrowLeft" => (at + all.len() - 1) % all.len(),
        "Home" => 0,
        "End" => all.len() - 1,
        _ => return,
    };
    event.prevent_default();
    screen.set(all[to]);
    if let Some(tab) = document().get_element_by_id(tab_id(all[to]))
        && let Ok(tab) = tab.dyn_into::<HtmlElement>()
    {
        tab.focus().ok();
    }
}

fn tab_id(of: Screen) -> &'static str {
    match of {
        Screen::Profiles => "tab-profiles",
        Screen::Runs => RUNS_TAB,
        Screen::Activity => "tab-activity",
    }
}

fn panel_id(of: Screen) -> &'static str {
    match of {
        Screen::Profiles => "screen-profiles",
        Screen::Runs => "screen-runs",
        Screen::Activity => "screen-activity",
    }
}
