//! Code that stands in a file of its own, which is loaded when it is first needed.
//!
//! [`lazy!`] names what such a part begins with. What only that part calls goes with it, and so does the data that only
//! that part names; what several parts share is in the part that is always there before them, which `split/cut.rs` of xtask
//! knows, or in the main file. The words of the page are one table of which nothing can go, so words that only a part says
//! belong in a table of its own.

#[cfg(all(target_arch = "wasm32", not(feature = "split"), not(debug_assertions)))]
compile_error!(
    "`trunk build --release` would make a page in one piece and without its guard, which nobody has tried: build it with `cargo xtask build`"
);

/// Why the code of a part could not be loaded.
#[cfg_attr(
    all(target_arch = "wasm32", not(feature = "split")),
    expect(
        dead_code,
        reason = "a page in one piece has every part from the start"
    )
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotLoaded {
    /// The network, or a file that is not the one that was built. Whoever asks again starts another attempt.
    Missing,
    /// Another version of the page has taken the place of this one on the web server, which the page says by itself: what is
    /// gone stays gone.
    Updated,
}

/// Defines an asynchronous function that loads a part and hands out what it begins with: a function, or a constant of several.
///
/// `fn load in file -> fn(Argument) -> Answer = begin;`: `file` is what the file is called, and parts of one file are
/// loaded together. Loading itself makes no views and no signals, so that whoever calls `begin` chooses their owner.
/// Without the feature `split`, and on the host, the part is in the program from the start.
#[macro_export]
macro_rules! lazy {
    ($(#[$attribute:meta])* $visibility:vis fn $load:ident in $file:ident -> $type:ty = $begin:path;) => {
        #[cfg(all(feature = "split", target_arch = "wasm32"))]
        #[wasm_split_macros::wasm_split($file, wasm_split_path = $crate::lazy, fallible)]
        $(#[$attribute])*
        #[allow(unsafe_code, reason = "the splitter finds both ends by their exported names")]
        $visibility fn $load() -> Result<$type, $crate::lazy::NotLoaded> {
            Ok($begin)
        }

        #[cfg(not(all(feature = "split", target_arch = "wasm32")))]
        $(#[$attribute])*
        $visibility fn $load() -> impl Future<Output = Result<$type, $crate::lazy::NotLoaded>> {
            std::future::ready(Ok($begin as $type))
        }
    };
}
#[cfg(all(feature = "split", target_arch = "wasm32"))]
#[doc(hidden)]
pub(crate) use NotLoaded as SplitLoaderError;

/// What `wasm_split_macros` calls at run time, in place of `wasm_split_helpers`, which costs the main file 2 kB more.
#[cfg(all(feature = "split", target_arch = "wasm32"))]
#[doc(hidden)]
#[allow(
    unsafe_code,
    reason = "the script that loads a file calls back with a pointer"
)]
pub(crate) mod rt {
    use std::{
        cell::Cell,
        ffi::c_void,
        pin::Pin,
        rc::Rc,
        sync::atomic::{AtomicBool, Ordering},
        task::{Context, Poll, Waker},
    };

    use super::NotLoaded;

    /// The script's `false`, or what `tokenConsole.miss` of `src/guard.js` answers; see `split.rs` of xtask.
    const MISSING: u32 = 0;
    /// The script's `true`.
    const LOADED: u32 = 1;

    pub(crate) type LoadCallbackFn = unsafe extern "C" fn(*const c_void, u32);
    pub(crate) type LoadFn = unsafe extern "C" fn(LoadCallbackFn, *const c_void);

    /// One file, as one part sees it.
    pub(crate) struct LazySplitLoader {
        load: LoadFn,
        loaded: AtomicBool,
    }

    impl LazySplitLoader {
        /// # Safety
        /// `load` calls the function that it is given exactly once, with the pointer that it is given.
        pub(crate) const unsafe fn new(load: LoadFn) -> Self {
            Self {
                load,
                loaded: AtomicBool::new(false),
            }
        }
    }

    /// Ready at once if the file is there.
    pub(crate) fn ensure_loaded(file: Pin<&'static LazySplitLoader>) -> Loading {
        Loading {
            file: file.get_ref(),
            attempt: None,
        }
    }

    /// A future of its own, so that its code is there once and not in each function that loads.
    pub(crate) struct Loading {
        file: &'static LazySplitLoader,
        attempt: Option<Rc<Attempt>>,
    }

    impl Future for Loading {
        type Output = Result<(), NotLoaded>;

        #[inline(never)]
        fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
            let file = self.file;
            if file.loaded.load(Ordering::Relaxed) {
                return Poll::Ready(Ok(()));
            }
            let attempt = self.attempt.get_or_insert_with(|| {
                let attempt = Rc::new(Attempt::default());
                // SAFETY: the pointer is the one that `ended` takes back, once, as `new` demands.
                unsafe { (file.load)(ended, Rc::into_raw(Rc::clone(&attempt)).cast()) };
                attempt
            });
            attempt.waker.set(Some(context.waker().clone()));
            match attempt.ending.get() {
                None => Poll::Pending,
                Some(MISSING) => Poll::Ready(Err(NotLoaded::Missing)),
                Some(LOADED) => {
                    file.loaded.store(true, Ordering::Relaxed);
                    Poll::Ready(Ok(()))
                }
                Some(_) => Poll::Ready(Err(NotLoaded::Updated)),
            }
        }
    }

    #[derive(Default)]
    pub(crate) struct Attempt {
        ending: Cell<Option<u32>>,
        waker: Cell<Option<Waker>>,
    }

    unsafe extern "C" fn ended(attempt: *const c_void, ending: u32) {
        // SAFETY: `ensure_loaded` made it of an `Rc<Attempt>` for this one call, and there is one thread.
        let attempt = unsafe { Rc::<Attempt>::from_raw(attempt.cast()) };
        attempt.ending.set(Some(ending));
        if let Some(waker) = attempt.waker.take() {
            waker.wake();
        }
    }
}
