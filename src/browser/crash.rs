//! The notice of a crash: a panic must never leave a page that looks alive and is dead.

use std::panic;

use wasm_bindgen::JsValue;

/// Shows the notice that `index.html` holds ready as soon as anything panics.
pub(crate) fn install() {
    panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(document) = document {
            let element = |id: &str| document.get_element_by_id(id);
            if let Some(notice) = element("crash") {
                notice.remove_attribute("hidden").ok();
            }
            // Not hidden but gone: an open dialog in it would keep the notice out of reach.
            if let Some(app) = element("app") {
                app.remove();
            }
        }
    }));
}
