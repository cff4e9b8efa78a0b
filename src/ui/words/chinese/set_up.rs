//! Simplified Chinese.

use crate::{
    config::FieldProblem,
    set_up::{Check, EntryProblem, Problem, Verdict},
    ui::words::tables::set_up::SetUpStrings,
};

pub(crate) static WORDS: SetUpStrings = SetUpStrings {
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
            FieldProblem::NotAName => "必须是不超过 60 个字符的名称。",
            FieldProblem::UnknownColor => "必须是 blue、green、orange、purple 或 red。",
            FieldProblem::NotTenants => {
                "必须是 1 到 500 个租户的列表，每个租户是带有 name、clientId、tenantId 和 cloud 的对象。"
            }
            FieldProblem::NameTaken => "与前面某个租户的名称相同：每个租户需要自己的名称。",
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
    again: "此页面已配置好。可以在此再次查看设置、进行测试并重新生成配置文件。",
    of_a_list: "其 config.json 包含租户列表：此处生成的是其中一个租户的字段。",
    to_the_page: "返回页面",
    cloud_heading: "1. 选择云",
    cloud_hint: "Intune 所在的 Microsoft 云。GCC 属于全球云。",
    register_heading: "2. 在 Microsoft Entra 中注册应用",
    register_portal: "打开门户",
    register_steps: [
        "应用注册，新注册。仅此组织目录中的帐户。添加平台“单页应用程序”，重定向 URI 必须与此完全一致：",
        "API 权限，Microsoft Graph，委托的权限。添加以下权限并授予管理员同意：",
        "登录的人员需要 Intune 管理员角色，或可以更新 Android 注册配置文件的 Intune 角色。",
    ],
    redirect_uri: "重定向 URI",
    permission: "权限",
    scripts_lead: "也可以用以下脚本之一完成同样的操作。脚本会输出下一步所需的两个 ID。",
    script_azure_cli: "Azure CLI 脚本",
    script_graph_power_shell: "Microsoft Graph PowerShell 脚本",
    ids_heading: "3. 输入 ID",
    ids_lead: "它们位于应用注册的“概述”中。它们不是机密，只保留在此页面上。",
    client_id: "客户端 ID",
    client_id_hint: "应用程序（客户端）ID，一个 GUID",
    tenant_id: "租户",
    tenant_id_hint: "目录（租户）ID，或域，例如 contoso.onmicrosoft.com",
    entry_problem: |problem| {
        match problem {
        EntryProblem::Character(wrong) => format!("“{wrong}”不是 GUID 的字符；GUID 由 0 到 9、a 到 f 和连字符组成。"),
        EntryProblem::Length(length) => format!("GUID 有 36 个字符；此处有 {length} 个。"),
        EntryProblem::Groups => "GUID 的各组分别为 8、4、4、4 和 12 个字符。".to_owned(),
        EntryProblem::Link => "这是一个网址。请只输入 ID。".to_owned(),
        EntryProblem::Secret => "这看起来像客户端密码。此页面不需要密码：请清空此字段；如果曾将其粘贴到别处，请在 Entra 中将其删除。".to_owned(),
        EntryProblem::NoTenant => "它代表所有租户。请输入您的租户 ID 或域。".to_owned(),
        EntryProblem::NoDot => "域中带有点，例如 contoso.onmicrosoft.com。".to_owned(),
        EntryProblem::UserName => "这是用户名或地址。请只输入 @ 之后的部分。".to_owned(),
        EntryProblem::Domain => "这不是域：由字母、数字和连字符组成，以点分隔。".to_owned(),
        EntryProblem::SameAsClient => "这又是客户端 ID。目录（租户）ID 在它的下方。".to_owned(),
    }
    },
    file_heading: "4. 编写 config.json",
    file_incomplete: "两个 ID 都正确后，config.json 的内容会显示在这里。",
    file_contents: "将以下内容保存为 index.html 旁边的 config.json：",
    download_file: "下载 config.json",
    test_heading: "5. 测试",
    test_lead: |host, sign_in_host| {
        format!(
            "测试会向 {host} 请求此页面的文件，并向 {sign_in_host} 请求它对任何人公开的租户信息。客户端 ID 不会发送给任何人。按下“测试”之前不会发送任何内容。"
        )
    },
    test: "测试",
    check: |check| match check {
        Check::Tenant => "登录主机认识该租户。",
        Check::ConfigFile => "config.json 已就位。",
        Check::Redirect => "redirect.html 可以接收登录主机的应答。",
        Check::Page => "index.html 带有所需的标头。",
        Check::Code => "WebAssembly 的类型正确，并且可以缓存。",
        Check::MissingFile => "不存在的文件会被告知不存在。",
    },
    verdict: |verdict| match verdict {
        Verdict::Good => "正常。",
        Verdict::Advice => "可以改进。",
        Verdict::Wrong => "尚未就绪。",
    },
    verdict_of_all: |verdict| match verdict {
        Verdict::Good => "以上各项均正常。",
        Verdict::Advice => "可以使用。可改进之处见下。",
        Verdict::Wrong => "有些地方尚不正确：见下。",
    },
    problem: |check, problem| {
        match problem {
        Problem::NoAnswer => match check {
            Check::Tenant => "登录主机没有应答：没有网络，或被中间环节拦截。".to_owned(),
            _ => "Web 服务器没有应答。".to_owned(),
        },
        Problem::Status(status) => format!("应答为 {status}。"),
        Problem::Type(found) => format!("其 Content-Type 为“{found}”：Web 服务器不认识此类文件。发布包中的主机文件包含所需设置。"),
        Problem::OtherFile => "该位置上是别的内容。".to_owned(),
        Problem::QueryLost => "Web 服务器转到另一个地址，并丢弃了问号之后的内容：注销和管理员同意将得不到应答。请关闭所谓的“干净 URL”。".to_owned(),
        Problem::NoPolicy => "没有带 frame-ancestors 的 Content-Security-Policy 标头：其他网站可能会在其页面中嵌入此页面。".to_owned(),
        Problem::OpenerPolicy => "它带有 Cross-Origin-Opener-Policy 标头：在第二个窗口中的登录将永远得不到应答。请只为 index.html 设置该标头。".to_owned(),
        Problem::Kept(said) if said.is_empty() => "没有 Cache-Control 标头：浏览器可能会任意缓存，从而错过下一个版本。".to_owned(),
        Problem::Kept(said) => format!("Cache-Control 为“{said}”：浏览器可能缓存过久。"),
        Problem::NotKept => "Cache-Control 没有 immutable：不会改变的内容每次启动都会重新请求。".to_owned(),
        Problem::NotCompressed => "它没有压缩：首次访问的加载量是压缩后的三倍。".to_owned(),
        Problem::MissingIsThere => "Web 服务器以一个页面代替 404 应答。更新之后，浏览器可能会将该页面当作文件缓存一年。请添加发布包中的 404.html，或关闭单页应用程序的回退。".to_owned(),
        Problem::NoSuchTenant => "它不认识这样的租户：请核对 ID 或域，以及云。".to_owned(),
        Problem::OtherCloud(graph) => format!("此租户位于 {graph} 的云中：请在第 1 步中选择该云。"),
        Problem::UnusableFile => "该位置上的文件不可用：请用第 4 步的文件替换。".to_owned(),
        Problem::OtherEntries => "该位置上的文件与以上输入不同。".to_owned(),
    }
    },
    sign_in_lead: "应用、其同意、您的角色和许可证是否正确，只有登录之后才知道：",
    sign_in_test: "登录并完成测试",
    choose_tenant: "选择租户",
    choose_tenant_lead: "此页面服务于多个租户。登录其中一个租户只对此标签页有效。",
    unknown_tenant: |name| format!("链接中的租户“{name}”不属于此页面。没有向任何人发送任何内容。"),
};
