//! A query of Intune's audit log.

use crate::{
    actions::Receipt,
    config::Config,
    graph::{self, ListCall, Request, audit},
    guid::Guid,
    profile::{ProfileId, ProfileType, Target},
    time::Time,
};

/// Which revocation is looked for in Intune's audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuestion {
    pub target: Target,
    /// When the revocation was sent.
    pub sent_at: Time,
}

impl AuditQuestion {
    /// The question about a revocation; `None` where nothing was sent, so that Intune can know of nothing.
    pub fn of(receipt: &Receipt) -> Option<Self> {
        Some(Self {
            target: receipt.target()?,
            sent_at: Time {
                unix_ms: receipt.sent_ms()?,
                offset_minutes: 0,
            },
        })
    }

    /// The question as a text that survives while a sign-in takes the person away. There is no secret in it.
    pub fn to_text(&self) -> String {
        let Target {
            profile_type,
            profile_id,
        } = &self.target;
        let Time {
            unix_ms,
            offset_minutes,
        } = self.sent_at;
        let kind = profile_type.key();
        format!("{kind} {unix_ms} {offset_minutes} {profile_id}")
    }

    /// Reads what [`AuditQuestion::to_text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let mut next = || parts.next();
        let profile_type = ProfileType::from_key(next()?)?;
        let sent_at = Time {
            unix_ms: next()?.parse().ok()?,
            offset_minutes: next()?.parse().ok()?,
        };
        Some(Self {
            target: Target {
                profile_type,
                profile_id: ProfileId::parse(next()?).ok()?,
            },
            sent_at,
        })
    }
}

impl ListCall<AuditQuestion> {
    /// The request for a page of the audit log; `None` where its address must not be followed.
    pub fn audit_events(&self, config: &Config, fresh: Guid) -> Option<Request> {
        match &self.link {
            None => {
                let (from, to) = audit::window(self.list.sent_at);
                Some(graph::list_audit_events(config, from, to, fresh))
            }
            Some(link) => graph::next_page(config, link, fresh),
        }
    }
}
