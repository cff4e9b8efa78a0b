//! How Intune's audit log is looked into from beside an outcome, and what a receipt and a report take along of it. What reads the
//! log comes with the activity.

use std::{pin::Pin, sync::Arc};

use leptos::prelude::*;

use super::{
    context::ScreenContext,
    html::{El, dynamic, el},
    lazy_view::lazily,
    signal::{Memo, RwSignal},
};
use crate::{
    activity::AuditQuestion,
    devices::DevicesSection,
    errand::Errand,
    incident::{FolderContent, FolderFile},
    lazy::NotLoaded,
    text::json::with_field,
    ui::words::console::t,
};

type ShowAudit = fn(AuditContext) -> AnyView;

/// Loads what reads the audit log.
pub(crate) type LoadAudit = fn() -> Pin<Box<dyn Future<Output = Result<ShowAudit, NotLoaded>>>>;

/// Where the audit log is looked into, found in the context.
#[derive(Clone, Copy)]
pub(crate) struct AuditDesk {
    /// What was found last of each that was looked for.
    pub sections: RwSignal<Vec<Arc<AuditSection>>>,
    /// What a further permission was wanted for when a sign-in took the person away, until it is taken up.
    pub errand: RwSignal<Option<Errand>>,
    /// Whether something is under way that leaving the page would interrupt.
    pub is_busy: Memo<bool>,
    pub load: LoadAudit,
}

/// What the audit log says, as a receipt and a report take it along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditSection {
    /// What was looked for.
    pub of: Errand,
    /// Lines of text.
    pub text: String,
    pub markdown: String,
    /// A value of JSON.
    pub json: String,
}

impl AuditSection {
    /// A JSON object that takes it along.
    pub(crate) fn within(&self, json: &str) -> String {
        with_field(json, "auditLog", &self.json)
    }

    /// What the folder of an incident takes along.
    pub(crate) fn file(&self) -> FolderFile {
        FolderFile {
            name: "audit-events.json".to_owned(),
            content: FolderContent::AuditEvents,
            text: format!("{}\n", self.json),
        }
    }
}

/// What the look into the log has of the page around it.
#[derive(Clone)]
pub(crate) struct AuditContext {
    pub around: ScreenContext,
    pub desk: AuditDesk,
    pub questions: Vec<AuditQuestion>,
    /// What is looked for, for who comes back from the sign-in host.
    pub errand: Errand,
}

/// The button that looks into the log, and what came of it; none where nothing can, or nothing was sent.
pub(crate) fn audit_log(
    questions: Vec<AuditQuestion>,
    errand: Errand,
    around: &ScreenContext,
) -> Option<El> {
    let desk = use_context::<AuditDesk>().filter(|_| !questions.is_empty())?;
    let around = around.clone();
    let is_back = desk.errand.with_untracked(|wanted| {
        matches!(errand, Errand::RunAudit(_)) && *wanted == Some(errand.clone())
    });
    let is_wanted = RwSignal::new(is_back);
    Some(el("div").class("audit-log").child(dynamic(move || {
        if !is_wanted.get() {
            let button = el("button")
                .attr("type", "button")
                .on("click", move |_| is_wanted.set(true))
                .child(t(|w| w.audit_log));
            return El::group([el("p").child(button)]);
        }
        let context = AuditContext {
            around: around.clone(),
            desk,
            questions: questions.clone(),
            errand: errand.clone(),
        };
        lazily(desk.load, move |show| show(context.clone()))
    })))
}

/// The JSON of a receipt, with what was found of its profile's devices and in the audit log.
pub(crate) fn with_findings(
    mut json: String,
    devices: Option<&DevicesSection>,
    audit: Option<&AuditSection>,
) -> String {
    if let Some(devices) = devices {
        json = with_field(&json, "devices", &devices.json);
    }
    if let Some(audit) = audit {
        json = audit.within(&json);
    }
    json
}

/// What was found of this; whoever reads it in a view follows it.
pub(crate) fn audit_section_of(errand: &Errand) -> Option<Arc<AuditSection>> {
    let sections = use_context::<AuditDesk>()?.sections;
    sections.with(|sections| {
        sections
            .iter()
            .find(|section| section.of == *errand)
            .cloned()
    })
}
