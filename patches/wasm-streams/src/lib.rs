//! The part of wasm-streams that Leptos compiles against, without the part that it exports.
//!
//! Leptos brings in `server_fn`, which brings in wasm-streams for server functions that stream. This page has no server, so
//! all of that is dead. But wasm-streams exports three classes to JavaScript, and what is exported stays: 28 kB of
//! WebAssembly, 4.6 kB of them after brotli, and the glue for it. This stands in for it by `[patch.crates-io]`.
//! It can go when Leptos has a way to leave `server_fn` out.

use futures_util::stream::{self, Empty, Stream};
use wasm_bindgen::JsValue;
use web_sys::ReadableStream as Raw;

/// A stream of JavaScript's. Nothing in this page makes one.
pub struct ReadableStream(Raw);

impl ReadableStream {
    /// Takes a stream.
    pub fn from_raw(raw: Raw) -> Self {
        Self(raw)
    }

    /// Gives it back.
    pub fn into_raw(self) -> Raw {
        self.0
    }

    /// Never called: only a server function could.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        unreachable!("this page has no server functions")
    }

    /// Never called: only a server function could.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        stream::empty()
    }
}
