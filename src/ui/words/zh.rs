//! Simplified Chinese.

use super::{Advice, SetUpWords, Words};
use crate::{
    cloud::Cloud,
    config::FieldProblem,
    graph::{Cause, EnrollmentMode},
    profile::{ProfileIdProblem, ProfileType},
    revocation::{Entry, NoAnswer},
    session::SignInCause,
};

/// The words.
pub fn words() -> &'static Words {
    &WORDS
}

static WORDS: Words = Words {
    product: "Token Console",
    language: "语言",
    starting: "正在启动…",
    loading: "正在加载…",
    not_loaded: "此页面的一部分没有加载。",

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
        SignInCause::OtherAccount => Advice {
            happened: "返回时的帐户与离开时不同。",
            next: "请查看页面顶部的帐户，然后重新开始。",
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
    profile_id_hint: "注册配置文件的 GUID，例如 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9。前面可以带 AOSP-。也可以粘贴任何能指明它的内容。",
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
    refused_advice: |cause| match cause {
        Cause::ScopeMissing(_) => Advice {
            happened: "此应用缺少 Intune 所要求的权限。",
            next: "管理员必须为应用注册授予消息中所列的权限。然后请注销并重新登录。",
        },
        Cause::RoleMissing => Advice {
            happened: "你的帐户没有允许此操作的 Intune 角色。",
            next: "请申请 Intune 管理员角色，或包含 Android Enterprise 的“读取”“更新加入”和“更新注册配置文件”权限的自定义角色。",
        },
        Cause::LicenceMissing => Advice {
            happened: "此租户没有 Intune 许可证，或尚未设置 Intune。",
            next: "请确认登录的是正确的租户，并在 Microsoft 365 管理中心检查该租户的许可证。",
        },
        Cause::Forbidden => Advice {
            happened: "Intune 拒绝了请求，且没有说明原因。",
            next: "请检查你的 Intune 角色及其作用域标记、租户的 Intune 许可证以及应用的权限。",
        },
        Cause::SignInExpired => Advice {
            happened: "Graph 不再接受你的登录。",
            next: "请注销并重新登录，然后再试一次。",
        },
        Cause::ClaimsChallenge(_) => Advice {
            happened: "你所在组织的策略要求进一步验证身份，或要求重新登录。",
            next: "请重新登录，然后再次确认。如果仍然提出同样的要求，可能是策略不允许当前网络：请联系条件访问的管理员。",
        },
        Cause::ChallengeUnreadable => Advice {
            happened: "你所在组织的策略要求进一步验证身份，但此页面无法读懂该要求。",
            next: "请注销并重新登录一次。如果仍然无效，请将下面的详细信息发送给条件访问的管理员。",
        },
        Cause::NotFound => Advice {
            happened: "在您的帐户可见的范围内，没有此 ID 的配置文件。",
            next: "请检查 ID。如果 ID 无误，则该配置文件已被删除，或被您角色的作用域标记隐藏。",
        },
        Cause::OtherCollection => Advice {
            happened: "此 ID 的配置文件属于另一种配置文件类型。",
            next: "请选择另一种配置文件类型，并在确认之前再次查看该配置文件。",
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
        Cause::UnreadableAnswer => Advice {
            happened: "应答不是来自 Graph，或不完整：可能由代理、筛选器或网关给出。",
            next: "请检查网络，以及此页面与 Graph 之间是否有代理。重试之前，请先在 Intune 中查看该配置文件。",
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
    unanswered: "没有应答：尚不清楚令牌是否已撤销",
    unanswered_advice: |reason| match reason {
        NoAnswer::Offline => Advice {
            happened: "此设备处于离线状态。",
            next: "恢复联网后，请先在 Intune 中查看该配置文件，再重试。",
        },
        NoAnswer::TimedOut => Advice {
            happened: "Graph 太久没有应答。",
            next: "请求仍可能被执行。重试之前，请先在 Intune 中查看该配置文件。",
        },
        NoAnswer::Blocked => Advice {
            happened: "连接失败，或代理、扩展、筛选器阻止了请求或应答：浏览器不会说明是哪一种。",
            next: "请求仍可能已经送达。重试之前，请先在 Intune 中查看该配置文件。",
        },
        NoAnswer::Interrupted => Advice {
            happened: "应答到达之前，页面已被关闭。",
            next: "请求可能已经执行。重试之前，请先在 Intune 中查看该配置文件。",
        },
    },
    not_sent: "没有发送任何内容：令牌没有被撤销",
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

    reading_heading: "正在读取配置文件",
    reading: "在你确认之前不会发送任何内容。",
    elsewhere_heading: "该配置文件属于另一种类型",
    elsewhere: "所选的配置文件类型下没有此配置文件。以下配置文件具有此 ID：",
    use_type: |profile_type| match profile_type {
        ProfileType::AndroidForWork => "使用 Android for Work",
        ProfileType::DeviceOwner => "使用设备所有者",
    },
    profile_name: "名称",
    mode: "注册模式",
    mode_name: |mode| match mode {
        EnrollmentMode::Dedicated => "公司拥有的专用设备",
        EnrollmentMode::FullyManaged => "公司拥有的完全托管的用户设备",
        EnrollmentMode::WorkProfile => "公司拥有的具有工作配置文件的设备",
        EnrollmentMode::AospUserless => "公司拥有的无用户设备（AOSP）",
        EnrollmentMode::AospUserAssociated => "公司拥有的与用户关联的设备（AOSP）",
        EnrollmentMode::Other(name) => name,
    },
    token: "当前令牌",
    token_created: "令牌创建时间",
    token_expires_in: |days| match days {
        0 => "有效，不到一天后过期".to_owned(),
        _ => format!("有效，{days} 天后过期"),
    },
    token_never_expires: "有效，不会过期",
    token_dead_since: |time| format!("自 {time} 起已过期或已撤销"),
    not_known: "未知",
    enrolled_devices: "已注册设备",
    unread: "无法读取该配置文件。你仍然可以撤销其令牌。",
    token_changed: "该配置文件持有的令牌与刚才显示的不同。没有撤销任何令牌：请再看一次。",
    facts_lost: "无法再次读取该配置文件。没有撤销任何令牌。",
    facts_found: "现在可以读取该配置文件。没有撤销任何令牌：请先查看。",
    waiting_heading: "Intune 要求等待",
    waiting: |seconds| format!("请求没有被执行。{seconds} 秒后会再次读取配置文件并重新发送请求。"),
    step_up_heading: "需要进一步验证你的身份",
    step_up_silent: "正在获取新的访问令牌…",
    step_up_asking: "你所在组织的策略要求你重新登录。没有撤销任何令牌。如果需要离开此页面，在发送任何内容之前会再次询问你。",
    step_up: "继续登录",
    verifying: "正在读取配置文件以确认…",
    settling: "正在读取配置文件以查明…",
    confirmed: |time| format!("204 No Content，已于 {time} 读取确认"),
    not_visible: "204 No Content，尚未显示",
    other_token: "204 No Content。该配置文件现在持有另一个令牌：有人创建了新的有效令牌。",
    not_read: "204 No Content。无法读取该配置文件，因此未能确认。",
    revoked_unanswered: |time| format!("应答没有说明，但配置文件于 {time} 显示已撤销。"),
    same_token: "该配置文件仍持有同一个令牌。",
    check_again: "再次检查",
    raw: "原始应答",
    limits: "此操作不会做什么",
    limits_list: [
        "已经注册的设备仍保持注册。如果令牌泄露，请检查此配置文件的设备。",
        "包含此令牌的零接触、Knox 和打印二维码会失效，直到换上新令牌。",
        "AOSP 配置文件的二维码以明文包含 Wi-Fi 密码。如果泄露，请同时更改该密码。",
    ],
    receipt: "回执",
    copy_as_text: "复制为文本",
    copy_as_markdown: "复制为 Markdown",
    copy_as_json: "复制为 JSON",
    download_json: "下载 JSON",
    same_call: "相同的调用",
    copy_as_curl: "复制为 curl",
    copy_as_power_shell: "复制为 PowerShell",
    receipt_entry: |entry| match entry {
        Entry::Result => "结果",
        Entry::Confirmation => "确认方式",
        Entry::Skipped => "跳过原因",
        Entry::SettledAt => "确定时间",
        Entry::Account => "帐户",
        Entry::Tenant => "租户 ID",
        Entry::ProfileId => "配置文件 ID",
        Entry::ProfileType => "配置文件类型",
        Entry::ProfileName => "配置文件名称",
        Entry::EnrollmentMode => "注册模式",
        Entry::TokenCreated => "令牌创建时间",
        Entry::TokenExpiresBefore => "之前的令牌到期时间",
        Entry::TokenExpiresAfter => "之后的令牌到期时间",
        Entry::Request => "请求",
        Entry::SentAt => "发送时间",
        Entry::SentAtLocal => "发送时间（本地）",
        Entry::Status => "HTTP 状态",
        Entry::Cause => "类别",
        Entry::Code => "代码",
        Entry::Message => "消息",
        Entry::RequestId => "request-id",
        Entry::ClientRequestId => "client-request-id",
        Entry::ActivityId => "Intune 活动 ID",
    },
};

pub static SET_UP: SetUpWords = SetUpWords {
    heading: "设置 Token Console",
    lead: "此页面还没有可用的配置。",
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
