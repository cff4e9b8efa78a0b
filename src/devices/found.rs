//! What a search for devices found, as it stands in documents.

use super::{
    device::{Device, WhyUntold},
    question::DevicesQuestion,
    search::{DeviceSearch, Ending},
};
use crate::{
    APP_VERSION,
    graph::EnrollmentMode,
    sort::sort_by,
    text::{
        csv::{self, BYTE_ORDER_MARK},
        json::ObjectText,
        markdown::cell,
    },
    time::{Time, rfc3339, utc},
};

/// The version of the JSON shape.
const VERSION: &str = "1";

/// What a search found, as a plain value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DevicesFound {
    pub question: DevicesQuestion,
    /// When it was asked.
    pub at: Time,
    /// The devices of the profile, and then those of which it cannot be told, with why; each the last one first.
    pub rows: Vec<(Device, Option<WhyUntold>)>,
    /// How many devices name another profile, by its name.
    pub others: Vec<(String, usize)>,
    pub listed: usize,
    pub unreadable: usize,
    /// How many other profiles have the same name, as far as the list of profiles tells.
    pub namesakes: usize,
    pub ending: &'static str,
}

impl Ending<'_> {
    /// The ending in JSON.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Complete => "complete",
            Self::Cancelled => "cancelled",
            Self::NotListed(_) => "notListed",
            Self::CutOff => "cutOff",
            Self::NotAllRead => "notAllRead",
        }
    }
}

/// A column of the table of devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeviceColumn {
    Name,
    Enrolled,
    Serial,
    User,
    Make,
    Type,
    LastSync,
    Compliance,
}

impl DeviceColumn {
    /// All of them, in the order in which they are shown.
    pub(crate) const ALL: [Self; 8] = [
        Self::Name,
        Self::Enrolled,
        Self::Serial,
        Self::User,
        Self::Make,
        Self::Type,
        Self::LastSync,
        Self::Compliance,
    ];
}

/// The words of documents about devices.
pub(crate) struct DeviceStrings {
    pub title: &'static str,
    pub profile: &'static str,
    pub since: &'static str,
    pub looked_up: &'static str,
    pub result: &'static str,
    pub column: fn(DeviceColumn) -> &'static str,
    /// What came of it: every number that there is.
    pub summary: fn(&DevicesFound) -> Vec<String>,
    /// Above the devices of which it cannot be told.
    pub untold: &'static str,
    pub why: &'static str,
    pub why_untold: fn(&WhyUntold) -> String,
}

impl DevicesFound {
    /// What a search has found so far.
    pub(crate) fn of(search: &DeviceSearch, at: Time, namesakes: usize) -> Self {
        let last_first = |one: &Device, other: &Device| other.enrolled_ms.cmp(&one.enrolled_ms);
        let mut found = search.found().to_vec();
        sort_by(&mut found, last_first);
        let mut untold = search.untold();
        sort_by(&mut untold, |(one, _), (other, _)| last_first(one, other));
        let mut rows = Vec::new();
        for device in found {
            rows.push((device, None));
        }
        for (device, why) in untold {
            rows.push((device, Some(why)));
        }
        let others = search.others().iter();
        Self {
            question: search.question().clone(),
            at,
            rows,
            others: others.map(|(name, count)| (name.clone(), *count)).collect(),
            listed: search.listed(),
            unreadable: search.unreadable(),
            namesakes,
            ending: search.ending().key(),
        }
    }

    /// The devices of the profile.
    pub(crate) fn found(&self) -> impl Iterator<Item = &Device> {
        let found = self.rows.iter().filter(|(_, why)| why.is_none());
        found.map(|(device, _)| device)
    }

    /// The devices of which it cannot be told.
    pub(crate) fn untold(&self) -> impl Iterator<Item = (&Device, &WhyUntold)> {
        let rows = self.rows.iter();
        rows.filter_map(|(device, why)| Some((device, why.as_ref()?)))
    }

