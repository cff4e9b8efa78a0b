//! The console: the form, the confirmation and the outcome of a revocation, and the list of profiles with what is found and
//! chosen in it.

mod code_form;
mod columns;
mod confirmation;
mod context;
mod details_panel;
mod intake;
mod list;
mod list_failures;
mod outcome;
mod receipt;
mod revoke_form;
mod selection_bar;
mod table;
#[cfg(test)]
mod tests;
mod toolbar;

pub(crate) use confirmation::confirmation;
pub(crate) use context::{CODE_FIELD, Finder, FinderContext, ListAction, PROFILE_ID_FIELD};
pub(crate) use list::finder;
pub(crate) use outcome::outcome;
pub(crate) use revoke_form::revoke_form;
