//! What a run is made of: how many profiles of which type and mode, how many devices, and which ones more hangs on than on the
//! others.

use crate::{
    graph::EnrollmentMode,
    profile::ProfileType,
    profiles::Risk,
    runs::{ItemStatus, Run},
    sort::sort_by,
};

/// What is about to be revoked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct MakeUp {
    /// How many there are of each type that there is.
    pub types: Vec<(ProfileType, usize)>,
    /// How many there are of each mode that there is, the most first.
    pub modes: Vec<(EnrollmentMode, usize)>,
    /// How many devices have enrolled through them.
    pub devices: usize,
    /// Whether that is known of each.
    pub knows_devices: bool,
    /// The names of Intune's default profiles.
    pub defaults: Vec<String>,
    /// The names of those for staging.
    pub staging: Vec<String>,
}

impl MakeUp {
    pub(super) fn of(run: &Run) -> Self {
        let now_ms = run.plan().made_at.unix_ms;
        let mut made = Self {
            knows_devices: true,
            ..Self::default()
        };
        let waiting = |item: &&crate::runs::Item| item.state() == ItemStatus::Waiting;
        for item in run.items().iter().filter(waiting) {
            add(&mut made.types, item.target.profile_type);
            let profile = item.before.as_ref();
            match profile.and_then(|profile| profile.enrolled_devices) {
                Some(count) => made.devices += usize::try_from(count).unwrap_or_default(),
                None => made.knows_devices = false,
            }
            let Some(profile) = profile else { continue };
            if let Some(mode) = &profile.mode {
                add(&mut made.modes, mode.clone());
            }
            for risk in Risk::of(profile, now_ms) {
                match risk {
                    Risk::DefaultFullyManaged => made.defaults.push(profile.name.clone()),
                    Risk::Staging => made.staging.push(profile.name.clone()),
                    Risk::NeverExpires | Risk::LongLived | Risk::NeverUsed => {}
                }
            }
        }
        sort_by(&mut made.types, |(one, _), (other, _)| {
            one.key().cmp(other.key())
        });
        sort_by(&mut made.modes, |(_, one), (_, other)| other.cmp(one));
        made
    }
}

fn add<T: PartialEq>(counts: &mut Vec<(T, usize)>, one: T) {
    match counts.iter_mut().find(|(other, _)| *other == one) {
        Some((_, count)) => *count += 1,
        None => counts.push((one, 1)),
    }
}
