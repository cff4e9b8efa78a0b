//! The devices that enrolled with a profile, in the panel below it.

mod context;
mod list;
mod screen;
#[cfg(test)]
mod tests;

pub(crate) use context::{Devices, DevicesAction, DevicesLookup};
pub(crate) use screen::{DEVICES_STYLE, devices};
