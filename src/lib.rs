//! Token Console: a page that revokes Android enrollment tokens in Intune.
//!
//! | layer | modules | knows |
//! |---|---|---|
//! | tools | `text`, `keyed`, `sort` | nothing of what they are for |
//! | domain | `click`, `cloud`, `config`, `guid`, `inputs`, `language`, `permission`, `profile`, `session`, `tenants`, `theme`, `time`, `token`, `browser_records` | the words of the domain, as types whose values are always right |
//! | rules | `address`, `paste`, `qr`, `graph`, `actions`, `runs`, `profiles`, `activity`, `devices`, `readiness`, `errand`, `incident`, `journal`, `set_up` | what is sent, what an answer means, what happens next; neither Leptos nor the browser |
//! | parts | `lazy` | how code that stands in a file of its own is loaded; nothing of what is in it |
//! | browser | `browser`, compiled for wasm32 only | the rules, and everything that is JavaScript; never Leptos |
//! | ui | `ui` | the rules and Leptos; never `browser` |
//! | wiring | `wiring`, compiled for wasm32 only | all of them: it hands what the browser can do to the components, as callbacks and signals |
//!
//! Imports make a tree: no two files need each other, and a file imports its siblings and not the `mod.rs` above them, which
//! is for those outside. `house` is the test of all this.
//!
//! The main file of the page holds the start, the configuration, sign-in, and the page of somebody who is signed out. The
//! rest is in parts by moment that [`lazy`] names: `console` after sign-in, where the screen is `ui::signed_in`, and
//! `wiring::signed_in` makes what the form and the list need; `panel` as soon as Graph has answered for the list, with what
//! performs a revocation, `wiring::revocation_part`; `paste`, which reads texts, by itself as soon as the list was read; `runs`,
//! with the activity, when either is wanted; `devices`, `qr_code` and `incident`, when somebody asks who enrolled, for a QR code or for the folder of an incident; `pictures`; the languages; and
//! `set_up`. What revokes is in one part with the [`journal`], or in a part that needs that one: without what writes it down
//! nothing is sent.
//!
//! `src/guard.js` asks for `config.json` and the main file at once. Where MSAL keeps something in the tab, it asks for MSAL and for
//! `console` too. Where it keeps nothing, nobody is signed in: *Sign in* is shown as soon as it can be pressed, MSAL comes behind it
//! (`src/boot.js`), and what is needed after the sign-in follows with low priority.
//!
//! A revocation flows one way: form text → [`ProfileId`](profile::ProfileId) → [`Request`](graph::Request) →
//! `browser::fetch` → [`Answer`](graph::Answer) → [`Revocation`](actions::Revocation) → [`ui`].

#![warn(unreachable_pub)]
#![cfg_attr(
    not(target_arch = "wasm32"),
    allow(
        dead_code,
        unused_imports,
        reason = "`browser` and `wiring` are compiled for wasm32 only: what nobody uses is found there"
    )
)]

/// The version of the page: on screen, in receipts, in reports and in exports.
const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

mod browser_records;
pub mod click;
mod cloud;
mod config;
mod guid;
mod inputs;
mod keyed;
mod language;
mod lazy;
pub mod paste;
mod permission;
pub mod profile;
mod qr;
mod session;
mod set_up;
mod sort;
mod tenants;
mod text;
mod theme;
mod time;
mod token;

mod actions;
mod activity;
mod address;
mod devices;
mod errand;
pub mod graph;
#[cfg(test)]
mod house;
mod incident;
mod journal;
mod profiles;
mod readiness;
mod runs;

#[cfg(target_arch = "wasm32")]
mod browser;
mod ui;
#[cfg(target_arch = "wasm32")]
mod wiring;

#[cfg(target_arch = "wasm32")]
pub use wiring::run;
