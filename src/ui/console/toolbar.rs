//! What of the list is shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::table_view::TableView;
use crate::{
    graph::EnrollmentMode,
    profile::ProfileType,
    profiles::{Filter, ListRow, Risk, StateFilter},
    time::Time,
    ui::{
        common::{
            html::{El, dynamic, el},
            icon::{Icon, icon},
            live::Live,
            signal::{Memo, RwSignal},
        },
        words::list::{ListStrings, say, t},
    },
};

/// The `id` of the filters.
const FILTERS: &str = "finder-filters";

/// The button that shows the filters where there is no room for them, and tells how many are set.
pub(super) fn switch(look: TableView, is_open: RwSignal<bool>) -> El {
    let count = Memo::new(move |_| look.filter.with(Filter::count));
    el("button")
        .attr("type", "button")
        .class("toggle filter-switch")
        .attr("aria-controls", FILTERS)
        .attr(
            "aria-expanded",
            Live::new(move || if is_open.get() { "true" } else { "false" }),
        )
        .attr_if("data-any", "", move || count.get() > 0)
        .on("click", move |_| is_open.update(|is_open| *is_open ^= true))
        .child(icon(Icon::FILTER))
        .child(el("span").child(say(move |w, _| match count.get() {
            0 => w.filter_switch.to_owned(),
            count => (w.counted)(w.filter_switch, count),
        })))
}

pub(super) fn toolbar(look: TableView, now: RwSignal<Time>) -> El {
    el("div")
        .class("toolbar")
        .attr("id", FILTERS)
        .attr("role", "group")
        .attr("aria-label", t(|w| w.filters))
        .child(types(look))
        .child(modes(look))
        .child(states(look))
        .child(at_risk(look, now))
}

/// The switch that leaves only what is worth a second look.
fn at_risk(look: TableView, now: RwSignal<Time>) -> El {
    let count = Memo::new(move |_| {
        let now_ms = now.get().unix_ms;
        let is_at_risk = |row: &&Arc<ListRow>| !Risk::of(&row.profile, now_ms).is_empty();
        look.sorted
            .with(|rows| rows.iter().filter(is_at_risk).count())
    });
    let is_on = move || look.filter.with(|filter| filter.at_risk);
    el("button")
        .attr("type", "button")
        .class("toggle")
        .attr(
            "aria-pressed",
            Live::new(move || if is_on() { "true" } else { "false" }),
        )
        .on("click", move |_| {
            look.filter
                .update(|filter| filter.at_risk = !filter.at_risk);
        })
        .child(icon(Icon::WARNING))
        .child(el("span").child(say(move |w, _| (w.counted)(w.worth_a_look, count.get()))))
}

/// A field that chooses what is shown; `choose` takes the value of the option.
fn select(
    id: &'static str,
    label: Live<&'static str>,
    options: AnyView,
    look: TableView,
    choose: fn(&mut Filter, &str),
) -> El {
    el("select")
        .attr("id", id)
        .attr("aria-label", label)
        .on("change", move |event| {
            let value = event_target_value(&event);
            look.filter.update(|filter| choose(filter, &value));
        })
        .child(options)
}

fn option(value: String, text: Live<String>, chosen: bool) -> El {
    el("option")
        .attr("value", value)
        .attr_if("selected", "", move || chosen)
        .child(text)
}

fn every(pick: fn(&'static ListStrings) -> &'static str, chosen: bool) -> El {
    option(String::new(), say(move |w, _| pick(w).to_owned()), chosen)
}

fn types(look: TableView) -> El {
    let chosen = Memo::new(move |_| look.filter.with(|filter| filter.profile_type));
    let options = dynamic(move || {
        let chosen = chosen.get();
        let mut options = vec![every(|w| w.every_type, chosen.is_none())];
        options.extend(ProfileType::ALL.map(|profile_type| {
            let name = say(move |_, common| (common.profile_type_name)(profile_type).to_owned());
            option(
                profile_type.key().to_owned(),
                name,
                chosen == Some(profile_type),
            )
        }));
        El::many(options)
    });
    select(
        "finder-type",
        t(|w| w.column_type),
        options,
        look,
        |filter, key| {
            filter.profile_type = ProfileType::ALL.into_iter().find(|of| of.key() == key);
        },
    )
}

/// The modes that occur are offered, those that came after this page among them.
fn modes(look: TableView) -> El {
    let modes = Memo::new(move |_| {
        look.sorted.with(|rows| {
            let mut modes: Vec<Option<EnrollmentMode>> = Vec::new();
            for row in rows {
                let mode = &row.profile.mode;
                // Into its place: what sorts so few would be 5 kB of code.
                let at = modes.partition_point(|of| key(of.as_ref()) < key(mode.as_ref()));
                if modes.get(at) != Some(mode) {
                    modes.insert(at, mode.clone());
                }
            }
            modes
        })
    });
    let chosen = Memo::new(move |_| look.filter.with(|filter| filter.mode.clone()));
    let options = dynamic(move || {
        let chosen = chosen.get();
        let mut options = vec![every(|w| w.every_mode, chosen.is_none())];
        let mut modes = modes.get();
        // An address may name one that no profile has.
        if let Some(name) = &chosen
            && !modes.iter().any(|mode| key(mode.as_ref()) == name)
        {
            modes.push((!name.is_empty()).then(|| EnrollmentMode::named(name.clone())));
        }
        options.extend(modes.into_iter().map(|mode| {
            let value = format!("={}", key(mode.as_ref()));
            let is_chosen = chosen.as_deref() == Some(key(mode.as_ref()));
            let name = say(move |w, common| match &mode {
                Some(mode) => (common.mode_name)(mode).to_owned(),
                None => w.no_mode.to_owned(),
            });
            option(value, name, is_chosen)
        }));
        El::many(options)
    });
    select(
        "finder-mode",
        t(|w| w.column_mode),
        options,
        look,
        |filter, value| {
            filter.mode = value.strip_prefix('=').map(str::to_owned);
        },
    )
}

/// Graph's name of a mode; empty for profiles that have none.
fn key(mode: Option<&EnrollmentMode>) -> &str {
    mode.map_or("", EnrollmentMode::as_str)
}

fn states(look: TableView) -> El {
    let chosen = Memo::new(move |_| look.filter.with(|filter| filter.state));
    let options = dynamic(move || {
        let chosen = chosen.get();
        let mut options = vec![every(|w| w.every_state, chosen.is_none())];
        options.extend(
            StateFilter::ALL
                .into_iter()
                .zip(0u8..)
                .map(|(state, number)| {
                    let name = say(move |w, _| (w.state_filter_name)(state).to_owned());
                    option(number.to_string(), name, chosen == Some(state))
                }),
        );
        El::many(options)
    });
    select(
        "finder-state",
        t(|w| w.state_filter),
        options,
        look,
        |filter, number| {
            let number: Option<usize> = number.parse().ok();
            filter.state = number.and_then(|number| StateFilter::ALL.get(number).copied());
        },
    )
}
