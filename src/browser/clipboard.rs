//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use crate::click::Click;

/// Copies a text; says whether the browser allowed it. Some allow it in the task of a click only.
pub(crate) fn copy(_: &Click, text: &str) -> impl Future<Output = bool> + use<> {
    // Pages served without TLS have no clipboard, although web-sys says that it is always there.
    let copying = web_sys::window()
        .filter(web_sys::Window::is_secure_context)
        .map(|window| window.navigator().clipboard().write_text(text));
    async move {
        match copying {
            Some(copying) => JsFuture::from(copying).await.is_ok(),
            None => false,
        }
    }
}

/// The text that it holds, where the browser tells: some ask the person first, some do so in the task of a click only.
pub(crate) fn paste(_: &Click) -> impl Future<Output = Option<String>> + use<> {
    let reading = web_sys::window()
        .filter(web_sys::Window::is_secure_context)
        .map(|window| window.navigator().clipboard().read_text());
    async move { JsFuture::from(reading?).await.ok()?.as_string() }
}
