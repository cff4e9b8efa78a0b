//! The table. Only the rows in view are made, however many there are.

use std::sync::Arc;

use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent},
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys::Element,
};

use super::{
    choosing::Choosing,
    columns::{COLUMNS, ListCell},
    table_view::{LIST, TableView},
};
use crate::{
    graph::Profile,
    profile::Target,
    profiles::{ListRow, ShownCount},
    time::Time,
    ui::{
        common::{
            effect::{effect, effect_since},
            html::{El, dynamic, el},
            live::Live,
            profile_facts,
            rows::Window,
            signal::{Memo, RwSignal},
        },
        words::{
            console::ConsoleStrings,
            list::{ListStrings, say, t},
        },
    },
};

/// By how many rows Page Up and Page Down go.
const LEAP: usize = 8;

/// Where a person is in the table: how far it is scrolled, and the row that the keyboard is at.
#[derive(Clone, Copy)]
struct RowPlace {
    choosing: Choosing,
    window: Window,
    active: RwSignal<Option<Target>>,
}

impl RowPlace {
    fn new(choosing: Choosing) -> Self {
        Self {
            choosing,
            window: Window::new(),
            active: RwSignal::new(None),
        }
    }

    /// Which of the rows that are shown the keyboard is at.
    fn at(self) -> Option<usize> {
        self.active.with(|active| {
            let target = active.as_ref()?;
            let is_active = |row: &Arc<ListRow>| row.profile.is(target);
            self.choosing
                .look
                .shown
                .with(|rows| rows.iter().position(is_active))
        })
    }

    /// The same, while that row is made: what `aria-activedescendant` names has to be there, and it may be scrolled away.
    fn at_in_view(self) -> Option<usize> {
        let rows = self.choosing.look.shown.with(Vec::len);
        self.at().filter(|at| self.window.made(rows).contains(at))
    }

    /// Goes to a row, or to the last one, and brings it into view.
    fn go(self, to: usize) {
        let Some((to, target)) = self.choosing.look.shown.with_untracked(|rows| {
            let to = to.min(rows.len().checked_sub(1)?);
            Some((to, rows.get(to)?.profile.target()))
        }) else {
            return;
        };
        if let Some(window) = self.window.node.get_untracked() {
            let row = self.window.row_px();
            let top = i32::try_from(to).unwrap_or(0) * row;
            // The head of the table stays in view, and takes no more than a row's height.
            let bottom = top + 2 * row - window.client_height();
            if window.scroll_top() > top {
                window.set_scroll_top(top);
            } else if window.scroll_top() < bottom {
                window.set_scroll_top(bottom);
            }
            self.window.follow_scroll();
        }
        self.active.set(Some(target));
    }

    /// Goes to the row of a profile, unless it was picked there; `false` where it is not shown, or not yet.
    fn jump(self, target: &Target) -> bool {
        let is_there = |active: &Option<Target>| active.as_ref() == Some(target);
        if self.active.with_untracked(is_there) {
            return true;
        }
        let shown = self.choosing.look.shown;
        let at = shown.with(|rows| rows.iter().position(|row| row.profile.is(target)));
        if at.is_some() {
            self.show(target.clone());
        }
        at.is_some()
    }

    /// Goes to the row of a profile, wherever that is once the rows are laid out.
    fn show(self, target: Target) {
        request_animation_frame(move || {
            let shown = self.choosing.look.shown;
            let at = shown
                .try_with_untracked(|rows| rows.iter().position(|row| row.profile.is(&target)));
            if let Some(Some(at)) = at {
                self.go(at);
            }
        });
    }

    /// Goes where a key leads; `false` for keys that lead nowhere.
    fn follow_key(self, key: &str) -> bool {
        let at = untrack(|| self.at());
        match (key, at) {
            ("ArrowDown", None) | ("Home", _) => self.go(0),
            ("ArrowDown", Some(at)) => self.go(at + 1),
            ("ArrowUp", at) => self.go(at.unwrap_or(0).saturating_sub(1)),
            ("End", _) => self.go(usize::MAX),
            ("PageDown", at) => self.go(at.unwrap_or(0) + LEAP),
            ("PageUp", at) => self.go(at.unwrap_or(0).saturating_sub(LEAP)),
            _ => return false,
        }
        true
    }
}

