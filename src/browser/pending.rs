//! What the person was about to do when a sign-in took them away from the page: which profile, and whether a
//! revocation of it was sent.

use web_sys::{Storage, Window};

use crate::profile::{DeepLink, ProfileId, Target};

const KEY: &str = "pendingRevocation";
const SENT: &str = "sent";

/// Keeps the profile, and whether a revocation of it was sent, until the person is back, in this tab.
pub fn keep(window: &Window, target: &Target, was_sent: bool) {
    if let Some(storage) = storage(window) {
        let stands = if was_sent { SENT } else { "new" };
        let kind = target.profile_type.key();
        let text = format!("{kind} {stands} {}", target.profile_id);
        storage.set_item(KEY, &text).ok();
    }
}

/// What was kept, as it was found.
#[derive(Clone)]
pub struct Pending(String);

/// Takes back what was kept, once.
pub fn take(window: &Window) -> Option<Pending> {
    let storage = storage(window)?;
    let text = storage.get_item(KEY).ok()??;
    storage.remove_item(KEY).ok();
    Some(Pending(text))
}

impl Pending {
    /// The profile, and whether a revocation of it was sent; `None` if this page did not write it.
    pub fn read(&self) -> Option<(Target, bool)> {
        let (profile_type, text) = self.0.split_once(' ')?;
        let (stands, profile_id) = text.split_once(' ')?;
        let target = Target {
            profile_type: DeepLink::from_query(None, Some(profile_type)).profile_type,
            profile_id: ProfileId::parse(profile_id).ok()?,
        };
        Some((target, stands == SENT))
    }
}

fn storage(window: &Window) -> Option<Storage> {
    window.session_storage().ok().flatten()
}
