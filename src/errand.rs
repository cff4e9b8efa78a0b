//! What the person wanted when a further permission took them to the sign-in host.

use crate::{activity::AuditQuestion, address::Screen, devices::DevicesQuestion, guid::Guid};

/// What is read for the person when they are back, with the token that there is then. Nobody is asked again, and nothing is
/// changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Errand {
    /// A revocation is looked for in Intune's audit log.
    Audit(AuditQuestion),
    /// All that a run has sent is looked for there; the run is told by its ID.
    RunAudit(String),
    /// The devices are looked for that enrolled with a profile.
    Devices(DevicesQuestion),
    /// What the person's roles allow is looked at.
    Readiness,
}

impl Errand {
    /// The screen on which it is done.
    pub(crate) fn screen(&self) -> Screen {
        match self {
            Self::Audit(_) => Screen::Activity,
            Self::RunAudit(_) => Screen::Runs,
            Self::Devices(_) | Self::Readiness => Screen::Profiles,
        }
    }

    /// The errand as a text that survives while the person is away. There is no secret in it.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Audit(question) => format!("audit {}", question.to_text()),
            Self::RunAudit(run) => format!("run-audit {run}"),
            Self::Devices(question) => format!("devices {}", question.to_text()),
            Self::Readiness => "readiness ".to_owned(),
        }
    }

    /// Reads what [`Errand::to_text`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(' ')?;
        match kind {
            "audit" => AuditQuestion::parse(rest).map(Self::Audit),
            "run-audit" => Guid::parse(rest).map(|_| Self::RunAudit(rest.to_owned())),
            "devices" => DevicesQuestion::parse(rest).map(Self::Devices),
            "readiness" => rest.is_empty().then_some(Self::Readiness),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::EnrollmentMode,
        profile::{ProfileId, ProfileType, Target},
        time::Time,
    };
    use proptest::prelude::*;

    fn target() -> Target {
        Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9").unwrap(),
        }
    }

    #[test]
    fn an_errand_survives_as_a_text() {
        let devices = DevicesQuestion {
            target: target(),
            name: "Shop  <floor>\n- 店".to_owned(),
            mode: Some(EnrollmentMode::Dedicated),
            enrolled_devices: Some(7),
            since_ms: -1,
        };
        for errand in [
            Errand::Audit(AuditQuestion {
                target: target(),
                is_new_token: false,
                sent_at: Time {
                    unix_ms: 1_795_444_340_999,
                    offset_minutes: -60,
                },
                client_request_id: Guid::parse("0fb57f5b-7f5b-4fb5-9b7f-b50f5b7fb50f"),
            }),
            Errand::RunAudit("0fb57f5b-7f5b-4fb5-9b7f-b50f5b7fb50f".to_owned()),
            Errand::Devices(DevicesQuestion {
                name: String::new(),
                mode: None,
                enrolled_devices: None,
                ..devices.clone()
            }),
            Errand::Devices(devices),
            Errand::Readiness,
        ] {
            assert_eq!(Errand::parse(&errand.to_text()), Some(errand));
        }
        for text in [
            "",
            "other deviceOwner",
            "run-audit ../x",
            "readiness",
            "readiness x",
            "devices deviceOwner 0 mode - x y",
        ] {
            assert_eq!(Errand::parse(text), None, "{text}");
        }
    }

    const ANY: &str = "\\PC*|audit deviceOwner -?[0-9]{0,20} -?[0-9]{0,11} \\PC*|devices deviceOwner -?[0-9]{0,20} (-|corporateOwnedDedicatedDevice) (-|[0-9]{0,12}) 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9 \\PC*";

    proptest! {
        #[test]
        fn any_text_is_an_errand_or_none(text in ANY) {
            if let Some(errand) = Errand::parse(&text) {
                prop_assert_eq!(Errand::parse(&errand.to_text()), Some(errand));
            }
        }
    }
}