/// The table; `pick` takes a row that was clicked, `request` one on which R was pressed, and `copy` copies the rows that are
/// chosen, or the given one.
pub(super) fn table(
    choosing: Choosing,
    now: RwSignal<Time>,
    (pick, request, copy): (Callback<Target>, Callback<Target>, Callback<Option<Target>>),
) -> El {
    let place = RowPlace::new(choosing);
    let look = choosing.look;
    // Whatever was picked elsewhere than in the list is led to, as soon as it is there.
    effect_since(move |led_to: Option<Target>| {
        let picked = look.picked.get();
        let is_led_to = led_to == picked;
        (is_led_to || picked.as_ref().is_some_and(|picked| place.jump(picked)))
            .then_some(picked)
            .flatten()
    });
    // So is what is picked, or sought by its ID, once it stands among all again.
    effect_since(move |was_searched| {
        let is_searched = look.search.with(|search| !search.is_empty());
        if was_searched
            && !is_searched
            && let Some(picked) = look.picked.get_untracked()
        {
            place.show(picked);
        }
        is_searched
    });
    effect(move || {
        if let Some(sought) = look.sought.get() {
            place.show(sought);
        }
    });
    let on_key = move |event: Event| {
        // What stands in the head of the table takes keys of its own.
        if !hit(&event, "table") {
            return;
        }
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else {
            return;
        };
        let key = event.key();
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            match key.as_str() {
                _ if event.alt_key() => return,
                "a" | "A" => choosing.add_shown(),
                "c" | "C" => copy.run(place.active.get_untracked()),
                _ => return,
            }
            event.prevent_default();
            return;
        }
        match (key.as_str(), place.active.get_untracked()) {
            ("Enter", Some(target)) => pick.run(target),
            // A token that no longer works is looked at, and not asked about.
            ("r" | "R", Some(target)) if is_inactive(look, &target, now) => pick.run(target),
            ("r" | "R", Some(target)) => request.run(target),
            (" ", Some(target)) => choosing.switch(&target, event.shift_key()),
            (key, _) if place.follow_key(key) => {}
            _ => return,
        }
        event.prevent_default();
    };
    let on_focus = move |event: Event| {
        // A click brings the focus too, and says by itself which row it means.
        if hit(&event, ":focus-visible") && place.active.with_untracked(Option::is_none) {
            place.go(0);
        }
    };
    let count = say(move |_, _| (look.shown.with(Vec::len) + 1).to_string());
    let at = say(move |_, _| place.at_in_view().map_or_else(String::new, row_id));
    let rows = el("div")
        .class("rows")
        // Firefox makes whatever scrolls a tab stop, here one without a name. The table in it is one, and its keys scroll.
        .attr("tabindex", "-1")
        .node_ref(place.window.node)
        .on("scroll", move |_| place.window.follow_scroll())
        .child(
            el("table")
                .attr("id", LIST)
                .attr("role", "grid")
                .attr("tabindex", "0")
                .attr("aria-label", t(|w| w.table))
                .attr("aria-multiselectable", "true")
                .attr("aria-describedby", "finder-keys")
                .attr("aria-rowcount", count)
                .attr("aria-activedescendant", at)
                .on("keydown", on_key)
                .on("focus", on_focus)
                .child(widths())
                .child(head(choosing))
                .child(el("tbody").child(body(&place, now, pick))),
        );
    el("div").class("scroll").child(rows).child(
        el("p")
            .class("unseen")
            .attr("id", "finder-keys")
            .child(t(|w| w.table_hint)),
    )
}

