//! Leaving the page by mistake.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast as _;
use web_sys::BeforeUnloadEvent;

/// As long as it lives, the browser asks before the page goes away.
#[must_use]
pub(crate) struct UnloadGuard(#[expect(dead_code, reason = "dropping it ends it")] EventListener);

/// Has the browser ask, in its own words, before the tab is closed, reloaded or led elsewhere.
///
/// Browsers ask only a person who has done something on the page.
pub(crate) fn ask_before_leaving() -> Option<UnloadGuard> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener =
        EventListener::new_with_options(&window, "beforeunload", options, move |event| {
            event.prevent_default();
            // Browsers before 2024 wait for this.
            event
                .unchecked_ref::<BeforeUnloadEvent>()
                .set_return_value("stay");
        });
    Some(UnloadGuard(listener))
}
