//! Props and actions of the list.

use std::{pin::Pin, sync::Arc};

use leptos::prelude::*;

use super::{
    camera::LoadCamera,
    choosing::Choosing,
    table_view::{ListAddress, Spreadsheet, TableView},
};
use crate::{
    actions::Revocation,
    address::Screen,
    browser_records::StorageProblem,
    config::PageAddress,
    graph::Profile,
    lazy::NotLoaded,
    paste::{Intake, PasteReader, Pasted},
    profile::{DeepLink, ProfileType, Target, Wanted},
    profiles::{ListRow, Profiles, TokenSearch},
    readiness::Readiness,
    runs::{Choice, plan_file::HandedPlan},
    time::Time,
    ui::common::{context::ScreenContext, signal::RwSignal},
};

/// The `id` of the field for a profile's ID, where what is pasted may be more than that. `src/guard.js` knows it too.
pub(crate) const PROFILE_ID_FIELD: &str = "profile-id";

/// The `id` of the field for a picture.
pub(super) const PICTURE_FIELD: &str = "code-picture";

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
    /// Where the revocation stands.
    pub revocation: RwSignal<Revocation>,
    /// Whether a run is under way.
    pub run_is_under_way: RwSignal<bool>,
    /// Why this browser cannot keep what becomes of a revocation, if it cannot.
    pub not_kept: RwSignal<Option<StorageProblem>>,
    /// What the form is filled with.
    pub deep_link: RwSignal<DeepLink>,
    pub list_address: ListAddress,
    /// The profile that was read last, away from the list.
    pub read: RwSignal<Option<Profile>>,
    /// What was handed in to be recognised.
    pub intake: RwSignal<Option<Intake>>,
    /// Plans to revoke the tokens of many profiles.
    pub on_plan: Callback<Choice>,
    /// Opens the plan of a file.
    pub on_open_plan: Callback<HandedPlan>,
    /// Which screen is shown.
    pub screen: RwSignal<Screen>,
    /// Counts up when every active token is to be chosen.
    pub every_active: RwSignal<u32>,
    /// Counts up when the list is to be read anew.
    pub list_is_old: RwSignal<u32>,
}

/// What reads texts, and shows what they hold.
#[derive(Clone, Copy)]
pub(crate) struct IntakePart {
    pub reader: PasteReader,
    /// Shows it, filled in or not where it is one profile; the callback puts it away.
    pub show: fn(&Arc<Pasted>, bool, IntakeProps, Callback<()>) -> AnyView,
    /// Offers to open a plan; the callback puts it away.
    pub show_plan: fn(&Arc<String>, IntakeProps, Callback<()>) -> AnyView,
}

/// Loads what reads texts.
pub(crate) type LoadIntakePart =
    fn() -> Pin<Box<dyn Future<Output = Result<IntakePart, NotLoaded>>>>;

/// What the notice needs of the list around it.
#[derive(Clone, Copy)]
pub(crate) struct IntakeProps {
    /// What was handed in; it is taken out at once.
    pub intake: RwSignal<Option<Intake>>,
    pub load_reader: LoadIntakePart,
    /// The profiles, by which names are looked up.
    pub profiles: RwSignal<Profiles>,
    /// What the form is filled with.
    pub deep_link: RwSignal<DeepLink>,
    /// Fills a profile into the form.
    pub pick: Callback<Wanted>,
    /// How the search for a token stands.
    pub search: RwSignal<Option<TokenSearch>>,
    pub now: RwSignal<Time>,
    /// Searches for the profile of a token.
    pub on_search: Callback<Arc<Pasted>>,
    /// Chooses those that are in the list, too.
    pub on_choose: Callback<Arc<Choice>>,
    /// Plans to revoke the tokens of many profiles.
    pub on_plan: Callback<Choice>,
    /// Opens the plan of a file.
    pub on_open_plan: Callback<HandedPlan>,
    /// Which screen is shown.
    pub screen: RwSignal<Screen>,
    /// Whether profiles are offered for what was entered in place of an ID.
    pub is_offered: RwSignal<bool>,
    /// The profile whose details are open.
    pub picked: RwSignal<Option<Target>>,
    /// Where the revocation stands.
    pub revocation: RwSignal<Revocation>,
    /// Whether a run is under way.
    pub run_is_under_way: RwSignal<bool>,
}

