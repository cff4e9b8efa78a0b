//! Props and actions of the devices.

use leptos::prelude::*;

use crate::{
    devices::{DeviceSearch, DevicesQuestion},
    time::Time,
    ui::common::{devices::DevicesContext, permission::Asking, signal::RwSignal},
};

/// What the devices show, and what a person can make them do.
#[derive(Clone)]
pub(crate) struct Devices {
    pub context: DevicesContext,
    /// How the search stands, once there is one.
    pub look: RwSignal<Option<DevicesLookup>>,
    /// Takes what the person wants.
    pub on_action: Callback<DevicesAction>,
}

/// What a person wants of the devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DevicesAction {
    /// Look for them.
    Look(DevicesQuestion),
    /// Go on where something was not read.
    GoOn,
    Cancel,
}

/// A search, and what it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DevicesLookup {
    pub search: DeviceSearch,
    /// How far the person has been asked for what it needs.
    pub asking: Asking,
    /// When it began.
    pub at: Time,
}
