//! What chooses many profiles, and the bar below the table that says which are chosen.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    choosing::Choosing,
    context::{LoadPanel, PanelPart},
};
use crate::{
    address::LinkedIds,
    config::PageAddress,
    graph::Profile,
    profile::{ProfileType, Target},
    profiles::{Chosen, Offer, Profiles, ReadyMade, Selection},
    runs::Choice,
    text::number::grouped,
    ui::{
        common::{
            copy_button::copy_button_labelled,
            html::{El, dynamic, el},
            lazy_view::lazily,
            live::Live,
            signal::{Memo, RwSignal},
        },
        words::{
            console::ConsoleStrings,
            list::{ListStrings, say, t},
        },
    },
};

/// What the bar needs of the page around it.
#[derive(Clone)]
pub(super) struct SelectionBar {
    pub profiles: RwSignal<Profiles>,
    /// The profiles of a link that were not found yet.
    pub linked: RwSignal<LinkedIds>,
    pub page: PageAddress,
    pub on_plan: Callback<Choice>,
    pub load: LoadPanel,
}

/// The bar below the table: what is chosen, and what can be done with it. What it says is a live region, so it is there while
/// nothing is chosen.
pub(super) fn selection_bar(choosing: Choosing, bar: SelectionBar) -> El {
    let SelectionBar {
        profiles,
        linked,
        page,
        on_plan,
        load,
    } = bar;
    let is_any = Memo::new(move |_| choosing.chosen.with(|chosen| chosen.count > 0));
    // What can be done with it comes with the panel.
    let chosen = dynamic(move || {
        let page = page.clone();
        if is_any.get() {
            lazily(load, move |part: PanelPart| {
                (part.what_to_do)(choosing, page.clone(), on_plan)
            })
        } else {
            ().into_any()
        }
    });
    let is_linked = move || {
        let is_read = !profiles.with(Profiles::is_busy);
        linked.with(|linked| linked.not_read > 0 || (is_read && !linked.ids.is_empty()))
    };
    let said = say(move |w, _| {
        let Chosen { count, inactive } = choosing.chosen.get();
        let hidden = count.saturating_sub(choosing.shown.get().chosen);
        let mut said = Vec::new();
        if count > 0 {
            said.push((w.selected)(count, inactive, hidden));
        }
        let LinkedIds { ids, not_read } = linked.get();
        let (is_busy, is_whole) = profiles.with(|of| (of.is_busy(), of.is_complete()));
        if !ids.is_empty() && !is_busy {
            said.push((w.linked_not_found)(ids.len(), is_whole));
        }
        if not_read > 0 {
            said.push((w.linked_not_read)(not_read));
        }
        said.join(" · ")
    });
    el("div")
        .class("choosing")
        .attr("role", "group")
        .attr("aria-label", t(|w| w.selection))
        .attr_if("data-any", "", move || is_any.get() || is_linked())
        .child(
            el("p")
                .class("chosen")
                .attr("aria-live", "polite")
                .child(said),
        )
        .child(chosen)
}

fn button(text: Live<String>, act: impl Fn() + 'static) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| act())
        .child(text)
}

/// What chooses many at once.
pub(super) fn commands(choosing: Choosing, profiles: RwSignal<Profiles>) -> El {
    let look = choosing.look;
    let now = choosing.now;
    let offers = Memo::new(move |_| {
        let now_ms = now.get().unix_ms;
        look.sorted.with(|rows| ReadyMade::offers(rows, now_ms))
    });
    // What was not read cannot be chosen, and that must not be missed.
    let is_whole = Memo::new(move |_| profiles.with(Profiles::is_complete));
    let every = say(move |w, _| {
        let count = offers.with(|offers| offers.first().map_or(0, |offer| offer.count));
        (w.every_active)(count, is_whole.get())
    });
    let shown = say(move |w, _| (w.all_shown)(choosing.shown.get().count));
    el("div")
        .class("commands")
        .attr("role", "group")
        .attr("aria-label", t(|w| w.selecting))
        .child(button(every, move || {
            choosing.choose(&ReadyMade::EveryActive);
        }))
        .child(menu(choosing, offers, is_whole))
        .child(button(shown, move || choosing.add_shown()))
}

/// The tokens of one type or mode. Only what occurs is offered.
fn menu(choosing: Choosing, offers: Memo<Vec<Offer>>, is_whole: Memo<bool>) -> El {
    let name = move |w: &'static ListStrings| {
        if is_whole.get() {
            w.every_active_of
        } else {
            w.every_active_of_part
        }
    };
    let options = dynamic(move || {
        let offers = offers.get().into_iter().skip(1);
        // It stands beside what chooses them all.
        let first = el("option").attr("value", "").child(t(|w| w.of_kind));
        El::many(
            std::iter::once(first)
                .chain(offers.map(|Offer { what, count }| {
                    el("option").attr("value", key(&what).to_owned()).child(say(
                        move |w, common| (w.counted)(offer_name(&what, common), count),
                    ))
                }))
                .collect(),
        )
    });
    el("select")
        .attr("aria-label", t_of(name))
        .value(choosing.menu)
        .on("change", move |event| {
            let value = event_target_value(&event);
            let what = offers.with_untracked(|offers| {
                let mut offers = offers.iter().skip(1);
                offers
                    .find(|offer| key(&offer.what) == value)
                    .map(|offer| offer.what.clone())
            });
            if let Some(what) = what {
                choosing.choose(&what);
                choosing.menu.set(value);
            }
        })
        .child(options)
}

