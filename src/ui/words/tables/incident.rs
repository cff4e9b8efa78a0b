//! The words for the folder of an incident.

use crate::incident::FolderContent;

pub(crate) struct IncidentStrings {
    pub heading: &'static str,
    pub lead: &'static str,
    pub content: fn(FolderContent) -> &'static str,
    /// Of how many of all profiles it is in the folder.
    pub told: fn(FolderContent, usize, usize) -> String,
    pub save: &'static str,
    pub not_saved: &'static str,
}
