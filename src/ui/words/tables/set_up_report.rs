//! The words for what a sign-in tells about the set-up.

use crate::set_up::Known;

pub(crate) struct SetUpReportStrings {
    pub heading: &'static str,
    pub consent: &'static str,
    pub role: &'static str,
    pub licence: &'static str,
    pub known: fn(Known) -> &'static str,
    pub not_tried: &'static str,
    pub to_the_set_up: &'static str,
}
