//! The print dialog.

use gloo_events::EventListener;
use web_sys::Element;

/// Opens the browser's own dialog to print the page.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        window.print().ok();
    }
}

/// The attribute of what is printed alone.
const ALONE: &str = "data-print";

/// Opens the dialog to print an element, which bears `data-print` as long as that takes: the style says what that means.
pub(crate) fn print_alone(element: &Element) {
    let Some(window) = web_sys::window() else {
        return;
    };
    if element.set_attribute(ALONE, "").is_ok() {
        let printed = element.clone();
        EventListener::once(&window, "afterprint", move |_| {
            printed.remove_attribute(ALONE).ok();
        })
        .forget();
        window.print().ok();
    }
}
