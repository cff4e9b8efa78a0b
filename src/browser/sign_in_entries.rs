//! What MSAL keeps of a sign-in in `sessionStorage`.

use super::web_storage;
use crate::{
    config::Config,
    session::{Account, KeptSignIn},
};

/// What is known of the sign-in of this account.
pub(crate) fn read(config: &Config, account: &Account) -> KeptSignIn {
    let Some(storage) = web_storage::session() else {
        return KeptSignIn::default();
    };
    let keys = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok()?);
    let values = keys.filter_map(|key| storage.get_item(&key).ok()?);
    KeptSignIn::read(values, &config.client_id, &config.permissions, account)
}
