//! The words of a run's report.

use super::console::words;
use crate::{language::Language, runs::report::Words};

/// The words of the report in a language.
pub(crate) fn report_words(language: Language) -> Words {
    let entry = words(language).receipt_entry;
    match language {
        Language::English => Words {
            title: "Revocation of enrollment tokens",
            run: "Run",
            phase: "Phase",
            made_at: "Planned at",
            started_at: "Started at",
            ended_at: "Ended at",
            cloud: "Cloud",
            reason: "Reason",
            ticket: "Ticket",
            totals: "Totals",
            unconfirmed: "revoked, and not visible in the profile yet",
            all: "all",
            cannot_tell: "Not known whether revoked",
            not_revoked: "Not revoked",
            left_out: "Skipped, and may still work",
            not_confirmed: "Revoked, and not visible in the profile yet",
            items: "Every profile",
            state: "State",
            why: "Why",
            entry,
        },
        Language::SimplifiedChinese => Words {
            title: "注册令牌的撤销",
            run: "运行",
            phase: "阶段",
            made_at: "计划时间",
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
            entry,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actions::test_support,
        guid::Guid,
        runs::{Plan, Run, Scope, report::markdown},
        session::Account,
    };

    #[test]
    fn a_report_speaks_the_language_of_the_page() {
        let plan = Plan {
            scope: Scope::Many,
            id: Guid::from_random([7; 16]),
            made_at: test_support::START,
            account: Account {
                name: String::new(),
                upn: "mira@contoso.com".into(),
                tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            },
            reason: "Phone lost".into(),
            ticket: String::new(),
            includes_dead: false,
        };
        let run = Run::new(plan, test_support::config(), [], false, None);
        let english = markdown(&run, &report_words(Language::English));
        assert!(
            english.starts_with("# Revocation of enrollment tokens\n\n| | |\n|---|---|\n| Run |"),
            "{english}"
        );
        assert!(english.contains("| Reason | Phone lost |\n"), "{english}");
        let chinese = markdown(&run, &report_words(Language::SimplifiedChinese));
        assert!(chinese.contains("| 原因 | Phone lost |\n"), "{chinese}");
        assert_eq!(english.lines().count(), chinese.lines().count());
    }
}
