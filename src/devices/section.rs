//! What was found of a profile's devices, as receipts, reports and folders take it along.

use std::sync::Arc;

use crate::profile::Target;

/// The devices of one profile, written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DevicesSection {
    /// The profile.
    pub target: Target,
    /// Lines of text.
    pub text: String,
    pub markdown: String,
    /// A value of JSON.
    pub json: String,
    pub csv: String,
}

/// What was found of each profile, as long as the person is signed in; it is kept nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DevicesSections(Vec<Arc<DevicesSection>>);

impl DevicesSections {
    /// Takes what was found last of a profile.
    pub(crate) fn put(&mut self, section: DevicesSection) {
        self.0.retain(|known| known.target != section.target);
        self.0.push(Arc::new(section));
    }

    pub(crate) fn of(&self, target: &Target) -> Option<&Arc<DevicesSection>> {
        self.0.iter().find(|section| section.target == *target)
    }

    /// Those of some of the profiles, in the order in which they were looked up.
    pub(crate) fn of_those(&self, is_one: impl Fn(&Target) -> bool) -> Self {
        let those = self.0.iter().filter(|section| is_one(&section.target));
        Self(those.cloned().collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &DevicesSection> {
        self.0.iter().map(|section| &**section)
    }
}
