//! A moment as a person reads it: UTC, and the time on their own clock.

use std::fmt::Write as _;

/// A day in milliseconds.
pub(crate) const DAY_MS: i64 = 86_400_000;

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
        utc(self.unix_ms)
    }

    /// The time of day in UTC: `14:32:20 UTC`.
    pub fn utc_clock(self) -> String {
        self.utc().split_off(11)
    }

    /// The moment so many milliseconds later.
    #[must_use]
    pub fn plus_ms(self, ms: u32) -> Self {
        Self {
            unix_ms: self.unix_ms.saturating_add(ms.into()),
            ..self
        }
    }

    /// The same device's time at another moment that is near, in milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn at(self, unix_ms: i64) -> Self {
        Self { unix_ms, ..self }
    }

    /// Milliseconds until a later moment; 0 if it has come.
    pub fn ms_until(self, later: Self) -> u32 {
        let left = later.unix_ms.saturating_sub(self.unix_ms).max(0);
        u32::try_from(left).unwrap_or(u32::MAX)
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

    /// [`local`](Self::local) for people: a clock that is set to UTC says so by name.
    pub(crate) fn on_clock(self) -> String {
        if self.offset_minutes == 0 {
            self.utc()
        } else {
            self.local()
        }
    }

    /// The moment on both clocks: `2026-11-23 15:32:20 +01:00 · 2026-11-23 14:32:20 UTC`, or once where they agree.
    pub(crate) fn on_both_clocks(self) -> String {
        let mut text = self.on_clock();
        if self.offset_minutes != 0 {
            text.push_str(" · ");
            text.push_str(&self.utc());
        }
        text
    }

    /// The day on the person's own calendar: `2026-11-23`.
    pub(crate) fn local_day(self) -> String {
        let mut day = self.local();
        day.truncate(day.bytes().take_while(|byte| *byte != b' ').count());
        day
    }

    /// The moment to the minute on the person's own clock: `15:32`, or with the day where that is not the day of `now`.
    pub(crate) fn local_minute(self, now: Self) -> String {
        let (text, now) = (self.local(), now.local());
        let day = |text: &str| text.split(' ').next().unwrap_or_default().len();
        let end = day(&text) + 6;
        let begin = if text.get(..day(&text)) == now.get(..day(&now)) {
            day(&text) + 1
        } else {
            0
        };
        text.get(begin..end).unwrap_or_default().to_owned()
    }

    /// The time of day on the person's own clock, with what that clock is set to: `15:32 (UTC+1)`; with the day where that is not
    /// the day of `now`.
    pub(crate) fn local_clock(self, now: Self) -> String {
        let sign = if self.offset_minutes < 0 { '−' } else { '+' };
        let offset = self.offset_minutes.unsigned_abs();
        let mut text = self.local_minute(now) + " (UTC";
        match (offset / 60, offset % 60) {
            (0, 0) => {}
            (hours, 0) => write!(text, "{sign}{hours}").unwrap_or_default(),
            (hours, minutes) => write!(text, "{sign}{hours}:{minutes:02}").unwrap_or_default(),
        }
        text + ")"
    }

    /// The moment as RFC 3339 has it, to the second: `2026-11-23T14:32:20Z`.
    pub fn rfc3339(self) -> String {
        rfc3339(self.unix_ms)
    }
}

/// What a length of time is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Of 24 hours.
    Day,
    Hour,
    Minute,
    Second,
}

/// A length of time in its two largest units, rounded up: 4,000 s are 1 hour and 7 minutes.
pub(crate) fn length(ms: u64) -> Vec<(u64, Unit)> {
    const UNITS: [(u64, Unit); 4] = [
        (86_400, Unit::Day),
        (3_600, Unit::Hour),
        (60, Unit::Minute),
        (1, Unit::Second),
    ];
    let seconds = ms.div_ceil(1_000);
    let first = UNITS
        .iter()
        .position(|(size, _)| seconds >= *size)
        .unwrap_or(UNITS.len() - 1);
    let told = UNITS.iter().skip(first).take(2);
    let smallest = told.clone().next_back().map_or(1, |(size, _)| *size);
    let mut left = seconds.div_ceil(smallest) * smallest;
    // What was rounded up to a whole larger unit is told in that one.
    if let Some((larger, _)) = first.checked_sub(1).and_then(|at| UNITS.get(at))
        && left >= *larger
    {
        return length(left * 1_000);
    }
    let mut parts = Vec::new();
    for (size, unit) in told {
        let count = left / size;
        left %= size;
        if count > 0 || (parts.is_empty() && *unit == Unit::Second) {
            parts.push((count, *unit));
        }
    }
    parts
}

