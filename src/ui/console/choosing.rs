//! The choice of many profiles.

use std::sync::Arc;

use leptos::prelude::*;

use super::table_view::TableView;
use crate::{
    address::LinkedIds,
    profile::Target,
    profiles::{Chosen, ListRow, ReadyMade, Selection, ShownCount},
    runs::Choice,
    time::Time,
    ui::common::{
        effect::effect,
        signal::{Memo, RwSignal},
    },
};

/// What is chosen, and what follows from it.
#[derive(Clone, Copy)]
pub(super) struct Choosing {
    /// How the list is looked at.
    pub look: TableView,
    pub now: RwSignal<Time>,
    pub selection: RwSignal<Selection>,
    /// Graph's name of what was chosen from the menu last; empty since something else was chosen.
    pub menu: RwSignal<String>,
    /// Whether all is read first; unless said, where it is more than one.
    pub reads_all: RwSignal<Option<bool>>,
    pub includes_inactive: RwSignal<bool>,
    pub chosen: Memo<Chosen>,
    pub shown: Memo<ShownCount>,
}

impl Choosing {
    /// Nothing is chosen yet.
    pub(super) fn new(look: TableView, now: RwSignal<Time>) -> Self {
        let selection = RwSignal::new(Selection::default());
        let chosen = Memo::new(move |_| {
            let now_ms = now.get().unix_ms;
            look.sorted
                .with(|rows| selection.with(|selection| selection.chosen(rows, now_ms)))
        });
        let shown = Memo::new(move |_| {
            look.shown
                .with(|rows| selection.with(|selection| selection.shown(rows)))
        });
        // Profiles that are gone drop out.
        effect(move || {
            look.sorted.with(|rows| {
                selection.maybe_update(|selection| selection.forget_others(rows));
            });
        });
        let choosing = Self {
            look,
            now,
            selection,
            menu: RwSignal::new(String::new()),
            reads_all: RwSignal::new(None),
            includes_inactive: RwSignal::new(false),
            chosen,
            shown,
        };
        // What was said of one choice is not said of the next one.
        effect(move || {
            if chosen.get().count == 0 {
                choosing.reads_all.set(None);
                choosing.includes_inactive.set(false);
            }
        });
        choosing
    }

    /// Whether a profile is chosen.
    pub(super) fn has(self, target: &Target) -> bool {
        self.selection.with(|selection| selection.has(target))
    }

    /// How many of the rows that are shown are chosen.
    pub(super) fn of_shown(self) -> ShownCount {
        self.shown.get()
    }

    /// Switches a profile; with the ones between the last one and it, if it is to be a range.
    pub(super) fn switch(self, target: &Target, is_range: bool) {
        self.change(|selection| {
            if is_range {
                let shown = self.look.shown;
                shown.with_untracked(|rows| selection.extend(rows, target));
            } else {
                selection.toggle(target);
            }
        });
    }

    /// Chooses all that are shown; if they are, none of them any longer.
    pub(super) fn switch_shown(self) {
        let shown = self.look.shown;
        self.change(|selection| shown.with_untracked(|rows| selection.toggle_all(rows)));
    }

    /// Chooses all that are shown.
    pub(super) fn add_shown(self) {
        let shown = self.look.shown;
        self.change(|selection| shown.with_untracked(|rows| selection.add(rows)));
    }

    /// Chooses those that are in the list, too.
    pub(super) fn add(self, choice: &Choice) {
        let listed = choice
            .chosen
            .iter()
            .filter(|(_, profile)| profile.is_some());
        self.change(|selection| selection.add_targets(listed.map(|(target, _)| target)));
    }

    /// Chooses these too.
    pub(super) fn add_targets(self, targets: &[Target]) {
        self.change(|selection| selection.add_targets(targets));
    }

    /// The rows that are chosen; if none is, that of a profile.
    pub(super) fn rows(self, otherwise: Option<&Target>) -> Vec<Arc<ListRow>> {
        let rows = self.look.sorted;
        let chosen: Vec<_> = rows.with_untracked(|rows| {
            let chosen = |selection: &Selection| selection.of(rows).cloned().collect();
            self.selection.with_untracked(chosen)
        });
        if !chosen.is_empty() {
            return chosen;
        }
        rows.with_untracked(|rows| {
            let is_meant = |row: &&Arc<ListRow>| otherwise.is_some_and(|of| row.profile.is(of));
            rows.iter().find(is_meant).cloned().into_iter().collect()
        })
    }

    /// The query of a link to what is chosen, where there is one.
    pub(super) fn link(self) -> Option<String> {
        self.look.sorted.with(|rows| {
            self.selection
                .with(|selection| LinkedIds::query(selection.of(rows).map(|row| &row.profile.id)))
        })
    }

    pub(super) fn change(self, change: impl FnOnce(&mut Selection)) {
        self.menu.set(String::new());
        self.selection.update(change);
    }

    /// Chooses every token that works.
    pub(super) fn choose_every_active(self) {
        self.choose(&ReadyMade::EveryActive);
    }

    pub(super) fn choose(self, what: &ReadyMade) {
        let now_ms = self.now.get_untracked().unix_ms;
        let rows = self.look.sorted;
        self.change(|selection| rows.with_untracked(|rows| selection.choose(what, rows, now_ms)));
    }

    pub(super) fn reads_all(self) -> bool {
        let is_many = self.chosen.with(|chosen| chosen.count > 1);
        self.reads_all.get().unwrap_or(is_many)
    }

    /// How many tokens are to be revoked.
    pub(super) fn to_revoke(self) -> usize {
        let Chosen { count, inactive } = self.chosen.get();
        if self.includes_inactive.get() {
            count
        } else {
            count - inactive
        }
    }

    pub(super) fn choice(self) -> Choice {
        untrack(|| Choice {
            chosen: self.look.sorted.with(|rows| {
                self.selection.with(|selection| {
                    selection
                        .of(rows)
                        .map(|row| (row.profile.target(), Some(row.profile.clone())))
                        .collect()
                })
            }),
            reads_all: self.reads_all(),
            includes_inactive: self.includes_inactive.get(),
        })
    }
}
