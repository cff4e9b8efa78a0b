//! A query of the devices that enrolled with a profile.

use super::device::SELECT;
use crate::{
    config::Config,
    graph::{self, EnrollmentMode, ListCall, Profile, Request},
    guid::Guid,
    profile::{ProfileId, ProfileType, Target},
};

/// Which devices are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DevicesQuestion {
    /// The profile.
    pub target: Target,
    /// Its name, by which alone a device names its profile.
    pub name: String,
    /// Its mode, if that is known.
    pub mode: Option<EnrollmentMode>,
    /// How many devices the profile counts, whenever they enrolled.
    pub enrolled_devices: Option<u32>,
    /// Since when, in milliseconds since 1970-01-01T00:00:00Z.
    pub since_ms: i64,
}

/// What is read in a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DevicePart {
    /// The list of devices that enrolled since then, page by page.
    List { since_ms: i64 },
    /// The profile's name of one device.
    One(Guid),
}

/// How much of a text of it is read, in bytes.
const LONGEST: usize = 8_192;

impl DevicesQuestion {
    /// The devices of a profile since a moment.
    pub(crate) fn of(profile: &Profile, since_ms: i64) -> Self {
        Self {
            target: profile.target(),
            name: profile.name.clone(),
            mode: match profile.profile_type {
                // That collection has profiles for dedicated devices only, and no mode.
                ProfileType::AndroidForWork => Some(EnrollmentMode::Dedicated),
                ProfileType::DeviceOwner => match &profile.mode {
                    Some(EnrollmentMode::Other(_)) | None => None,
                    known => known.clone(),
                },
            },
            enrolled_devices: profile.enrolled_devices,
            since_ms,
        }
    }

    /// The question as a text that survives while a sign-in takes the person away. There is no secret in it.
    pub(crate) fn to_text(&self) -> String {
        let Target {
            profile_type,
            profile_id,
        } = &self.target;
        let mode = self.mode.as_ref().map_or("-", EnrollmentMode::as_str);
        let count = self
            .enrolled_devices
            .map_or_else(|| "-".to_owned(), |count| count.to_string());
        let (kind, since, name) = (profile_type.key(), self.since_ms, &self.name);
        format!("{kind} {since} {mode} {count} {profile_id} {name}")
    }

    /// Reads what [`DevicesQuestion::to_text`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut parts = text.splitn(6, ' ');
        let mut next = || parts.next();
        let profile_type = ProfileType::from_key(next()?)?;
        let since_ms = next()?.parse().ok()?;
        let mode = match EnrollmentMode::named(next()?.to_owned()) {
            EnrollmentMode::Other(name) if name == "-" => None,
            EnrollmentMode::Other(_) => return None,
            known => Some(known),
        };
        let enrolled_devices = match next()? {
            "-" => None,
            count => Some(count.parse().ok()?),
        };
        Some(Self {
            target: Target {
                profile_type,
                profile_id: ProfileId::parse(next()?).ok()?,
            },
            name: next()?.to_owned(),
            mode,
            enrolled_devices,
            since_ms,
        })
    }

    /// Whether devices of it have been reported to name no profile: those of the profile that every tenant has for fully managed
    /// devices.
    pub(crate) fn may_go_unnamed(&self) -> bool {
        self.mode == Some(EnrollmentMode::FullyManaged)
    }
}

impl ListCall<DevicePart> {
    /// The request for a page of devices, or for one; `None` where its address must not be followed.
    pub(crate) fn devices(&self, config: &Config, fresh: Guid) -> Option<Request> {
        match (&self.list, &self.link) {
            (DevicePart::List { since_ms }, None) => {
                Some(graph::list_devices(config, *since_ms, SELECT, fresh))
            }
            (DevicePart::List { .. }, Some(link)) => graph::next_page(config, link, fresh),
            (DevicePart::One(id), _) => Some(graph::get_device(config, id, fresh)),
        }
    }
}
