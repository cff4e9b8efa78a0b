//! English.

use crate::{incident::FolderContent, ui::words::tables::incident::IncidentStrings};

pub(crate) static WORDS: IncidentStrings = IncidentStrings {
    heading: "Incident folder",
    lead: "One zip for whoever has to see afterwards what was done: the files below, a manifest with the SHA-256 of each, and no secret. It is made in this browser and sent nowhere.",
    content: |content| match content {
        FolderContent::Report => "Report",
        FolderContent::Devices => "Devices that enrolled",
        FolderContent::AuditEvents => "Intune's audit events",
    },
    told: |content, told, all| match (content, told) {
        (FolderContent::Report, _) => "as Markdown, CSV and JSON".to_owned(),
        (FolderContent::Devices, 0) => {
            "Not in it: not looked up. \u{201c}Who enrolled?\u{201d} beside a profile does so."
                .to_owned()
        }
        (FolderContent::AuditEvents, 0) => "Not in it: not looked up.".to_owned(),
        (FolderContent::Devices, told) if told < all => {
            format!("of {told} of {all} profiles; those of the others were not looked up")
        }
        (FolderContent::Devices, _) => "as CSV and JSON".to_owned(),
        (FolderContent::AuditEvents, _) => "as JSON".to_owned(),
    },
    save: "Save as ZIP",
    not_saved: "The browser could not make the file. The report can still be saved by itself.",
};
