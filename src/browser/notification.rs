//! Notifications of the system, for whoever does not look at the page: Notifications API.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::VisibilityState;

use crate::click::Click;

// Those of web-sys end the program where a browser has none.
#[wasm_bindgen]
extern "C" {
    type Constructor;

    #[wasm_bindgen(method, getter)]
    fn permission(this: &Constructor) -> String;

    #[wasm_bindgen(method, catch, js_name = requestPermission)]
    fn request_permission(this: &Constructor) -> Result<JsValue, JsValue>;
}

fn constructor() -> Option<Constructor> {
    let window = web_sys::window()?;
    let found = Reflect::get(&window, &"Notification".into()).ok()?;
    found
        .is_function()
        .then(|| found.unchecked_into::<Constructor>())
}

/// Asks whether the page may notify, if the person was not asked before. Browsers take the question in a click only.
pub(crate) fn ask(_: &Click) {
    let asked = || {
        let constructor = constructor()?;
        if constructor.permission() != "default" {
            return None;
        }
        let asked = constructor.request_permission().ok()?;
        asked.dyn_into::<Promise>().ok()
    };
    if let Some(asked) = asked() {
        spawn_local(async move {
            // Whatever the answer is: it is looked up when there is something to tell.
            JsFuture::from(asked).await.ok();
        });
    }
}

/// Notifies, where the person allowed it and does not see the page.
pub(crate) fn notify(title: &str, text: &str) {
    let notified = || {
        let document = web_sys::window()?.document()?;
        if document.visibility_state() == VisibilityState::Visible {
            return None;
        }
        let constructor = constructor()?;
        if constructor.permission() != "granted" {
            return None;
        }
        let options = Object::new();
        Reflect::set(&options, &"body".into(), &text.into()).ok()?;
        // Browsers that only let service workers notify throw.
        let arguments = js_sys::Array::of2(&title.into(), &options);
        Reflect::construct(constructor.unchecked_ref::<Function>(), &arguments).ok()
    };
    notified();
}
