//! The system's own way to hand a text to another app.

use wasm_bindgen_futures::JsFuture;

use crate::click::Click;

/// Whether the browser has it: many of those on a desk do not.
pub(crate) fn is_there() -> bool {
    web_sys::window().is_some_and(|window| {
        js_sys::Reflect::has(&window.navigator(), &"share".into()) == Ok(true)
    })
}

/// Lets the person choose an app for the text. Whoever chooses none has changed their mind, and nothing is said of that.
pub(crate) fn share(_: &Click, text: &str) -> impl Future<Output = ()> + use<> {
    let data = web_sys::ShareData::new();
    data.set_text(text);
    let sharing = web_sys::window().map(|window| window.navigator().share_with_data(&data));
    async move {
        if let Some(sharing) = sharing {
            JsFuture::from(sharing).await.ok();
        }
    }
}
