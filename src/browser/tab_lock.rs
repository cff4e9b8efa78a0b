//! Web Locks: what only one tab may do at a time.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Navigator;

// They stand behind an unstable flag of web-sys.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Navigator)]
    type LockNavigator;

    #[wasm_bindgen(method, getter)]
    fn locks(this: &LockNavigator) -> Option<LockManager>;

    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &JsValue,
        callback: &Function,
    ) -> Result<Promise, JsValue>;
}

/// What came of the wish to hold a lock.
pub(crate) enum LockAttempt {
    /// This tab holds it.
    Held(TabLock),
    /// Another tab, or this one already, holds it.
    Taken,
    /// This browser, or this page in it, has no locks.
    Unsupported,
}

/// A lock of this tab, until it is dropped or the tab is closed.
#[must_use]
pub(crate) struct TabLock {
    release: Function,
}

impl Drop for TabLock {
    fn drop(&mut self) {
        self.release.call0(&JsValue::UNDEFINED).ok();
    }
}

/// Takes the lock of the tab that carries out a run, or a single revocation, if nobody holds it. It does not wait.
pub(crate) async fn try_hold(run_id: &str) -> LockAttempt {
    let navigator = web_sys::window().map(|window| window.navigator());
    let locks = navigator.and_then(|navigator| navigator.unchecked_ref::<LockNavigator>().locks());
    match locks {
        Some(locks) => held(&locks, &format!("token-console-run-{run_id}"))
            .await
            .unwrap_or(LockAttempt::Unsupported),
        None => LockAttempt::Unsupported,
    }
}

async fn held(locks: &LockManager, name: &str) -> Result<LockAttempt, JsValue> {
    let (until, release) = resolvable();
    let (answer, say) = resolvable();
    // The lock is held until the promise that this returns is kept.
    let on_answer = Closure::once(move |lock: JsValue| {
        say.call1(&JsValue::UNDEFINED, &lock).ok();
        if lock.is_null() {
            JsValue::UNDEFINED
        } else {
            until.into()
        }
    });
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into())?;
    let request = locks.request(name, &options, on_answer.as_ref().unchecked_ref())?;
    let lock = JsFuture::from(Promise::race(&Array::of2(&answer, &request))).await?;
    Ok(if lock.is_object() {
        LockAttempt::Held(TabLock { release })
    } else {
        LockAttempt::Taken
    })
}

/// A promise, and what keeps it.
fn resolvable() -> (Promise, Function) {
    let mut keep = None;
    let promise = Promise::new(&mut |resolve, _| keep = Some(resolve));
    (promise, keep.unwrap_or_default())
}
