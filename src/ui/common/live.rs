//! Values that change with signals.

use std::sync::Arc;

/// A value that changes with the signals it is made of.
pub(crate) struct Live<T>(Arc<dyn Fn() -> T + Send + Sync>);

impl<T> Live<T> {
    /// A value that is made anew each time.
    pub(crate) fn new(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }

    /// The value now; whoever reads it in a view follows it.
    pub(crate) fn get(&self) -> T {
        (self.0)()
    }
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}
