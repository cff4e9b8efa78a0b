//! Simplified Chinese.

use crate::{
    profile::ProfileType,
    readiness::{Known, OfBoth, Why},
    ui::words::tables::readiness::ReadinessStrings,
};

pub(crate) static WORDS: ReadinessStrings = ReadinessStrings {
    line: |read, revoke| format!("我准备好了吗？读取：{} · 撤销：{}", of(read), of(revoke)),
    lead: "您的帐户在此可以做什么（就目前所知）。列表和您的撤销所得到的答复，比角色声称允许的更可信。",
    read: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "读取 Android for Work 配置文件",
        ProfileType::DeviceOwner => "读取设备所有者配置文件",
    },
    revoke: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "撤销 Android for Work 的令牌",
        ProfileType::DeviceOwner => "撤销设备所有者的令牌",
    },
    licence: "Intune 许可证",
    clock: "此设备的时钟正确",
    sign_in: "登录仍然有效",
    lasts: "登录还会持续一小时以上",
    sign_in_ends: |why| match why {
        Why::SignIn => " · 登录已过期",
        _ => " · 登录将在一小时内结束",
    },
    sign_in_note: |ends| {
        let ends = match ends {
            Some(ends) => format!("登录会自动续期至 {ends}；此后您需要重新登录。"),
            None => {
                "登录页面没有告诉此页面登录何时结束。从您登录 24 小时后起，您可能需要重新登录。"
                    .to_owned()
            }
        };
        format!(
            "{ends}Graph 只在拒绝时才说明其时间；在此之前，时钟与登录页面的时间比较，精确到六分钟以内。"
        )
    },
    known: |known| match known {
        Known::Yes => "是",
        Known::No(Why::Role) => "否，因为您的 Intune 角色不允许",
        Known::No(Why::App) => "否，因为此应用未被授予该权限",
        Known::No(Why::Licence) => "否，因为没有 Intune 许可证",
        Known::No(Why::Refused) => "否，因为 Graph 已拒绝且未说明原因",
        Known::No(Why::SignIn) => "否，因为登录已过期",
        Known::No(Why::SignInEnds) => "否，因为它将在一小时内结束",
        Known::No(Why::Clock) => "否，因为它与 Microsoft 的时钟相差超过一分钟",
        Known::Unclear => "未知",
    },
    needs: "您的 Intune 角色能说明更多。读取它们需要 DeviceManagementRBAC.Read.All 权限：如果尚未授予，登录页面会向您请求。不会更改任何内容。",
    look: "查看我的 Intune 角色",
    look_again: "再次查看",
    looking: "正在读取您的 Intune 角色…",
    told: "Intune 已说明您的角色允许什么。",
    not_told: "无法读取您的 Intune 角色。这不说明您可以或不可以做什么。",
    hint: |why| match why {
        Why::Role => "您的 Intune 角色不允许您撤销此令牌。按钮仍然可用：角色会变，由 Graph 决定。",
        Why::App => "此应用未被授予撤销的权限。按钮仍然可用：由 Graph 决定。",
        Why::Licence => "没有可用于撤销的 Intune 许可证。按钮仍然可用：由 Graph 决定。",
        Why::Refused | Why::SignIn | Why::SignInEnds | Why::Clock => {
            "Graph 之前拒绝过您的帐户。按钮仍然可用：由 Graph 决定。"
        }
    },
};

fn of(both: OfBoth) -> &'static str {
    match both {
        OfBoth::Yes => "是",
        OfBoth::No => "否",
        OfBoth::OneOnly => "部分",
        OfBoth::Unclear => "未知",
    }
}
