//! A query of Intune's audit log.

use crate::{
    actions::{Receipt, ReceiptField},
    config::Config,
    graph::{self, ListCall, Request, audit},
    guid::Guid,
    profile::{ProfileId, ProfileType, Target},
    time::Time,
};

/// What stands for a `client-request-id` that is not known.
const UNKNOWN: &str = "-";

/// Which revocation is looked for in Intune's audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuestion {
    pub target: Target,
    /// When the revocation was sent.
    pub sent_at: Time,
    /// Under which `client-request-id`; `None` where that is not known.
    pub client_request_id: Option<Guid>,
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
            client_request_id: receipt
                .get(ReceiptField::ClientRequestId)
                .and_then(Guid::parse),
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
        let sent_as = self.client_request_id.as_ref();
        let sent_as = sent_as.map_or(UNKNOWN, Guid::as_str);
        format!("{kind} {unix_ms} {offset_minutes} {sent_as} {profile_id}")
    }

    /// Reads what [`AuditQuestion::to_text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, ' ');
        let mut next = || parts.next();
        let profile_type = ProfileType::from_key(next()?)?;
        let sent_at = Time {
            unix_ms: next()?.parse().ok()?,
            offset_minutes: next()?.parse().ok()?,
        };
        let client_request_id = match next()? {
            UNKNOWN => None,
            id => Some(Guid::parse(id)?),
        };
        Some(Self {
            target: Target {
                profile_type,
                profile_id: ProfileId::parse(next()?).ok()?,
            },
            sent_at,
            client_request_id,
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
