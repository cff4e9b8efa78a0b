//! Timers of the window: to wait, to wait no longer, and to abort.

use std::{future::poll_fn, pin::pin, task::Poll};

use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// The longest wait of a timer, in milliseconds: one that is longer would not wait at all.
const LONGEST_MS: u32 = i32::MAX.cast_unsigned();

/// Waits so many milliseconds.
pub(crate) async fn sleep(ms: u32) {
    TimeoutFuture::new(ms.min(LONGEST_MS)).await;
}

/// What comes of a promise within so many milliseconds; `None` where nothing does.
pub(crate) async fn within(promise: Promise, ms: u32) -> Option<Result<JsValue, JsValue>> {
    let mut settled = pin!(JsFuture::from(promise));
    let mut late = pin!(sleep(ms));
    poll_fn(|context| match settled.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Does something when so many milliseconds have passed; never, once it is dropped.
pub(crate) struct Alarm(#[expect(dead_code, reason = "to be dropped")] Timeout);

impl Alarm {
    pub(crate) fn after(ms: u32, act: impl FnOnce() + 'static) -> Self {
        Self(Timeout::new(ms.min(LONGEST_MS), act))
    }
}

/// Aborts what has its signal when so many milliseconds have passed; never, once it is dropped.
///
/// `AbortSignal.timeout` does no less, but its clock is none that a test could put forward.
pub(crate) struct Deadline {
    controller: AbortController,
    _alarm: Alarm,
}

impl Deadline {
    /// Nothing where the browser cannot abort: then there is no deadline.
    pub(crate) fn after(ms: u32) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let late = controller.clone();
        Some(Self {
            controller,
            _alarm: Alarm::after(ms, move || late.abort()),
        })
    }

    pub(crate) fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }
}
