//! How long an access token is used.

use crate::time::Time;

/// How long before its end a token is used no longer, in milliseconds: when MSAL, too, would get another one
/// (`tokenRenewalOffsetSeconds`).
///
/// <https://github.com/AzureAD/microsoft-authentication-library-for-js/blob/dev/lib/msal-browser/docs/configuration.md>
const RENEWED_BEFORE_MS: u64 = 300_000;

/// From when to when an access token is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TokenLife {
    got_at: i64,
    got_at_tick: u64,
    lasts_ms: u64,
}

impl TokenLife {
    /// Of a token that was given out now and ends then, in milliseconds since 1970; `tick_ms` is of a clock that only runs
    /// forward.
    pub(crate) fn new(ends_at_ms: i64, now: Time, tick_ms: u64) -> Self {
        let left = ends_at_ms.saturating_sub(now.unix_ms);
        Self {
            got_at: now.unix_ms,
            got_at_tick: tick_ms,
            lasts_ms: u64::try_from(left)
                .unwrap_or(0)
                .saturating_sub(RENEWED_BEFORE_MS),
        }
    }

    /// Whether another token is to be asked for: by either clock, for one can be set and the other may stand still while the
    /// device sleeps.
    pub(crate) fn is_over(self, now: Time, tick_ms: u64) -> bool {
        let by_day = now.unix_ms.checked_sub(self.got_at);
        // Of a clock that was set back nothing can be said.
        let by_day = by_day.and_then(|passed| u64::try_from(passed).ok());
        let by_tick = tick_ms.saturating_sub(self.got_at_tick);
        by_day.is_none_or(|passed| passed.max(by_tick) >= self.lasts_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time {
        unix_ms: 1_795_444_340_000,
        offset_minutes: 60,
    };
    const HOUR_MS: u32 = 3_600_000;

    fn hour() -> TokenLife {
        TokenLife::new(NOW.plus_ms(HOUR_MS).unix_ms, NOW, 500)
    }

    #[test]
    fn a_token_is_used_until_five_minutes_before_its_end() {
        let used_for = HOUR_MS - 300_000;
        let is_over = |ms: u32| hour().is_over(NOW.plus_ms(ms), 500 + u64::from(ms));
        assert!(!is_over(0) && !is_over(used_for - 1));
        assert!(is_over(used_for) && is_over(HOUR_MS) && is_over(u32::MAX));
    }

    #[test]
    fn either_clock_ends_it_and_one_that_was_set_back_too() {
        // The device slept.
        assert!(hour().is_over(NOW.plus_ms(HOUR_MS), 501));
        // Somebody set the clock: not far back, and far back.
        assert!(hour().is_over(NOW.plus_ms(1), 500 + u64::from(HOUR_MS)));
        assert!(hour().is_over(NOW.at(NOW.unix_ms - 1), 501));
        assert!(hour().is_over(NOW.at(i64::MIN), 501));
    }

    #[test]
    fn one_that_ends_soon_or_has_ended_is_used_once() {
        for left in [i64::MIN, -1, 0, 299_999, 300_000] {
            let life = TokenLife::new(NOW.unix_ms.saturating_add(left), NOW, 500);
            assert!(life.is_over(NOW, 500), "{left}");
        }
    }
}
