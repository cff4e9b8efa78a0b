//! What the person was about to do when a sign-in took them away from the page: which profile, and whether a
//! revocation of it was sent; or which revocation was to be looked for in Intune's audit log.

use super::web_storage;
use crate::{
    activity::AuditQuestion,
    profile::{ProfileId, ProfileType, TypeChoice, Wanted},
};

const KEY: &str = "pendingRevocation";
const AUDIT_KEY: &str = "pendingAudit";
const SENT: &str = "sent";
/// In place of the name of a collection, where that was not found out yet.
const FIND_OUT: &str = "findOut";

/// Keeps the profile, and whether a revocation of it was sent, until the person is back, in this tab.
pub(crate) fn keep(wanted: &Wanted, was_sent: bool) {
    if let Some(storage) = web_storage::session() {
        let stands = if was_sent { SENT } else { "new" };
        let kind = wanted
            .profile_type
            .chosen()
            .map_or(FIND_OUT, ProfileType::key);
        let text = format!("{kind} {stands} {}", wanted.profile_id);
        storage.set_item(KEY, &text).ok();
        storage.remove_item(AUDIT_KEY).ok();
    }
}

/// Keeps what is looked for in the audit log until the person is back, in this tab. It is the last thing they wanted, and so
/// takes the place of what [`keep`] kept.
pub(crate) fn keep_audit(question: &AuditQuestion) {
    if let Some(storage) = web_storage::session() {
        storage.set_item(AUDIT_KEY, &question.to_text()).ok();
        storage.remove_item(KEY).ok();
    }
}

/// Takes back what [`keep_audit`] kept, once. It is for a look only with the token that there is then: nobody is asked again.
pub(crate) fn take_audit() -> Option<AuditQuestion> {
    AuditQuestion::parse(&taken(AUDIT_KEY)?)
}

/// What was kept, as it was found.
#[derive(Clone)]
pub(crate) struct Pending(String);

/// Takes back what was kept, once.
pub(crate) fn take() -> Option<Pending> {
    taken(KEY).map(Pending)
}

impl Pending {
    /// The profile, and whether a revocation of it was sent; `None` if this page did not write it.
    pub(crate) fn read(&self) -> Option<(Wanted, bool)> {
        let (profile_type, text) = self.0.split_once(' ')?;
        let (stands, profile_id) = text.split_once(' ')?;
        let wanted = Wanted {
            profile_type: TypeChoice::of(ProfileType::from_key(profile_type)),
            profile_id: ProfileId::parse(profile_id).ok()?,
        };
        Some((wanted, stands == SENT))
    }
}

fn taken(key: &str) -> Option<String> {
    let storage = web_storage::session()?;
    let text = storage.get_item(key).ok()??;
    storage.remove_item(key).ok();
    Some(text)
}
