//! Reads `config.json` from beside the page.

use gloo_net::http::Request;
use web_sys::RequestCache;

use crate::config::{ConfigError, FILE};

/// Reads the file anew; a cached copy could name another tenant.
pub(crate) async fn load() -> Result<String, ConfigError> {
    let unavailable = |status| ConfigError::Unavailable { status };
    let response = Request::get(FILE)
        .cache(RequestCache::NoCache)
        .send()
        .await
        .map_err(|_| unavailable(None))?;
    if !response.ok() {
        return Err(unavailable(Some(response.status())));
    }
    response.text().await.map_err(|_| unavailable(None))
}
