//! The report of a run, as files.

use std::sync::Arc;

use crate::{
    devices::DevicesSections,
    errand::Errand,
    incident::{FolderContent, FolderFile, IncidentFolder, IncidentSubject, device_files},
    language::Language,
    runs::{Plan, Run, report},
    ui::{
        common::{
            audit::{AuditSection, audit_section_of},
            context::{File, ScreenContext},
            devices::sections_of,
        },
        words::report::report_words,
    },
};

/// A form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A table for a spreadsheet.
    Csv,
    Json,
    Markdown,
}

impl Format {
    pub(super) const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::Markdown];

    /// Its name, which is the same in every language.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
        }
    }
}

/// The report in a form, with the devices of its profiles that were looked up and what Intune's audit log says; the language is
/// that of the one for people.
pub(super) fn file(
    run: &Run,
    (devices, audit): (&DevicesSections, Option<&AuditSection>),
    format: Format,
    language: Language,
) -> File {
    let (extension, media_type, mut text) = match format {
        Format::Csv => ("csv", "text/csv", report::csv(run)),
        Format::Json => ("json", "application/json", report::json(run, devices)),
        Format::Markdown => (
            "md",
            "text/markdown",
            report::markdown(run, devices, report_words(language)),
        ),
    };
    match (format, audit) {
        (Format::Json, Some(audit)) => text = audit.within(&text),
        (Format::Markdown, Some(audit)) => {
            text.push('\n');
            text.push_str(&audit.markdown);
        }
        _ => {}
    }
    File {
        name: report::report_file_name(run, extension),
        media_type,
        text,
    }
}

/// The devices of the run's profiles that were looked up; whoever reads them in a view follows them.
pub(super) fn devices_of(run: &Run) -> DevicesSections {
    sections_of(|target| run.items().iter().any(|item| item.target == *target))
}

/// What Intune's audit log says of the run, if it was looked up; whoever reads it in a view follows it.
pub(super) fn audit_of(plan: &Plan) -> Option<Arc<AuditSection>> {
    audit_section_of(&audit_errand(plan))
}

/// What the run is looked up in the log as.
pub(super) fn audit_errand(plan: &Plan) -> Errand {
    Errand::RunAudit(plan.id.to_string())
}

/// Everything that is known of the run.
pub(super) fn incident(run: &Run, around: &ScreenContext, language: Language) -> IncidentFolder {
    let (devices, audit) = (devices_of(run), audit_of(run.plan()));
    let reports = Format::ALL.map(|format| {
        let File { name, text, .. } = file(run, (&devices, audit.as_deref()), format, language);
        let extension = name.rsplit('.').next().unwrap_or_default();
        FolderFile {
            name: format!("report.{extension}"),
            content: FolderContent::Report,
            text,
        }
    });
    IncidentFolder {
        subject: IncidentSubject::Run(run.plan().id.clone()),
        account: around.account.clone(),
        cloud: around.config.cloud,
        files: reports
            .into_iter()
            .chain(device_files(&devices))
            .chain(audit.map(|audit| audit.file()))
            .collect(),
        profiles: run.items().len(),
    }
}
