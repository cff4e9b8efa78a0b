//! Simplified Chinese.

use crate::{
    devices::{DeviceColumn, DeviceStrings, DevicesFound, WhyUntold},
    text::number::grouped,
    ui::words::tables::devices::DevicesStrings,
};

pub(crate) static WORDS: DevicesStrings = DevicesStrings {
    report: &REPORT,
    lead: |permission| {
        format!(
            "通过此配置文件注册的设备。要读取这些设备，此应用会请求权限 {}，其他地方都不会请求它。首次请求时可能需要离开此页面：请先保存回执。",
            permission.key()
        )
    },
    close: "关闭",
    since: "注册时间不早于",
    since_hint: "按您自己的时钟。最初是令牌的创建时间；如果不知道，则是配置文件的创建时间。",
    since_wrong: "请填写日期和时间。",
    look_up: "查找设备",
    look_again: "再次查找",
    go_on: "继续",
    cancel: "取消",
    standing: "进度",
    busy: "正在查找设备…",
    listing: |count| format!("正在读取列表：目前 {} 台。", grouped(count)),
    reading: |done, all| {
        format!(
            "正在逐台读取设备的配置文件：{} / {}。",
            grouped(done),
            grouped(all)
        )
    },
    waiting: |seconds| format!("Intune 要求等待。此页面将在 {seconds} 秒后继续。"),
    not_read: "无法读取设备。",
    ending: |ending| match ending {
        "cancelled" => "您已取消：并未读取全部内容。",
        "notListed" => "未能读完设备列表：可能还有更多设备。",
        "cutOff" => "设备列表比已读取的部分更长：可能还有更多设备。请填写更晚的时间。",
        "notAllRead" => "并非每台设备的配置文件都能读取。",
        _ => "",
    },
    search: "搜索设备",
    shown: |count| format!("{} 台设备", grouped(count)),
    more: "显示更多",
    no_name: "无名称",
    not_known: "未知",
    open_in_intune: "在 Intune 中打开",
    save_csv: "另存为 CSV",
    save_json: "另存为 JSON",
    copy: "复制为 Markdown",
    stranger: "如何处理无人认识的设备",
    stranger_list: [
        "在 Intune 中打开它。“擦除”会将设备恢复为出厂状态：适用于专用设备和完全托管的设备。“停用”会移除组织放在设备上的内容。",
        "然后更改设备所知道的内容：Wi-Fi 密码、证书、在设备上使用过的帐户。",
        "此页面不会执行其中任何操作。",
    ],
};

static REPORT: DeviceStrings = DeviceStrings {
    title: "谁注册了",
    profile: "配置文件",
    since: "注册时间不早于",
    looked_up: "查找时间",
    result: "结果",
    column: |column| match column {
        DeviceColumn::Name => "设备",
        DeviceColumn::Enrolled => "注册时间",
        DeviceColumn::Serial => "序列号",
        DeviceColumn::User => "用户",
        DeviceColumn::Make => "型号",
        DeviceColumn::Type => "注册类型",
        DeviceColumn::LastSync => "上次同步",
        DeviceColumn::Compliance => "合规性",
    },
    summary,
    untold: "不清楚是否属于此配置文件：",
    why: "原因",
    why_untold: |why| match why {
        WhyUntold::NoName => "设备未给出配置文件。".to_owned(),
        WhyUntold::OtherSpelling(name) => format!("设备给出的是“{name}”，写法不同。"),
        WhyUntold::Gone => "Intune 中已没有此设备。".to_owned(),
        WhyUntold::NoId => "设备没有可用于读取的 ID。".to_owned(),
        WhyUntold::Failed(_) => "无法读取此设备。".to_owned(),
        WhyUntold::NotRead => "未读取此设备。".to_owned(),
    },
};

fn summary(found: &DevicesFound) -> Vec<String> {
    let of_it = found.found().count();
    let untold = found.untold().count();
    let mut said = vec![match of_it {
        0 => "自该时间起，未发现通过此配置文件注册的设备。".to_owned(),
        _ => format!(
            "自该时间起，有 {} 台设备通过此配置文件注册。",
            grouped(of_it)
        ),
    }];
    if untold > 0 {
        said.push(format!("另有 {} 台设备不清楚。", grouped(untold)));
    }
    if let Some(count) = found.question.enrolled_devices {
        said.push(format!(
            "配置文件统计的设备数（不论何时注册）：{}。",
            grouped(count as usize)
        ));
    }
    if found.namesakes > 0 {
        said.push(format!(
            "另有 {} 个同名的配置文件，而设备只给出名称：这些是所有同名配置文件的设备。",
            grouped(found.namesakes)
        ));
    }
    if found.question.name.is_empty() {
        said.push("此配置文件没有名称，无法据此区分其设备。".to_owned());
    }
    if found.question.may_go_unnamed() {
        said.push("每个租户都有的完全托管配置文件，其设备不会给出配置文件。".to_owned());
    }
    if found.unreadable > 0 {
        said.push(format!(
            "列表中无法读取的条目：{}。",
            grouped(found.unreadable)
        ));
    }
    let ending = (WORDS.ending)(found.ending);
    if !ending.is_empty() {
        said.push(ending.to_owned());
    }
    said
}
