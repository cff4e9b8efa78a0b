//! Simplified Chinese.

use super::console;
use crate::runs::report::ReportStrings;

pub(crate) static WORDS: ReportStrings = ReportStrings {
    title: "注册令牌的撤销",
    item: "项目",
    value: "值",
    count: "配置文件数",
    run: "运行",
    phase: "阶段",
    made_at: "计划时间",
    planned_by: "计划者（据计划文件）",
    opened_at: "打开时间",
    carried_out_by: "执行者",
    both: "计划与执行",
    same_person: "同一人",
    started_at: "开始时间",
    ended_at: "结束时间",
    cloud: "云",
    reason: "原因",
    ticket: "工单",
    totals: "总计",
    unconfirmed: "已撤销，但配置文件中尚不可见",
    all: "全部",
    cannot_tell: "不确定是否已撤销",
    not_revoked: "未撤销",
    left_out: "已跳过，令牌可能仍然有效",
    not_confirmed: "已撤销，但配置文件中尚不可见",
    items: "所有配置文件",
    state: "状态",
    why: "原因说明",
    entry: console::WORDS.receipt_entry,
};