/// A moment in UTC, as [`Time::utc`] writes it.
pub(crate) fn utc(unix_ms: i64) -> String {
    date_and_time(unix_ms) + " UTC"
}

/// A moment as [`Time::rfc3339`] writes it.
pub(crate) fn rfc3339(unix_ms: i64) -> String {
    date_and_time(unix_ms).replacen(' ', "T", 1) + "Z"
}

/// A moment as [`Time::rfc3339`] writes it, to the millisecond: `2026-11-23T14:32:20.123Z`.
pub(crate) fn rfc3339_ms(unix_ms: i64) -> String {
    let mut text = date_and_time(unix_ms).replacen(' ', "T", 1);
    write!(text, ".{:03}Z", unix_ms.rem_euclid(1000)).ok();
    text
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

/// Reads a timestamp of Graph into milliseconds since 1970-01-01T00:00:00Z, without what is finer; `None` for any other text.
///
/// RFC 3339, years 1 to 9999, with any number of digits after the second. Without a zone it is UTC: so Graph writes the
/// `date` of its errors.
pub(crate) fn unix_ms(text: &str) -> Option<i64> {
    let mut rest = text.as_bytes();
    let year = digits(&mut rest, 4)?;
    literal(&mut rest, b'-')?;
    let month = digits(&mut rest, 2)?;
    literal(&mut rest, b'-')?;
    let day = digits(&mut rest, 2)?;
    literal(&mut rest, b'T')?;
    let hour = digits(&mut rest, 2)?;
    literal(&mut rest, b':')?;
    let minute = digits(&mut rest, 2)?;
    literal(&mut rest, b':')?;
    let second = digits(&mut rest, 2)?;
    let mut ms = 0;
    if literal(&mut rest, b'.').is_some() {
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let fraction = rest
            .split_off(..length)
            .filter(|digits| !digits.is_empty())?;
        for place in 0..3 {
            ms = ms * 10
                + fraction
                    .get(place)
                    .map_or(0, |digit| i64::from(digit - b'0'));
        }
    }
    let offset_minutes = match rest {
        [] | [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), offset @ ..] => {
            rest = offset;
            let hours = digits(&mut rest, 2)?;
            literal(&mut rest, b':')?;
            let minutes = digits(&mut rest, 2)?;
            if hours > 23 || minutes > 59 || !rest.is_empty() {
                return None;
            }
            let offset = hours * 60 + minutes;
            if *sign == b'-' { -offset } else { offset }
        }
        _ => return None,
    };
    Some(
        unix_seconds([year, month, day], [hour, minute, second])? * 1000 + ms
            - offset_minutes * 60_000,
    )
}

/// A moment as a field for a local day and time takes it: `2026-11-23T15:32:20`.
///
/// <https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#local-dates-and-times>
pub(crate) fn local_input(time: Time) -> String {
    let mut text = time.local().replacen(' ', "T", 1);
    text.truncate(text.bytes().take_while(|byte| *byte != b' ').count());
    text
}

/// The moment that such a field says, in milliseconds since 1970-01-01T00:00:00Z, by a clock that tells any moment. An hour that
/// is left out in spring is read as the one after it.
pub(crate) fn from_local(text: &str, at: impl Fn(i64) -> Time) -> Option<i64> {
    // To the minute, where there are no seconds.
    let as_utc = unix_ms(text).or_else(|| unix_ms(&format!("{text}:00")))?;
    let offset_ms = |unix_ms| i64::from(at(unix_ms).offset_minutes) * 60_000;
    // The offset then may be another one than that of the moment that is as far from it as the offset.
    let guess = as_utc - offset_ms(as_utc);
    Some(as_utc - offset_ms(guess))
}

