//! Simplified Chinese.

use crate::{config::FieldProblem, ui::words::tables::set_up::SetUpStrings};

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
    wrong_entry: |must| format!("此项有误。应为：{must}。"),
    download_file: "下载 config.json",
    file_incomplete: "两项都正确后，config.json 的内容会显示在这里。",
    file_contents: "将以下内容保存为 index.html 旁边的 config.json，然后重新加载：",
};
