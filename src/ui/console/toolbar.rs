//! Search and filters.

use leptos::prelude::*;

use super::context::TableView;
use crate::{
    graph::EnrollmentMode,
    profile::ProfileType,
    profiles::{Filter, StateFilter},
    ui::{
        common::{
            html::{El, dynamic, el},
            live::Live,
        },
        words::list::{ListStrings, say, t},
    },
};

pub(super) fn toolbar(look: TableView) -> El {
    let search = RwSignal::new(look.filter.with_untracked(|filter| filter.search.clone()));
    // “Show all” empties the field too.
    Effect::new(move || search.set(look.filter.with(|filter| filter.search.clone())));
    el("div")
        .class("toolbar")
        .attr("role", "search")
        .child(
            labelled("finder-search", t(|w| w.search)).child(
                el("input")
                    .attr("id", "finder-search")
                    .attr("type", "search")
                    .attr("autocomplete", "off")
                    .attr("spellcheck", "false")
                    .attr("placeholder", t(|w| w.search_hint))
                    .value(search)
                    .on("input", move |event| {
                        let text = event_target_value(&event);
                        look.filter.update(|filter| filter.search = text);
                    }),
            ),
        )
        .child(types(look))
        .child(modes(look))
        .child(states(look))
}

fn labelled(id: &'static str, label: Live<&'static str>) -> El {
    el("div").child(el("label").attr("for", id).child(label))
}

/// A field that chooses what is shown; `choose` takes the value of the option.
fn select(
    id: &'static str,
    label: Live<&'static str>,
    options: AnyView,
    look: TableView,
    choose: fn(&mut Filter, &str),
) -> El {
    labelled(id, label).child(
        el("select")
            .attr("id", id)
            .on("change", move |event| {
                let value = event_target_value(&event);
                look.filter.update(|filter| choose(filter, &value));
            })
            .child(options),
    )
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
                if !modes.contains(&row.profile.mode) {
                    modes.push(row.profile.mode.clone());
                }
            }
            modes.sort_by(|a, b| key(a.as_ref()).cmp(key(b.as_ref())));
            modes
        })
    });
    let chosen = Memo::new(move |_| look.filter.with(|filter| filter.mode.clone()));
    let options = dynamic(move || {
        let chosen = chosen.get();
        let mut options = vec![every(|w| w.every_mode, chosen.is_none())];
        options.extend(modes.get().into_iter().map(|mode| {
            let value = format!("={}", key(mode.as_ref()));
            let is_chosen = chosen.as_deref() == Some(key(mode.as_ref()));
            let name = say(move |w, _| match &mode {
                Some(mode) => (w.mode_short)(mode).to_owned(),
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
