//! What is known of a profile before its token is revoked.

use super::{
    details::row,
    html::El,
    live::Live,
    moment::{local_time, moment},
};
use crate::{
    graph::Profile,
    text::number::grouped,
    time::{DAY_MS, Time, utc},
    token::TokenState,
    ui::words::console::{ConsoleStrings, say, t},
};

/// The rows that say which profile it is and how its token stands now.
pub(crate) fn profile_facts(profile: &Profile, now: Time) -> Vec<El> {
    let mut rows = vec![row(t(|w| w.profile_name), name_or_none(&profile.name))];
    if let Some(mode) = profile.mode.clone() {
        let mode = say(move |w| (w.mode_name)(&mode).to_owned());
        rows.push(row(t(|w| w.mode), mode));
    }
    if let Some(ms) = profile.token_created_ms {
        rows.push(row(t(|w| w.token_created), moment(ms)));
    }
    let state = profile.token_state(now.unix_ms);
    rows.push(row(
        t(|w| w.token),
        say(move |w| token_state(w, state, now)),
    ));
    if let Some(count) = profile.enrolled_devices {
        rows.push(row(t(|w| w.enrolled_devices), grouped(count as usize)));
    }
    rows
}

/// The name of a profile, or a word for that it has none.
fn name_or_none(name: &str) -> Live<String> {
    let name = name.to_owned();
    say(move |w| name_text(&name, w).to_owned())
}

/// The name of a profile, or a word for that it has none.
pub(crate) fn name_text<'a>(name: &'a str, w: &'static ConsoleStrings) -> &'a str {
    if name.trim().is_empty() {
        w.no_name
    } else {
        name
    }
}

/// The year in which a token expires, where days would tell nobody anything.
pub(crate) fn far_year(expires_in_ms: i64, now: Time) -> Option<String> {
    (expires_in_ms >= 2 * 365 * DAY_MS).then(|| {
        let mut year = utc(now.unix_ms.saturating_add(expires_in_ms));
        year.truncate(4);
        year
    })
}

/// How a token stands, in words.
pub(crate) fn token_state(w: &'static ConsoleStrings, state: TokenState, now: Time) -> String {
    match state {
        TokenState::Active { expires_in_ms } => match far_year(expires_in_ms, now) {
            Some(year) => (w.token_works_until)(&year),
            None => (w.token_expires_in)(expires_in_ms / DAY_MS),
        },
        TokenState::NeverExpires => w.token_never_expires.to_owned(),
        TokenState::ExpiredOrRevoked { since_ms } => {
            (w.token_inactive_since)(&local_time(since_ms).on_clock())
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_works_for_years_is_told_by_the_year() {
        let now = Time {
            unix_ms: 1_763_908_340_000,
            offset_minutes: 0,
        };
        assert_eq!(far_year(729 * DAY_MS, now), None);
        assert_eq!(far_year(730 * DAY_MS, now).as_deref(), Some("2027"));
        assert_eq!(far_year(23_724 * DAY_MS, now).as_deref(), Some("2090"));
    }
}
