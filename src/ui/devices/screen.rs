//! Since when devices are looked for, how far that has come, and what came of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    context::{Devices, DevicesAction, DevicesLookup},
    list::found_list,
};
use crate::{
    devices::{DevicesFound, DevicesQuestion, DevicesSection, Ending, csv, json, markdown, text},
    graph::ListFailure,
    permission::Permission,
    profiles::Profiles,
    text::style_sheet::include_style_sheet,
    time::{from_local, local_input},
    ui::{
        common::{
            context::File,
            copy_button::copy_button_labelled,
            effect::effect,
            html::{El, Focusable, dynamic, el},
            moment::local_time,
            permission::{
                Asking, asking, no_permission, not_read, offered, waiting_button, why_not_read,
            },
            signal::{Memo, RwSignal},
            waiting::asks_to_wait,
        },
        words::devices::{DevicesStrings, say, t},
    },
};

/// What they look like.
pub(crate) const DEVICES_STYLE: &str = include_style_sheet!("../../../style/devices.css");

/// What reading devices takes.
const PERMISSION: Permission = Permission::ManagedDevices;

const HEADING: &str = "devices-heading";
const SINCE: &str = "devices-since";
const SINCE_HINT: &str = "devices-since-hint";

/// The devices of a profile.
pub(crate) fn devices(devices: &Devices) -> AnyView {
    let heading = NodeRef::<Focusable>::new();
    effect(move || {
        // After what was there before has given way.
        request_animation_frame(move || {
            if let Some(heading) = heading.get_untracked() {
                heading.focus().ok();
            }
        });
    });
    let wanted = devices.context.desk.wanted;
    let found = found(devices);
    tell_receipt(devices, found);
    let close = el("button")
        .attr("type", "button")
        .class("quiet")
        .on("click", move |_| wanted.set(None))
        .child(t(|w| w.close));
    let head = el("div")
        .class("devices-head")
        .child(
            el("h3")
                .attr("id", HEADING)
                .attr("tabindex", "-1")
                .node_ref(heading)
                .child(t(|w| w.report.title)),
        )
        .child(close);
    El::group([el("section")
        .class("devices")
        .attr("aria-labelledby", HEADING)
        .child(head)
        .child(el("p").child(say(|w| (w.lead)(PERMISSION))))
        .child(form(devices))
        .child(stands(devices, found))
        .child(dynamic({
            let devices = devices.clone();
            move || match found.get() {
                Some(found) if found.ending != "busy" => El::many(results(&found, &devices)),
                _ => ().into_any(),
            }
        }))])
}

/// What was found so far, unless something is being read.
fn found(devices: &Devices) -> Memo<Option<Arc<DevicesFound>>> {
    let (look, profiles) = (devices.look, devices.context.profiles);
    Memo::new(move |_| {
        look.with(|look| {
            let DevicesLookup { search, at, .. } = look.as_ref()?;
            // Of a search that has told nothing there is nothing to be shown.
            let is_untold = matches!(search.ending(), Ending::NotListed(_)) && search.listed() == 0;
            if search.is_busy() || is_untold {
                return None;
            }
            let namesakes = profiles.with(|profiles| namesakes(profiles, search.question()));
            Some(Arc::new(DevicesFound::of(search, *at, namesakes)))
        })
    })
}

/// How many other profiles have the same name.
fn namesakes(profiles: &Profiles, question: &DevicesQuestion) -> usize {
    let rows = profiles.rows();
    rows.filter(|row| row.profile.name == question.name && !row.profile.is(&question.target))
        .count()
}

/// What was found goes with the receipt of the profile.
fn tell_receipt(devices: &Devices, found: Memo<Option<Arc<DevicesFound>>>) {
    let desk = devices.context.desk;
    let documents = say(move |w| {
        let found = found.get()?;
        Some(DevicesSection {
            target: found.question.target.clone(),
            text: text(&found, w.report),
            markdown: markdown(&found, w.report),
            json: json(&found),
            csv: csv(&found),
        })
    });
    effect(move || {
        if let Some(found) = documents.get() {
            desk.found.update(|sections| sections.put(found));
        }
    });
}