    /// How many devices name another profile.
    pub(crate) fn of_others(&self) -> usize {
        self.others.iter().map(|(_, count)| count).sum()
    }
}

/// What a column says of a device. Moments are in UTC.
pub(crate) fn told(device: &Device, column: DeviceColumn) -> String {
    match column {
        DeviceColumn::Name => device.name.clone(),
        DeviceColumn::Enrolled => device.enrolled_ms.map_or_else(String::new, utc),
        DeviceColumn::Serial => device.serial_number.clone(),
        DeviceColumn::User => device.user.clone(),
        DeviceColumn::Make => device.make(),
        DeviceColumn::Type => device.enrollment_type.clone(),
        DeviceColumn::LastSync => device.last_sync_ms.map_or_else(String::new, utc),
        DeviceColumn::Compliance => device.compliance.clone(),
    }
}

/// What was asked and what came of it, for people.
fn facts(found: &DevicesFound, w: &DeviceStrings) -> Vec<(&'static str, String)> {
    let question = &found.question;
    let mut facts = vec![
        (w.profile, question.name.clone()),
        (w.profile, question.target.profile_id.to_string()),
        (w.since, utc(question.since_ms)),
        (w.looked_up, found.at.utc()),
    ];
    for said in (w.summary)(found) {
        facts.push((w.result, said));
    }
    facts
}

/// As text, to stand below a receipt.
pub(crate) fn text(found: &DevicesFound, w: &DeviceStrings) -> String {
    let mut text = String::from(w.title);
    text.push('\n');
    let mut line = |name: &str, value: &str| {
        text.push_str(name);
        text.push_str(": ");
        text.push_str(&value.replace(char::is_control, " "));
        text.push('\n');
    };
    for (name, value) in facts(found, w) {
        line(name, &value);
    }
    for (device, why) in &found.rows {
        let mut parts = Vec::new();
        for column in DeviceColumn::ALL {
            let value = told(device, column);
            if !value.is_empty() {
                parts.push(value);
            }
        }
        if let Some(why) = why {
            parts.push((w.why_untold)(why));
        }
        let name = if why.is_some() {
            w.untold
        } else {
            (w.column)(DeviceColumn::Name)
        };
        line(name, &parts.join(" · "));
    }
    text
}

/// As Markdown, to stand below a receipt or in a report.
pub(crate) fn markdown(found: &DevicesFound, w: &DeviceStrings) -> String {
    let mut text = String::from("## ");
    text.push_str(w.title);
    text.push_str("\n\n");
    for (name, value) in facts(found, w) {
        text.push_str("- ");
        text.push_str(name);
        text.push_str(": ");
        text.push_str(&cell(&value));
        text.push('\n');
    }
    for is_told in [true, false] {
        let rows = found
            .rows
            .iter()
            .filter(|(_, why)| why.is_none() == is_told);
        let mut rows = rows.peekable();
        if rows.peek().is_none() {
            continue;
        }
        if !is_told {
            text.push_str("\n### ");
            text.push_str(w.untold);
            text.push('\n');
        }
        text.push_str("\n|");
        let columns = || DeviceColumn::ALL.into_iter();
        for column in columns() {
            text.push(' ');
            text.push_str((w.column)(column));
            text.push_str(" |");
        }
        if !is_told {
            text.push(' ');
            text.push_str(w.why);
            text.push_str(" |");
        }
        text.push_str("\n|");
        for _ in columns() {
            text.push_str("---|");
        }
        text.push_str(if is_told { "\n" } else { "---|\n" });
        for (device, why) in rows {
            text.push('|');
            for column in columns() {
                text.push(' ');
                text.push_str(&cell(&told(device, column)));
                text.push_str(" |");
            }
            if let Some(why) = why {
                text.push(' ');
                text.push_str(&cell(&(w.why_untold)(why)));
                text.push_str(" |");
            }
            text.push('\n');
        }
    }
    text
}

