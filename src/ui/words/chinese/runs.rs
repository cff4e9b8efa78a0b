//! Simplified Chinese.

use crate::{
    actions::Skip,
    browser_records::StorageProblem,
    runs::{
        ItemStatus,
        plan_file::{PlanProblem, SavedPlan, Wrong},
    },
    text::number::grouped,
    ui::{
        runs::{
            announcements::{Announcement, Blocker},
            column::RunColumn,
            counts::Counts,
        },
        words::tables::{runs::RunStrings, start::Advice},
    },
};

pub(crate) static WORDS: RunStrings = RunStrings {
    heading: "批量撤销令牌",
    elsewhere: "此批次正在此浏览器的另一个标签页中进行。",
    one_at_a_time: "一次只能进行一个批次：此批次结束之后才能计划下一个。",
    not_kept: "此浏览器无法保存该批次：请在结束之前保持此标签页打开。",
    storage_problem: |problem| match problem {
        StorageProblem::Unavailable => "此处没有可用的存储：可能是隐私窗口或某项设置。".to_owned(),
        StorageProblem::Full => "存储空间已满。".to_owned(),
        StorageProblem::Blocked => {
            "另一个标签页以此页面的其他版本占用了存储：请关闭该标签页。".to_owned()
        }
        StorageProblem::Silent => "存储没有响应。".to_owned(),
        StorageProblem::Failed(why) => format!("存储出错：{why}"),
    },
    state: |state| match state {
        ItemStatus::Waiting => "等待中",
        ItemStatus::Reading => "读取中",
        ItemStatus::Sending => "发送中",
        ItemStatus::Confirming => "确认中",
        ItemStatus::Revoked => "已撤销",
        ItemStatus::NotRevoked => "未撤销",
        ItemStatus::Skipped => "已跳过",
        ItemStatus::CannotTell => "无法确定",
    },
    skip: |skip| match skip {
        Skip::Inactive => "之前已过期或已撤销",
        Skip::TokenChanged => "持有的令牌与显示的不同",
        Skip::NotReadable => "无法读取",
        Skip::Duplicate => "在列表中重复",
        Skip::Stopped => "轮到它之前已停止",
    },
    progress: "进度",
    pause: "暂停",
    resume: "继续",
    stop: "停止",
    close: "关闭",

    planning: |done, all| {
        format!(
            "正在读取 {} 个配置文件，已完成 {} 个…",
            grouped(all),
            grouped(done)
        )
    },
    planning_lead: "在您确认之前，只读取，不发送其他内容。",
    ready: |count, skipped| match skipped {
        0 => format!("将撤销 {} 个。", grouped(count)),
        _ => format!(
            "将撤销 {} 个，跳过 {} 个。",
            grouped(count),
            grouped(skipped)
        ),
    },
    nothing_left: "没有需要撤销的令牌。",
    nothing_sent: "没有发送任何内容。",
    requests: "请求",
    requests_lead: "没有发送任何内容。以下是将按此顺序发送的请求，每个请求之前会再读取一次其配置文件：",
    copy_requests: "复制这些请求",
    download_requests: "下载这些请求",
    for_somebody_else: "交由他人执行",
    for_somebody_else_lead: "双人复核：将此文件交给可以在此租户中撤销令牌的人。对方在此页面的“运行”中打开它，每个配置文件会重新读取，然后由对方确认。文件不含任何机密，保存文件不会更改任何内容。",
    save_plan: "将计划保存为文件",
    save_plan_hint: "会写入文件和报告。",
    too_many_to_save: |most| {
        format!(
            "一个计划文件最多包含 {} 个配置文件：请少选一些。",
            grouped(most)
        )
    },
    planned_elsewhere: |who, at| {
        format!(
            "据其文件所述，由 {who} 于 {at} 计划，但无法证实。每个配置文件都已用您的权限重新读取。"
        )
    },
    same_person: "计划和执行是同一人。",
    plan_refused: "没有打开该计划。",
    plan_problem: |problem| plan_problem(problem) + "没有发送任何内容，此处的一切保持不变。",
    revoke_ask: |count| format!("{}…", revoke(count)),
    revoke,
    confirm_heading: |count, tenant| format!("要撤销 {tenant} 的 {} 个令牌吗？", grouped(count)),
    confirm_lead: |_| "每个配置文件会再读取一次，此处所列的令牌会立即失效。",
    confirm_list: "将撤销的令牌",
    of_kind: |count, kind| format!("{kind} {} 个", grouped(count)),
    at_least: |count| format!("至少 {}", grouped(count)),
    defaults: "默认配置文件",
    staging: "暂存",
    more: |count| format!("等另外 {} 个", grouped(count)),
    reason: "原因（可选）",
    reason_hint: "会写入报告，不会发送给任何人。",
    ticket: "工单编号（可选）",
    type_count: |count| format!("请输入 {} 以确认", grouped(count)),
    count_wrong: |count| {
        format!(
            "这不是令牌的数量。请输入 {} 以确认。没有发送任何内容。",
            grouped(count)
        )
    },

    revoked_of,
    so_far: |figures| {
        let lead = revoked_of(figures.revoked, figures.meant());
        with_the_rest(lead, figures)
    },
    ends: |time| format!("预计 {time} 结束"),
    next_room: |count, seconds| {
        format!("{seconds} 秒后继续下 {} 个（Intune 限制）", grouped(count))
    },
    left_over: "剩余",
    hold: |seconds| format!("Graph 要求等待：{seconds} 秒"),
    long_hold: |until, left| {
        format!("Graph 要求等到 {until}：在此之前不会发送任何请求，之后运行会继续。还剩 {left}")
    },
    stopping: "正在停止。已开始的会完成，不再开始新的。",
    paused: "已暂停。在您继续之前不会开始新的。",
    not_kept_pause: "已暂停：此浏览器无法保存各配置文件的结果。如果继续，请在批次结束之前保持此标签页打开：关闭标签页会丢失这些结果。",
    interrupted: "页面在此批次进行中被关闭。已发送的已经查明。在您继续之前不会有其他操作。",
    other_account: |upn, tenant| {
        format!("此批次属于租户 {tenant} 的 {upn}。只有登录该帐户后才能继续。")
    },
    blocked: |blocker| match blocker {
        Blocker::Offline => Advice {
            happened: "此设备处于离线状态。",
            next: "恢复联网后会自动继续。",
        },
        Blocker::NoAnswer => Advice {
            happened: "Graph 没有应答。",
            next: "请检查网络，以及代理、扩展或筛选器是否阻止了 Graph。然后继续。",
        },
        Blocker::Throttled => Advice {
            happened: "Graph 一再要求等待。",
            next: "其他应用可能占用了 Intune 允许此租户的请求数。请等待几分钟，然后继续。",
        },
        Blocker::Refused => Advice {
            happened: "Graph 接连拒绝请求。",
            next: "后面的请求很可能同样被拒绝。请先消除原因，再继续。",
        },
        Blocker::SignIn => Advice {
            happened: "没有 Graph 接受的访问令牌。",
            next: "请重新登录，然后此批次会继续。",
        },
        Blocker::Proof => Advice {
            happened: "您所在组织的策略要求进一步验证身份。",
            next: "请验证身份，然后此批次会继续。",
        },
    },
    prove_button: "验证身份",
    kept: "此批次已保存：如果此页面需要离开去登录，返回后仍在这里。",
    saying: |saying| match saying {
        Announcement::Nothing => String::new(),
        Announcement::Planning(done, all) => (WORDS.planning)(*done, *all),
        Announcement::Ready(count, skipped) => (WORDS.ready)(*count, *skipped),
        Announcement::Running(done, all) => revoked_of(*done, *all),
        Announcement::Holding(done, all) => {
            format!("{}。Graph 要求等待。", revoked_of(*done, *all))
        }
        Announcement::Paused(done, all) => format!("已暂停。{}", revoked_of(*done, *all)),
        Announcement::Blocked(blocker, done, all) => format!(
            "{}{}",
            (WORDS.blocked)(*blocker).happened,
            revoked_of(*done, *all)
        ),
        Announcement::Stopping(done, all) => format!("正在停止。{}", revoked_of(*done, *all)),
        Announcement::Over(figures) => (WORDS.verdict)(figures),
    },

    table: "此批次的配置文件",
    column: |column| match column {
        RunColumn::Name => "名称",
        RunColumn::State => "状态",
        RunColumn::Why => "原因",
        RunColumn::Type => "类型",
        RunColumn::Token => "之前的令牌",
        RunColumn::Devices => "设备数",
        RunColumn::At => "时间 (UTC)",
        RunColumn::RequestId => "request-id",
    },
    filter: "显示",
    needs_person: "需要您处理",
    every_state: "全部",

    confirmed_as: |key| match key {
        "readBack" => "已读取确认",
        "notVisibleYet" => "Graph 已接受，尚未显示",
        "otherToken" => "Graph 已接受；该配置文件现在持有新的有效令牌",
        "notReadable" => "Graph 已接受；无法读取该配置文件",
        _ => "",
    },
    unanswered_revoked: "应答没有说明，但配置文件显示已撤销",
    unanswered_not_revoked: "没有说明结果的应答；该配置文件仍持有同一个令牌",
    unanswered_cannot_tell: "没有说明结果的应答，配置文件也无法说明",
    record_lost: "此浏览器丢失了它的记录",
    no_token: "没有访问令牌",

    verdict,
    ending: |figures| match (figures.need_person, figures.revoked) {
        (0, 0) => "没有撤销任何令牌".to_owned(),
        (0, revoked) => format!("✓ 已撤销 {} 个", grouped(revoked)),
        (count, _) => format!(
            "! {} 个中有 {} 个需要您处理",
            grouped(figures.meant()),
            grouped(count)
        ),
    },
    totals: "合计",
    confirmed: "已撤销并确认",
    unconfirmed: "Graph 已接受，尚未显示",
    sum: "总数",
    planned: "计划时间",
    planned_by: "计划者（据其文件）",
    carried_out_by: "执行者",
    started: "开始时间",
    ended: "结束时间",
    reason_said: "原因",
    ticket_said: "工单",
    run_id: "批次",
    retry: |count, all_failed| {
        let which = if all_failed { "失败" } else { "未撤销" };
        format!("重试{which}的 {} 个", grouped(count))
    },
    reconcile: |count| format!("再次查看未确定的 {} 个", grouped(count)),
    download: "下载",
    download_as: |format| format!("下载 {format}"),
    print: "打印",
};

