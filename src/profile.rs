//! What names an enrollment profile: its ID and the collection that holds it.

use std::fmt;

use crate::{guid::Guid, keyed::keyed};

/// The ID of an enrollment profile, safe as one segment of a URL's path.
///
/// A GUID, or `AOSP-` and a GUID, the form by which Microsoft's own AOSP sample addresses such profiles in actions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProfileId(String);

/// Why a text names no profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileIdProblem {
    /// Nothing was entered.
    Empty,
    /// The text is something other than a GUID.
    NotAGuid,
}

impl ProfileId {
    /// Reads what a person enters: any case, with braces or surrounding white space.
    pub fn parse(text: &str) -> Result<Self, ProfileIdProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ProfileIdProblem::Empty);
        }
        let (prefix, rest) = match text.get(..5) {
            Some(start) if start.eq_ignore_ascii_case("AOSP-") => {
                ("AOSP-", text.get(5..).unwrap_or_default())
            }
            _ => ("", text),
        };
        let rest = rest
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
            .unwrap_or(rest);
        let guid = Guid::parse(rest.trim()).ok_or(ProfileIdProblem::NotAGuid)?;
        Ok(Self(format!("{prefix}{guid}")))
    }

    /// The ID as Graph takes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The GUID alone, by which Graph reads the profile.
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("AOSP-").unwrap_or(&self.0)
    }

    /// The ID with `AOSP-` before the GUID, by which actions may want AOSP profiles.
    #[must_use]
    pub fn with_aosp_prefix(&self) -> Self {
        Self(format!("AOSP-{}", self.bare()))
    }
}

impl fmt::Display for ProfileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The collection of Graph that holds a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ProfileType {
    /// `androidForWorkEnrollmentProfiles`, the older collection of dedicated devices.
    #[default]
    AndroidForWork,
    /// `androidDeviceOwnerEnrollmentProfiles`, which also holds fully managed, work profile and AOSP profiles.
    DeviceOwner,
}

keyed! {
    pub each ProfileType {
        AndroidForWork => "androidForWork",
        DeviceOwner => "deviceOwner",
    }
}

impl ProfileType {
    /// The collection of a name in deep links.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    /// The collection that is not this one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::AndroidForWork => Self::DeviceOwner,
            Self::DeviceOwner => Self::AndroidForWork,
        }
    }

    /// What is asked for when a profile is read. No secret is ever among it: `tokenValue`, `qrCodeContent`, `qrCodeImage`,
    /// `wifiPassword`.
    pub fn select(self) -> &'static str {
        match self {
            Self::AndroidForWork => {
                "id,displayName,description,tokenExpirationDateTime,enrolledDeviceCount,createdDateTime,lastModifiedDateTime"
            }
            Self::DeviceOwner => {
                "id,displayName,description,enrollmentMode,enrollmentTokenType,tokenCreationDateTime,tokenExpirationDateTime,enrolledDeviceCount,createdDateTime,lastModifiedDateTime"
            }
        }
    }

    /// The collection's segment in Graph's URLs, which are case-sensitive.
    pub fn collection(self) -> &'static str {
        match self {
            Self::AndroidForWork => "androidForWorkEnrollmentProfiles",
            Self::DeviceOwner => "androidDeviceOwnerEnrollmentProfiles",
        }
    }
}

/// One profile in one collection: what a revocation is aimed at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    pub profile_type: ProfileType,
    pub profile_id: ProfileId,
}

impl Target {
    /// The same ID in the other collection.
    #[must_use]
    pub fn in_other_collection(&self) -> Self {
        Self {
            profile_type: self.profile_type.other(),
            profile_id: self.profile_id.clone(),
        }
    }

    /// The same profile by the other form of its ID: with `AOSP-`, or without.
    #[must_use]
    pub fn in_other_form(&self) -> Self {
        let prefixed = self.profile_id.with_aosp_prefix();
        let profile_id = if prefixed == self.profile_id {
            ProfileId(self.profile_id.bare().to_owned())
        } else {
            prefixed
        };
        Self {
            profile_type: self.profile_type,
            profile_id,
        }
    }
}

/// In which collection a profile is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TypeChoice {
    /// In both: nobody has said which one has it.
    #[default]
    FindOut,
    /// In the only one in which the list has it. Nobody chose it, so where it is not there any more it is looked for in the other.
    Listed(ProfileType),
    /// In the one that the person chose.
    Chosen(ProfileType),
}

impl TypeChoice {
    /// The one that the person chose, if they did: what an address keeps.
    pub fn chosen(self) -> Option<ProfileType> {
        match self {
            Self::Chosen(profile_type) => Some(profile_type),
            Self::FindOut | Self::Listed(_) => None,
        }
    }

    /// What a person chose; nothing, where it is to be found out.
    pub fn of(chosen: Option<ProfileType>) -> Self {
        chosen.map_or(Self::FindOut, Self::Chosen)
    }
}

