//! Simplified Chinese.

use crate::{
    session::SignInCause,
    ui::words::tables::{sign_in_help::SignInHelpStrings, start::Advice},
};

pub(crate) static WORDS: SignInHelpStrings = SignInHelpStrings {
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
