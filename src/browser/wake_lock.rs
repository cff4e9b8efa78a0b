//! The screen that stays on: Screen Wake Lock.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use js_sys::Promise;
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Navigator, VisibilityState};

// They stand behind an unstable flag of web-sys.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Navigator)]
    type WakeNavigator;

    #[wasm_bindgen(method, getter, js_name = wakeLock)]
    fn wake_lock(this: &WakeNavigator) -> Option<WakeLock>;

    #[derive(Clone)]
    type WakeLock;

    #[wasm_bindgen(method, catch)]
    fn request(this: &WakeLock, kind: &str) -> Result<Promise, JsValue>;

    type Sentinel;

    #[wasm_bindgen(method, catch)]
    fn release(this: &Sentinel) -> Result<Promise, JsValue>;
}

/// As long as it lives, the screen stays on where the system lets it.
#[must_use]
pub(crate) struct Awake {
    state: Rc<RefCell<WakeLockState>>,
    #[expect(dead_code, reason = "dropping it ends it")]
    listener: EventListener,
}

#[derive(Default)]
struct WakeLockState {
    sentinel: Option<Sentinel>,
    is_over: bool,
}

/// Keeps the screen on while the page is visible; nothing where the browser cannot.
pub(crate) fn keep_awake() -> Option<Awake> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let lock = window
        .navigator()
        .unchecked_ref::<WakeNavigator>()
        .wake_lock()?;
    let state = Rc::new(RefCell::new(WakeLockState::default()));
    ask(&document, &lock, &state);
    // The browser takes it back when the page is hidden.
    let listener = {
        let (document, state) = (document.clone(), state.clone());
        EventListener::new(&document.clone(), "visibilitychange", move |_| {
            ask(&document, &lock, &state);
        })
    };
    Some(Awake { state, listener })
}

fn ask(document: &Document, lock: &WakeLock, state: &Rc<RefCell<WakeLockState>>) {
    if document.visibility_state() != VisibilityState::Visible {
        return;
    }
    let Ok(request) = lock.request("screen") else {
        return;
    };
    let state = state.clone();
    spawn_local(async move {
        // A low battery, or the person, can forbid it: the screen goes dark then, and nothing else happens.
        let Ok(sentinel) = JsFuture::from(request).await else {
            return;
        };
        let sentinel = sentinel.unchecked_into();
        let unneeded = if state.borrow().is_over {
            Some(sentinel)
        } else {
            state.borrow_mut().sentinel.replace(sentinel)
        };
        release(unneeded);
    });
}

impl Drop for Awake {
    fn drop(&mut self) {
        let mut state = self.state.borrow_mut();
        state.is_over = true;
        release(state.sentinel.take());
    }
}

fn release(sentinel: Option<Sentinel>) {
    if let Some(Ok(released)) = sentinel.map(|sentinel| sentinel.release()) {
        spawn_local(async move {
            JsFuture::from(released).await.ok();
        });
    }
}