/// Seconds since 1970-01-01T00:00:00Z of year, month, day and hour, minute, second; `None` when there is no such moment.
///
/// The year is 1 to 9999. A leap second (RFC 3339, section 5.6) is the second after it.
pub(crate) fn unix_seconds(
    [year, month, day]: [i64; 3],
    [hour, minute, second]: [i64; 3],
) -> Option<i64> {
    let last_day = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let real = (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=last_day).contains(&day)
        && (0..=23).contains(&hour)
        && (0..=59).contains(&minute)
        && (0..=60).contains(&second);
    real.then(|| ((days_from_civil(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

/// The year of a moment, in UTC.
pub(crate) fn year(unix_ms: i64) -> i64 {
    civil_from_days(unix_ms.div_euclid(86_400_000)).0
}

/// Takes a number of exactly so many digits off the front.
fn digits(rest: &mut &[u8], count: usize) -> Option<i64> {
    let (number, after) = rest.split_at_checked(count)?;
    *rest = after;
    number.iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit()
            .then(|| value * 10 + i64::from(byte - b'0'))
    })
}

/// Takes a byte off the front, in either case.
fn literal(rest: &mut &[u8], wanted: u8) -> Option<()> {
    let (first, after) = rest.split_first()?;
    first.eq_ignore_ascii_case(&wanted).then(|| *rest = after)
}

/// Turns year, month and day into days since 1970-01-01; the inverse of [`civil_from_days`], from the same source.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
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
    use proptest::prelude::*;

    #[test]
    fn a_local_day_and_time_is_the_moment_that_the_clock_tells_so() {
        // Summer time begins at 2026-03-29T01:00:00Z and ends at 2026-10-25T01:00:00Z.
        let at = |unix_ms: i64| {
            let is_summer = (1_774_746_000_000..1_792_890_000_000).contains(&unix_ms);
            Time {
                unix_ms,
                offset_minutes: if is_summer { 120 } else { 60 },
            }
        };
        for (text, moment) in [
            ("2026-11-23T15:32:20", "2026-11-23T14:32:20Z"),
            ("2026-11-23T15:32", "2026-11-23T14:32:00Z"),
            ("2026-07-01T00:30", "2026-06-30T22:30:00Z"),
            ("2026-03-29T01:59", "2026-03-29T00:59:00Z"),
            ("2026-03-29T03:00", "2026-03-29T01:00:00Z"),
        ] {
            assert_eq!(from_local(text, at), unix_ms(moment), "{text}");
        }
        for moment in [
            "2026-11-23T14:32:20Z",
            "2026-06-30T22:30:00Z",
            "2026-03-29T01:00:00Z",
        ] {
            let ms = unix_ms(moment).unwrap();
            assert_eq!(from_local(&local_input(at(ms)), at), Some(ms), "{moment}");
        }
        for text in ["", "2026-11-23", "15:32", "2026-02-30T00:00", "now"] {
            assert_eq!(from_local(text, at), None, "{text}");
        }
    }

    #[test]
    fn a_length_is_told_in_its_two_largest_units() {
        use Unit::{Day, Hour, Minute, Second};
        for (ms, told) in [
            (0, vec![(0, Second)]),
            (1, vec![(1, Second)]),
            (59_999, vec![(1, Minute)]),
            (301_000, vec![(5, Minute), (1, Second)]),
            (400_000, vec![(6, Minute), (40, Second)]),
            (3_599_500, vec![(1, Hour)]),
            (3_600_000, vec![(1, Hour)]),
            (4_000_000, vec![(1, Hour), (7, Minute)]),
            (86_399_000, vec![(1, Day)]),
            (86_430_000, vec![(1, Day), (1, Hour)]),
            (1_000_000_000_000, vec![(11_574, Day), (2, Hour)]),
        ] {
            assert_eq!(length(ms), told, "{ms}");
        }
    }

    #[test]
    fn a_clock_says_what_it_is_set_to() {
        let now = Time {
            unix_ms: 1_763_908_340_000,
            offset_minutes: 0,
        };
        for (offset_minutes, said) in [
            (0, "14:32 (UTC)"),
            (60, "15:32 (UTC+1)"),
            (330, "20:02 (UTC+5:30)"),
            (-210, "11:02 (UTC−3:30)"),
        ] {
            let time = Time {
                offset_minutes,
                ..now
            };
            assert_eq!(time.local_clock(time), said);
        }
    }

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

    #[test]
    fn a_minute_of_another_day_is_told_with_the_day() {
        let now = Time {
            unix_ms: 1_795_444_340_123,
            offset_minutes: 60,
        };
        assert_eq!(now.plus_ms(60_000).local_minute(now), "15:33");
        assert_eq!(
            now.plus_ms(9 * 3_600_000).local_minute(now),
            "2026-11-24 00:32"
        );
        let late = now.at(253_402_300_799_000);
        assert_eq!(late.local_minute(now), "10000-01-01 00:59");
    }

    #[test]
    fn every_form_in_which_graph_writes_a_time_is_read() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2026-11-23T14:32:20.123Z", 1_795_444_340_123),
            ("2026-11-23t14:32:20.1239999z", 1_795_444_340_123),
            ("2026-11-23T14:32:20.1+00:00", 1_795_444_340_100),
            ("2026-11-23T20:02:20.1230000+05:30", 1_795_444_340_123),
            ("2026-11-23T11:02:20.123000000000-03:30", 1_795_444_340_123),
            ("2017-01-01T00:02:43.5775965-08:00", 1_483_257_763_577),
            ("2026-11-23T14:32:20", 1_795_444_340_000),
            ("2024-02-29T00:00:00-00:00", 1_709_164_800_000),
            ("1969-12-31T23:59:59.999Z", -1),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000),
            ("0001-01-01T00:00:00+23:59", -62_135_683_140_000),
            ("9999-12-31T23:59:59.9999999Z", 253_402_300_799_999),
            ("9999-12-31T23:59:59.9999999-23:59", 253_402_387_139_999),
        ] {
            assert_eq!(unix_ms(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn no_other_text_is_a_time() {
        for text in [
            "",
            "null",
            "2026-11-23",
            "2026-11-23 14:32:20Z",
            "2026-11-23T14:32Z",
            "2026-11-23T14:32:20.Z",
            "2026-11-23T14:32:20,5Z",
            "2026-11-23T14:32:20+0100",
            "2026-11-23T14:32:20+01",
            "2026-11-23T14:32:20+24:00",
            "2026-11-23T14:32:20+01:60",
            "2026-11-23T14:32:20ZZ",
            "2026-11-23T14:32:20+01:00Z",
            "2026-11-23T24:00:00Z",
            "2026-11-23T14:60:00Z",
            "2026-11-23T14:32:61Z",
            "2026-02-29T00:00:00Z",
            "1900-02-29T00:00:00Z",
            "2026-04-31T00:00:00Z",
            "2026-00-10T00:00:00Z",
            "2026-13-10T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "12026-01-01T00:00:00Z",
            "-2026-01-01T00:00:00Z",
            " 2026-11-23T14:32:20Z",
            "2026-11-23T14:32:20Z ",
            "２026-11-23T14:32:20Z",
        ] {
            assert_eq!(unix_ms(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(unix_ms in -62_135_596_800_000..253_402_300_800_000_i64, offset_minutes in -1439..=1439) {
            let time = Time { unix_ms, offset_minutes };
            let whole = unix_ms.div_euclid(1000) * 1000;
            prop_assert_eq!(super::unix_ms(&time.rfc3339()), Some(whole));
            prop_assert_eq!(super::unix_ms(&time.utc().replacen(' ', "T", 1).replace(" UTC", "")), Some(whole));
            let year = year(unix_ms);
            prop_assert_eq!(&time.rfc3339()[..4], format!("{year:04}"));
        }

        #[test]
        fn any_text_is_a_time_or_none(text in "\\PC*|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]*)?(Z|[+-][0-9]{2}:[0-9]{2})?") {
            unix_ms(&text);
        }
    }
}
