//! What Graph tells about a profile. Its secrets are neither asked for nor kept.

use serde_json::Value;

use crate::{
    profile::{ProfileId, ProfileType, Target, TypeChoice, Wanted},
    text::{
        json::{self, Object},
        substring,
    },
    time,
    token::{Expiry, TokenFingerprint, TokenState},
};

/// A profile as Graph described it at some moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The ID, in the form in which Graph writes it.
    pub id: ProfileId,
    /// The collection that holds it.
    pub profile_type: ProfileType,
    /// `displayName`; empty if there is none.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// `enrollmentMode`; only device owner profiles have one.
    pub mode: Option<EnrollmentMode>,
    /// `enrollmentTokenType`; only device owner profiles have one.
    pub token_type: Option<TokenType>,
    /// `tokenCreationDateTime`, in milliseconds since 1970-01-01T00:00:00Z; only device owner profiles have one.
    pub token_created_ms: Option<i64>,
    /// `tokenExpirationDateTime`.
    pub token_expires: Expiry,
    /// `enrolledDeviceCount`.
    pub enrolled_devices: Option<u32>,
    /// `createdDateTime`, in milliseconds since 1970-01-01T00:00:00Z.
    pub created_ms: Option<i64>,
    /// `lastModifiedDateTime`, in milliseconds since 1970-01-01T00:00:00Z.
    pub modified_ms: Option<i64>,
}

/// How devices of a profile are managed.
///
/// <https://learn.microsoft.com/graph/api/resources/intune-androidforwork-androiddeviceownerenrollmentmode>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrollmentMode {
    /// `corporateOwnedDedicatedDevice`.
    Dedicated,
    /// `corporateOwnedFullyManaged`.
    FullyManaged,
    /// `corporateOwnedWorkProfile`.
    WorkProfile,
    /// `corporateOwnedAOSPUserlessDevice`.
    AospUserless,
    /// `corporateOwnedAOSPUserAssociatedDevice`.
    AospUserAssociated,
    /// A mode that came after this page.
    Other(String),
}

/// What a token is for.
///
/// <https://learn.microsoft.com/graph/api/resources/intune-androidforwork-androiddeviceownerenrollmenttokentype>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenType {
    /// `default`.
    Default,
    /// `corporateOwnedDedicatedDeviceWithAzureADSharedMode`.
    SharedMode,
    /// `deviceStaging`.
    Staging,
    /// A type that came after this page.
    Other(String),
}

/// How much of a text is kept, in characters.
const LONGEST: usize = 1_000;

/// How much of an answer is read, in bytes.
const LONGEST_BODY: usize = 262_144;

impl EnrollmentMode {
    /// The mode that Graph calls so.
    pub fn named(name: String) -> Self {
        match name.as_str() {
            "corporateOwnedDedicatedDevice" => Self::Dedicated,
            "corporateOwnedFullyManaged" => Self::FullyManaged,
            "corporateOwnedWorkProfile" => Self::WorkProfile,
            "corporateOwnedAOSPUserlessDevice" => Self::AospUserless,
            "corporateOwnedAOSPUserAssociatedDevice" => Self::AospUserAssociated,
            _ => Self::Other(name),
        }
    }

    /// The name that Graph gives it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Dedicated => "corporateOwnedDedicatedDevice",
            Self::FullyManaged => "corporateOwnedFullyManaged",
            Self::WorkProfile => "corporateOwnedWorkProfile",
            Self::AospUserless => "corporateOwnedAOSPUserlessDevice",
            Self::AospUserAssociated => "corporateOwnedAOSPUserAssociatedDevice",
            Self::Other(name) => name,
        }
    }

    /// Whether actions may want `AOSP-` before the profile's ID.
    pub fn is_aosp(&self) -> bool {
        match self {
            Self::AospUserless | Self::AospUserAssociated => true,
            Self::Other(name) => substring::contains(name, "AOSP"),
            Self::Dedicated | Self::FullyManaged | Self::WorkProfile => false,
        }
    }
}

impl TokenType {
    fn named(name: String) -> Self {
        match name.as_str() {
            "default" => Self::Default,
            "corporateOwnedDedicatedDeviceWithAzureADSharedMode" => Self::SharedMode,
            "deviceStaging" => Self::Staging,
            _ => Self::Other(name),
        }
    }
}

impl Profile {
    /// Reads a profile of a collection; `None` when the text is none. Only the ID has to be there.
    pub fn parse(profile_type: ProfileType, text: &str) -> Option<Self> {
        if text.len() > LONGEST_BODY {
            return None;
        }
        let json = json::object(text)?;
        // Examples of older documentation, and tools made from them, have the profile in a wrapper.
        let json = match json.get("value") {
            Some(Value::Object(profile)) if !json.contains_key("id") => profile,
            Some(Value::Array(profiles)) if !json.contains_key("id") => match &profiles[..] {
                [Value::Object(profile)] => profile,
                _ => return None,
            },
            _ => &json,
        };
        Self::from_json(profile_type, json)
    }

