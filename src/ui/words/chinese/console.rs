//! Simplified Chinese.

use super::start;
use crate::{
    actions::ReceiptField,
    graph::{Cause, EnrollmentMode, NoAnswer},
    profile::{ProfileIdProblem, ProfileType},
    time::Unit,
    ui::words::tables::{console::ConsoleStrings, start::Advice},
};

pub(crate) static WORDS: ConsoleStrings = ConsoleStrings {
    start: &start::WORDS,

    sign_in_again: "重新登录",

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
        Cause::ApprovalRequired => Advice {
            happened: "你的租户使用多管理员审批保护此操作：必须由另一位管理员批准。",
            next: "此页面无法提交该审批。请在 Intune 管理中心撤销令牌，在那里填写理由并由另一位管理员批准；或者请“租户管理”“多管理员审批”的管理者将此应用或这些配置文件排除在外。",
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
    unanswered_advice: |reason| match reason {
        NoAnswer::Offline => Advice {
            happened: "此设备处于离线状态。",
            next: "恢复联网后，请先在 Intune 中查看该配置文件，再重试。",
        },
        NoAnswer::Policy => Advice {
            happened: "此页面的 Web 服务器发送的内容安全策略 (connect-src) 禁止此页面访问 Graph，因此浏览器没有发送请求。服务器的管理者必须发送文件 _headers 中的策略，或不发送策略。",
            next: "此请求没有送达。策略更正后，请重新加载页面。",
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
    time: "时间",
    local_time: "本地时间",
    activity_id: "Intune 活动 ID",
    none: "无",

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
    token_inactive_since: |time| format!("自 {time} 起已过期或已撤销"),
    not_known: "未知",
    enrolled_devices: "已注册设备",
    unread: "无法读取该配置文件。你仍然可以撤销其令牌。",
    token_changed: "该配置文件持有的令牌与刚才显示的不同。没有撤销任何令牌：请再看一次。",
    not_kept: "此浏览器不保存此次撤销的记录：在结果出现之前，请保持此标签页打开。",
    not_kept_asked: "此浏览器未能保存此次撤销的记录，因此尚未发送任何内容。如果继续，在结果出现之前请保持此标签页打开。",
    close: "关闭",
    facts_lost: "无法再次读取该配置文件。没有撤销任何令牌。",
    facts_found: "现在可以读取该配置文件。没有撤销任何令牌：请先查看。",
    asks_to_wait: |until, length| {
        format!("Intune 要求等待至 {until}：{length}。此页面不会自行再次发送任何请求。")
    },
    length: |count, unit| match unit {
        Unit::Day => format!("{count} 天"),
        Unit::Hour => format!("{count} 小时"),
        Unit::Minute => format!("{count} 分钟"),
        Unit::Second => format!("{count} 秒"),
    },
    early: "在此之前…",
    early_lead: "在此之前发送的请求同样会被计入，Intune 可能要求等待更久，也会影响使用此应用的其他人。",
    inactive_heading: "此配置文件的令牌已失效",
    inactive_lead: |since| {
        format!(
            "它已过期或已被撤销：自 {since} 起，设备无法再用它注册。已没有可撤销的令牌，也没有发送任何请求。"
        )
    },
    died_meanwhile: "向您显示时令牌仍有效，现在已失效。",
    inactive_clock: |now| {
        format!("这是按此设备的时钟判断的，其当前时间为 {now}。如果时钟不准，令牌可能仍有效。")
    },
    inactive_leaked: "如果令牌曾经泄露，请检查此前用它注册的设备。",
    all_the_same: "仍要撤销…",
    waiting_heading: "Intune 要求等待",
    waiting: |seconds| format!("请求没有被执行。{seconds} 秒后会再次读取配置文件并重新发送请求。"),
    step_up_heading: "需要进一步验证你的身份",
    step_up_silent: "正在获取新的访问令牌…",
    step_up_asking: "你所在组织的策略要求你重新登录。没有撤销任何令牌。如果需要离开此页面，在发送任何内容之前会再次询问你。",
    step_up: "继续登录",
    verifying: "正在读取配置文件以确认…",
    reconciling: "正在读取配置文件以查明…",
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
    activity: "活动",
    show_activity: "显示活动",
    hide_activity: "隐藏活动",
    receipt_entry: |entry| match entry {
        ReceiptField::Result => "结果",
        ReceiptField::Confirmation => "确认方式",
        ReceiptField::Skipped => "跳过原因",
        ReceiptField::SettledAt => "确定时间",
        ReceiptField::Account => "帐户",
        ReceiptField::Tenant => "租户 ID",
        ReceiptField::ProfileId => "配置文件 ID",
        ReceiptField::ProfileType => "配置文件类型",
        ReceiptField::ProfileName => "配置文件名称",
        ReceiptField::EnrollmentMode => "注册模式",
        ReceiptField::TokenCreated => "令牌创建时间",
        ReceiptField::TokenExpiresBefore => "之前的令牌到期时间",
        ReceiptField::TokenExpiresAfter => "之后的令牌到期时间",
        ReceiptField::Request => "请求",
        ReceiptField::SentAt => "发送时间",
        ReceiptField::SentAtLocal => "发送时间（本地）",
        ReceiptField::Status => "HTTP 状态",
        ReceiptField::Cause => "类别",
        ReceiptField::Code => "代码",
        ReceiptField::Message => "消息",
        ReceiptField::RequestId => "request-id",
        ReceiptField::ClientRequestId => "client-request-id",
        ReceiptField::ActivityId => "Intune 活动 ID",
        ReceiptField::AppVersion => "Token Console 版本",
    },
};
