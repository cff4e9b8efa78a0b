//! Token Console: a page that revokes Android enrollment tokens in Intune.
//!
//! | layer | modules | knows |
//! |---|---|---|
//! | rules | [`click`], [`config`], [`cloud`], [`guid`], [`json`], `keyed`, [`markdown`], [`number`], [`phrase`], [`portal`], [`profile`], [`search`], [`session`], [`storage`], [`time`], [`token`], [`language`], [`paste`], [`qr`], [`graph`], [`profiles`], [`revocation`], [`activity`], [`journal`] | neither Leptos nor the browser |
//! | parts | [`lazy`] | how code that stands in a file of its own is loaded; nothing of what is in it |
//! | browser | `browser`, compiled for wasm32 only | the rules, and everything that is JavaScript; never Leptos |
//! | ui | [`ui`] | the rules and Leptos; never `browser` |
//!
//! `wiring/`, the whole of the program in `main.rs`, joins `ui` to `browser`. What components can do arrives as callbacks
//! and signals.
//!
//! The main file of the page holds the start, the configuration, sign-in, and the page of somebody who is signed out. What
//! comes after sign-in is a part that [`lazy`] names: the screen is `ui/signed_in`, and `wiring/signed_in.rs` makes all that
//! it needs. The list, `ui/finder`, and `ui/runs` are in the same file, as they always travel together. Each part has its own
//! words.
//!
//! A revocation flows one way: form text → [`profile::ProfileId`] → [`graph::Request`] → `browser::fetch` →
//! [`graph::Answer`] → [`revocation::Revocation`] → [`ui`].

/// The version of this page: on screen, and in what it writes.
pub const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

pub mod click;
pub mod cloud;
pub mod config;
pub mod guid;
pub mod json;
mod keyed;
pub mod language;
pub mod lazy;
pub mod markdown;
pub mod number;
pub mod paste;
pub mod phrase;
pub mod portal;
pub mod profile;
pub mod qr;
pub mod search;
pub mod session;
pub mod storage;
pub mod time;
pub mod token;

pub mod activity;
pub mod graph;
pub mod journal;
pub mod profiles;
pub mod revocation;

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod ui;
