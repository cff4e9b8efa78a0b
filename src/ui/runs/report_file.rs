//! The report of a run, as files.

use crate::{
    language::Language,
    runs::{Run, report},
    ui::{common::context::File, words::report::report_words},
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

/// The report in a form; the language is that of the one for people.
pub(super) fn file(run: &Run, format: Format, language: Language) -> File {
    let (extension, media_type, text) = match format {
        Format::Csv => ("csv", "text/csv", report::csv(run)),
        Format::Json => ("json", "application/json", report::json(run)),
        Format::Markdown => (
            "md",
            "text/markdown",
            report::markdown(run, report_words(language)),
        ),
    };
    File {
        name: report::report_file_name(run, extension),
        media_type,
        text,
    }
}
