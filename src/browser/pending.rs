//! What the person was about to do when a sign-in took them away from the page: which profile, and nothing else.

use web_sys::{Storage, Window};

use crate::profile::{DeepLink, ProfileId, Target};

const KEY: &str = "pendingRevocation";

/// Keeps the profile until the person is back, in this tab.
pub fn keep(window: &Window, target: &Target) {
    if let Some(storage) = storage(window) {
        let text = format!("{} {}", target.profile_type.key(), target.profile_id);
        storage.set_item(KEY, &text).ok();
    }
}

/// Takes back the profile, once.
pub fn take(window: &Window) -> Option<Target> {
    let storage = storage(window)?;
    let text = storage.get_item(KEY).ok()??;
    storage.remove_item(KEY).ok();
    let (profile_type, profile_id) = text.split_once(' ')?;
    Some(Target {
        profile_type: DeepLink::from_query(None, Some(profile_type)).profile_type,
        profile_id: ProfileId::parse(profile_id).ok()?,
    })
}

fn storage(window: &Window) -> Option<Storage> {
    window.session_storage().ok().flatten()
}
