//! The console: the form, the confirmation and the outcome of a revocation, and the list of profiles with what is found and
//! chosen in it.

mod camera;
mod choosing;
mod column_menu;
mod columns;
mod confirmation;
mod confirmation_facts;
mod context;
mod details;
mod intake;
mod list;
mod list_failures;
mod new_token;
mod outcome;
mod panel;
mod plan_offer;
mod readiness;
mod receipt;
mod recognised;
mod revoke_form;
mod selection_bar;
mod set_up_report;
mod start_choices;
mod table;
mod table_view;
#[cfg(test)]
mod tests;
mod toolbar;

pub(crate) use camera::{CameraRequest, CameraView, viewfinder};
pub(crate) use context::{
    Finder, FinderContext, IntakePart, ListAction, PROFILE_ID_FIELD, PanelPart, PanelProps,
};
pub(crate) use list::finder;
pub(crate) use panel::PANEL_PART;
pub(crate) use readiness::{ReadinessLook, ReadinessView, RolesLook, readiness};
pub(crate) use recognised::INTAKE_PART;
pub(crate) use table_view::{LIST, ListAddress};
