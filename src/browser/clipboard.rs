//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// Copies a text; says whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    // Pages served without TLS have no clipboard, although web-sys says that it is always there.
    if !window.is_secure_context() {
        return false;
    }
    let promise = window.navigator().clipboard().write_text(text);
    JsFuture::from(promise).await.is_ok()
}
