//! Simplified Chinese.

use crate::ui::words::tables::qr_code::QrCodeStrings;

pub(crate) static WORDS: QrCodeStrings = QrCodeStrings {
    heading: "令牌的二维码",
    what_it_is: "二维码包含令牌：看到它或其照片的任何人，都可以在令牌过期或被撤销之前注册设备。",
    what_is_kept: "它只为此视图读取一次，不保存在任何地方。关闭视图，或此标签页有一分钟不在视野中时，它就会消失。",
    wifi: "AOSP 配置文件的二维码还以明文包含 Wi-Fi 密码。",
    show: "显示二维码",
    reading: "正在读取二维码…",
    works_until: "有效至",
    no_end: "不会过期",
    print: "打印",
    save: "另存为 PNG",
    nothing: "Graph 没有提供此令牌可以绘制的二维码。Intune 管理中心或许会显示它。",
    not_read: "无法读取二维码。",
    try_again: "重试",
    gone: "此标签页有一分钟不在视野中，因此二维码已收起。",
};
