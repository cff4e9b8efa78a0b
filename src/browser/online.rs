//! The network, as the browser tells of it.

use std::rc::Rc;

use gloo_events::EventListener;

/// Whether the browser believes to have a network. It may be wrong where it says yes.
pub(crate) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Tells of every change until it is dropped.
#[must_use]
pub(crate) struct Watch(
    #[expect(dead_code, reason = "dropping them ends them")] [EventListener; 2],
);

/// Calls back with whether there is a network, each time that this changes.
pub(crate) fn on_change(callback: impl Fn(bool) + 'static) -> Option<Watch> {
    let window = web_sys::window()?;
    let callback = Rc::new(callback);
    let listener = |event: &'static str, is_online: bool| {
        let callback = callback.clone();
        EventListener::new(&window, event, move |_| callback(is_online))
    };
    Some(Watch([
        listener("online", true),
        listener("offline", false),
    ]))
}
