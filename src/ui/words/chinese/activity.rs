//! Simplified Chinese.

use crate::{
    activity::AuditStrings,
    browser_records::StorageProblem,
    text::number::grouped,
    ui::{activity::problem::Problem, words::tables::activity::ActivityStrings},
};

pub(crate) static WORDS: ActivityStrings = ActivityStrings {
    lead: "这是此浏览器记住的内容，不是 Intune 的审核日志。",
    keep: "记住在此处撤销的内容",
    keep_hint: "在此浏览器中保留 90 天，不会发送到任何地方。其中不包含令牌。",
    erase_too: "从现在起不再记录。是否也清除已有的内容？",
    leave_it: "保留",
    export: "导出",
    erase_all: "全部清除",
    really_erase_all: "要清除此浏览器记住的所有内容以及已结束的批量撤销的记录吗？此操作无法撤消。",
    erase_everything: "清除所有内容",
    cancel: "取消",
    problem: |problem| match problem {
        Problem::Storage(StorageProblem::Unavailable) => {
            "此浏览器不为此页面保存任何内容：其数据库已关闭，或者这是隐私窗口。".to_owned()
        }
        Problem::Storage(StorageProblem::Full) => {
            "此浏览器没有更多空间，因此有内容未能保存。请释放磁盘空间，或清除不需要的内容。"
                .to_owned()
        }
        Problem::Storage(StorageProblem::Blocked) => {
            "另一个标签页正在使用此页面数据库的其他版本。请关闭或重新加载其他标签页。".to_owned()
        }
        Problem::Storage(StorageProblem::Silent) => {
            "此浏览器的数据库没有响应。请关闭此页面的其他标签页，或重新启动浏览器。".to_owned()
        }
        Problem::Storage(StorageProblem::Failed(text)) => {
            format!("此浏览器的数据库出错：{text}")
        }
        Problem::Switch => "此浏览器没有保存您的选择。".to_owned(),
    },
    reading: "正在读取…",
    empty: "没有记住任何内容。",
    unreadable: |count| {
        format!(
            "有 {count} 条记录无法读取，未显示。",
            count = grouped(count)
        )
    },
    search: "搜索活动",
    search_hint: "名称、ID、人员、工单",
    count: |found, all| {
        if found == all {
            format!("{all} 条记录")
        } else {
            format!("{found} 条记录，共 {all} 条")
        }
    },
    more: "显示更多",
    result: |result| match result {
        "revoked" => "已撤销",
        "revokedWithoutAnswer" => "已撤销（由配置文件得知，未收到应答）",
        "notRevoked" => "未撤销（由配置文件得知，未收到应答）",
        "cannotTell" => "不清楚是否已撤销",
        "refused" => "被拒绝，未撤销",
        "notSent" => "未发送",
        "skipped" => "已跳过",
        "turnedAway" => "被拒绝，未再次发送",
        other => other,
    },
    who: |account, tenant| format!("{account}，租户 {tenant}"),
    run: |total| {
        let total = grouped(usize::try_from(total).unwrap_or(usize::MAX));
        format!("批量撤销，共 {total} 个配置文件")
    },
    totals: |run| {
        [
            (run.revoked, "已撤销"),
            (run.not_revoked, "未撤销"),
            (run.skipped, "已跳过"),
            (run.cannot_tell, "不清楚"),
            (run.left, "未处理"),
        ]
        .map(|(count, name)| format!("{name} {count}", count = grouped(count as usize)))
        .join("，")
    },
    reason: "原因：",
    ticket: "工单：",
    run_id: "批量撤销 ID",
    started: "开始",
    started_local: "开始（本地时间）",
    ended: "结束",
    ended_local: "结束（本地时间）",
    details: "详细信息",
    copy: "复制为 JSON",
    erase: "清除",
    open_report: "打开报告",

    audit_log: "Intune 的审核日志",
    look_up: "在 Intune 的审核日志中查找",
    look_again: "再次查找",
    searching: "正在读取 Intune 的审核日志…",
    found: "Intune 的审核日志中有此事件。其相关 ID 正是此请求的 client-request-id。",
    found_weaker: "Intune 的审核日志中有此配置文件在该时间附近的事件，但未指明此请求，因此依据较弱。请根据活动、时间和人员判断是否就是它。",
    found_of: |found, all| {
        format!(
            "Intune 的审核日志按 ID 指明了 {} 个请求，共 {} 个。",
            grouped(found),
            grouped(all)
        )
    },
    weaker_of: |count| {
        format!(
            "另有 {} 个请求只找到该配置文件在该时间附近的事件，未指明请求，依据较弱。",
            grouped(count)
        )
    },
    goes_along: "这些事件会随 JSON 和 Markdown 报告一起提供。",
    none_yet: "Intune 的审核日志中还没有此类事件：Intune 可能需要几分钟。",
    unreadable_events: |count| format!("该时段有 {count} 个事件无法读取。", count = grouped(count)),
    too_many: "已读取的约 20,000 个事件中没有它，并且还有更多事件。",
    not_read: "无法读取审核日志。",
    event_time: "事件时间",
    event_time_local: "事件时间（本地时间）",
    event_activity: "活动",
    event_operation: "操作",
    event_result: "结果",
    event_actor: "人员",
    event_application: "应用程序",
    report: AuditStrings {
        title: "Intune 的审核日志",
        profile: "配置文件 ID",
        matched: "查找依据",
        by_correlation_id: "请求的 ID",
        by_time: "配置文件、活动和时间（依据较弱）",
        not_yet: "尚未出现",
        not_read: "未读取",
        at: "事件时间",
        activity: "活动",
        result: "结果",
        actor: "人员",
        application: "应用程序",
        correlation_id: "关联 ID",
        event_id: "事件 ID",
        read_at: "读取时间",
    },
    correlation_id: "关联 ID",
    event_id: "事件 ID",
};
