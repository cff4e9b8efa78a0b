//! The words of the console: the form, the question and the outcome.

use std::ops::Deref;

use super::start::{Advice, StartStrings};
use crate::{
    actions::ReceiptField,
    graph::{Cause, EnrollmentMode, NoAnswer},
    profile::{ProfileIdProblem, ProfileType},
    time::Unit,
};

/// The words of one language. The common ones are found here too.
pub(crate) struct ConsoleStrings {
    pub start: &'static StartStrings,

    pub sign_in_again: &'static str,

    pub profile_id: &'static str,
    pub profile_id_hint: &'static str,
    pub profile_id_problem: fn(ProfileIdProblem) -> &'static str,
    pub profile_type: &'static str,
    pub profile_type_name: fn(ProfileType) -> &'static str,
    pub profile_type_hint: fn(ProfileType) -> &'static str,
    pub revoke: &'static str,

    pub confirm_heading: &'static str,
    pub confirm_lead: &'static str,
    pub account: &'static str,
    pub stops: &'static str,
    pub stops_list: [&'static str; 3],
    pub stays: &'static str,
    pub stays_list: [&'static str; 2],
    pub no_undo: &'static str,
    pub cancel: &'static str,
    pub preparing: &'static str,
    pub revoking: &'static str,

    pub revoked: &'static str,
    pub refused_advice: fn(&Cause) -> Advice,
    pub may_have_revoked: &'static str,
    pub not_revoked: &'static str,
    pub unanswered_advice: fn(NoAnswer) -> Advice,
    pub not_sent: &'static str,
    pub status: &'static str,
    pub time: &'static str,
    pub local_time: &'static str,
    pub activity_id: &'static str,
    pub none: &'static str,

    pub reading_heading: &'static str,
    pub reading: &'static str,
    pub elsewhere_heading: &'static str,
    pub elsewhere: &'static str,
    pub use_type: fn(ProfileType) -> &'static str,
    pub profile_name: &'static str,
    pub mode: &'static str,
    pub mode_name: fn(&EnrollmentMode) -> &str,
    pub token: &'static str,
    pub token_created: &'static str,
    pub token_expires_in: fn(i64) -> String,
    pub token_never_expires: &'static str,
    pub token_inactive_since: fn(&str) -> String,
    pub not_known: &'static str,
    pub enrolled_devices: &'static str,
    pub unread: &'static str,
    pub token_changed: &'static str,
    pub facts_lost: &'static str,
    pub not_kept: &'static str,
    pub not_kept_asked: &'static str,
    pub close: &'static str,
    pub facts_found: &'static str,
    pub asks_to_wait: fn(&str, &str) -> String,
    pub length: fn(u64, Unit) -> String,
    pub early: &'static str,
    pub early_lead: &'static str,
    pub inactive_heading: &'static str,
    pub inactive_lead: fn(&str) -> String,
    pub died_meanwhile: &'static str,
    pub inactive_clock: fn(&str) -> String,
    pub inactive_leaked: &'static str,
    pub all_the_same: &'static str,
    pub waiting_heading: &'static str,
    pub waiting: fn(u32) -> String,
    pub step_up_heading: &'static str,
    pub step_up_silent: &'static str,
    pub step_up_asking: &'static str,
    pub step_up: &'static str,
    pub verifying: &'static str,
    pub reconciling: &'static str,
    pub confirmed: fn(&str) -> String,
    pub not_visible: &'static str,
    pub other_token: &'static str,
    pub not_read: &'static str,
    pub revoked_unanswered: fn(&str) -> String,
    pub same_token: &'static str,
    pub check_again: &'static str,
    pub raw: &'static str,
    pub limits: &'static str,
    pub limits_list: [&'static str; 3],
    pub receipt: &'static str,
    pub copy_as_text: &'static str,
    pub copy_as_markdown: &'static str,
    pub copy_as_json: &'static str,
    pub download_json: &'static str,
    pub same_call: &'static str,
    pub copy_as_curl: &'static str,
    pub copy_as_power_shell: &'static str,
    pub activity: &'static str,
    pub show_activity: &'static str,
    pub hide_activity: &'static str,
    pub receipt_entry: fn(ReceiptField) -> &'static str,
}

impl Deref for ConsoleStrings {
    type Target = StartStrings;

    fn deref(&self) -> &StartStrings {
        self.start
    }
}
