//! Simplified Chinese.

use crate::{set_up::Known, ui::words::tables::set_up_report::SetUpReportStrings};

pub(crate) static WORDS: SetUpReportStrings = SetUpReportStrings {
    heading: "设置测试：登录之后",
    consent: "应用已获得其权限：",
    role: "您的 Intune 角色可以读取注册配置文件：",
    licence: "租户拥有 Intune 许可证：",
    known: |known| match known {
        Known::Yes => "是。",
        Known::No => "否。处理方法见下。",
        Known::NotYet => "未知。",
    },
    not_tried: "没有为了测试而撤销任何内容：您的角色是否也可以撤销，在第一次撤销之后才知道。",
    to_the_set_up: "返回设置",
};