/// Since when, and the button that looks.
fn form(devices: &Devices) -> El {
    let question = devices.context.question.clone();
    let since = RwSignal::new(local_input(local_time(question.since_ms)));
    let is_wrong = RwSignal::new(false);
    let (look, on_action) = (devices.look, devices.on_action);
    let is_busy = devices.context.desk.is_busy;
    let waits = Memo::new(move |_| {
        is_busy.get() || look.with(|look| look.as_ref().is_some_and(is_under_way))
    });
    let submit = move |event: leptos::ev::Event| {
        event.prevent_default();
        let since_ms = from_local(&since.get_untracked(), local_time);
        is_wrong.set(since_ms.is_none());
        if let Some(since_ms) = since_ms
            && !waits.get_untracked()
        {
            on_action.run(DevicesAction::Look(DevicesQuestion {
                since_ms,
                ..question.clone()
            }));
        }
    };
    let name = say(move |w| {
        if look.with(Option::is_some) {
            w.look_again
        } else {
            w.look_up
        }
    });
    el("form")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(
            el("div")
                .child(el("label").attr("for", SINCE).child(t(|w| w.since)))
                .child(
                    el("input")
                        .attr("id", SINCE)
                        .attr("type", "datetime-local")
                        .attr("step", "1")
                        .attr("aria-describedby", SINCE_HINT)
                        .attr_if("aria-invalid", "true", move || is_wrong.get())
                        .value(since)
                        .on("input", move |event| {
                            is_wrong.set(false);
                            since.set(event_target_value(&event));
                        }),
                )
                .child(
                    el("p")
                        .attr("id", SINCE_HINT)
                        .class("hint")
                        .child(t(|w| w.since_hint)),
                )
                .child(el("div").attr("role", "alert").child(dynamic(move || {
                    if is_wrong.get() {
                        El::group([el("p").class("problem").child(t(|w| w.since_wrong))])
                    } else {
                        ().into_any()
                    }
                }))),
        )
        .child(
            el("button")
                .attr("type", "submit")
                .class("primary")
                .attr_if("aria-disabled", "true", move || waits.get())
                .child(name),
        )
}

fn is_under_way(look: &DevicesLookup) -> bool {
    look.asking == Asking::UnderWay || look.search.is_busy()
}

/// What is announced of it: no figures while they change.
#[derive(Clone, PartialEq, Eq)]
enum Standing {
    Nothing,
    Offered,
    Asking,
    Busy,
    NoPermission(Box<DevicesLookup>),
    Ended,
}

/// How it stands.
fn stands(devices: &Devices, found: Memo<Option<Arc<DevicesFound>>>) -> El {
    let (look, on_action) = (devices.look, devices.on_action);
    let (config, now) = (
        devices.context.around.config.clone(),
        devices.context.around.now,
    );
    let standing = Memo::new(move |_| {
        look.with(|look| match look {
            None => Standing::Nothing,
            Some(look) => match &look.asking {
                Asking::Offered => Standing::Offered,
                Asking::UnderWay => Standing::Asking,
                Asking::Failed(_) => Standing::NoPermission(Box::new(look.clone())),
                Asking::No if look.search.is_busy() => Standing::Busy,
                Asking::No => Standing::Ended,
            },
        })
    });
    let figures = say(move |w| {
        look.with(|look| {
            look.as_ref()
                .map_or_else(String::new, |look| progress(w, look, now.get().unix_ms))
        })
    });
    let is_busy = devices.context.desk.is_busy;
    let action = move |act: DevicesAction| {
        // Nobody is taken away while something is under way.
        let may_leave = act != DevicesAction::Cancel;
        let act = move || on_action.run(act.clone());
        waiting_button(move || may_leave && is_busy.get(), act)
    };
    let shown = dynamic(move || match standing.get() {
        Standing::Nothing => ().into_any(),
        Standing::Offered => El::group(offered(PERMISSION, action(DevicesAction::GoOn))),
        Standing::Asking => El::group([asking(PERMISSION)]),
        Standing::Busy => El::group([el("div")
            .class("row")
            .child(el("p").child(t(|w| w.busy)))
            .child(action(DevicesAction::Cancel).child(t(|w| w.cancel)))]),
        Standing::NoPermission(look) => match &look.asking {
            Asking::Failed(failure) => El::many(not_read(
                t(|w| w.not_read),
                no_permission(failure, PERMISSION, &config),
            )),
            _ => ().into_any(),
        },
        Standing::Ended => look.with_untracked(|look| {
            let mut parts = look.as_ref().map_or_else(Vec::new, |look| {
                ended(look, &config, || {
                    action(DevicesAction::GoOn).child(t(|w| w.go_on))
                })
            });
            if let Some(found) = found.get() {
                parts.insert(0, summary(found));
            }
            El::many(parts)
        }),
    });
    el("div")
        .child(
            el("div")
                .attr("role", "group")
                .attr("aria-label", t(|w| w.standing))
                .attr("aria-live", "polite")
                .child(shown),
        )
        .child(el("p").class("hint").child(figures))
}

