//! Simplified Chinese.

use crate::{incident::FolderContent, ui::words::tables::incident::IncidentStrings};

pub(crate) static WORDS: IncidentStrings = IncidentStrings {
    heading: "事件文件夹",
    lead: "供事后查阅所做操作的人使用的一个 ZIP：以下文件、含每个文件 SHA-256 的清单，且不含任何机密。它在此浏览器中生成，不会发送到任何地方。",
    content: |content| match content {
        FolderContent::Report => "报告",
        FolderContent::Devices => "已注册的设备",
        FolderContent::AuditEvents => "Intune 审核事件",
    },
    told: |content, told, all| match (content, told) {
        (FolderContent::Report, _) => "Markdown、CSV 和 JSON".to_owned(),
        (FolderContent::Devices, 0) => {
            "不在其中：尚未查找。配置文件旁的“谁注册了？”可以查找。".to_owned()
        }
        (FolderContent::AuditEvents, 0) => "不在其中：尚未查找。".to_owned(),
        (FolderContent::Devices, told) if told < all => {
            format!("{all} 个配置文件中的 {told} 个；其余的尚未查找")
        }
        (FolderContent::Devices, _) => "CSV 和 JSON".to_owned(),
        (FolderContent::AuditEvents, _) => "JSON".to_owned(),
    },
    save: "另存为 ZIP",
    not_saved: "浏览器无法生成该文件。报告仍可单独保存。",
};
