//! What `src/guard.js` knows, the first script of the page, and what it and `src/boot.js` do for the program. After a plain
//! `trunk build` it is not there, and nothing is known.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tokenConsole, js_name = ahead, catch)]
    fn fetch_ahead(begins: bool) -> Result<JsValue, JsValue>;
}

/// What the web server has in place of the file that did not load last; empty if that is not known.
pub(crate) fn what_is_there() -> String {
    known("detail")
}

/// Whether a content security policy has kept the page from reaching this host before.
pub(crate) fn policy_forbids(url: &str) -> bool {
    let origin: String = url.split_inclusive('/').take(3).collect();
    known("forbidden")
        .lines()
        .filter_map(|line| line.strip_prefix("connect-src "))
        .any(|blocked| format!("{blocked}/").starts_with(&origin))
}

/// Whether MSAL kept nothing in this tab when the page was opened: nobody is signed in, and nobody comes back from the sign-in
/// host.
pub(crate) fn is_fresh() -> bool {
    !known("fresh").is_empty()
}

/// What was asked for before the program ran, once it is there.
pub(crate) fn answer(name: &str) -> JsFuture {
    JsFuture::from(Promise::resolve(&get(name).unwrap_or_default()))
}

/// Fetches what comes after the sign-in, once the browser is idle, or gives that up.
pub(crate) fn ahead(begins: bool) {
    fetch_ahead(begins).ok();
}

fn known(name: &str) -> String {
    get(name)
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

fn get(name: &str) -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &"tokenConsole".into())
        .and_then(|guard| Reflect::get(&guard, &name.into()))
        .ok()
}
