//! What the person wanted when a further permission took them to the sign-in host.

use crate::{activity::AuditQuestion, address::Screen};

/// What is read for the person when they are back, with the token that there is then. Nobody is asked again, and nothing is
/// changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Errand {
    /// A revocation is looked for in Intune's audit log.
    Audit(AuditQuestion),
}

impl Errand {
    /// The screen on which it is done.
    pub(crate) fn screen(&self) -> Screen {
        match self {
            Self::Audit(_) => Screen::Activity,
        }
    }

    /// The errand as a text that survives while the person is away. There is no secret in it.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Audit(question) => format!("audit {}", question.to_text()),
        }
    }

    /// Reads what [`Errand::to_text`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(' ')?;
        match kind {
            "audit" => AuditQuestion::parse(rest).map(Self::Audit),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        profile::{ProfileId, ProfileType, Target},
        time::Time,
    };
    use proptest::prelude::*;

    #[test]
    fn an_errand_survives_as_a_text() {
        let errand = Errand::Audit(AuditQuestion {
            target: Target {
                profile_type: ProfileType::DeviceOwner,
                profile_id: ProfileId::parse("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9").unwrap(),
            },
            sent_at: Time {
                unix_ms: 1_795_444_340_999,
                offset_minutes: -60,
            },
        });
        assert_eq!(Errand::parse(&errand.to_text()), Some(errand));
        assert_eq!(Errand::parse(""), None);
        assert_eq!(Errand::parse("other deviceOwner"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_an_errand_or_none(text in "\\PC*|audit \\PC*|audit deviceOwner -?[0-9]{0,20} -?[0-9]{0,11} \\PC*") {
            if let Some(errand) = Errand::parse(&text) {
                prop_assert_eq!(Errand::parse(&errand.to_text()), Some(errand));
            }
        }
    }
}
