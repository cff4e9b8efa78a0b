//! Waiting.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Waits so many milliseconds.
pub async fn sleep(ms: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let ms = i32::try_from(ms).unwrap_or(i32::MAX);
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
                .ok();
        }
    });
    JsFuture::from(promise).await.ok();
}
