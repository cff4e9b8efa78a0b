//! The list of profiles under the form, and what is found and chosen in it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    code_form,
    context::{Finder, FinderContext, ListAction, TableView},
    details_panel,
    intake::{self, IntakeProps},
    list_failures,
    selection_bar::{self, Choosing},
    table, toolbar,
};
use crate::{
    actions::RevocationAction,
    graph::PageProgress,
    profile::{DeepLink, Target},
    profiles::{Filter, Profiles, SearchVerdict},
    runs::Choice,
    time::Time,
    ui::{
        common::html::{El, dynamic, el},
        words::list::{say, t},
    },
};

/// The list of profiles.
pub(crate) fn finder(finder: Finder) -> AnyView {
    let Finder {
        context,
        profiles,
        on_list,
        load_reader,
        on_files,
        search,
        on_search,
    } = finder;
    let FinderContext {
        around,
        deep_link,
        intake,
        on_plan,
        listed,
        ..
    } = context;
    let (now, on_action) = (around.now, around.on_action);
    listed.set(Some(Callback::new(move |target: Target| {
        profiles.with(|profiles| profiles.find(&target).cloned())
    })));
    let look = TableView::new(profiles, now);
    let choosing = Choosing::new(look, now);
    let pick = Callback::new(move |target: Target| {
        deep_link.set(DeepLink {
            profile_id: target.profile_id.to_string(),
            profile_type: target.profile_type,
        });
        look.picked.set(Some(target));
    });
    let request = Callback::new(move |target: Target| {
        pick.run(target.clone());
        on_action.run(RevocationAction::Request(target));
    });
    let details = move || match look.picked.get() {
        Some(target) => {
            details_panel::details_panel(&target, profiles, now, &around, look, request)
        }
        None => ().into_any(),
    };
    let desk = IntakeProps {
        intake,
        load_reader,
        profiles,
        deep_link,
        pick,
        search,
        now,
        on_search,
        on_choose: Callback::new(move |choice: Arc<Choice>| choosing.add(&choice)),
        on_plan,
    };
    // What a token search finds leads to the confirmation.
    let found = Memo::new(move |_| {
        search.with(|search| match search.as_ref()?.verdict() {
            SearchVerdict::Found(target) => Some(target),
            _ => None,
        })
    });
    Effect::new(move || {
        if let Some(target) = found.get() {
            request.run(target);
        }
    });
    El::group([el("section")
        .class("finder")
        .attr("aria-labelledby", "finder-heading")
        .child(intake::intake(desk))
        .child(code_form::code_form(intake, on_files))
        .child(head(profiles, now, look, on_list))
        .child(list_failures::list_failures(profiles, now, on_list))
        .child(
            el("div")
                .class("finder-body")
                .child(list(profiles, choosing, now, (pick, request, on_plan)))
                .child(dynamic(details)),
        )])
}

fn head(
    profiles: RwSignal<Profiles>,
    now: RwSignal<Time>,
    look: TableView,
    on_list: Callback<ListAction>,
) -> El {
    let busy = move || profiles.with(Profiles::is_busy);
    el("div")
        .class("finder-head")
        .child(
            el("h2")
                .attr("id", "finder-heading")
                .child(t(|w| w.heading)),
        )
        .child(status(profiles, now, look))
        .child(
            el("button")
                .attr("type", "button")
                .attr_if("aria-disabled", "true", busy)
                .on("click", move |_| on_list.run(ListAction::Refresh))
                .child(t(|w| w.refresh)),
        )
}

/// The table with its search, as soon as there is anything to show.
fn list(
    profiles: RwSignal<Profiles>,
    choosing: Choosing,
    now: RwSignal<Time>,
    (pick, request, on_plan): (Callback<Target>, Callback<Target>, Callback<Choice>),
) -> AnyView {
    let look = choosing.look;
    let is_empty = Memo::new(move |_| look.sorted.with(Vec::is_empty));
    let nothing_shown = Memo::new(move |_| look.shown.with(Vec::is_empty));
    let no_match = move || {
        if nothing_shown.get() {
            El::group([no_match(look)])
        } else {
            ().into_any()
        }
    };
    dynamic(move || {
        if !is_empty.get() {
            El::group([el("div")
                .child(toolbar::toolbar(look))
                .child(selection_bar::selection_bar(choosing, profiles, on_plan))
                .child(dynamic(no_match))
                .child(table::table(choosing, now, pick, request))])
        } else if profiles.with(Profiles::is_complete) {
            El::group([el("p").child(t(|w| w.empty))])
        } else {
            ().into_any()
        }
    })
}

/// How far the reading has come, and how much is shown.
fn status(profiles: RwSignal<Profiles>, now: RwSignal<Time>, look: TableView) -> El {
    let text = say(move |w, _| {
        let (count, shown) = (look.sorted.with(Vec::len), look.shown.with(Vec::len));
        profiles.with(|profiles| {
            let collections = profiles.collections();
            let until = collections.iter().find_map(|of| match of.pager.progress {
                PageProgress::Waiting(until) => Some(until),
                _ => None,
            });
            if let Some(until) = until {
                return (w.waiting)(now.get().ms_until(until).div_ceil(1_000));
            }
            if profiles.is_busy() {
                return (w.reading)(count);
            }
            let read_at = collections.iter().filter_map(|of| of.read_at).next_back();
            let mut text = if shown == count {
                (w.count)(count)
            } else {
                (w.shown)(shown, count)
            };
            if let Some(at) = read_at {
                text.push_str(" · ");
                text.push_str(&(w.read_at)(&at.utc_clock()));
            }
            text
        })
    });
    el("p")
        .class("hint")
        // The status and the alert are for what becomes of a revocation.
        .attr("aria-live", "polite")
        .child(text)
}

fn no_match(look: TableView) -> El {
    el("p").child(t(|w| w.no_match)).child(" ").child(
        el("button")
            .attr("type", "button")
            .on("click", move |_| look.filter.set(Filter::default()))
            .child(t(|w| w.show_all)),
    )
}
