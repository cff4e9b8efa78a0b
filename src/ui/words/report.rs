//! The words of a run's report.

use super::{english, languages::loaded};
use crate::{language::Language, runs::report::ReportStrings};

/// The words of a language; the default one's in place of one that is not loaded.
pub(crate) fn report_words(language: Language) -> &'static ReportStrings {
    loaded(language).map_or(&english::report::WORDS, |words| words.report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actions::test_support,
        devices::DevicesSections,
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
                home_tenant_id: String::new(),
                object_id: String::new(),
            },
            reason: "Phone lost".into(),
            ticket: String::new(),
            includes_inactive: false,
            planned_by: None,
        };
        let run = Run::new(plan, test_support::config(), [], false, None);
        let english = markdown(
            &run,
            &DevicesSections::default(),
            report_words(Language::English),
        );
        assert!(
            english.starts_with(
                "# Revocation of enrollment tokens\n\n| Item | Value |\n|---|---|\n| Run |"
            ),
            "{english}"
        );
        assert!(english.contains("| Reason | Phone lost |\n"), "{english}");
        let chinese = markdown(
            &run,
            &DevicesSections::default(),
            report_words(Language::SimplifiedChinese),
        );
        assert!(chinese.contains("| 原因 | Phone lost |\n"), "{chinese}");
        assert_eq!(english.lines().count(), chinese.lines().count());
    }
}
