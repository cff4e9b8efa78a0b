//! Everything that touches JavaScript. Plain values come in and go out; nothing here decides what they mean.

pub mod clipboard;
pub mod clock;
pub mod config_file;
pub mod crash;
pub mod database;
pub mod download;
pub mod fetch;
pub mod guard;
pub mod language;
pub mod location;
pub mod msal;
pub mod online;
pub mod other_tabs;
pub mod pending;
pub mod picture;
pub mod preferences;
pub mod printing;
pub mod random;
pub mod storage_access;
pub mod tab_lock;
pub mod timer;
pub mod title;
pub mod transfer;
pub mod unload_guard;
pub mod wake_lock;
