//! The folder of an incident: everything that the page knows of it, as one file for whoever has to see afterwards what was done.
//!
//! It is a zip with a manifest that names each file with its SHA-256. It holds what receipts, reports and sections hold, so no
//! token and no secret. `docs/incident-folder.md` describes it.

mod archive;
mod folder;

pub(crate) use archive::pack;
pub(crate) use folder::{FolderContent, FolderFile, IncidentFolder, IncidentSubject, device_files};
