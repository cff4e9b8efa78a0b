//! The address bar.

use wasm_bindgen::JsValue;
use web_sys::{UrlSearchParams, Window};

use crate::{
    config::PageAddress,
    profile::{DeepLink, Target},
};

/// Where the page stands.
pub(crate) fn page_address(window: &Window) -> PageAddress {
    let location = window.location();
    PageAddress::new(
        location.origin().unwrap_or_default(),
        location.host().unwrap_or_default(),
        &location.pathname().unwrap_or_default(),
    )
}

/// What the address asks the form to be filled with.
pub(crate) fn deep_link(window: &Window) -> DeepLink {
    let query = window.location().search().unwrap_or_default();
    let Ok(parameters) = UrlSearchParams::new_with_str(&query) else {
        return DeepLink::default();
    };
    DeepLink::from_query(
        parameters.get("profileId").as_deref(),
        parameters.get("type").as_deref(),
    )
}

/// Makes the address name a profile, without a new entry in the history.
pub(crate) fn remember(window: &Window, target: &Target) {
    let query = format!(
        "?profileId={}&type={}",
        target.profile_id,
        target.profile_type.key()
    );
    if let Ok(history) = window.history() {
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(&query))
            .ok();
    }
}
