//! Simplified Chinese.

use crate::{permission::Permission, ui::words::tables::permission::PermissionStrings};

pub(crate) static WORDS: PermissionStrings = PermissionStrings {
    to_be_asked: |permission| {
        format!(
            "读取{}之前，登录服务器需要先向您询问：是否授予权限 {}，或者验证您的身份。这会在单独的窗口中进行。",
            read(permission),
            permission.key()
        )
    },
    open_window: "打开登录窗口",
    asking: |permission| format!("请登录并允许此应用读取{}。", read(permission)),
    not_granted: |permission| {
        format!(
            "此应用尚未获得读取{}所需的权限 {}。请将此管理员同意链接发送给全局管理员或特权角色管理员。他们接受后，请再次查找。",
            read(permission),
            permission.key()
        )
    },
    declined: "未授予该权限。此页面的其他功能都不需要它。",
    expired: "您的登录已过期。请再次查找以登录。",
    no_role: |permission| match permission {
        Permission::AuditEvents => {
            "您的帐户无权读取审核日志。这需要具有“审核数据：读取”权限的 Intune 角色。"
        }
        Permission::ManagedDevices => {
            "您的帐户无权读取设备。这需要具有“托管设备：读取”权限的 Intune 角色。"
        }
        Permission::Rbac => {
            "您的帐户无权读取其角色所允许的操作。这需要具有“角色：读取”权限的 Intune 角色。"
        }
    },
    foreign_link: "Graph 给出的下一页在另一台主机上。您的登录信息不会发送到那里。",
    endless: "Graph 的分页形成了循环。",
};

/// What is read with a permission.
fn read(permission: Permission) -> &'static str {
    match permission {
        Permission::AuditEvents => "审核日志",
        Permission::ManagedDevices => "设备",
        Permission::Rbac => "您的角色所允许的操作",
    }
}
