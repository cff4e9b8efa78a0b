//! Simplified Chinese.

use crate::{
    cloud::Cloud,
    config::FieldProblem,
    session::SignInCause,
    ui::words::start::{Advice, SetUpWords, SignInHelp, Words},
};

/// The words.
pub(crate) fn words() -> &'static Words {
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
    reload: "重新加载",
    privacy: "此页面只与 Microsoft 的登录服务器和 Microsoft Graph 通信，不与任何其他方通信。",
    version: concat!("版本 ", env!("CARGO_PKG_VERSION")),

    code: "代码",
    message: "消息",
    copy: "复制",
    copy_what: |what| format!("复制{what}"),
    copied: "已复制",
    copy_failed: "未能复制",
};

pub(crate) static SET_UP: SetUpWords = SetUpWords {
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

pub(crate) static SIGN_IN_HELP: SignInHelp = SignInHelp {
    advice: |cause| {
        Some(match cause {
            SignInCause::NotAssigned => Advice {
                happened: "你没有被分配到此应用。",
                next: "请你的租户管理员进行分配：“企业应用程序”、此应用、“用户和组”。",
            },
            SignInCause::AppDisabled => Advice {
                happened: "此应用在你的租户中已停用。",
                next: "请你的租户管理员启用它：“企业应用程序”、此应用、“属性”、“启用以供用户登录”。",
            },
            SignInCause::Password => Advice {
                happened: "密码错误、已过期或必须更改。",
                next: "请重新登录，并按登录页的要求操作。如果无法做到，请向支持人员申请新密码。",
            },
            SignInCause::AccountBlocked => Advice {
                happened: "你的帐户已被锁定或停用，或目前不允许登录。",
                next: "请联系管理帐户的租户管理员。因密码错误造成的锁定会自行解除。",
            },
            SignInCause::PolicyRefused => Advice {
                happened: "你所在组织的策略拒绝此设备、此应用或你登录的位置。",
                next: "重新登录没有帮助。请将下面的代码和消息发送给你的租户中管理条件访问的管理员。",
            },
            SignInCause::DeviceRefused => Advice {
                happened: "你所在组织的策略要求使用受其管理的设备，但在此没有看到这样的设备。",
                next: "请使用受管理的设备，并使用能表明这一点的浏览器：以工作帐户登录的 Edge，或安装了 Microsoft Single Sign On 的 Chrome。如果已经如此，请将下面的代码和消息发送给你的租户中管理条件访问的管理员。",
            },
            SignInCause::RedirectUri => Advice {
                happened: "应用注册没有将此页面登记为单页应用程序。",
                next: "注册此应用的人员需要在“单页应用程序”平台（而不是 Web）下逐字输入此页面的重定向 URI：README 中注册的第 3 步。",
            },
            SignInCause::PermissionMissing => Advice {
                happened: "应用注册没有列出此页面所请求的权限。",
                next: "注册此应用的人员需要在“API 权限”、Microsoft Graph、“委托的权限”中添加该权限并使其获得同意：README 中注册的第 4 步。",
            },
            SignInCause::ServiceMissing => Advice {
                happened: "此页面所请求的权限属于某项服务，而你的租户没有该服务。",
                next: "注册此应用的人员需要查看 README 中注册的第 4 步：权限必须属于 Microsoft Graph，config.json 中的 cloud 必须是该租户所在的云，并且该租户要有 Intune 许可证。",
            },
            SignInCause::OriginRemoved => Advice {
                happened: "此页面与登录服务器之间有某样东西删去了 Origin 标头。",
                next: "管理该代理或扩展的人员必须让发往登录服务器的请求保持原样。请尝试其他网络，或使用没有扩展的浏览器。",
            },
            SignInCause::StorageDenied => Advice {
                happened: "浏览器没有保存登录所需的数据。",
                next: "请允许此页面使用 Cookie 和网站数据，或为其腾出空间，然后重试。",
            },
            SignInCause::FederationFault => Advice {
                happened: "Microsoft 的登录服务器询问了你所在组织的登录系统，但没有得到有效的结果。",
                next: "请重试。如果再次失败，请将下面的代码和消息发送给你所在组织中管理登录的人员。",
            },
            SignInCause::StartAgain => Advice {
                happened: "登录页已过时，或在中途被离开。",
                next: "请从此处重新开始。如果再次失败，请先关闭其他所有打开了登录页的标签页。",
            },
            _ => return None,
        })
    },
};
