//! Everything that touches JavaScript. Plain values come in and go out; nothing here decides what they mean.

pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod config_file;
pub(crate) mod crash;
pub(crate) mod database;
pub(crate) mod download;
pub(crate) mod fetch;
pub(crate) mod guard;
pub(crate) mod language;
pub(crate) mod location;
pub(crate) mod msal;
pub(crate) mod online;
pub(crate) mod other_tabs;
pub(crate) mod pending;
pub(crate) mod picture;
pub(crate) mod preferences;
pub(crate) mod printing;
pub(crate) mod random;
pub(crate) mod storage_access;
pub(crate) mod style;
pub(crate) mod tab_lock;
pub(crate) mod timer;
pub(crate) mod title;
pub(crate) mod transfer;
pub(crate) mod unload_guard;
pub(crate) mod wake_lock;
mod web_storage;
