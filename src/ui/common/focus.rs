//! Where the focus goes.

use leptos::{prelude::*, wasm_bindgen::JsCast as _, web_sys::HtmlElement};

/// The `id` of the tab of the runs, which stays where a run is put away.
pub(crate) const RUNS_TAB: &str = "tab-runs";

/// Leads the focus to an element, once what is about to be shown is there.
pub(crate) fn focus(id: &'static str) {
    request_animation_frame(move || {
        if let Some(to) = by_id(id) {
            to.focus().ok();
        }
    });
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// What had the focus before something opened.
#[derive(Clone, Copy)]
pub(crate) struct FocusReturn {
    before: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// The `id` of what takes it where that is gone too.
    fallback: &'static str,
}

impl FocusReturn {
    pub(crate) fn new(fallback: &'static str) -> Self {
        Self {
            before: StoredValue::new_local(None),
            fallback,
        }
    }

    /// To be called before what opens takes the focus.
    pub(crate) fn remember(self) {
        let active = document().active_element();
        let active = active.filter(|active| active.tag_name() != "BODY");
        self.before
            .set_value(active.and_then(|active| active.dyn_into().ok()));
    }

    /// To be called when it closes.
    pub(crate) fn give_back(self) {
        // After what closes has left the page.
        request_animation_frame(move || {
            let before = self.before.try_update_value(Option::take).flatten();
            // What is gone, or in a dialog that has closed, does not take it.
            for to in before.into_iter().chain(by_id(self.fallback)) {
                to.focus().ok();
                let active = document().active_element();
                if active.is_some_and(|active| active.is_same_node(Some(&to))) {
                    break;
                }
            }
        });
    }
}