/// A profile that a person asks for, by its ID: which one of those that have it is yet to be found out, or known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wanted {
    pub profile_id: ProfileId,
    pub profile_type: TypeChoice,
}

impl Wanted {
    /// Where it is looked for first.
    pub fn first_place(&self) -> Target {
        let profile_type = match self.profile_type {
            TypeChoice::Chosen(of) | TypeChoice::Listed(of) => of,
            TypeChoice::FindOut => ProfileType::ALL[0],
        };
        Target {
            profile_type,
            profile_id: self.profile_id.clone(),
        }
    }
}

impl From<Target> for Wanted {
    fn from(target: Target) -> Self {
        Self {
            profile_id: target.profile_id,
            profile_type: TypeChoice::Chosen(target.profile_type),
        }
    }
}

/// What a deep link fills into the form. It is text and no [`ProfileId`]: a person has yet to look at it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct DeepLink {
    /// The text of `profileId`.
    pub profile_id: String,
    /// The collection of `type`; `None` when it is missing or unknown, so that it is found out.
    pub profile_type: Option<ProfileType>,
}

impl From<&Wanted> for DeepLink {
    fn from(wanted: &Wanted) -> Self {
        Self {
            profile_id: wanted.profile_id.to_string(),
            profile_type: wanted.profile_type.chosen(),
        }
    }
}

impl DeepLink {
    /// How much of `profileId` is kept, in characters: enough for an ID and for seeing that a text is none.
    const LONGEST: usize = 100;

    /// Reads decoded query parameters; the first of a name counts.
    pub(crate) fn from_query(profile_id: Option<&str>, profile_type: Option<&str>) -> Self {
        Self {
            profile_id: profile_id
                .unwrap_or_default()
                .chars()
                .take(Self::LONGEST)
                .collect(),
            profile_type: profile_type.and_then(ProfileType::from_key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

    #[test]
    fn an_id_is_read_in_every_form_that_people_hold() {
        for text in [
            ID.to_owned(),
            ID.to_uppercase(),
            format!("  {ID}\r\n"),
            format!("{{{ID}}}"),
            format!("\u{a0}{{ {ID} }}\t"),
        ] {
            assert_eq!(
                ProfileId::parse(&text).map(|id| id.0),
                Ok(ID.to_owned()),
                "{text}"
            );
        }
        for text in [
            format!("AOSP-{ID}"),
            format!(" aosp-{{{}}} ", ID.to_uppercase()),
        ] {
            assert_eq!(
                ProfileId::parse(&text).map(|id| id.0),
                Ok(format!("AOSP-{ID}")),
                "{text}"
            );
        }
    }

    #[test]
    fn an_id_has_a_form_for_reading_and_one_for_actions() {
        for text in [ID.to_owned(), format!("AOSP-{ID}")] {
            let id = ProfileId::parse(&text).unwrap();
            assert_eq!(id.bare(), ID);
            assert_eq!(id.with_aosp_prefix().as_str(), format!("AOSP-{ID}"));
        }
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        for text in ["", " ", "\n\t"] {
            assert_eq!(
                ProfileId::parse(text),
                Err(ProfileIdProblem::Empty),
                "{text:?}"
            );
        }
        for text in [
            "kiosk",
            "AOSP-",
            "AOSP-AOSP-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "{0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9/revokeToken",
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9?x",
            "../0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9\u{202e}",
            "ÄÖÜß-4e5f",
        ] {
            assert_eq!(
                ProfileId::parse(text),
                Err(ProfileIdProblem::NotAGuid),
                "{text:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn an_id_is_always_one_plain_segment_of_a_path(text in "\\PC*|(AOSP-)?\\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\}?") {
            if let Ok(id) = ProfileId::parse(&text) {
                prop_assert!(id.0.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
                prop_assert_eq!(ProfileId::parse(&id.0), Ok(id));
            }
        }

        #[test]
        fn a_deep_link_holds_bounded_text(id in "\\PC*", kind in "\\PC*") {
            let link = DeepLink::from_query(Some(&id), Some(&kind));
            prop_assert!(link.profile_id.chars().count() <= DeepLink::LONGEST);
        }
    }

    #[test]
    fn no_secret_is_asked_for() {
        for profile_type in ProfileType::ALL {
            assert_ne!(profile_type.other(), profile_type);
            assert_eq!(profile_type.other().other(), profile_type);
            let selected = profile_type.select().to_ascii_lowercase();
            for part in ["tokenvalue", "qrcode", "wifi", "*", " "] {
                assert!(!selected.contains(part), "{selected}");
            }
        }
    }

    #[test]
    fn a_deep_link_names_the_type() {
        let link = |id, kind| DeepLink::from_query(id, kind);
        assert_eq!(
            link(Some(ID), Some("deviceOwner")).profile_type,
            Some(ProfileType::DeviceOwner)
        );
        for unknown in [None, Some(""), Some("DEVICEOWNER"), Some("findOut")] {
            assert_eq!(link(Some(ID), unknown).profile_type, None);
        }
        assert_eq!(link(None, None), DeepLink::default());
    }
}
