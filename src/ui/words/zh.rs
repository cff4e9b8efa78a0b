//! Simplified Chinese.

use super::{Advice, Words};
use crate::{
    cloud::Cloud,
    config::FieldProblem,
    graph::Cause,
    profile::{ProfileIdProblem, ProfileType},
    revocation::NoAnswer,
    session::SignInCause,
};

pub static WORDS: Words = Words {
    product: "Token Console",
    language: "语言",
    starting: "正在启动…",

    heading: "撤销 Android 注册令牌",
    purpose: "登录并指定 Intune 的注册配置文件。其当前令牌以及由它生成的所有二维码会立即失效。",
    sign_in: "登录",
    sign_in_again: "重新登录",
    try_again: "重试",
    sign_out: "注销",
    signed_in_as: "已登录",
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
    sign_in_advice: |cause| match cause {
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
            next: "此页面的维护者需要将 config.json 中的 clientId、tenantId、cloud 以及重定向 URI 与应用注册逐一核对。",
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
        SignInCause::Other => Advice {
            happened: "登录失败。",
            next: "请重试。如果再次失败，请将下面的代码发送给此页面的维护者。",
        },
    },
    admin_consent_link: "管理员同意链接",
    unavailable: Advice {
        happened: "无法启动 Microsoft 的登录库。",
        next: "此页面的一部分没有加载，或被扩展阻止。请重新加载页面。如果仍然无效，请换一个浏览器。",
    },
    reload: "重新加载",
    privacy: "此页面只与 Microsoft 的登录服务器和 Microsoft Graph 通信，不与任何其他方通信。",

    profile_id: "配置文件 ID",
    profile_id_hint: "注册配置文件的 GUID，例如 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9。前面可以带 AOSP-。",
    profile_id_problem: |problem| match problem {
        ProfileIdProblem::Empty => "请输入注册配置文件的 ID。",
        ProfileIdProblem::NotAGuid => {
            "这不是配置文件 ID。它必须是 GUID：按 8-4-4-4-12 位排列的 0 到 9、a 到 f。没有发送任何内容。"
        }
    },
    profile_type: "配置文件类型",
    profile_type_name: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "Android for Work",
        ProfileType::DeviceOwner => "设备所有者",
    },
    profile_type_hint: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "专用设备，位于较早的集合中",
        ProfileType::DeviceOwner => "专用、完全托管、公司工作配置文件、AOSP",
    },
    revoke: "撤销令牌",

    confirm_heading: "要撤销此配置文件的当前令牌吗？",
    confirm_lead: "该配置文件届时持有的令牌会立即失效。",
    account: "帐户",
    stops: "将失效",
    stops_list: [
        "使用此令牌或其二维码的新注册",
        "包含此令牌的零接触和 Knox 配置",
        "由它制作的打印二维码和 NFC 标签",
    ],
    stays: "保持不变",
    stays_list: ["已经注册的设备", "配置文件本身，可以为它创建新令牌"],
    no_undo: "此操作无法撤消。",
    cancel: "取消",
    preparing: "正在获取访问权限…",
    revoking: "正在撤销…",

    revoked: "令牌已撤销",
    revoked_next: "已经注册的设备仍保持注册：如果令牌泄露，请检查此配置文件的设备。",
    refused_advice: |cause| match cause {
        Cause::ScopeMissing => Advice {
            happened: "此应用缺少 Intune 所要求的权限。",
            next: "管理员必须为应用注册授予消息中所列的权限。然后请注销并重新登录。",
        },
        Cause::RoleMissing => Advice {
            happened: "你的帐户没有允许此操作的 Intune 角色。",
            next: "请申请 Intune 管理员角色，或包含 Android Enterprise 的“读取”“更新加入”和“更新注册配置文件”权限的自定义角色。",
        },
        Cause::Forbidden => Advice {
            happened: "Intune 拒绝了请求，且没有说明原因。",
            next: "请检查你的 Intune 角色及其作用域标记、租户的 Intune 许可证以及应用的权限。",
        },
        Cause::SignInExpired => Advice {
            happened: "Graph 不再接受你的登录。",
            next: "请注销并重新登录，然后再试一次。",
        },
        Cause::NotFound => Advice {
            happened: "所选配置文件类型下没有此 ID 的配置文件。",
            next: "请检查 ID，并尝试另一种配置文件类型。",
        },
        Cause::Conflict => Advice {
            happened: "其他人正在更改此配置文件。",
            next: "请稍候，在 Intune 中查看该配置文件，然后重试。",
        },
        Cause::Throttled => Advice {
            happened: "Intune 收到的请求过多，没有执行此请求。",
            next: "请稍候再试。",
        },
        Cause::ServiceFault => Advice {
            happened: "服务出现故障。",
            next: "重试之前，请先在 Intune 中查看该配置文件。",
        },
        Cause::UnexpectedSuccess => Advice {
            happened: "Graph 返回了成功，但不是文档所述的成功。",
            next: "重试之前，请先在 Intune 中查看该配置文件。",
        },
        Cause::BadRequest => Advice {
            happened: "Graph 认为请求有误而拒绝。",
            next: "请检查 ID 和配置文件类型。如果两者都正确，请将下面的详细信息发送给 Microsoft 支持。",
        },
        Cause::Other => Advice {
            happened: "Graph 给出了此页面不认识的应答。",
            next: "重试之前，请先在 Intune 中查看该配置文件。",
        },
    },
    may_have_revoked: "尚不清楚令牌是否已撤销",
    not_revoked: "令牌没有被撤销",
    retry_after: |seconds| format!("Graph 要求等待 {seconds} 秒。"),
    unanswered: "没有应答：尚不清楚令牌是否已撤销",
    unanswered_advice: |reason| match reason {
        NoAnswer::Offline => Advice {
            happened: "此设备处于离线状态。",
            next: "恢复联网后，请先在 Intune 中查看该配置文件，再重试。",
        },
        NoAnswer::Network => Advice {
            happened: "连接失败，或代理、扩展、筛选器阻止了请求。",
            next: "请求仍可能已经送达。重试之前，请先在 Intune 中查看该配置文件。",
        },
    },
    not_sent: "没有发送任何内容：令牌没有被撤销",
    answer: "应答",
    status: "HTTP 状态",
    code: "代码",
    message: "消息",
    time: "时间",
    local_time: "本地时间",
    activity_id: "Intune 活动 ID",
    none: "无",
    copy: "复制",
    copy_what: |what| format!("复制{what}"),
    copied: "已复制",
    copy_failed: "未能复制",

    set_up_heading: "设置 Token Console",
    set_up_lead: "此页面还没有可用的配置。",
    config_unavailable: |status| match status {
        Some(status) => format!(
            "无法读取 config.json：Web 服务器返回了 {status}。该文件必须与 index.html 放在一起。"
        ),
        None => "无法读取 config.json：Web 服务器没有应答。该文件必须与 index.html 放在一起。"
            .to_owned(),
    },
    config_not_json: |line, column| match line {
        0 => "config.json 是 JSON，但不是对象：它必须以花括号开头。".to_owned(),
        _ => format!("config.json 不是 JSON：读取停在第 {line} 行第 {column} 列。"),
    },
    config_field: |field, problem| {
        let must = match problem {
            FieldProblem::Missing => "缺失。",
            FieldProblem::NotAGuid => "必须是 GUID：应用注册的应用程序（客户端）ID。",
            FieldProblem::NotATenant => {
                "必须是目录（租户）ID 或租户的域。common、organizations 和 consumers 不是租户。"
            }
            FieldProblem::UnknownCloud => "必须是 global、usGov、usGovDoD 或 china。",
            FieldProblem::UnknownSignIn => "必须是 redirect 或 popup。",
            FieldProblem::NotPermissions => {
                "必须是 Microsoft Graph 权限名称的列表，例如 DeviceManagementConfiguration.ReadWrite.All。"
            }
            FieldProblem::NotASandbox => {
                "必须包含此 Web 服务器上的两个路径 signIn 和 graph，每个都以斜杠开头。"
            }
            FieldProblem::NotLoopback => "只能用于 localhost 或 127.0.0.1 上的页面。请将其删除。",
            FieldProblem::Unknown => "不是此文件的字段。请更正名称或将其删除。",
        };
        format!("config.json：字段 {field} {must}")
    },
    nothing_sent: "没有向任何人发送任何内容。",
    register_heading: "1. 在 Microsoft Entra 中注册应用",
    register_portal: "打开门户",
    register_steps: [
        "应用注册，新注册。仅此组织目录中的帐户。添加平台“单页应用程序”，重定向 URI 必须与此完全一致：",
        "API 权限，Microsoft Graph，委托的权限。添加以下权限并授予管理员同意：",
        "登录的人员需要 Intune 管理员角色，或可以更新 Android 注册配置文件的 Intune 角色。",
    ],
    redirect_uri: "重定向 URI",
    permission: "权限",
    file_heading: "2. 编写 config.json",
    file_lead: "请输入应用注册“概述”中显示的内容。它只保留在此页面上。",
    client_id: "客户端 ID",
    client_id_hint: "应用程序（客户端）ID，一个 GUID",
    tenant_id: "租户",
    tenant_id_hint: "目录（租户）ID，或域，例如 contoso.onmicrosoft.com",
    file_incomplete: "两项都正确后，config.json 的内容会显示在这里。",
    file_contents: "将以下内容保存为 index.html 旁边的 config.json，然后重新加载：",
};
