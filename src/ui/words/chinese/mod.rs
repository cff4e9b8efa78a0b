//! The words in Simplified Chinese.

pub(super) mod activity;
pub(super) mod console;
pub(super) mod devices;
pub(super) mod incident;
pub(super) mod list;
pub(super) mod new_token;
pub(super) mod permission;
pub(super) mod qr_code;
pub(super) mod readiness;
pub(super) mod report;
pub(super) mod runs;
pub(super) mod set_up;
pub(super) mod set_up_report;
pub(super) mod sign_in_help;
pub(super) mod start;
pub(super) mod static_page;
