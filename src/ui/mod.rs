//! The components. What they can do arrives as parameters: callbacks and signals.

mod account;
pub(crate) mod activity;
mod app;
mod command_dialogs;
mod commands;
mod common;
pub(crate) mod console;
pub(crate) mod devices;
#[cfg(test)]
mod generated_docs;
pub(crate) mod incident;
pub(crate) mod qr_code;
pub(crate) mod runs;
mod signed_in;
mod start;
mod tabs;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use app::{App, app, starting};
pub(crate) use command_dialogs::command_dialogs;
pub(crate) use commands::CommandDialogs;
pub(crate) use common::{
    audit::{AuditContext, AuditDesk},
    audit_look::{AuditLook, AuditLookup, audit_panel},
    context::{BannerTools, CurrentTheme, File, Output, ScreenContext},
    copy_button::Clipboard,
    devices::{DevicesContext, DevicesDesk},
    effect::effect,
    focus::focus,
    incident::{IncidentContext, IncidentDesk},
    lazy_view::WhatIsThere,
    moment::set_local_clock,
    permission::Asking,
    qr_code::{QrCodeContext, QrCodeDesk},
    signal::{Memo, RwSignal},
};
pub(crate) use signed_in::{RunsPart, SIGNED_IN_STYLES, SignedIn, SignedInContext, signed_in};
pub(crate) use start::{SET_UP_STYLE, SetUpContext, set_up};
pub(crate) use words::start::{CurrentLanguage, load_words, words};
