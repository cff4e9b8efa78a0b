//! What is done whenever signals change.

use std::cell::Cell;

use leptos::prelude::Effect;

/// Does something, and again whenever a signal changes that it reads.
pub(crate) fn effect(act: impl Fn() + 'static) {
    boxed(Box::new(act));
}

/// The same, which is given what it answered the time before.
pub(crate) fn effect_since<T: Default + 'static>(act: impl Fn(T) -> T + 'static) {
    let before = Cell::new(T::default());
    effect(move || before.set(act(before.take())));
}

/// The task of an effect is code of its own for each type of closure, 2 kB of it: one is enough.
#[inline(never)]
fn boxed(act: Box<dyn Fn()>) {
    Effect::new(act);
}
