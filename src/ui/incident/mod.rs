//! The folder of an incident, offered to who wants to hand it on.

mod screen;

pub(crate) use screen::{IncidentView, incident_folder};
