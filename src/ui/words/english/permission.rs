//! English.

use crate::{permission::Permission, ui::words::tables::permission::PermissionStrings};

pub(crate) static WORDS: PermissionStrings = PermissionStrings {
    to_be_asked: |permission| {
        format!(
            "Before {} can be read, the sign-in host has to ask you: for the permission {}, or who you are. It does so in a window of its own.",
            read(permission),
            permission.key()
        )
    },
    open_window: "Open the sign-in window",
    asking: |permission| format!("Sign in and allow this app to read {}.", read(permission)),
    not_granted: |permission| {
        format!(
            "This app has not been granted the permission {}, without which it cannot read {}. Send this admin-consent link to a Global Administrator or Privileged Role Administrator. After they have accepted, look again.",
            permission.key(),
            read(permission)
        )
    },
    declined: "The permission was not given. Nothing else of this page needs it.",
    expired: "Your sign-in has expired. Look again to sign in.",
    no_role: |permission| match permission {
        Permission::AuditEvents => {
            "Your account may not read the audit log. That takes an Intune role with the permission Audit data: Read."
        }
        Permission::ManagedDevices => {
            "Your account may not read devices. That takes an Intune role with the permission Managed devices: Read."
        }
        Permission::Rbac => {
            "Your account may not read what its roles allow. That takes an Intune role with the permission Roles: Read."
        }
    },
    foreign_link: "Graph names a next page on another host. Your sign-in is not sent there.",
    endless: "Graph's pages lead in a circle.",
};

/// What is read with a permission.
fn read(permission: Permission) -> &'static str {
    match permission {
        Permission::AuditEvents => "the audit log",
        Permission::ManagedDevices => "the devices",
        Permission::Rbac => "what your roles allow",
    }
}
