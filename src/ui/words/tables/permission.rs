//! The words about a further permission, and about a reading that failed for want of it.

use crate::permission::Permission;

pub(crate) struct PermissionStrings {
    pub to_be_asked: fn(Permission) -> String,
    pub open_window: &'static str,
    pub asking: fn(Permission) -> String,
    pub not_granted: fn(Permission) -> String,
    pub declined: &'static str,
    pub expired: &'static str,
    pub no_role: fn(Permission) -> &'static str,
    pub foreign_link: &'static str,
    pub endless: &'static str,
}
