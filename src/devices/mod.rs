//! The devices that enrolled with a profile. No clock, no web.
//!
//! Graph's list of devices does not tell with which profile each of them enrolled, and filters by the time of enrollment at
//! best: so what it lists is looked at row by row, what can be of the profile is read by itself, and what could not be told is
//! counted. `docs/devices.md` has the rules and describes the JSON.

mod device;
mod found;
mod question;
mod search;
mod section;
#[cfg(test)]
mod tests;

pub(crate) use device::{Device, WhyUntold};
pub(crate) use found::{
    DeviceColumn, DeviceStrings, DevicesFound, csv, json, markdown, text, told,
};
pub(crate) use question::{DevicePart, DevicesQuestion};
pub(crate) use search::{DeviceSearch, DeviceStep, Ending};
pub(crate) use section::{DevicesSection, DevicesSections};
