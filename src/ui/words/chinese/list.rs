//! Simplified Chinese.

use crate::{
    graph::ListFailure,
    paste::{IntakeProblem, PasteProblem, Place, Reason, Thing},
    profiles::{Risk, StateFilter, WhyLeftOut},
    qr::{CameraProblem, PictureProblem},
    text::number::grouped,
    ui::words::tables::list::ListStrings,
};

pub(crate) static WORDS: ListStrings = ListStrings {
    heading: "注册配置文件",
    refresh: "刷新",
    reading: |count| format!("正在读取… 已有 {} 个配置文件", grouped(count)),
    waiting: |seconds| format!("Intune 要求等待：{seconds} 秒"),
    count: |count| format!("{} 个配置文件", grouped(count)),
    shown: |shown, count| {
        format!(
            "显示 {} 个，共 {} 个配置文件",
            grouped(shown),
            grouped(count)
        )
    },
    read_at: |time| format!("读取于 {time}"),
    empty: "没有您的帐户可见的注册配置文件。",
    no_match: "没有匹配的配置文件。",
    show_all: "全部显示",
    failed: |profile_type, count| match count {
        0 => format!("{profile_type}：无法读取配置文件。"),
        _ => format!("{profile_type}：未能读取全部配置文件。已读取的显示在下方。"),
    },
    stale: |time| format!("未能重新读取的配置文件按 {time} 之前读取的内容显示。"),
    unreadable: |count| format!("{count} 个条目无法读取，未显示。", count = grouped(count)),
    list_failure: |failure| match failure {
        ListFailure::ForeignLink => {
            "Graph 给出的下一页在另一个主机上。您的登录信息不会发送到那里。"
        }
        ListFailure::Endless => "Graph 的分页形成了循环。",
        ListFailure::NoToken(_) => "没有访问令牌。请重新登录。",
        ListFailure::Read(_) => "",
    },
    picture: "图片",
    scan: "扫描或选择二维码图片",
    paste: "粘贴 ID 或令牌",
    all_profiles: |active| format!("所有配置文件（{} 个有效）", grouped(active)),
    filters: "筛选",
    filter_switch: "筛选和选择",
    selection: "所选",
    every_type: "所有类型",
    every_mode: "所有模式",
    no_mode: "无模式",
    every_state: "所有状态",
    state_filter: "令牌状态",
    state_filter_name: |state| match state {
        StateFilter::Works => "有效",
        StateFilter::ExpiresSoon => "30 天内过期",
        StateFilter::NeverExpires => "不会过期",
        StateFilter::ExpiredOrRevoked => "已过期或已撤销",
        StateFilter::Unknown => "未知",
    },
    column_name: "名称",
    column_type: "类型",
    column_mode: "模式",
    column_token: "令牌",
    column_devices: "设备数",
    column_created: "创建时间",
    column_modified: "修改时间",
    table: "注册配置文件",
    table_hint: "方向键移动，空格键选择，Shift 加空格键选择到此处，Control 加 A 键选择显示的全部，Enter 键显示详细信息，R 键询问是否撤销。",
    select_row: |name| format!("选择 {name}"),
    select_shown: "选择显示的全部",
    selecting: "选择",
    every_active: |count, is_whole| {
        if is_whole {
            format!("所有有效令牌（{}）", grouped(count))
        } else {
            format!("目前已读取的所有有效令牌（{}）", grouped(count))
        }
    },
    every_active_of: "以下类别的所有有效令牌…",
    every_active_of_part: "以下类别中目前已读取的所有有效令牌…",
    of_kind: "类型或模式…",
    device_total: |count| format!("{} 台设备", grouped(count)),
    columns: "列",
    columns_hint: "窗口较窄时会自动省略部分列。",
    download_rows: "将显示的行下载为 CSV",
    copy_rows_hint: "在列表中按 Ctrl+C 可复制所选行，以便粘贴到电子表格。",
    rows_copied: |count, is_copied| {
        let done = if is_copied {
            "已复制"
        } else {
            "无法复制"
        };
        format!("{done} {} 行", grouped(count))
    },
    counted: |name, count| format!("{name}（{}）", grouped(count)),
    all_shown: |count| format!("显示的全部 {} 个", grouped(count)),
    select_none: "全部不选",
    selected: |count, dead, hidden| {
        let mut more = Vec::new();
        if dead > 0 {
            more.push(format!("其中 {dead} 个已失效", dead = grouped(dead)));
        }
        if hidden > 0 {
            more.push(format!(
                "{hidden} 个被筛选条件隐藏",
                hidden = grouped(hidden)
            ));
        }
        if more.is_empty() {
            format!("已选择 {} 个", grouped(count))
        } else {
            format!("已选择 {} 个（{}）", grouped(count), more.join("，"))
        }
    },
    linked_not_found: |count, is_whole| {
        if is_whole {
            format!(
                "链接中有 {count} 个配置文件不在列表中",
                count = grouped(count)
            )
        } else {
            format!(
                "链接中有 {count} 个配置文件不在目前已读取的列表中",
                count = grouped(count)
            )
        }
    },
    linked_not_read: |count| {
        format!(
            "链接中有 {count} 项未读取：不是 ID，或数量过多",
            count = grouped(count)
        )
    },
    copy_link: "复制指向所选内容的链接",
    dry_run: "先试运行：读取每个配置文件并显示请求，不发送任何撤销请求",
    include_inactive: "包括已过期或已撤销的令牌",
    revoke_many: |count| format!("撤销 {} 个令牌…", grouped(count)),
    select_these: |listed, count| {
        if listed == count {
            format!("选择这 {} 个", grouped(count))
        } else {
            format!(
                "选择这 {} 个中列表内的 {} 个",
                grouped(count),
                grouped(listed)
            )
        }
    },
    left_out: |count| {
        format!(
            "已略去 {count} 个名称：无法确定所指的配置文件。",
            count = grouped(count)
        )
    },
    expires_in: |days| match days {
        0 => "不到一天后过期".to_owned(),
        _ => format!("{days} 天后过期"),
    },
    days: |days| match days {
        0 => "不到 1 天".to_owned(),
        _ => format!("{days} 天"),
    },
    until_year: |year| format!("至 {year} 年"),
    no_expiry: "无期限",
    inactive: |date| format!("自 {date} 失效"),
    never_expires: "不会过期",
    inactive_since: |date| format!("自 {date} 起已过期或已撤销"),
    not_known: "未知",
    risk: |risk| match risk {
        Risk::NeverExpires => "不会过期",
        Risk::LongLived => "有效期超过一年",
        Risk::NeverUsed => "从未使用",
        Risk::DefaultFullyManaged => "默认配置文件",
        Risk::Staging => "暂存",
    },
    risk_advice: |risk| match risk {
        Risk::NeverExpires => "该令牌在被撤销之前一直有效。",
        Risk::LongLived => "该令牌还将有效一年以上。",
        Risk::NeverUsed => "该令牌已有半年或更久，但没有设备注册。",
        Risk::DefaultFullyManaged => {
            "此配置文件由 Intune 自动创建。没有它的令牌，设备将无法再以默认方式注册为完全托管。"
        }
        Risk::Staging => "暂存令牌会在用户拿到设备之前先注册设备。",
    },
    details: "配置文件",
    worth_a_look: "值得留意",
    description: "说明",
    created: "配置文件创建时间",
    modified: "配置文件修改时间",
    deep_link: "指向此页面的链接",
    portal: "打开 Intune",
    close: "关闭",
    revoke: "撤销令牌…",

    intake: "您提交的内容",
    is_plan: "这是某人保存为文件的计划。",
    is_plan_lead: "打开它不会更改任何内容：会读取其中的每个配置文件，然后由您决定。",
    open_this_plan: "打开此计划",
    reading_file: "正在读取文件…",
    reading_text: "正在读取…",
    problem: |problem| match problem {
        IntakeProblem::Paste(PasteProblem::TooLarge)
        | IntakeProblem::Picture(PictureProblem::TooLarge) => {
            "内容超过 5 MB。请分批提交。没有发送任何内容。"
        }
        IntakeProblem::Paste(PasteProblem::TooMany) => {
            "内容超过 10,000 个 ID 或行。请分批提交。没有发送任何内容。"
        }
        IntakeProblem::SeveralFiles => "请一次提交一个文件。没有发送任何内容。",
        IntakeProblem::NotText => {
            "此文件既不是文本也不是图片。可以提交文本、CSV 或 JSON 文件，或二维码图片。没有发送任何内容。"
        }
        IntakeProblem::Picture(PictureProblem::TooManyPixels) => {
            "此图片超过 4000 万像素。请裁剪出二维码，或使用较小的图片。没有发送任何内容。"
        }
        IntakeProblem::Picture(PictureProblem::NotAPicture) => {
            "浏览器无法显示此图片。请尝试 PNG 或 JPEG。没有发送任何内容。"
        }
        IntakeProblem::Picture(PictureProblem::NoCode) => {
            "在此图片中没有找到二维码。请裁剪图片，让二维码端正、清晰并占满画面，然后重试。没有发送任何内容。"
        }
        IntakeProblem::Picture(PictureProblem::Altered) => {
            "为防止指纹识别，此浏览器会在页面读取图片之前改动图片，因此无法在此处读取二维码：在 Firefox 和 Tor 浏览器中，这是 privacy.resistFingerprinting 设置。请用手机或其他应用读取二维码并将其文本粘贴到下面，或换一个浏览器。没有发送任何内容。"
        }
        IntakeProblem::NotLoaded => {
            "此页面中读取它的部分没有加载。请检查网络，然后重试。没有发送任何内容。"
        }
    },
    recognised: |count| format!("识别出 {count} 个配置文件。", count = grouped(count)),
    nothing_recognised: "没有从中识别出配置文件。",
    duplicates: |count| format!("已略去 {count} 个重复项。", count = grouped(count)),
    filled_in: "已填入输入框。",
    choose: "选择",
    choose_which: |name, id| format!("选择 {name} {id}"),
    place: |place| match place {
        Place::Line(number) => format!("第 {number} 行"),
        Place::Element(number) => format!("第 {number} 个元素"),
    },
    not_in_list: "不在列表中",
    several: |name| format!("有多个配置文件符合“{name}”："),
    more: |count| format!("另有 {count} 个", count = grouped(count)),
    no_such_name: |name| format!("没有名为“{name}”的配置文件。"),
    name_not_yet: |name| format!("“{name}”：列表仍在读取中。"),
    name_not_in_part: |name| {
        format!("已读取的配置文件中没有名为“{name}”的。并非所有配置文件都能读取。")
    },
    not_recognised: |count| format!("{count} 行未能识别：", count = grouped(count)),
    reason: |reason| match reason {
        Reason::LinkWithoutProfile => "未指明配置文件的链接".to_owned(),
        Reason::AmbiguousLink => "含有多个 ID 的链接，无法确定哪个是配置文件的 ID".to_owned(),
        Reason::OtherId(thing) => format!("其他对象的 ID：{}", thing_name(thing)),
        Reason::CutOff => {
            "末尾缺失的 ID；请从能完整显示它的视图（如 Format-List）中复制".to_owned()
        }
        Reason::OtherType => "其他类型的对象".to_owned(),
        Reason::WithoutId => "没有 ID".to_owned(),
        Reason::Secret => "注册数据，其中没有可读取的令牌；此处不显示".to_owned(),
        Reason::TooLong => "过长，不像名称".to_owned(),
        Reason::TooDeep => "文本嵌套过多；请提交最内层的文本。此处不显示".to_owned(),
    },
    others: |others| {
        let counted = others.iter().map(|&(thing, count)| {
            format!("{} {count} 个", thing_name(thing), count = grouped(count))
        });
        let counted: Vec<String> = counted.collect();
        format!("已略去其他对象的 ID：{}。", counted.join("，"))
    },
    token_heading: "其中含有注册令牌",
    perhaps_a_token_heading: "这可能是注册令牌",
    perhaps_a_token_lead: "它也可能是名称，因此此处不再显示。",
    perhaps_a_name: "它可能是以下配置文件的名称：",
    token_lead: "令牌不会被显示、保存或发送。为了找到它所属的配置文件，此页面需要从 Graph 读取一次所有配置文件的令牌，在内存中比较后即丢弃。",
    find_profile: "读取令牌并查找配置文件",
    searching: |pages| format!("正在比较… 已读取 {pages} 页"),
    searching_each: |left| {
        format!(
            "正在比较… 列表未给出令牌的 {left} 个配置文件正在逐个读取",
            left = grouped(left)
        )
    },
    token_not_found: "在您的帐户可见的配置文件中，目前没有持有此令牌的。",
    token_not_found_why: "它可能已被替换或撤销，或属于另一个租户。",
    token_cannot_tell: "无法确定您的配置文件中是否有持有此令牌的：并非全部都能比较。",
    token_compared: |count| match count {
        0 => "没有令牌能够比较。".to_owned(),
        _ => format!(
            "已比较 {count} 个配置文件的令牌：均不是此令牌。",
            count = grouped(count)
        ),
    },
    token_list_failed: |profile_type| format!("{profile_type}：令牌无法读取，或未能全部读取。"),
    token_unreadable: |count| {
        format!(
            "列表中有 {count} 个条目无法读取，未参与比较。",
            count = grouped(count)
        )
    },
    token_left_out: |count| {
        format!(
            "有 {count} 个配置文件未参与比较。请在 Intune 中查看，如果其令牌可能就是此令牌，请撤销：",
            count = grouped(count)
        )
    },
    token_left_out_inactive: "从列表来看，它们的令牌均已失效。",
    token_why: |why| match why {
        WhyLeftOut::NotTold => "Graph 未给出其令牌",
        WhyLeftOut::Failed(_) => "其令牌无法读取",
        WhyLeftOut::NotAsked => "由于其他配置文件无法读取，其令牌未被读取",
    },
    code_picture: "二维码图片",
    camera: "相机",
    camera_heading: "扫描二维码",
    camera_lead: "请将二维码对准相机。拍到的画面只在此处显示，不会保存，也不会发送。",
    camera_picture: "改为选择图片",
    camera_problem: |problem| match problem {
        CameraProblem::Missing => "此设备上找不到相机。请改为选择二维码的图片。",
        CameraProblem::Denied => {
            "浏览器不允许此页面使用相机。请在浏览器的网站设置中允许，或改为选择二维码的图片。"
        }
        CameraProblem::Forbidden => {
            "此页面的 Web 服务器不允许它使用相机 (Permissions-Policy)。请改为选择二维码的图片。"
        }
        CameraProblem::Insecure => {
            "浏览器只允许使用 HTTPS 的页面使用相机。请改为选择二维码的图片。"
        }
        CameraProblem::Busy => {
            "相机没有画面：可能有其他程序正在使用它。请关闭该程序，或改为选择二维码的图片。"
        }
        CameraProblem::Altered => {
            "为防止指纹识别，此浏览器会在页面查看之前更改每张图片，因此无法在此处读取二维码。请改为粘贴二维码的文本。"
        }
    },
};

fn thing_name(thing: Thing) -> &'static str {
    match thing {
        Thing::Account => "Intune 帐户",
        Thing::App => "应用",
        Thing::Device => "设备",
        Thing::Event => "日志条目",
        Thing::Group => "组",
        Thing::Policy => "策略或其他类型的配置文件",
        Thing::Request => "请求或会话",
        Thing::Subscription => "Azure 资源",
        Thing::Tenant => "租户",
        Thing::User => "用户",
        Thing::Else => "另一个对象",
    }
}
