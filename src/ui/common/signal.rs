//! Leptos' signals and memos, all of one type inside.
//!
//! For each type of value the compiler writes making, reading, changing, following and dropping a signal anew: some 3 kB, for
//! eighty types. Through these Leptos still does the work, but once.

use std::{any::Any, marker::PhantomData, ops::Deref};

use leptos::{
    prelude::{self, Read, ReadUntracked, Set as _, Track as _, Write as _},
    reactive::traits::UntrackableGuard as _,
};

/// A value whose readers hear of each change: Leptos' [`RwSignal`](prelude::RwSignal).
pub(crate) type RwSignal<T> = Source<Signal, T>;

/// A value that is made of others, whose readers hear of it where it is another one: Leptos' [`Memo`](prelude::Memo).
pub(crate) type Memo<T> = Source<Computed, T>;

/// What is read, and followed where a view or an effect reads it.
pub(crate) struct Source<S, T> {
    inside: S,
    of: PhantomData<fn() -> T>,
}

type Value = Box<dyn Any + Send + Sync>;
type Signal = prelude::RwSignal<Value>;
type Computed = prelude::Memo<Value>;

impl<S: Copy, T> Clone for Source<S, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Copy, T> Copy for Source<S, T> {}

impl<S, T> Source<S, T>
where
    S: Copy + Read<Value: Deref<Target = Value>> + ReadUntracked<Value = <S as Read>::Value>,
    T: 'static,
{
    /// Reads it where it is.
    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let value = followed(&self.inside);
        read(of(&value))
    }

    /// The same, and nobody follows it.
    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        let value = looked_at(&self.inside);
        read(of(&value))
    }

    /// The same; `None` once what it belonged to has left the page.
    pub(crate) fn try_with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        let value = tried(&self.inside)?;
        Some(read(of(&value)))
    }

    /// Holds it as it is, and follows it.
    pub(crate) fn read(self) -> Held<<S as Read>::Value, T> {
        Held::new(followed(&self.inside))
    }

    /// Holds it as it is.
    pub(crate) fn read_untracked(self) -> Held<<S as Read>::Value, T> {
        Held::new(looked_at(&self.inside))
    }

    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    pub(crate) fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_untracked(T::clone)
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    pub(crate) fn new(value: T) -> Self {
        Self {
            inside: signal(Box::new(value)),
            of: PhantomData,
        }
    }

    pub(crate) fn track(self) {
        self.inside.track();
    }

    pub(crate) fn set(self, value: T) {
        set(self.inside, Box::new(value));
    }

    /// Sets it, unless what it belonged to has left the page.
    pub(crate) fn try_set(self, value: T) {
        try_set(self.inside, Box::new(value));
    }

    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        change(of_mut(&mut self.inside.write()));
    }

    /// The same; `None` once what it belonged to has left the page.
    pub(crate) fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut value = self.inside.try_write()?;
        Some(change(of_mut(&mut value)))
    }

    /// Changes it, and tells its readers where the change answers that there was one.
    pub(crate) fn maybe_update(self, change: impl FnOnce(&mut T) -> bool) {
        let mut value = self.inside.write();
        if !change(of_mut(&mut value)) {
            value.untrack();
        }
    }

    /// Changes it, of which its readers hear nothing.
    pub(crate) fn update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        change(of_mut(&mut self.inside.write_untracked()))
    }

    /// The same; `None` once what it belonged to has left the page.
    pub(crate) fn try_update_untracked<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut value = self.inside.try_write_untracked()?;
        Some(change(of_mut(&mut value)))
    }
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// It is made when it is first read, and is given what it was before.
    pub(crate) fn new(make: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let make = move |before: Option<Value>| {
            let before = before.as_ref().map(of::<T>);
            changed(before, make(before))
        };
        Self {
            inside: computed(Box::new(make)),
            of: PhantomData,
        }
    }
}

/// A value while nobody changes it.
pub(crate) struct Held<V, T> {
    value: V,
    of: PhantomData<fn() -> T>,
}

impl<V, T> Held<V, T> {
    fn new(value: V) -> Self {
        Self {
            value,
            of: PhantomData,
        }
    }
}

impl<V: Deref<Target = Value>, T: 'static> Deref for Held<V, T> {
    type Target = T;

    fn deref(&self) -> &T {
        of(&self.value)
    }
}

type Make = Box<dyn Fn(Option<Value>) -> (Value, bool) + Send + Sync>;

#[inline(never)]
fn signal(value: Value) -> Signal {
    Signal::new(value)
}

#[inline(never)]
fn computed(make: Make) -> Computed {
    Computed::new_owning(make)
}

#[inline(never)]
fn changed<T: PartialEq + Send + Sync + 'static>(before: Option<&T>, now: T) -> (Value, bool) {
    let is_another = before != Some(&now);
    (Box::new(now), is_another)
}

#[inline(never)]
fn followed<S: Read>(source: &S) -> S::Value {
    source.read()
}

#[inline(never)]
fn looked_at<S: ReadUntracked>(source: &S) -> S::Value {
    source.read_untracked()
}

#[inline(never)]
fn tried<S: ReadUntracked>(source: &S) -> Option<S::Value> {
    source.try_read_untracked()
}

#[inline(never)]
fn set(signal: Signal, value: Value) {
    signal.set(value);
}

#[inline(never)]
fn try_set(signal: Signal, value: Value) {
    signal.try_set(value);
}

/// What a signal was made with has its type.
#[inline(never)]
fn of<T: 'static>(value: &Value) -> &T {
    match value.as_ref().downcast_ref() {
        Some(value) => value,
        None => unreachable!(),
    }
}

#[inline(never)]
fn of_mut<T: 'static>(value: &mut Value) -> &mut T {
    match value.as_mut().downcast_mut() {
        Some(value) => value,
        None => unreachable!(),
    }
}
