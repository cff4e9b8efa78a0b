//! Reads `config.json` from beside the page.

use super::guard;
use crate::config::ConfigError;

/// The text of the file, which was asked for anew at the start: a cached copy could name another tenant.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a status has three digits"
)]
pub(crate) async fn load() -> Result<String, ConfigError> {
    let answer = guard::answer("text").await.unwrap_or_default();
    answer.as_string().ok_or_else(|| ConfigError::Unavailable {
        // `src/boot.js` hands over a status in place of the text where that is no success, and nothing where none came.
        status: answer.as_f64().map(|status| status as u16),
    })
}
