//! Simplified Chinese.

use super::super::tables::static_page::StaticPageStrings;

pub(crate) const WORDS: StaticPageStrings = StaticPageStrings {
    updated: "此页面已更新。请<a>重新加载</a>以使用新版本：表单中的 ID 和此浏览器的所有记录都会保留。",
    heading: "撤销 Android 注册令牌",
    starting: "正在启动…",
    late: "用时比平常更久。<a>重新加载</a>",
    unguarded: "此页面的脚本没有运行：代理、Rocket Loader 之类的优化程序，或 Web 服务器自己的内容安全策略拦截了它们。",
    no_script: "此页面需要 JavaScript。请为此网站启用 JavaScript，然后重新加载。",
    start_failed: "Token Console 无法启动",
    part_missing: "此页面的一部分缺失，或不是当初构建的内容。代理、扩展或 Rocket Loader 之类的优化程序可能更改或拦截了它。",
    only_https: "此页面只能通过 https 使用。请通过以下地址打开。",
    old_browser: "此浏览器缺少以下功能。请使用 Chrome 或 Edge 123、Firefox 128、Safari 17.5 或更新版本。",
    no_wasm: "浏览器在此无法运行 WebAssembly。iPhone、iPad 和 Mac 上的锁定模式、Edge 的“增强 Web 上的安全性”以及 Tor 浏览器的“更安全”级别会将其关闭：请为此网站允许它，然后重新加载。",
    policy_refused: "Web 服务器自己的内容安全策略禁止了以下内容。服务器的管理者必须发送文件 _headers 中的策略，或不发送策略。",
    nothing_sent: "没有发送任何内容。",
    reload: "重新加载",
    crashed: "Token Console 已崩溃",
    crashed_advice: "如果当时正在撤销令牌，请在 Intune 中查看该配置文件：撤销可能已经完成。",

    completing_sign_in: "正在完成登录…",
    permission_granted: "已授予权限。发送链接给你的人现在可以登录了。",
    permission_declined: "未授予权限。",
    no_answer: "登录服务器没有给出可用的结果。",
    sign_in_stuck: "登录没有完成：此页面的某个脚本缺失，或不是当初构建的内容，可能是因为页面已更新。请<a>重新加载</a>，或返回后再次登录。",
    no_script_sign_in: "此页面需要 JavaScript。请为此网站启用 JavaScript，然后重新登录。",
};
