//! What Intune's audit log says, as it goes with a receipt and a report. `docs/receipt.md` describes the JSON.

use super::audit_search::{AuditSearch, AuditSought, AuditVerdict};
use crate::{
    graph::AuditEvent,
    text::{json::ObjectText, markdown::cell},
    time::{Time, rfc3339},
};

/// The version of the JSON shape.
const VERSION: &str = "1";

/// The words of the section. Activities and results keep the names that Intune gives them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AuditStrings {
    pub title: &'static str,
    pub profile: &'static str,
    /// How the event was found.
    pub matched: &'static str,
    /// By the ID of the request.
    pub by_correlation_id: &'static str,
    /// By the profile, the activity and the time.
    pub by_time: &'static str,
    /// The log was read to its end, and does not hold it yet.
    pub not_yet: &'static str,
    /// The log was not read to its end.
    pub not_read: &'static str,
    pub at: &'static str,
    pub activity: &'static str,
    pub result: &'static str,
    pub actor: &'static str,
    pub application: &'static str,
    pub correlation_id: &'static str,
    pub event_id: &'static str,
    /// When the log was read.
    pub read_at: &'static str,
}

/// What a search that is over has found, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditFindings {
    sought: Vec<AuditSought>,
    /// Whether every page was read, so that what was not found is not there yet.
    is_whole: bool,
    unreadable: usize,
    at: Time,
}

impl AuditFindings {
    /// What is known after the reading; `None` while it goes on, and where nothing could be read.
    pub(crate) fn of(search: &AuditSearch, at: Time) -> Option<Self> {
        let (is_whole, unreadable) = match search.verdict() {
            AuditVerdict::Searching => return None,
            AuditVerdict::Found => (true, 0),
            AuditVerdict::NoneYet { unreadable } => (true, unreadable),
            AuditVerdict::NotRead(_) | AuditVerdict::TooMany => (false, 0),
        };
        let sought = search.sought().to_vec();
        let has_any = sought.iter().any(|sought| sought.event.is_some());
        (is_whole || has_any).then_some(Self {
            sought,
            is_whole,
            unreadable,
            at,
        })
    }

    /// How it was found, as a key of the JSON.
    fn matched(&self, sought: &AuditSought) -> &'static str {
        match &sought.event {
            Some(_) if sought.is_certain() => "correlationId",
            Some(_) => "profileAndTime",
            None if self.is_whole => "notYet",
            None => "notRead",
        }
    }

    /// A value of JSON.
    pub(crate) fn json(&self) -> String {
        let mut events = String::from("[");
        for sought in &self.sought {
            if events.len() > 1 {
                events.push(',');
            }
            let question = &sought.question;
            let mut fields = ObjectText::default();
            fields.text("profileId", question.target.profile_id.as_str());
            if let Some(sent_as) = &question.client_request_id {
                fields.text("clientRequestId", sent_as.as_str());
            }
            fields.text("match", self.matched(sought));
            if let Some(event) = &sought.event {
                fields.raw("event", &event_json(event));
            }
            events.push_str("\n    ");
            events.push_str(&fields.end());
        }
        events.push(']');
        let mut fields = ObjectText::default();
        fields.text("version", VERSION);
        fields.text("readAt", &self.at.rfc3339());
        fields.raw("unreadable", &self.unreadable.to_string());
        fields.raw("events", &events);
        fields.end()
    }

    /// A table with a line for each that was looked for.
    pub(crate) fn markdown(&self, w: &AuditStrings) -> String {
        let mut text = format!("## {}\n\n{}: {}\n\n", w.title, w.read_at, self.at.rfc3339());
        row(&mut text, &heads(w).map(str::to_owned));
        text.push_str("|---|---|---|---|---|---|---|---|---|\n");
        for sought in &self.sought {
            row(&mut text, &self.cells(sought, w));
        }
        text
    }

    /// Lines of text.
    pub(crate) fn text(&self, w: &AuditStrings) -> String {
        let mut text = format!("{}\n{}: {}\n", w.title, w.read_at, self.at.rfc3339());
        for sought in &self.sought {
            for (name, value) in heads(w).iter().zip(self.cells(sought, w)) {
                if !value.is_empty() {
                    text.push_str(name);
                    text.push_str(": ");
                    text.push_str(&value.replace(char::is_control, " "));
                    text.push('\n');
                }
            }
        }
        text
    }

    fn cells(&self, sought: &AuditSought, w: &AuditStrings) -> [String; 9] {
        let matched = match self.matched(sought) {
            "correlationId" => w.by_correlation_id,
            "profileAndTime" => w.by_time,
            "notYet" => w.not_yet,
            _ => w.not_read,
        };
        let of = |text: fn(&AuditEvent) -> String| sought.event.as_ref().map(text);
        [
            Some(sought.question.target.profile_id.to_string()),
            Some(matched.to_owned()),
            of(|event| rfc3339(event.at_ms)),
            of(|event| event.named().to_owned()),
            of(|event| event.result.clone()),
            of(|event| event.actor.clone()),
            of(|event| event.application.clone()),
            of(|event| event.correlation_id.clone()),
            of(|event| event.id.clone()),
        ]
        .map(Option::unwrap_or_default)
    }
}

fn heads(w: &AuditStrings) -> [&'static str; 9] {
    [
        w.profile,
        w.matched,
        w.at,
        w.activity,
        w.result,
        w.actor,
        w.application,
        w.correlation_id,
        w.event_id,
    ]
}

fn event_json(event: &AuditEvent) -> String {
    let mut fields = ObjectText::default();
    for (key, value) in [
        ("id", &event.id),
        ("activityDateTime", &rfc3339(event.at_ms)),
        ("activityType", &event.activity_type),
        ("activity", &event.activity),
        ("activityOperationType", &event.operation),
        ("activityResult", &event.result),
        ("actor", &event.actor),
        ("applicationDisplayName", &event.application),
        ("componentName", &event.component),
        ("correlationId", &event.correlation_id),
    ] {
        fields.text(key, value);
    }
    fields.end()
}

fn row(text: &mut String, cells: &[String]) {
    for value in cells {
        text.push_str("| ");
        text.push_str(&cell(value));
        text.push(' ');
    }
    text.push_str("|\n");
}