/// A field in CSV and JSON: Graph's name, and the value.
type Field = (&'static str, fn(&Device) -> String);

/// The fields of a device.
const FIELDS: [Field; 11] = [
    ("id", |of| {
        of.id.as_ref().map_or_else(String::new, ToString::to_string)
    }),
    ("deviceName", |of| of.name.clone()),
    ("enrolledDateTime", |of| moment(of.enrolled_ms)),
    ("deviceEnrollmentType", |of| of.enrollment_type.clone()),
    ("operatingSystem", |of| of.operating_system.clone()),
    ("manufacturer", |of| of.manufacturer.clone()),
    ("model", |of| of.model.clone()),
    ("serialNumber", |of| of.serial_number.clone()),
    ("userPrincipalName", |of| of.user.clone()),
    ("lastSyncDateTime", |of| moment(of.last_sync_ms)),
    ("complianceState", |of| of.compliance.clone()),
];

fn moment(ms: Option<i64>) -> String {
    ms.map_or_else(String::new, rfc3339)
}

fn enrolled_with(device: &Device) -> String {
    device.profile_name.clone().unwrap_or_default()
}

fn found_or_why(why: Option<&WhyUntold>) -> &'static str {
    why.map_or("ofProfile", WhyUntold::key)
}

/// As comma-separated values in UTF-8.
pub(crate) fn csv(found: &DevicesFound) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let names = FIELDS.iter().map(|(name, _)| *name);
    csv::row(&mut text, names.chain(["enrollmentProfileName", "result"]));
    for (device, why) in &found.rows {
        let mut cells: Vec<String> = FIELDS.iter().map(|(_, value)| value(device)).collect();
        cells.push(enrolled_with(device));
        cells.push(found_or_why(why.as_ref()).to_owned());
        csv::row(&mut text, cells.iter().map(String::as_str));
    }
    text
}

/// As JSON; `docs/devices.md` describes it.
pub(crate) fn json(found: &DevicesFound) -> String {
    let question = &found.question;
    let mut profile = ObjectText::default();
    profile.text("id", question.target.profile_id.as_str());
    profile.text("type", question.target.profile_type.key());
    profile.text("displayName", &question.name);
    let mode = question.mode.as_ref();
    profile.text("enrollmentMode", mode.map_or("", EnrollmentMode::as_str));
    if let Some(count) = question.enrolled_devices {
        profile.raw("enrolledDeviceCount", &count.to_string());
    }
    profile.raw("namesakes", &found.namesakes.to_string());
    let mut totals = ObjectText::default();
    for (name, count) in [
        ("ofProfile", found.found().count()),
        ("untold", found.untold().count()),
        ("ofOtherProfiles", found.of_others()),
        ("listed", found.listed),
        ("unreadable", found.unreadable),
    ] {
        totals.raw(name, &count.to_string());
    }
    let others = found.others.iter().map(|(name, count)| {
        let mut other = ObjectText::default();
        other.text("displayName", name);
        other.raw("devices", &count.to_string());
        other.end()
    });
    let mut json = ObjectText::default();
    json.text("version", VERSION);
    json.text("appVersion", APP_VERSION);
    json.text("lookedUpAt", &found.at.rfc3339());
    json.text("since", &rfc3339(question.since_ms));
    json.text("ending", found.ending);
    json.raw("profile", &profile.end());
    json.raw("totals", &totals.end());
    json.raw("otherProfiles", &list(others));
    let devices = found.rows.iter().map(|(device, why)| {
        let mut fields = ObjectText::default();
        fields.text("result", found_or_why(why.as_ref()));
        for (name, value) in FIELDS {
            fields.text(name, &value(device));
        }
        fields.text("enrollmentProfileName", &enrolled_with(device));
        fields.end()
    });
    json.raw("devices", &list(devices));
    json.end()
}

/// A list, an entry a line.
fn list(entries: impl Iterator<Item = String>) -> String {
    let mut list = String::from("[");
    for (entry, number) in entries.zip(1_u32..) {
        list.push_str(if number == 1 { "\n" } else { ",\n" });
        list.push_str(&entry);
    }
    list + "]"
}
