//! The address bar.

use wasm_bindgen::JsValue;
use web_sys::{Location, UrlSearchParams};

use crate::{
    address::{self, Address, View},
    config::{PageAddress, TENANT},
    profile::Wanted,
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

/// The query, with its question mark, without a tenant; empty where nothing is left.
pub(crate) fn without_tenant() -> String {
    let Some(parameters) = parameters() else {
        return String::new();
    };
    parameters.delete(TENANT);
    let left = String::from(parameters.to_string());
    if left.is_empty() {
        left
    } else {
        format!("?{left}")
    }
}

fn parameters() -> Option<UrlSearchParams> {
    let query = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&query).ok()
}

/// Whether the address names a profile, or many.
pub(crate) fn names_profile() -> bool {
    let is_there = |parameters: UrlSearchParams| {
        [address::PROFILE_ID, address::IDS].map(|name| parameters.has(name)) != [false; 2]
    };
    parameters().is_some_and(is_there)
}

/// The tenant that the address names.
pub(crate) fn tenant() -> Option<String> {
    parameters()?.get(TENANT)
}

/// Whether the address asks for the set-up.
pub(crate) fn asks_for_set_up() -> bool {
    let asked = parameters().and_then(|parameters| parameters.get(address::SET_UP));
    asked.is_some_and(|step| step != address::SET_UP_TEST)
}

/// What the address asks for.
pub(crate) fn address() -> Address {
    let parameters = parameters();
    Address::read(|name| parameters.as_ref()?.get(name))
}

/// Makes the address name a profile, and its collection if a person chose that, without a new entry in the history.
pub(crate) fn remember(wanted: &Wanted) {
    replace(|query| address::with_form(query, wanted));
}

/// Makes the address tell how the page is looked at, without a new entry in the history.
pub(crate) fn keep_view(view: &View) {
    replace(|query| view.in_query(query));
}

fn replace(change: impl FnOnce(&str) -> String) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let location = window.location();
    let (Ok(history), Ok(path), Ok(query), Ok(hash)) = (
        window.history(),
        location.pathname(),
        location.search(),
        location.hash(),
    ) else {
        return;
    };
    let changed = change(&query);
    if changed != query {
        let url = format!("{path}{changed}{hash}");
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(&url))
            .ok();
    }
}
