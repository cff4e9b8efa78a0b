//! The words about the devices that enrolled with a profile.

use crate::{devices::DeviceStrings, permission::Permission};

pub(crate) struct DevicesStrings {
    /// Those that documents have too.
    pub report: &'static DeviceStrings,
    pub lead: fn(Permission) -> String,
    pub close: &'static str,
    pub since: &'static str,
    pub since_hint: &'static str,
    pub since_wrong: &'static str,
    pub look_up: &'static str,
    pub look_again: &'static str,
    pub go_on: &'static str,
    pub cancel: &'static str,
    pub standing: &'static str,
    pub busy: &'static str,
    pub listing: fn(usize) -> String,
    pub reading: fn(usize, usize) -> String,
    pub waiting: fn(u32) -> String,
    pub not_read: &'static str,
    /// How a search ended, by the key of the ending.
    pub ending: fn(&str) -> &'static str,
    pub search: &'static str,
    pub shown: fn(usize) -> String,
    pub more: &'static str,
    pub no_name: &'static str,
    pub not_known: &'static str,
    pub open_in_intune: &'static str,
    pub save_csv: &'static str,
    pub save_json: &'static str,
    pub copy: &'static str,
    pub stranger: &'static str,
    pub stranger_list: [&'static str; 3],
}
