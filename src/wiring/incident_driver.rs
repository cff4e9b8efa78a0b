//! Packs the folder of an incident, and offers it as a file.

use leptos::prelude::*;

use crate::{
    browser::{clock, download},
    incident::pack,
    ui::{
        IncidentContext, RwSignal,
        incident::{IncidentView, incident_folder},
    },
};

/// Offers the folder.
pub(super) fn begin(context: IncidentContext) -> AnyView {
    let is_not_saved = RwSignal::new(false);
    let folder = context.folder.clone();
    let save = move || {
        let folder = folder()?;
        let bytes = pack(&folder, clock::now())?;
        download::offer_bytes(&format!("{}.zip", folder.name()), "application/zip", &bytes)
    };
    incident_folder(IncidentView {
        context,
        is_not_saved,
        on_save: Callback::new(move |()| is_not_saved.set(untrack(&save).is_none())),
    })
}
