//! What is known of a profile before its token is revoked.

use super::{details::row, html::El};
use crate::{
    graph::Profile,
    time::{Time, utc},
    token::TokenState,
    ui::words::console::{ConsoleStrings, say, t},
};

/// The rows that say which profile it is and how its token stands now.
pub(crate) fn profile_facts(profile: &Profile, now: Time) -> Vec<El> {
    let mut rows = vec![row(t(|w| w.profile_name), profile.name.clone())];
    if let Some(mode) = profile.mode.clone() {
        let mode = say(move |w| (w.mode_name)(&mode).to_owned());
        rows.push(row(t(|w| w.mode), mode));
    }
    if let Some(ms) = profile.token_created_ms {
        rows.push(row(t(|w| w.token_created), utc(ms)));
    }
    let state = profile.token_state(now.unix_ms);
    rows.push(row(t(|w| w.token), say(move |w| token_state(w, state))));
    if let Some(count) = profile.enrolled_devices {
        rows.push(row(t(|w| w.enrolled_devices), count.to_string()));
    }
    rows
}

/// How a token stands, in words.
pub(crate) fn token_state(w: &'static ConsoleStrings, state: TokenState) -> String {
    const DAY_MS: i64 = 86_400_000;
    match state {
        TokenState::Active { expires_in_ms } => (w.token_expires_in)(expires_in_ms / DAY_MS),
        TokenState::NeverExpires => w.token_never_expires.to_owned(),
        TokenState::ExpiredOrRevoked { since_ms } => (w.token_inactive_since)(&utc(since_ms)),
        TokenState::Unknown => w.not_known.to_owned(),
    }
}

/// Whether the token of a profile no longer works: then nothing on the page is ready to revoke it at the next click.
pub(crate) fn is_inactive(profile: &Profile, now: Time) -> bool {
    matches!(
        profile.token_state(now.unix_ms),
        TokenState::ExpiredOrRevoked { .. }
    )
}
