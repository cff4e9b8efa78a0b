//! Everything that touches JavaScript. Plain values come in and go out; nothing here decides what they mean.

pub mod clipboard;
pub mod clock;
pub mod config_file;
pub mod crash;
pub mod download;
pub mod fetch;
pub mod language;
pub mod location;
pub mod msal;
pub mod pending;
pub mod picture;
pub mod random;
pub mod timer;
pub mod transfer;