fn plan_problem(problem: &PlanProblem) -> String {
    match problem {
        PlanProblem::SeveralFiles => "请一次打开一个文件。".to_owned(),
        PlanProblem::TooLarge => "文件超过 5 MiB，不可能是计划。".to_owned(),
        PlanProblem::NotReadable => "文件已损坏或是其他内容：不是完整的 JSON。".to_owned(),
        PlanProblem::NotAPlan => "该文件不是此页面保存的计划。".to_owned(),
        PlanProblem::Version(version) => format!(
            "计划的版本是“{version}”，此页面只认识版本“1”：请重新加载此页面，或重新索取计划。"
        ),
        PlanProblem::Action(action) => {
            format!("计划的操作是“{action}”，此页面只打开操作为“revoke”的计划：请重新加载此页面。")
        }
        PlanProblem::Elsewhere { file, here } => format!(
            "该计划属于云 {} 中的租户 {}。您登录的是云 {} 中的租户 {}。",
            file.cloud, file.tenant_id, here.cloud, here.tenant_id
        ),
        PlanProblem::Empty => "该计划没有列出任何配置文件。".to_owned(),
        PlanProblem::TooMany => {
            format!("该计划列出的配置文件超过 {} 个。", grouped(SavedPlan::MOST))
        }
        PlanProblem::Twice { first, again } => format!(
            "其中第 {} 个配置文件与第 {} 个重复：文件已被改动。",
            grouped(*again),
            grouped(*first)
        ),
        PlanProblem::Field { item, name, wrong } => {
            let of = item.map_or_else(String::new, |item| {
                format!("第 {} 个配置文件的", grouped(item))
            });
            match wrong {
                Wrong::Missing => format!("缺少{of}“{name}”：文件已被改动。"),
                Wrong::Value => format!("{of}“{name}”不是此页面写入的内容：文件已被改动。"),
                Wrong::Unknown => {
                    format!("此页面不认识{of}“{name}”：文件已被改动，或属于更高的版本。")
                }
            }
        }
    }
}

fn revoked_of(revoked: usize, all: usize) -> String {
    format!("{} 个中已撤销 {} 个", grouped(all), grouped(revoked))
}

fn revoke(count: usize) -> String {
    format!("撤销 {} 个令牌", grouped(count))
}

fn verdict(figures: &Counts) -> String {
    let meant = figures.meant();
    let lead = if meant == 0 {
        "没有撤销任何令牌".to_owned()
    } else if figures.revoked < meant {
        revoked_of(figures.revoked, meant)
    } else if figures.unconfirmed == 0 {
        format!("{} 个令牌已全部撤销并确认", grouped(meant))
    } else {
        format!("{} 个令牌已全部撤销", grouped(meant))
    };
    with_the_rest(lead, figures)
}

fn with_the_rest(lead: String, figures: &Counts) -> String {
    let mut parts = vec![lead];
    let mut add = |count: usize, text: &str| {
        if count > 0 {
            parts.push(format!("{} 个{text}", grouped(count)));
        }
    };
    add(figures.unconfirmed, "尚未显示");
    add(figures.not_revoked, "未撤销");
    add(figures.cannot_tell, "无法确定");
    add(figures.skipped(), "已跳过");
    parts.join("；")
}