fn t_of(
    pick: impl Fn(&'static ListStrings) -> &'static str + Send + Sync + 'static,
) -> Live<&'static str> {
    say(move |w, _| pick(w))
}

/// Graph's name of a collection or a mode.
fn key(what: &ReadyMade) -> &str {
    match what {
        ReadyMade::EveryActive => "",
        ReadyMade::OfType(profile_type) => profile_type.collection(),
        ReadyMade::OfMode(mode) => mode.as_str(),
    }
}

fn offer_name<'a>(what: &'a ReadyMade, common: &'static ConsoleStrings) -> &'a str {
    match what {
        ReadyMade::EveryActive => "",
        ReadyMade::OfType(profile_type) => (common.profile_type_name)(*profile_type),
        ReadyMade::OfMode(mode) => (common.mode_name)(mode),
    }
}

/// What can be done with what is chosen.
pub(super) fn what_to_do(
    choosing: Choosing,
    page: PageAddress,
    on_plan: Callback<Choice>,
) -> AnyView {
    let has_inactive = Memo::new(move |_| choosing.chosen.with(|chosen| chosen.inactive > 0));
    let has_any = Memo::new(move |_| choosing.to_revoke() > 0);
    let with_inactive = dynamic(move || {
        if has_inactive.get() {
            El::group([tick(
                t(|w| w.include_inactive),
                move || choosing.includes_inactive.get(),
                move |includes| choosing.includes_inactive.set(includes),
            )])
        } else {
            ().into_any()
        }
    });
    let revoke = dynamic(move || {
        if has_any.get() {
            let text = say(move |w, _| (w.revoke_many)(choosing.to_revoke()));
            let plan = move || on_plan.run(choosing.choice());
            El::group([button(text, plan).class("primary")])
        } else {
            ().into_any()
        }
    });
    let totals = say(move |w, common| {
        let mut counts = [0; ProfileType::ALL.len()];
        let mut devices = 0;
        choosing.look.sorted.with(|rows| {
            choosing.selection.with(|selection| {
                for row in selection.of(rows) {
                    counts[row.profile.profile_type as usize] += 1;
                    devices += row.profile.enrolled_devices.unwrap_or(0) as usize;
                }
            });
        });
        let of_types = ProfileType::ALL.into_iter().zip(counts);
        let mut parts: Vec<String> = of_types
            .filter(|(_, count)| *count > 0)
            .map(|(of, count)| grouped(count) + " " + (common.profile_type_name)(of))
            .collect();
        parts.push((w.device_total)(devices));
        parts.join(" · ")
    });
    let copy_link = dynamic(move || match choosing.link() {
        Some(query) => El::group([copy_button_labelled(page.link(&query), t(|w| w.copy_link))]),
        // So many fit in no link.
        None => ().into_any(),
    });
    El::group([el("div")
        .class("what-to-do")
        .child(el("p").class("hint").child(totals))
        .child(button(say(|w, _| w.select_none.to_owned()), move || {
            choosing.change(Selection::clear);
        }))
        .child(tick(
            t(|w| w.dry_run),
            move || choosing.reads_all(),
            move |reads| choosing.reads_all.set(Some(reads)),
        ))
        .child(with_inactive)
        .child(revoke)
        .child(" ")
        .child(copy_link)])
}

fn tick(
    text: Live<&'static str>,
    is_ticked: impl Fn() -> bool + Send + Sync + 'static,
    set: impl Fn(bool) + 'static,
) -> El {
    el("label")
        .class("choice")
        .child(
            el("input")
                .attr("type", "checkbox")
                .checked(is_ticked)
                .on("change", move |event| set(event_target_checked(&event))),
        )
        .child(el("span").child(text))
}

/// What is revoked of a text that was handed in: each profile once.
pub(super) fn intake_choice(
    profiles: impl Iterator<Item = (Target, Option<Profile>)>,
) -> Arc<Choice> {
    let mut seen = Selection::default();
    let chosen = profiles
        .filter(|(target, _)| {
            let is_new = !seen.has(target);
            seen.add_targets([target]);
            is_new
        })
        .collect();
    Arc::new(Choice {
        chosen,
        reads_all: true,
        includes_inactive: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::ProfileId;

    #[test]
    fn a_profile_that_is_in_an_intake_twice_is_revoked_once() {
        let target = |number: u32| Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse(&format!("0a1b2c3d-4e5f-6071-8293-{number:012x}"))
                .unwrap(),
        };
        let targets = [
            target(2),
            target(1),
            target(2).in_other_form(),
            target(2).in_other_collection(),
        ];
        let choice = intake_choice(targets.into_iter().map(|target| (target, None)));
        let expected = [target(2), target(1), target(2).in_other_collection()];
        assert_eq!(choice.chosen, expected.map(|target| (target, None)));
        assert!(choice.reads_all && !choice.includes_inactive);
    }
}
