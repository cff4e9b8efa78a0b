//! Transient activation: what may only be done in the task of a click.
//!
//! A window that is opened from anywhere else is blocked, or worse: Firefox runs microtasks inside `window.open`, so that a
//! window opened from within the executor of futures enters the executor again, which then stands still for ever. So
//! whatever opens a window or needs the person's gesture takes a [`Click`], and begins when it is called and not when its
//! future is polled. A click is lent to the handler of an event for as long as that runs, and so no future can take it along:
//!
//! ```
//! # use token_console::click::{self, Click};
//! # fn spawn(_: impl Future<Output = ()> + 'static) {}
//! # fn open(_: &Click) -> impl Future<Output = ()> + use<> { async {} }
//! click::handler(|click: &Click, ()| {
//!     let opened = open(click);
//!     spawn(async move { opened.await });
//! });
//! ```
//!
//! ```compile_fail,E0521
//! # use token_console::click::{self, Click};
//! # fn spawn(_: impl Future<Output = ()> + 'static) {}
//! # fn open(_: &Click) -> impl Future<Output = ()> + use<> { async {} }
//! click::handler(|click: &Click, ()| {
//!     spawn(async move { open(click).await });
//! });
//! ```

/// Says that a person has just done something, and that this is still the task in which they did it.
#[derive(Debug)]
pub struct Click(());

/// The handler of an event, to be called by a component in it.
pub fn handler<T, H>(handle: H) -> impl Fn(T) + Send + Sync + 'static
where
    H: Fn(&Click, T) + Send + Sync + 'static,
{
    move |value| handle(&Click(()), value)
}
