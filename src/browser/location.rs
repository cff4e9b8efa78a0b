//! The address bar.

use wasm_bindgen::JsValue;
use web_sys::{Location, UrlSearchParams};

use crate::{
    config::PageAddress,
    profile::{DeepLink, Target},
};

/// Where the page stands.
pub(crate) fn page_address() -> PageAddress {
    let of = |part: fn(&Location) -> Result<String, JsValue>| {
        web_sys::window()
            .and_then(|window| part(&window.location()).ok())
            .unwrap_or_default()
    };
    PageAddress::new(
        of(Location::origin),
        of(Location::host),
        &of(Location::pathname),
    )
}

/// What the address asks the form to be filled with.
pub(crate) fn deep_link() -> DeepLink {
    let query = web_sys::window().and_then(|window| window.location().search().ok());
    let Some(parameters) = query.and_then(|query| UrlSearchParams::new_with_str(&query).ok())
    else {
        return DeepLink::default();
    };
    DeepLink::from_query(
        parameters.get("profileId").as_deref(),
        parameters.get("type").as_deref(),
    )
}

/// Makes the address name a profile, without a new entry in the history.
pub(crate) fn remember(target: &Target) {
    let query = format!(
        "?profileId={}&type={}",
        target.profile_id,
        target.profile_type.key()
    );
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(&query))
            .ok();
    }
}
