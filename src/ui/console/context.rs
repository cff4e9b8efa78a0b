//! Props and actions of the list, and how it is looked at.

use std::{pin::Pin, sync::Arc};

use leptos::prelude::*;

use super::columns::COLUMNS;
use crate::{
    graph::Profile,
    lazy::NotLoaded,
    paste::{Intake, PasteReader, Pasted},
    profile::{DeepLink, ProfileType, Target},
    profiles::{Arrangement, Filter, ListRow, Profiles, TokenSearch},
    runs::Choice,
    time::Time,
    ui::common::context::ScreenContext,
};

/// The `id` of the field for a profile's ID, where what is pasted may be more than that. `src/guard.js` knows it too.
pub(crate) const PROFILE_ID_FIELD: &str = "profile-id";
/// The `id` of the field for a token.
pub(crate) const CODE_FIELD: &str = "code-text";

/// What a person wants of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListAction {
    /// Read both collections anew.
    Refresh,
    /// Go on where reading this collection failed.
    TryAgain(ProfileType),
}

/// What the list has of the page above it.
#[derive(Clone)]
pub(crate) struct FinderContext {
    /// The configuration and the session.
    pub around: ScreenContext,
    /// What the form is filled with.
    pub deep_link: RwSignal<DeepLink>,
    /// The profile that was read last, away from the list.
    pub read: RwSignal<Option<Profile>>,
    /// What was handed in to be recognised.
    pub intake: RwSignal<Option<Intake>>,
    /// Plans to revoke the tokens of many profiles.
    pub on_plan: Callback<Choice>,
    /// Counts up when the list is to be read anew.
    pub list_is_old: RwSignal<u32>,
    /// Gets what tells of a profile what the list says of it.
    pub listed: RwSignal<Option<Callback<Target, Option<Profile>>>>,
}

/// Loads what reads texts.
pub(crate) type LoadPasteReader =
    fn() -> Pin<Box<dyn Future<Output = Result<PasteReader, NotLoaded>>>>;

/// What the list shows, and what a person can make it do.
#[derive(Clone)]
pub(crate) struct Finder {
    /// The page above it.
    pub context: FinderContext,
    pub profiles: RwSignal<Profiles>,
    /// Takes what the person wants of the list.
    pub on_list: Callback<ListAction>,
    pub load_reader: LoadPasteReader,
    /// Takes the event of a file field.
    pub on_files: Callback<leptos::ev::Event>,
    /// How the search for a token stands.
    pub search: RwSignal<Option<TokenSearch>>,
    /// Searches for the profile of a token.
    pub on_search: Callback<Arc<Pasted>>,
}

/// How the list is looked at: what a person chose, and what follows from it.
#[derive(Clone, Copy)]
pub(super) struct TableView {
    pub filter: RwSignal<Filter>,
    pub arrangement: RwSignal<Arrangement>,
    /// Every row, in order.
    pub sorted: Memo<Vec<Arc<ListRow>>>,
    /// The rows that are shown, in order.
    pub shown: Memo<Vec<Arc<ListRow>>>,
    /// The profile whose details are open.
    pub picked: RwSignal<Option<Target>>,
}

impl TableView {
    pub(super) fn new(profiles: RwSignal<Profiles>, now: RwSignal<Time>) -> Self {
        let filter = RwSignal::new(Filter::default());
        let arrangement = RwSignal::new(Arrangement::default());
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
            filter.with(|filter| sorted.with(|rows| filter.of(rows, now_ms)))
        });
        Self {
            filter,
            arrangement,
            sorted,
            shown,
            picked: RwSignal::new(None),
        }
    }
}
