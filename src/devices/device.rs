//! A device, as Graph lists it.

use serde_json::Value;

use crate::{
    graph::{EnrollmentMode, ListFailure},
    guid::Guid,
    text::{json::Object, search::normal},
    time,
};

/// A device that Intune manages. A text is empty where Graph tells none.
///
/// <https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice>
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Device {
    /// `id`; `None` where it is none that can stand in a request.
    pub id: Option<Guid>,
    /// `deviceName`.
    pub name: String,
    /// `enrolledDateTime`, in milliseconds since 1970-01-01T00:00:00Z.
    pub enrolled_ms: Option<i64>,
    /// `deviceEnrollmentType`.
    pub enrollment_type: String,
    /// `operatingSystem`.
    pub operating_system: String,
    /// `manufacturer`.
    pub manufacturer: String,
    /// `model`.
    pub model: String,
    /// `serialNumber`.
    pub serial_number: String,
    /// `userPrincipalName`.
    pub user: String,
    /// `lastSyncDateTime`, in milliseconds since 1970-01-01T00:00:00Z.
    pub last_sync_ms: Option<i64>,
    /// `complianceState`.
    pub compliance: String,
    /// `enrollmentProfileName`, which lists have been seen to leave out.
    pub profile_name: Option<String>,
}

/// Why it cannot be told whether a device enrolled with the profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WhyUntold {
    /// The device names no profile.
    NoName,
    /// It names a profile whose name differs in case or outer spaces only.
    OtherSpelling(String),
    /// It was listed, and is not there any more.
    Gone,
    /// It has no ID by which it could be read.
    NoId,
    /// It could not be read.
    Failed(ListFailure),
    /// It was not read: the search was cancelled, or what became of others would have become of it.
    NotRead,
}

impl WhyUntold {
    /// The reason in JSON and in tables.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::NoName => "noProfileName",
            Self::OtherSpelling(_) => "otherSpelling",
            Self::Gone => "gone",
            Self::NoId => "noId",
            Self::Failed(_) => "failed",
            Self::NotRead => "notRead",
        }
    }
}

/// What a device's enrollment type tells of the mode of the profile that it enrolled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It fits, or does not say.
    MayBe,
    /// It is of another mode, or of another platform.
    Other,
}

/// How much of a text is kept, in characters.
const LONGEST: usize = 1_000;

/// The fields that are asked for. The profile's name is among them for the day on which lists tell it.
pub(super) const SELECT: &str = "id,deviceName,enrolledDateTime,deviceEnrollmentType,operatingSystem,manufacturer,model,serialNumber,userPrincipalName,lastSyncDateTime,complianceState,enrollmentProfileName";

/// What a device enrolled through a profile of Android is called: <https://learn.microsoft.com/graph/api/resources/intune-devices-deviceenrollmenttype>.
const OF_MODES: [(&str, EnrollmentMode); 5] = [
    (
        "androidEnterpriseDedicatedDevice",
        EnrollmentMode::Dedicated,
    ),
    (
        "androidEnterpriseFullyManaged",
        EnrollmentMode::FullyManaged,
    ),
    (
        "androidEnterpriseCorporateWorkProfile",
        EnrollmentMode::WorkProfile,
    ),
    (
        "androidAOSPUserlessDeviceEnrollment",
        EnrollmentMode::AospUserless,
    ),
    (
        "androidAOSPUserOwnedDeviceEnrollment",
        EnrollmentMode::AospUserAssociated,
    ),
];

/// How the names of all other enrollment types that are known begin.
const OF_OTHERS: [&str; 5] = [
    "user",
    "deviceEnrollmentManager",
    "apple",
    "windows",
    "azure",
];

impl Device {
    /// Reads a device. Nothing has to be there, so that none is left out silently.
    pub(crate) fn from_json(json: &Object) -> Self {
        let told = |name| json.get(name).and_then(Value::as_str);
        let text = |name| -> String {
            let text = told(name).unwrap_or_default();
            text.chars().take(LONGEST).collect()
        };
        Self {
            id: told("id").and_then(Guid::parse),
            name: text("deviceName"),
            enrolled_ms: told("enrolledDateTime").and_then(moment),
            enrollment_type: text("deviceEnrollmentType"),
            operating_system: text("operatingSystem"),
            manufacturer: text("manufacturer"),
            model: text("model"),
            serial_number: text("serialNumber"),
            user: text("userPrincipalName"),
            last_sync_ms: told("lastSyncDateTime").and_then(moment),
            compliance: text("complianceState"),
            profile_name: Some(text("enrollmentProfileName")).filter(|name| !name.is_empty()),
        }
    }

    /// Whether it can be of a profile of this mode; `None` for a mode that nobody knows.
    pub(crate) fn kind(&self, mode: Option<&EnrollmentMode>) -> Kind {
        let named = &*self.enrollment_type;
        let of_mode = OF_MODES.iter().find(|(name, _)| *name == named);
        let may_be = match (of_mode, mode) {
            (Some((_, of)), Some(mode)) => of == mode,
            (Some(_), None) => true,
            (None, _) => !OF_OTHERS.iter().any(|of| named.starts_with(of)) && self.may_be_android(),
        };
        if may_be { Kind::MayBe } else { Kind::Other }
    }

    /// Whether its operating system may be Android, or is not told.
    fn may_be_android(&self) -> bool {
        let system = self.operating_system.to_ascii_lowercase();
        // In bytes, as elsewhere: what searches in a text is large.
        system.is_empty()
            || system.as_bytes().windows(7).any(|part| part == b"android")
            || system.as_bytes().windows(4).any(|part| part == b"aosp")
    }

    /// Manufacturer and model, as far as they are told.
    pub(crate) fn make(&self) -> String {
        let mut make = self.manufacturer.clone();
        if !make.is_empty() && !self.model.is_empty() {
            make.push(' ');
        }
        make.push_str(&self.model);
        make
    }
}

/// Whether two names differ in case or outer spaces at most.
pub(super) fn is_same_but_for_spelling(one: &str, other: &str) -> bool {
    normal(one.trim()) == normal(other.trim())
}

/// Where it is not known, Graph says that it was in the year 1.
fn moment(text: &str) -> Option<i64> {
    time::unix_ms(text).filter(|ms| time::year(*ms) > 1)
}