    /// Reads a profile that is part of a larger answer.
    pub fn from_json(profile_type: ProfileType, json: &Object) -> Option<Self> {
        let text = |name| Some(json.get(name)?.as_str()?.chars().take(LONGEST).collect());
        let time_ms = |name| moment(json.get(name)?);
        Some(Self {
            id: ProfileId::parse(json.get("id")?.as_str()?).ok()?,
            profile_type,
            name: text("displayName").unwrap_or_default(),
            description: text("description").filter(|text: &String| !text.is_empty()),
            mode: text("enrollmentMode").map(EnrollmentMode::named),
            token_type: text("enrollmentTokenType").map(TokenType::named),
            token_created_ms: time_ms("tokenCreationDateTime"),
            token_expires: match json.get("tokenExpirationDateTime") {
                Some(Value::Null) => Expiry::Null,
                Some(value) => moment(value).map_or(Expiry::Unknown, Expiry::At),
                None => Expiry::Unknown,
            },
            enrolled_devices: json
                .get("enrolledDeviceCount")
                .and_then(Value::as_u64)
                .and_then(|count| count.try_into().ok()),
            created_ms: time_ms("createdDateTime"),
            modified_ms: time_ms("lastModifiedDateTime"),
        })
    }

    /// What names this profile.
    pub fn target(&self) -> Target {
        Target {
            profile_type: self.profile_type,
            profile_id: self.id.clone(),
        }
    }

    /// Whether it is one that is asked for.
    pub fn is_wanted(&self, wanted: &Wanted) -> bool {
        let is_of_type = match wanted.profile_type {
            TypeChoice::Chosen(of) | TypeChoice::Listed(of) => of == self.profile_type,
            TypeChoice::FindOut => true,
        };
        is_of_type && self.id.bare() == wanted.profile_id.bare()
    }

    /// Whether it is this one.
    pub fn is(&self, target: &Target) -> bool {
        self.profile_type == target.profile_type && self.id.bare() == target.profile_id.bare()
    }

    /// How the token stands. `now_ms`: milliseconds since 1970-01-01T00:00:00Z.
    pub fn token_state(&self, now_ms: i64) -> TokenState {
        self.token_expires.state(now_ms)
    }

    /// By what this profile's token is told from another one.
    pub fn token(&self) -> TokenFingerprint {
        TokenFingerprint {
            expires: self.token_expires,
            created_ms: self.token_created_ms,
            modified_ms: self.modified_ms,
        }
    }
}

