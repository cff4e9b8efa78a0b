//! A moment as a person reads it: UTC, and the time on their own clock.

use std::fmt::Write as _;

/// A moment, with the offset from UTC that the person's clock had then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub unix_ms: i64,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

impl Time {
    /// The moment in UTC: `2026-11-23 14:32:20 UTC`.
    pub fn utc(self) -> String {
        date_and_time(self.unix_ms) + " UTC"
    }

    /// The moment on the person's own clock: `2026-11-23 15:32:20 +01:00`.
    pub fn local(self) -> String {
        let offset = i64::from(self.offset_minutes);
        let mut text = date_and_time(self.unix_ms.saturating_add(offset * 60_000));
        let sign = if offset < 0 { '-' } else { '+' };
        let offset = offset.abs();
        write!(text, " {sign}{:02}:{:02}", offset / 60, offset % 60).ok();
        text
    }

    /// The moment as RFC 3339 has it, to the second: `2026-11-23T14:32:20Z`.
    pub fn rfc3339(self) -> String {
        date_and_time(self.unix_ms).replacen(' ', "T", 1) + "Z"
    }
}

fn date_and_time(unix_ms: i64) -> String {
    let seconds = unix_ms.div_euclid(1000);
    let (year, month, day) = civil_from_days(seconds.div_euclid(86_400));
    let second = seconds.rem_euclid(86_400);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// Turns days since 1970-01-01 into year, month and day.
///
/// Howard Hinnant's `civil_from_days`: <https://howardhinnant.github.io/date_algorithms.html>.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_as_utc_and_as_local_time() {
        let time = |unix_ms, offset_minutes| Time {
            unix_ms,
            offset_minutes,
        };
        assert_eq!(time(0, 0).utc(), "1970-01-01 00:00:00 UTC");
        assert_eq!(time(-1, 0).rfc3339(), "1969-12-31T23:59:59Z");
        assert_eq!(time(1_709_164_800_000, 0).utc(), "2024-02-29 00:00:00 UTC");
        assert_eq!(time(1_795_444_340_123, 0).utc(), "2026-11-23 14:32:20 UTC");
        assert_eq!(
            time(1_795_444_340_123, 330).local(),
            "2026-11-23 20:02:20 +05:30"
        );
        assert_eq!(
            time(1_795_444_340_123, -210).local(),
            "2026-11-23 11:02:20 -03:30"
        );
        assert_eq!(
            time(253_402_300_799_000, 60).local(),
            "10000-01-01 00:59:59 +01:00"
        );
    }
}
