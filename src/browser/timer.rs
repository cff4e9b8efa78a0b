//! Timers of the window: to wait, to wait no longer, and to abort.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// Waits so many milliseconds.
pub(crate) async fn sleep(ms: u32) {
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

/// What comes of a promise within so many milliseconds; `None` where nothing does.
pub(crate) async fn within(promise: Promise, ms: u32) -> Option<Result<JsValue, JsValue>> {
    let late = JsValue::symbol(None);
    let mut timer = None;
    let deadline = Promise::new(&mut |resolve, _| {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        timer = web_sys::window().and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_1(&resolve, ms, &late)
                .ok()
        });
    });
    let first = JsFuture::from(Promise::race(&Array::of2(&promise, &deadline))).await;
    if let (Some(window), Some(timer)) = (web_sys::window(), timer) {
        window.clear_timeout_with_handle(timer);
    }
    match first {
        Ok(value) if value == late => None,
        other => Some(other),
    }
}

/// Aborts what has its signal when so many milliseconds have passed; never, once it is dropped.
///
/// `AbortSignal.timeout` does no less, but its clock is none that a test could put forward.
pub(crate) struct Deadline {
    controller: AbortController,
    _timer: Timeout,
}

impl Deadline {
    /// Nothing where the browser cannot abort: then there is no deadline.
    pub(crate) fn after(ms: u32) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let late = controller.clone();
        Some(Self {
            controller,
            _timer: Timeout::new(ms, move || late.abort()),
        })
    }

    pub(crate) fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }
}
