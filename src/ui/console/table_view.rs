//! How the list is looked at.

use std::sync::Arc;

use leptos::prelude::*;

use super::columns::COLUMNS;
use crate::{
    address::LinkedIds,
    profile::Target,
    profiles::{Arrangement, Filter, ListRow, Profiles},
    text::search::SearchTerms,
    time::Time,
    ui::common::{
        copy_button::Clipboard,
        focus::FocusReturn,
        signal::{Memo, RwSignal},
    },
};

/// The `id` of the table of profiles.
pub(crate) const LIST: &str = "profiles";

/// What the address tells of the list, and is told by it.
#[derive(Clone, Copy)]
pub(crate) struct ListAddress {
    pub filter: RwSignal<Filter>,
    pub arrangement: RwSignal<Arrangement>,
    /// The profiles of a link that were not found yet.
    pub linked: RwSignal<LinkedIds>,
    /// Whether it asks what the sign-in tells of the set-up.
    pub tests_set_up: bool,
}

/// The list as a spreadsheet gets it.
#[derive(Clone, Copy)]
pub(super) struct Spreadsheet {
    /// The columns that are left out, as [`HiddenColumns`](crate::profiles::HiddenColumns) writes them.
    pub hidden: RwSignal<String>,
    /// The rows that were copied last, as they were copied.
    pub copied: RwSignal<String>,
    /// What became of that, in words.
    pub said: RwSignal<String>,
    pub clipboard: Option<Clipboard>,
}

impl Spreadsheet {
    /// Nothing was copied yet.
    pub(super) fn new(hidden: RwSignal<String>) -> Self {
        Self {
            hidden,
            copied: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
            clipboard: use_context(),
        }
    }
}

/// How the list is looked at: what a person chose, and what follows from it.
#[derive(Clone, Copy)]
pub(super) struct TableView {
    pub filter: RwSignal<Filter>,
    /// The words that name or ID must contain, as they are typed: they may be a secret, and go nowhere.
    pub search: RwSignal<String>,
    pub arrangement: RwSignal<Arrangement>,
    /// Every row, in order.
    pub sorted: Memo<Vec<Arc<ListRow>>>,
    /// The rows that are shown, in order.
    pub shown: Memo<Vec<Arc<ListRow>>>,
    /// The profile whose details are open.
    pub picked: RwSignal<Option<Target>>,
    /// The profile whose row was asked for last, by its ID.
    pub sought: RwSignal<Option<Target>>,
    /// What had the focus before they were opened.
    pub focus: FocusReturn,
}

impl TableView {
    pub(super) fn new(
        profiles: RwSignal<Profiles>,
        now: RwSignal<Time>,
        list_address: ListAddress,
    ) -> Self {
        let ListAddress {
            filter,
            arrangement,
            ..
        } = list_address;
        let search = RwSignal::new(String::new());
        let sorted = Memo::new(move |_| {
            let mut rows: Vec<Arc<ListRow>> =
                profiles.with(|profiles| profiles.rows().cloned().collect());
            arrangement.with(|arrangement| {
                if let Some(column) = COLUMNS.get(arrangement.column) {
                    arrangement.sort(column.compare, &mut rows);
                }
            });
            rows
        });
        let shown = Memo::new(move |_| {
            let now_ms = now.get_untracked().unix_ms;
            let terms = SearchTerms::of(&search.read());
            filter.with(|filter| sorted.with(|rows| filter.of(rows, &terms, now_ms)))
        });
        Self {
            filter,
            search,
            arrangement,
            sorted,
            shown,
            picked: RwSignal::new(None),
            sought: RwSignal::new(None),
            focus: FocusReturn::new(LIST),
        }
    }

    /// Opens the details of a profile, where they are not open already: what is in them keeps the focus.
    pub(super) fn pick(self, target: Target) {
        let is_other = self
            .picked
            .with_untracked(|picked| picked.as_ref() != Some(&target));
        if is_other {
            self.focus.remember();
            self.picked.set(Some(target));
        }
    }

    /// Closes them.
    pub(super) fn close(self) {
        self.picked.set(None);
        self.focus.give_back();
    }
}