/// A moment; the year 1, which .NET writes for a date that was never set, is none.
fn moment(value: &Value) -> Option<i64> {
    let ms = time::unix_ms(value.as_str()?)?;
    (time::year(ms) > 1).then_some(ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    const NOW: i64 = 1_795_444_340_000;

    fn read(json: &Value) -> Profile {
        Profile::parse(ProfileType::DeviceOwner, &json.to_string()).unwrap()
    }

    fn with(name: &str, value: Value) -> Profile {
        let mut json = json!({"id": ID});
        json[name] = value;
        read(&json)
    }

    #[test]
    fn a_device_owner_profile_is_read() {
        let profile = read(&json!({
            "@odata.context": "https://graph.microsoft.com/beta/$metadata#x",
            "id": ID,
            "displayName": "配送终端 – 上海",
            "description": "",
            "enrollmentMode": "corporateOwnedAOSPUserlessDevice",
            "enrollmentTokenType": "default",
            "tokenCreationDateTime": "2026-11-23T15:32:20.1230000+01:00",
            "tokenExpirationDateTime": "2026-12-23T14:32:20.1239999Z",
            "enrolledDeviceCount": 87,
            "createdDateTime": "2026-11-23T14:32:19.9990000Z",
            "lastModifiedDateTime": "2026-11-23T14:32:20",
            "roleScopeTagIds": ["0"],
            "tokenValue": "12345678901234567890",
            "wifiPassword": "secret",
            "qrCodeImage": {"type": "image/png", "value": "secret"},
        }));
        assert_eq!(
            profile,
            Profile {
                id: ProfileId::parse(ID).unwrap(),
                profile_type: ProfileType::DeviceOwner,
                name: "配送终端 – 上海".into(),
                description: None,
                mode: Some(EnrollmentMode::AospUserless),
                token_type: Some(TokenType::Default),
                token_created_ms: Some(NOW + 123),
                token_expires: Expiry::At(NOW + 30 * 86_400_000 + 123),
                enrolled_devices: Some(87),
                created_ms: Some(NOW - 1),
                modified_ms: Some(NOW),
            }
        );
        let shown = format!("{profile:?}");
        assert!(!shown.contains("12345678901234567890") && !shown.contains("secret"));
    }

    #[test]
    fn an_android_for_work_profile_has_less_to_tell() {
        let json = json!({"id": ID, "displayName": "Kiosk", "tokenExpirationDateTime": "2091-11-07T14:32:20.0000000-08:00"});
        let profile = Profile::parse(ProfileType::AndroidForWork, &json.to_string()).unwrap();
        assert_eq!(
            (profile.mode.clone(), profile.token_type.clone()),
            (None, None)
        );
        assert_eq!(profile.token().created_ms, None);
        assert!(
            matches!(profile.token_state(NOW), TokenState::Active { expires_in_ms } if expires_in_ms > 64 * 365 * 86_400_000)
        );
    }

    #[test]
    fn modes_and_types_are_open_sets() {
        for (name, mode, aosp) in [
            (
                "corporateOwnedDedicatedDevice",
                EnrollmentMode::Dedicated,
                false,
            ),
            (
                "corporateOwnedFullyManaged",
                EnrollmentMode::FullyManaged,
                false,
            ),
            (
                "corporateOwnedWorkProfile",
                EnrollmentMode::WorkProfile,
                false,
            ),
            (
                "corporateOwnedAOSPUserlessDevice",
                EnrollmentMode::AospUserless,
                true,
            ),
            (
                "corporateOwnedAOSPUserAssociatedDevice",
                EnrollmentMode::AospUserAssociated,
                true,
            ),
            (
                "corporateOwnedAOSPRobot",
                EnrollmentMode::Other("corporateOwnedAOSPRobot".into()),
                true,
            ),
            (
                "unknownFutureValue",
                EnrollmentMode::Other("unknownFutureValue".into()),
                false,
            ),
        ] {
            assert_eq!(mode.is_aosp(), aosp);
            assert_eq!(with("enrollmentMode", json!(name)).mode, Some(mode));
        }
        for (name, token_type) in [
            ("default", TokenType::Default),
            (
                "corporateOwnedDedicatedDeviceWithAzureADSharedMode",
                TokenType::SharedMode,
            ),
            ("deviceStaging", TokenType::Staging),
            ("", TokenType::Other(String::new())),
        ] {
            assert_eq!(
                with("enrollmentTokenType", json!(name)).token_type,
                Some(token_type)
            );
        }
    }

    #[test]
    fn an_expiry_is_a_moment_or_none_or_unknown() {
        for (value, expected) in [
            (Value::Null, TokenState::NeverExpires),
            (
                json!("9999-12-31T23:59:59.9999999Z"),
                TokenState::NeverExpires,
            ),
            (
                json!("2026-11-23T14:32:20.0000000Z"),
                TokenState::ExpiredOrRevoked { since_ms: NOW },
            ),
            (
                json!("2026-11-23T15:32:20.0010000+01:00"),
                TokenState::Active { expires_in_ms: 1 },
            ),
            (json!("0001-01-01T00:00:00Z"), TokenState::Unknown),
            (json!("0001-01-01T00:00:00+02:00"), TokenState::Unknown),
            (json!(""), TokenState::Unknown),
            (json!("never"), TokenState::Unknown),
            (json!(NOW), TokenState::Unknown),
        ] {
            assert_eq!(
                with("tokenExpirationDateTime", value.clone()).token_state(NOW),
                expected,
                "{value}"
            );
        }
        assert_eq!(with("x", Value::Null).token_state(NOW), TokenState::Unknown);
    }

    #[test]
    fn only_the_id_has_to_be_right() {
        let json = json!({"id": ID, "displayName": 5, "description": [], "enrollmentMode": {}, "enrollmentTokenType": 1,
            "tokenCreationDateTime": false, "tokenExpirationDateTime": [], "enrolledDeviceCount": "7", "lastModifiedDateTime": {}});
        assert_eq!(read(&json), read(&json!({"id": ID})));
        for count in [json!(-1), json!(1.5), json!(4_294_967_296_u64), Value::Null] {
            assert_eq!(with("enrolledDeviceCount", count).enrolled_devices, None);
        }
        for body in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"id":null}"#,
            r#"{"id":"x"}"#,
            r#"{"id":"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9""#,
        ] {
            assert_eq!(
                Profile::parse(ProfileType::DeviceOwner, body),
                None,
                "{body}"
            );
        }
        let long = with("displayName", json!("é".repeat(LONGEST + 1)));
        assert_eq!(long.name.chars().count(), LONGEST);
    }

    proptest! {
        #[test]
        fn any_text_is_a_profile_or_none(text in "\\PC*", expires in "\\PC*", count: i64) {
            Profile::parse(ProfileType::AndroidForWork, &text);
            read(&json!({"id": ID, "displayName": text, "tokenExpirationDateTime": expires, "enrolledDeviceCount": count}));
        }
    }
}
