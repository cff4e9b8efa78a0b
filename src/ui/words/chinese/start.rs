//! Simplified Chinese.

use super::static_page;
use crate::{
    cloud::Cloud,
    session::SignInCause,
    theme::Theme,
    ui::words::tables::start::{Advice, StartStrings},
};

pub(crate) static WORDS: StartStrings = StartStrings {
    product: "Token Console",
    language: "语言",
    starting: static_page::WORDS.starting,
    loading: "正在加载…",
    not_loaded: "此页面的一部分没有加载。",

    heading: static_page::WORDS.heading,
    purposes: [
        "按名称、ID、二维码或令牌查找 Intune 的注册配置文件。",
        "立即撤销其当前令牌以及由它生成的所有二维码：可以是一个，也可以一次运行上千个。",
        "撤销后重新读取配置文件加以确认。在您确认之前不会发送任何内容。",
    ],
    another_tenant: "其他租户",
    link_names_profile: "此链接指向一个配置文件。登录后即可查看。",
    sign_in: "登录",
    with_microsoft: " Microsoft 帐户",
    try_again: "重试",
    sign_out: "注销",
    account: "帐户",
    account_id: "用户名",
    tenant_id: "租户 ID",
    switch_account: "切换帐户",
    theme: "主题",
    theme_name: |theme| match theme {
        Theme::System => "跟随系统",
        Theme::Light => "浅色",
        Theme::Dark => "深色",
    },
    signing_in_here: "正在打开登录页…",
    signing_in_elsewhere: "请在另一个窗口中完成登录。如果该窗口已关闭或被遮住，请重试。",
    tenant: "租户",
    cloud: "云",
    cloud_name: |cloud| match cloud {
        Cloud::Global => "全球",
        Cloud::UsGov => "美国政府（GCC High）",
        Cloud::UsGovDoD => "美国政府（DoD）",
        Cloud::China => "中国（世纪互联）",
    },
    sign_in_failed: "你尚未登录",
    sign_in_advice: |cause| {
        Some(match cause {
            SignInCause::Cancelled => Advice {
                happened: "登录已取消。",
                next: "准备好后请再登录。",
            },
            SignInCause::ConsentMissing => Advice {
                happened: "此应用在你的租户中尚未获得所需权限。",
                next: "请将此管理员同意链接发送给全局管理员或特权角色管理员。对方接受后，请重新登录。",
            },
            SignInCause::WrongTenant => Advice {
                happened: "该帐户不属于此页面的租户。",
                next: "请使用下面所示租户的工作或学校帐户登录。",
            },
            SignInCause::UnknownApp => Advice {
                happened: "登录服务器不认识此应用或此租户。",
                next: "注册此应用的人员需要将 config.json 中的 clientId、tenantId 和 cloud 与应用注册逐一核对：README 中注册的第 5 步。",
            },
            SignInCause::PopupBlocked => Advice {
                happened: "浏览器阻止了登录窗口。",
                next: "请允许此页面弹出窗口，然后重试。",
            },
            SignInCause::PopupNotFinished => Advice {
                happened: "登录窗口没有及时给出结果。",
                next: "如果窗口仍然打开，请将其关闭，然后重试。",
            },
            SignInCause::InProgress => Advice {
                happened: "此页面的另一次登录仍在进行中。",
                next: "请完成那次登录或关闭其窗口，然后重试。",
            },
            SignInCause::Offline => Advice {
                happened: "无法连接登录服务器。",
                next: "请检查网络，并确认代理、扩展或筛选器没有阻止登录服务器，然后重试。",
            },
            SignInCause::Throttled => Advice {
                happened: "登录服务器要求等待：请求过多，或服务器出现故障。",
                next: "请等待一分钟，然后重试。",
            },
            SignInCause::Expired => Advice {
                happened: "你的登录已过期，或需要进一步验证身份。",
                next: "请重新登录。",
            },
            SignInCause::OtherAccount => Advice {
                happened: "返回时的帐户与离开时不同。",
                next: "请查看页面顶部的帐户，然后重新开始。",
            },
            SignInCause::Other => Advice {
                happened: "登录失败。",
                next: "请重试。如果再次失败，请将下面的代码发送给此页面的维护者。",
            },
            SignInCause::NotAssigned
            | SignInCause::AppDisabled
            | SignInCause::Password
            | SignInCause::AccountBlocked
            | SignInCause::PolicyRefused
            | SignInCause::DeviceRefused
            | SignInCause::RedirectUri
            | SignInCause::PermissionMissing
            | SignInCause::ServiceMissing
            | SignInCause::OriginRemoved
            | SignInCause::StorageDenied
            | SignInCause::FederationFault
            | SignInCause::StartAgain => return None,
        })
    },
    admin_consent_link: "管理员同意链接",
    unavailable: Advice {
        happened: "无法启动 Microsoft 的登录库。",
        next: "此页面的一部分没有加载，或被扩展阻止。请重新加载页面。如果仍然无效，请换一个浏览器。",
    },
    nothing_kept: Advice {
        happened: "此浏览器不为此页面保存任何内容，因此无法在此登录。",
        next: "请允许此页面保存 Cookie 和网站数据，然后重新加载。Chrome：设置，设备上的网站数据。Edge：设置，Cookie。Firefox：设置，Cookie 和网站数据，或 about:config 中的 dom.storage.enabled。Safari：设置，高级，阻止所有 Cookie。也可能是组织的策略或磁盘已满所致。",
    },
    reload: static_page::WORDS.reload,
    privacy: "此页面只与 Microsoft 的登录服务器和 Microsoft Graph 通信，不与任何其他方通信。",
    version: concat!("版本 ", env!("CARGO_PKG_VERSION")),
    source_code: "源代码",
    licences: "许可证",

    code: "代码",
    message: "消息",
    copy: "复制",
    copy_what: |what| format!("复制{what}"),
    copied: "已复制",
    copy_failed: "未能复制",
};
