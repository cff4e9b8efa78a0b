//! The list of devices: those of the profile, and those of which it cannot be told.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    cloud::Cloud,
    devices::{Device, DeviceColumn, DevicesFound, WhyUntold, told},
    text::search::SearchTerms,
    ui::{
        common::{
            details::row,
            html::{El, dynamic, el},
            moment::moment,
            signal::{Memo, RwSignal},
        },
        words::devices::{say, t},
    },
};

/// How many devices are shown before the person asks for more.
pub(super) const AT_ONCE: usize = 50;

/// From how many devices on there is a field to search them.
const MANY: usize = 10;

const SEARCH: &str = "devices-search";

/// The list, with a search where there are many.
pub(super) fn found_list(found: Arc<DevicesFound>, cloud: Cloud) -> El {
    let search = RwSignal::new(String::new());
    let most = RwSignal::new(AT_ONCE);
    let field = (found.rows.len() > MANY).then(|| field(search, most));
    let shown = {
        let found = Arc::clone(&found);
        Memo::new(move |_| {
            let terms = SearchTerms::of(&search.get());
            let rows = found.rows.iter().enumerate();
            rows.filter(|(_, (device, _))| terms.are_in(&searched(device)))
                .map(|(at, _)| at)
                .collect::<Vec<usize>>()
        })
    };
    let count = say(move |w| (w.shown)(shown.with(Vec::len)));
    let is_many = found.rows.len() > MANY;
    let items = dynamic(move || {
        let rows = shown.get().into_iter().take(most.get());
        let items = rows.filter_map(|at| {
            let (device, why) = found.rows.get(at)?;
            Some(item(device, why.as_ref(), cloud))
        });
        El::many(items.collect())
    });
    let more = dynamic(move || {
        if shown.with(Vec::len) <= most.get() {
            return ().into_any();
        }
        El::group([el("button")
            .attr("type", "button")
            .on("click", move |_| most.update(|most| *most += AT_ONCE))
            .child(t(|w| w.more))])
    });
    el("div")
        .children(field)
        .children(is_many.then(|| {
            el("p")
                .class("hint")
                .attr("aria-live", "polite")
                .child(count)
        }))
        .child(
            el("ul")
                .class("entries")
                // Without its bullets some browsers no longer call it a list.
                .attr("role", "list")
                .attr("aria-label", t(|w| w.report.title))
                .child(items),
        )
        .child(more)
}

fn field(search: RwSignal<String>, most: RwSignal<usize>) -> El {
    el("div")
        .attr("role", "search")
        .attr("aria-label", t(|w| w.search))
        .child(el("label").attr("for", SEARCH).child(t(|w| w.search)))
        .child(
            el("input")
                .attr("id", SEARCH)
                .attr("type", "search")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .value(search)
                .on("input", move |event| {
                    most.set(AT_ONCE);
                    search.set(event_target_value(&event));
                }),
        )
}

/// What is searched of a device, as it is shown.
fn searched(device: &Device) -> String {
    let mut text = String::new();
    for column in DeviceColumn::ALL {
        text.push_str(&told(device, column));
        text.push('\n');
    }
    crate::text::search::normal(&text)
}

/// A device: its name, why it cannot be told where that is so, and what Intune knows of it.
fn item(device: &Device, why: Option<&WhyUntold>, cloud: Cloud) -> El {
    let why = why.cloned().map(|why| {
        el("p")
            .class("untold")
            .child(el("strong").child(t(|w| w.report.untold)))
            .child(" ")
            .child(say(move |w| (w.report.why_untold)(&why)))
    });
    let name = told(device, DeviceColumn::Name);
    let name = if name.is_empty() {
        el("strong").child(t(|w| w.no_name))
    } else {
        el("strong").child(el("bdi").child(name))
    };
    let link = device.id.as_ref().map(|id| {
        el("a")
            .attr("href", cloud.intune_device(id))
            .attr("target", "_blank")
            .attr("rel", "noreferrer")
            .child(t(|w| w.open_in_intune))
    });
    let rows = DeviceColumn::ALL.into_iter().filter_map(|column| {
        let ms = match column {
            DeviceColumn::Name => return None,
            DeviceColumn::Enrolled => device.enrolled_ms,
            DeviceColumn::LastSync => device.last_sync_ms,
            _ => None,
        };
        let named = say(move |w| (w.report.column)(column));
        if let Some(ms) = ms {
            return Some(row(named, moment(ms)));
        }
        let value = told(device, column);
        // When it enrolled is what was asked, so that it is said where it is not known.
        if value.is_empty() && column == DeviceColumn::Enrolled {
            return Some(row(named, t(|w| w.not_known)));
        }
        (!value.is_empty()).then(|| row(named, el("bdi").child(value).into_render()))
    });
    el("li")
        .child(el("p").class("row").child(name).children(link))
        .children(why)
        .child(el("dl").children(rows))
}
