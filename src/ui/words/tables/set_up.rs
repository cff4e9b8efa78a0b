//! The words of the set-up screen.

use crate::config::FieldProblem;

pub(crate) struct SetUpStrings {
    pub heading: &'static str,
    pub lead: &'static str,
    pub config_unavailable: fn(Option<u16>) -> String,
    pub config_not_json: fn(usize, usize) -> String,
    pub config_field: fn(&str, FieldProblem) -> String,
    pub nothing_sent: &'static str,
    pub register_heading: &'static str,
    pub register_portal: &'static str,
    pub register_steps: [&'static str; 3],
    pub redirect_uri: &'static str,
    pub permission: &'static str,
    pub file_heading: &'static str,
    pub file_lead: &'static str,
    pub client_id: &'static str,
    pub client_id_hint: &'static str,
    pub tenant_id: &'static str,
    pub tenant_id_hint: &'static str,
    pub wrong_entry: fn(&str) -> String,
    pub download_file: &'static str,
    pub file_incomplete: &'static str,
    pub file_contents: &'static str,
}
