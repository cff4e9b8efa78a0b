//! Whose sign-in this tab keeps. MSAL finds what it kept by the app alone, and one app may serve several tenants: what was kept
//! for one of them is nothing to another.

use super::{pending, web_storage};
use crate::config::Config;

/// Not a word that another page of this host would choose.
const KEY: &str = "tokenConsoleTenant";

/// Makes this the tab of a tenant. The answer is whether it may have been another one's: then what was to be done there is
/// dropped, and so must be what MSAL kept. A page of one tenant keeps nothing for this.
pub(crate) fn take_over(config: &Config) -> bool {
    let Some(storage) = web_storage::session() else {
        return false;
    };
    let tenant = config.page.tenant.as_deref().unwrap_or_default();
    let before = storage.get_item(KEY).ok().flatten().unwrap_or_default();
    let is_anothers = before != tenant;
    if is_anothers {
        storage.set_item(KEY, tenant).ok();
        pending::drop_all();
    }
    is_anothers
}