/// How far it has come, in figures.
fn progress(w: &DevicesStrings, look: &DevicesLookup, now_ms: i64) -> String {
    let search = &look.search;
    if !search.is_busy() {
        return String::new();
    }
    if let Some(until) = search.waits_until() {
        return (w.waiting)(u32::try_from((until.unix_ms - now_ms).max(0) / 1_000).unwrap_or(0));
    }
    if search.is_listing() {
        return (w.listing)(search.listed());
    }
    let (done, all) = search.progress();
    (w.reading)(done, all)
}

/// What was not read, why, and what to do.
fn ended(look: &DevicesLookup, config: &crate::config::Config, go_on: impl Fn() -> El) -> Vec<El> {
    let search = &look.search;
    let ending = search.ending();
    let key = ending.key();
    let failure = match ending {
        Ending::Busy | Ending::Complete => return Vec::new(),
        Ending::CutOff | Ending::Cancelled => None,
        Ending::NotListed(_) | Ending::NotAllRead => search.failure(),
    };
    let said = el("p").child(el("strong").child(say(move |w| (w.ending)(key))));
    let why = failure.map_or_else(Vec::new, |failure: &ListFailure| {
        why_not_read(failure, PERMISSION, config)
    });
    let wait = search.long_wait().map(asks_to_wait);
    let leads_nowhere = matches!(
        failure,
        Some(ListFailure::ForeignLink | ListFailure::Endless)
    ) || key == "cutOff";
    let button = (!leads_nowhere).then(|| el("p").child(go_on()));
    vec![
        el("div")
            .class(if failure.is_some() {
                "notice error"
            } else {
                "notice"
            })
            .child(said)
            .children(why)
            .children(wait.filter(|_| failure.is_none_or(|of| of.long_wait().is_none())))
            .children(button),
    ]
}

fn summary(found: Arc<DevicesFound>) -> El {
    el("div").child(dynamic(say_lines(found)))
}

fn say_lines(found: Arc<DevicesFound>) -> impl Fn() -> AnyView + Send + Sync + 'static {
    let lines = say(move |w| (w.report.summary)(&found));
    move || {
        let lines = lines.get().into_iter().enumerate();
        El::many(
            lines
                .map(|(at, line)| {
                    if at == 0 {
                        el("p").child(el("strong").child(line))
                    } else {
                        el("p").child(line)
                    }
                })
                .collect(),
        )
    }
}

/// The devices, what can be done with the list of them, and what to do about one that nobody knows.
fn results(found: &Arc<DevicesFound>, devices: &Devices) -> Vec<El> {
    if found.rows.is_empty() {
        return vec![save(found, devices)];
    }
    vec![
        found_list(Arc::clone(found), devices.context.around.config.cloud),
        save(found, devices),
        el("section")
            .child(el("h4").child(t(|w| w.stranger)))
            .child(
                el("ul").children(
                    [0, 1, 2].map(|at| el("li").child(say(move |w| w.stranger_list[at]))),
                ),
            ),
    ]
}

fn save(found: &Arc<DevicesFound>, devices: &Devices) -> El {
    let save = devices.context.around.save;
    let name = format!(
        "devices-{}-{}",
        found.question.target.profile_id,
        // Windows takes no colon in a name.
        found.at.rfc3339().replace(':', "")
    );
    let button =
        |ending: &'static str, media_type: &'static str, make: fn(&DevicesFound) -> String| {
            let (found, name) = (Arc::clone(found), name.clone());
            el("button").attr("type", "button").on("click", move |_| {
                save.run(File {
                    name: format!("{name}.{ending}"),
                    media_type,
                    text: make(&found),
                });
            })
        };
    let copied = {
        let found = Arc::clone(found);
        let markdown = say(move |w| markdown(&found, w.report));
        dynamic(move || El::group([copy_button_labelled(markdown.get(), t(|w| w.copy))]))
    };
    el("p")
        .class("row")
        .child(button("csv", "text/csv", csv).child(t(|w| w.save_csv)))
        .child(button("json", "application/json", json).child(t(|w| w.save_json)))
        .child(copied)
}