/// What the list shows, and what a person can make it do.
#[derive(Clone)]
pub(crate) struct Finder {
    /// The page above it.
    pub context: FinderContext,
    pub profiles: RwSignal<Profiles>,
    /// Takes what the person wants of the list.
    pub on_list: Callback<ListAction>,
    pub load_reader: LoadIntakePart,
    pub load_panel: LoadPanel,
    /// Takes the event of a file field.
    pub on_files: Callback<leptos::ev::Event>,
    /// Takes in what the clipboard holds; where the browser does not tell, the box is ready for it.
    pub on_paste: Callback<()>,
    /// Loads what shows what the camera sees.
    pub load_camera: LoadCamera,
    /// Whether the browser lets the page ask for a camera.
    pub has_camera: bool,
    /// How the search for a token stands.
    pub search: RwSignal<Option<TokenSearch>>,
    /// Searches for the profile of a token.
    pub on_search: Callback<Arc<Pasted>>,
    /// Whether what this person may not read is no longer to be explained, in this tab.
    pub refusal_is_closed: RwSignal<bool>,
    /// The columns that the person has left out, as [`HiddenColumns`](crate::profiles::HiddenColumns) writes them.
    pub hidden: RwSignal<String>,
}

/// What the panel has of the console around it.
#[derive(Clone)]
pub(crate) struct PanelProps {
    pub around: ScreenContext,
    pub revocation: RwSignal<Revocation>,
    /// Why this browser cannot keep what becomes of a revocation, if it cannot.
    pub not_kept: RwSignal<Option<StorageProblem>>,
    pub profiles: RwSignal<Profiles>,
    /// What the form is filled with.
    pub deep_link: RwSignal<DeepLink>,
    pub(super) look: TableView,
    /// Asks whether to revoke a profile's token.
    pub request: Callback<Target>,
    /// What this account may do here, as far as that is known.
    pub readiness: RwSignal<Option<Readiness>>,
}

/// What the notices of what could not be read have of the list.
#[derive(Clone, Copy)]
pub(crate) struct ListFailuresProps {
    pub profiles: RwSignal<Profiles>,
    pub now: RwSignal<Time>,
    /// Takes what the person wants of the list.
    pub on_list: Callback<ListAction>,
    /// Whether what this person may not read is no longer to be explained, in this tab.
    pub refusal_is_closed: RwSignal<bool>,
    /// Whether the address asks what the sign-in tells of the set-up.
    pub tests_set_up: bool,
}

/// What the list does not need to be there.
#[derive(Clone, Copy)]
pub(crate) struct PanelPart {
    /// Shows one profile, and what is asked about it.
    pub panel: fn(PanelProps) -> AnyView,
    /// What this account may do here.
    pub readiness: fn(PanelProps) -> AnyView,
    /// What can be done with the profiles that are chosen.
    pub(super) what_to_do: fn(Choosing, PageAddress, Callback<Choice>) -> AnyView,
    /// What could not be read.
    pub list_failures: fn(ListFailuresProps) -> AnyView,
    /// What stands in the menu of columns.
    pub(super) column_menu: fn(PanelProps, Spreadsheet) -> AnyView,
    /// Copies rows as a spreadsheet takes them from the clipboard, at a moment in milliseconds since 1970-01-01T00:00:00Z.
    pub(super) copy_rows: fn(Spreadsheet, &[Arc<ListRow>], i64),
}

impl PanelPart {
    /// The same with what acts for it.
    pub(crate) const fn driven(
        self,
        panel: fn(PanelProps) -> AnyView,
        readiness: fn(PanelProps) -> AnyView,
    ) -> Self {
        Self {
            panel,
            readiness,
            ..self
        }
    }
}

/// Loads it.
pub(crate) type LoadPanel = fn() -> Pin<Box<dyn Future<Output = Result<PanelPart, NotLoaded>>>>;
