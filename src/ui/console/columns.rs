//! The columns of the list. A new one is one value here, and its word in each language.

use crate::{
    graph::{EnrollmentMode, Profile},
    profiles::{
        COLUMN_KEYS, Risk,
        compare::{self, Compare},
    },
    text::number::grouped,
    time::{DAY_MS, Time},
    token::TokenState,
    ui::{
        common::{
            html::{El, el},
            icon::{Icon, icon},
            live::Live,
            moment,
            profile_facts::{far_year, name_text},
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

/// All, in the order in which they are shown, which is that of their names in an address. The first is the one by which the
/// list is sorted at first.
pub(super) static COLUMNS: [ListColumn; COLUMN_KEYS.len()] = [
    ListColumn {
        head: |w| w.column_name,
        class: "name",
        width: None,
        cell: |of, cell| {
            let name = name_text(&of.profile.name, of.common).to_owned();
            // A long one is cut.
            cell.child(el("bdi").attr("title", name.clone()).child(name))
                .child(el("code").child(of.profile.id.to_string()))
        },
        compare: compare::by_name,
    },
    ListColumn {
        head: |w| w.column_type,
        class: "type",
        width: Some("144"),
        cell: |of, cell| cell.child((of.common.profile_type_name)(of.profile.profile_type)),
        compare: compare::by_type,
    },
    ListColumn {
        head: |w| w.column_mode,
        class: "mode",
        width: Some("208"),
        cell: |of, cell| {
            let mode = el("span").child(mode_text(of.profile.mode.as_ref(), of.common).to_owned());
            let is_none = of.profile.mode.is_none();
            cell.child(if is_none { mode.class("no-mode") } else { mode })
                // Where there is no room for the column of types.
                .child(
                    el("span")
                        .class("type-under")
                        .child((of.common.profile_type_name)(of.profile.profile_type)),
                )
        },
        compare: compare::by_mode,
    },
    ListColumn {
        head: |w| w.column_token,
        class: "token",
        width: Some("216"),
        cell: |of, cell| {
            let risks = Risk::of(of.profile, of.now.unix_ms).into_iter();
            cell.child(token_badge(of.w, of.state, of.now)).child(
                el("span").class("tags").children(
                    risks
                        .filter(|risk| *risk != Risk::NeverExpires)
                        .map(|risk| el("span").class("tag").child((of.w.risk)(risk))),
                ),
            )
        },
        compare: compare::by_token,
    },
    ListColumn {
        head: |w| w.column_devices,
        class: "number",
        width: Some("96"),
        cell: |of, cell| {
            let count = of.profile.enrolled_devices;
            // A card has no head above it.
            cell.attr("data-unit", of.w.column_devices)
                .child(count.map_or_else(String::new, |count| grouped(count as usize)))
        },
        compare: compare::by_devices,
    },
    ListColumn {
        head: |w| w.column_created,
        class: "created",
        width: Some("112"),
        cell: |of, cell| day(cell, of.profile.created_ms),
        compare: compare::by_created,
    },
    ListColumn {
        head: |w| w.column_modified,
        class: "date",
        width: Some("112"),
        cell: |of, cell| day(cell, of.profile.modified_ms),
        compare: compare::by_modified,
    },
];

/// How a token stands: an icon, a word, and a color that says the same; the whole sentence to whoever points at it.
pub(super) fn token_badge(w: &'static ListStrings, state: TokenState, now: Time) -> El {
    let (tone, drawn, text) = match state {
        TokenState::Active { expires_in_ms } => {
            let days = expires_in_ms / DAY_MS;
            let is_soon = days < 30;
            let far = far_year(expires_in_ms, now);
            let text = far.map_or_else(|| (w.days)(days), |year| (w.until_year)(&year));
            if is_soon {
                ("soon", Icon::CLOCK, text)
            } else {
                ("good", Icon::CHECKMARK_CIRCLE, text)
            }
        }
        TokenState::NeverExpires => ("soon", Icon::TIMER_OFF, w.no_expiry.to_owned()),
        TokenState::ExpiredOrRevoked { since_ms } => (
            "off",
            Icon::PROHIBITED,
            (w.inactive)(&moment::local_time(since_ms).local_day()),
        ),
        TokenState::Unknown => ("off", Icon::QUESTION_CIRCLE, w.not_known.to_owned()),
    };
    el("span")
        .class("badge")
        .attr("data-tone", tone)
        .attr("title", token_text(w, state, now))
        .child(icon(drawn))
        .child(el("span").child(text))
}

fn mode_text<'a>(mode: Option<&'a EnrollmentMode>, w: &'static ConsoleStrings) -> &'a str {
    mode.map_or("–", w.mode_name)
}

/// The name, kept apart from what stands around it whichever way its script runs.
pub(super) fn name(profile: &Profile) -> El {
    let name = profile.name.clone();
    el("bdi").child(say(move |_, common| name_text(&name, common).to_owned()))
}

/// The enrollment mode, in short.
pub(super) fn mode(profile: &Profile) -> Live<String> {
    let mode = profile.mode.clone();
    say(move |_, common| mode_text(mode.as_ref(), common).to_owned())
}

/// How a token stands, in short.
pub(super) fn token_text(w: &ListStrings, state: TokenState, now: Time) -> String {
    match state {
        TokenState::Active { expires_in_ms } => match far_year(expires_in_ms, now) {
            Some(year) => (w.until_year)(&year),
            None => (w.expires_in)(expires_in_ms / DAY_MS),
        },
        TokenState::NeverExpires => w.never_expires.to_owned(),
        TokenState::ExpiredOrRevoked { since_ms } => {
            (w.inactive_since)(&moment::local_time(since_ms).local_day())
        }
        TokenState::Unknown => w.not_known.to_owned(),
    }
}

fn day(cell: El, ms: Option<i64>) -> El {
    match ms {
        Some(ms) => cell.child(moment::day(ms)),
        None => cell.child("–"),
    }
}