/// Whether an event is about an element that a selector fits.
fn hit(event: &Event, selector: &str) -> bool {
    let target = event.target();
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Whether the list shows the token of a profile as one that no longer works.
fn is_inactive(look: TableView, target: &Target, now: RwSignal<Time>) -> bool {
    let now = now.get_untracked();
    look.shown.with_untracked(|rows| {
        let row = rows.iter().find(|row| row.profile.is(target));
        row.is_some_and(|row| profile_facts::is_inactive(&row.profile, now))
    })
}

fn body(place: &RowPlace, now: RwSignal<Time>, pick: Callback<Target>) -> AnyView {
    let place = *place;
    // The words are looked up once for all rows, which are many.
    let words = crate::ui::words::list::both();
    let look = place.choosing.look;
    // The clock makes a row anew only where the row says something else by it: a row that is made anew between the two halves of a
    // click takes the click along.
    let days = Memo::new(move |_| {
        let now_ms = now.get().unix_ms;
        look.shown.with(|rows| {
            let made = rows[place.window.made(rows.len())].iter();
            made.map(|row| row.profile.token_state(now_ms).days_left())
                .collect::<Vec<_>>()
        })
    });
    dynamic(move || {
        let words = words.get();
        days.with(|_| ());
        let now = now.get_untracked();
        look.shown.with(|rows| {
            let shown = place.window.made(rows.len());
            let mut made = vec![place.window.spacer(shown.start)];
            made.extend(
                rows[shown.clone()]
                    .iter()
                    .zip(shown.start..)
                    .map(|(row, at)| table_row(&row.profile, at, now, &place, pick, words)),
            );
            made.push(place.window.spacer(rows.len() - shown.end));
            El::many(made)
        })
    })
}

fn row_id(at: usize) -> String {
    format!("profile-{at}")
}

/// The box that chooses every row that is shown.
fn every_row(choosing: Choosing) -> El {
    let checked = Live::new(move || match choosing.of_shown() {
        ShownCount { chosen: 0, .. } => "false",
        ShownCount { count, chosen } if count == chosen => "true",
        ShownCount { .. } => "mixed",
    });
    el("th").attr("scope", "col").class("check").child(
        el("button")
            .attr("type", "button")
            .attr("role", "checkbox")
            .attr("aria-checked", checked)
            .on("click", move |_| choosing.switch_shown())
            .child(el("span").class("unseen").child(t(|w| w.select_shown))),
    )
}

/// How wide each column is; the first is that of the boxes. A column that is hidden where there is no room hides its width too, by
/// its class: widths count by place.
fn widths() -> El {
    let boxes = el("col").attr("width", "44");
    let columns = COLUMNS.iter().map(|column| {
        let col = el("col").class(column.class);
        match column.width {
            Some(width) => col.attr("width", width),
            None => col,
        }
    });
    el("colgroup").child(boxes).children(columns)
}

fn head(choosing: Choosing) -> El {
    let look = choosing.look;
    el("thead").child(
        el("tr")
            .attr("aria-rowindex", "1")
            .child(every_row(choosing))
            .children(COLUMNS.iter().enumerate().map(|(place, column)| {
                let sorted = Live::new(move || {
                    look.arrangement.with(|arrangement| {
                        match (arrangement.column == place, arrangement.descending) {
                            (false, _) => "none",
                            (true, false) => "ascending",
                            (true, true) => "descending",
                        }
                    })
                });
                el("th")
                    .attr("scope", "col")
                    .class(column.class)
                    .attr("aria-sort", sorted)
                    .child(
                        el("button")
                            .attr("type", "button")
                            .on("click", move |_| {
                                look.arrangement
                                    .update(|arrangement| arrangement.choose(place));
                            })
                            .child(t(column.head)),
                    )
            })),
    )
}

fn table_row(
    profile: &Profile,
    at: usize,
    now: Time,
    place: &RowPlace,
    pick: Callback<Target>,
    (w, common): (&'static ListStrings, &'static ConsoleStrings),
) -> El {
    let RowPlace {
        choosing, active, ..
    } = *place;
    let look = choosing.look;
    let target = profile.target();
    let picked = {
        let target = target.clone();
        Live::new(move || {
            if look.picked.with(|picked| picked.as_ref() == Some(&target)) {
                "true"
            } else {
                "false"
            }
        })
    };
    let [is_chosen, is_checked] = [target.clone(), target.clone()].map(|target| {
        Live::new(move || {
            if choosing.has(&target) {
                "true"
            } else {
                "false"
            }
        })
    });
    let is_active = {
        let target = target.clone();
        move || active.with(|active| active.as_ref() == Some(&target))
    };
    let state = profile.token_state(now.unix_ms);
    let is_inactive = profile_facts::is_inactive(profile, now);
    let name = profile_facts::name_text(&profile.name, common);
    el("tr")
        .attr("id", row_id(at))
        .attr("aria-rowindex", (at + 2).to_string())
        .attr("aria-selected", is_chosen)
        .attr("aria-current", picked)
        .attr_if("data-active", "", is_active)
        .attr("data-state", if is_inactive { "inactive" } else { "" })
        .on("mousedown", |event| {
            // The browser would select text too.
            if means(&event) == Means::Range {
                event.prevent_default();
            }
        })
        .on("click", move |event| {
            active.set(Some(target.clone()));
            match means(&event) {
                Means::Pick => pick.run(target.clone()),
                Means::Switch => choosing.switch(&target, false),
                Means::Range => choosing.switch(&target, true),
            }
        })
        .child(
            el("td").class("check").child(
                // The focus stays on the table, which holds rows that come and go.
                el("span")
                    .class("box")
                    .attr("role", "checkbox")
                    .attr("aria-checked", is_checked)
                    .attr("aria-label", (w.select_row)(name)),
            ),
        )
        .children(COLUMNS.iter().map(|column| {
            let cell = ListCell {
                profile,
                state,
                now,
                w,
                common,
            };
            (column.cell)(&cell, el("td").class(column.class))
        }))
}

/// What a click on a row is meant to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    Pick,
    Switch,
    Range,
}

fn means(event: &Event) -> Means {
    let Some(mouse) = event.dyn_ref::<MouseEvent>() else {
        return Means::Pick;
    };
    if mouse.shift_key() {
        Means::Range
    } else if mouse.ctrl_key() || mouse.meta_key() || hit(event, ".check, .check *") {
        Means::Switch
    } else {
        Means::Pick
    }
}
