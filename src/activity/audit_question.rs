//! Questions to Intune's audit log.

use crate::{
    actions::{Receipt, ReceiptField},
    config::Config,
    graph::{self, AuditEvent, ListCall, Request, audit},
    guid::Guid,
    profile::{ProfileId, ProfileType, Target},
    time::Time,
};

/// What stands for a `client-request-id` that is not known.
const UNKNOWN: &str = "-";

/// Which revocation, or which new token, is looked for in Intune's audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuestion {
    pub target: Target,
    /// Whether a new token was asked for.
    pub is_new_token: bool,
    /// When the request was sent.
    pub sent_at: Time,
    /// Under which `client-request-id`; `None` where that is not known.
    pub client_request_id: Option<Guid>,
}

impl AuditQuestion {
    /// The question about what a receipt is of; `None` where nothing was sent, so that Intune can know of nothing.
    pub fn of(receipt: &Receipt) -> Option<Self> {
        Some(Self {
            target: receipt.target()?,
            is_new_token: receipt.is_of_new_token(),
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
        let of = self.activity();
        format!("{kind} {unix_ms} {offset_minutes} {of} {sent_as} {profile_id}")
    }

    fn activity(&self) -> &'static str {
        if self.is_new_token {
            CREATE_TOKEN
        } else {
            REVOKE_TOKEN
        }
    }

    /// Whether an event is of the very request.
    pub(super) fn is_named_by(&self, event: &AuditEvent) -> bool {
        let sent_as = self.client_request_id.as_ref();
        sent_as.is_some_and(|sent_as| event.is_of_request(sent_as))
    }

    /// Whether an event can be the answer, by its profile, what it names and its time.
    ///
    /// How Intune names these activities is not documented, so only an event that names the other one is left out.
    pub(super) fn can_be(&self, event: &AuditEvent) -> bool {
        let other = if self.is_new_token {
            REVOKE_TOKEN
        } else {
            CREATE_TOKEN
        };
        audit::can_be_of(event, &self.target, self.sent_at) && !event.names(other)
    }

    /// Reads what [`AuditQuestion::to_text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(6, ' ');
        let mut next = || parts.next();
        let profile_type = ProfileType::from_key(next()?)?;
        let sent_at = Time {
            unix_ms: next()?.parse().ok()?,
            offset_minutes: next()?.parse().ok()?,
        };
        let is_new_token = match next()? {
            REVOKE_TOKEN => false,
            CREATE_TOKEN => true,
            _ => return None,
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
            is_new_token,
            sent_at,
            client_request_id,
        })
    }
}

/// The names of Graph's actions, which the names of activities hold where an event tells of one.
const REVOKE_TOKEN: &str = "revokeToken";
const CREATE_TOKEN: &str = "createToken";

/// The stretch of the log that is read: one for all that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditWindow {
    pub from: Time,
    pub to: Time,
}

impl AuditWindow {
    /// From the first that was sent to the last, and around them what clocks differ by and Intune takes.
    pub fn around(questions: &[AuditQuestion]) -> Self {
        let at = |unix_ms: Option<i64>| Time {
            unix_ms: unix_ms.unwrap_or_default(),
            offset_minutes: 0,
        };
        let sent = || questions.iter().map(|question| question.sent_at.unix_ms);
        Self {
            from: audit::window(at(sent().min())).0,
            to: audit::window(at(sent().max())).1,
        }
    }
}

impl ListCall<AuditWindow> {
    /// The request for a page of the audit log; `None` where its address must not be followed.
    pub fn audit_events(&self, config: &Config, fresh: Guid) -> Option<Request> {
        match &self.link {
            None => {
                let AuditWindow { from, to } = self.list;
                Some(graph::list_audit_events(config, from, to, fresh))
            }
            Some(link) => graph::next_page(config, link, fresh),
        }
    }
}
