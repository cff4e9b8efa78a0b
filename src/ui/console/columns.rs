//! The columns of the list. A new one is one value here, and its word in each language.

use crate::{
    graph::{EnrollmentMode, Profile},
    profiles::{
        Risk,
        compare::{self, Compare},
    },
    time::{Time, utc},
    token::TokenState,
    ui::{
        common::{
            html::{El, el},
            live::Live,
        },
        words::{
            console::ConsoleStrings,
            list::{ListStrings, say},
        },
    },
};

pub(super) struct ListColumn {
    /// What stands above it.
    pub head: fn(&'static ListStrings) -> &'static str,
    /// The class of its cells.
    pub class: &'static str,
    /// How wide it is, as the attribute of a `col`; `None` for a share of what is left.
    pub width: Option<&'static str>,
    /// Fills its cell in a row.
    pub cell: fn(&ListCell<'_>, El) -> El,
    /// How it is sorted.
    pub compare: Compare,
}

/// What a cell may need.
pub(super) struct ListCell<'a> {
    /// The profile of the row.
    pub profile: &'a Profile,
    /// How its token stands.
    pub state: TokenState,
    pub now: Time,
    /// The words of the list.
    pub w: &'static ListStrings,
    /// The words of the console.
    pub common: &'static ConsoleStrings,
}

/// All, in the order in which they are shown. The first is the one by which the list is sorted at first.
pub(super) static COLUMNS: [ListColumn; 7] = [
    ListColumn {
        head: |w| w.column_name,
        class: "name",
        width: Some("30%"),
        cell: |of, cell| {
            cell.child(el("bdi").child(name_text(&of.profile.name, of.w).to_owned()))
                .child(el("code").child(of.profile.id.to_string()))
        },
        compare: compare::by_name,
    },
    ListColumn {
        head: |w| w.column_type,
        class: "type",
        width: None,
        cell: |of, cell| cell.child((of.common.profile_type_name)(of.profile.profile_type)),
        compare: compare::by_type,
    },
    ListColumn {
        head: |w| w.column_mode,
        class: "mode",
        width: None,
        cell: |of, cell| cell.child(mode_text(of.profile.mode.as_ref(), of.w).to_owned()),
        compare: compare::by_mode,
    },
    ListColumn {
        head: |w| w.column_token,
        class: "token",
        width: Some("22%"),
        cell: |of, cell| {
            cell.child(el("span").child(token_text(of.w, of.state)))
                .child(
                    el("span")
                        .class("risks")
                        .child(risks(of.profile, of.now, of.w)),
                )
        },
        compare: compare::by_token,
    },
    ListColumn {
        head: |w| w.column_devices,
        class: "number",
        width: Some("84"),
        cell: |of, cell| {
            let count = of.profile.enrolled_devices;
            cell.child(count.map_or_else(String::new, |count| count.to_string()))
        },
        compare: compare::by_devices,
    },
    ListColumn {
        head: |w| w.column_created,
        class: "date",
        width: Some("112"),
        cell: |of, cell| cell.child(day(of.profile.created_ms)),
        compare: compare::by_created,
    },
    ListColumn {
        head: |w| w.column_modified,
        class: "date",
        width: Some("112"),
        cell: |of, cell| cell.child(day(of.profile.modified_ms)),
        compare: compare::by_modified,
    },
];

pub(super) fn name_text<'a>(name: &'a str, w: &'static ListStrings) -> &'a str {
    if name.trim().is_empty() {
        w.no_name
    } else {
        name
    }
}

fn mode_text<'a>(mode: Option<&'a EnrollmentMode>, w: &'static ListStrings) -> &'a str {
    mode.map_or("–", w.mode_short)
}

/// The name, kept apart from what stands around it whichever way its script runs.
pub(super) fn name(profile: &Profile) -> El {
    let name = profile.name.clone();
    el("bdi").child(say(move |w, _| name_text(&name, w).to_owned()))
}

/// The enrollment mode, in short.
pub(super) fn mode(profile: &Profile) -> Live<String> {
    let mode = profile.mode.clone();
    say(move |w, _| mode_text(mode.as_ref(), w).to_owned())
}

/// How a token stands, in short.
pub(super) fn token_text(w: &ListStrings, state: TokenState) -> String {
    const DAY_MS: i64 = 86_400_000;
    match state {
        TokenState::Active { expires_in_ms } => (w.expires_in)(expires_in_ms / DAY_MS),
        TokenState::NeverExpires => w.never_expires.to_owned(),
        TokenState::ExpiredOrRevoked { since_ms } => (w.inactive_since)(&date(since_ms)),
        TokenState::Unknown => w.not_known.to_owned(),
    }
}

/// What is worth a look, but for what the token's state says already.
fn risks(profile: &Profile, now: Time, w: &'static ListStrings) -> String {
    let words: Vec<&str> = Risk::of(profile, now.unix_ms)
        .into_iter()
        .filter(|risk| *risk != Risk::NeverExpires)
        .map(w.risk)
        .collect();
    words.join(", ")
}

fn day(ms: Option<i64>) -> String {
    ms.map_or_else(|| "–".to_owned(), date)
}

fn date(ms: i64) -> String {
    let mut date = utc(ms);
    date.truncate(10);
    date
}
