//! How long to wait before another attempt.

use crate::time;

/// The longest wait that the page waits out by itself, in milliseconds: five minutes. Graph has been seen to ask for 315 s,
/// and then the next attempt is the person's.
pub const LONGEST_WAIT_MS: u32 = 300_000;

/// The longest wait that is told apart from longer ones, in milliseconds: a hundred years. Nobody means more.
const LONGEST_TOLD_MS: u64 = 100 * 365 * 86_400_000;

/// The longest wait when Graph says nothing, in milliseconds.
const LONGEST_BACKOFF_MS: u32 = 60_000;

/// Reads a wait into milliseconds, never less than it says but for what is beyond a hundred years; `None` when the text says
/// none.
///
/// Seconds, whole or with a fraction; a date in any of HTTP's three forms (RFC 9110, sections 5.6.7 and 10.2.3), of which
/// one that is past means no wait; or `hh:mm:ss` or `d.hh:mm:ss`, as .NET writes a span. Of several that a proxy or the
/// browser joined by commas, the longest counts. `now_ms`: milliseconds since 1970-01-01T00:00:00Z.
pub fn wait_ms(text: &str, now_ms: i64) -> Option<u64> {
    span_ms(text).or_else(|| {
        let then = date_ms(text, time::year(now_ms))?;
        Some(capped(
            u64::try_from(then.saturating_sub(now_ms)).unwrap_or(0),
        ))
    })
}

/// Like [`wait_ms`], without the dates.
pub fn span_ms(text: &str) -> Option<u64> {
    let one = |text: &str| {
        let text = text.trim();
        seconds_as_ms(text).or_else(|| clock(text))
    };
    let all: Option<Vec<u64>> = text.split(',').map(one).collect();
    all?.into_iter().max().map(capped)
}

/// Turns a number of seconds into milliseconds, as [`wait_ms`] does; `None` when it is negative, or no number.
pub fn seconds_ms(seconds: f64) -> Option<u64> {
    const LONGEST_S: u32 = 3_153_600_000;
    if seconds >= f64::from(LONGEST_S) {
        return Some(LONGEST_TOLD_MS);
    }
    // A number this large has no digits behind the point that matter.
    (seconds >= 0.0).then(|| {
        let whole = scaled(LONGEST_S, seconds / f64::from(LONGEST_S));
        let rest = scaled(1_000, (seconds - f64::from(whole)).clamp(0.0, 1.0));
        u64::from(whole) * 1_000 + u64::from(rest)
    })
}

/// The wait, if the page waits it out by itself.
pub fn by_itself(wait_ms: u64) -> Option<u32> {
    u32::try_from(wait_ms)
        .ok()
        .filter(|ms| *ms <= LONGEST_WAIT_MS)
}

/// The wait before an attempt when Graph does not say how long, in milliseconds: 2, 4, 8 … 60 s, of which the later half
/// is chance, so that pages that were refused together do not come back together.
///
/// `attempt` counts from 0; `random` is from 0 to 1.
pub fn backoff_ms(attempt: u32, random: f64) -> u32 {
    let longest = LONGEST_BACKOFF_MS.min(2_000_u32.saturating_mul(1 << attempt.min(10)));
    let half = longest / 2;
    half + scaled(half, random)
}

/// A share of a number; no number counts as nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share is from 0 to 1, so the product is from 0 to `whole`"
)]
fn scaled(whole: u32, share: f64) -> u32 {
    (f64::from(whole) * share.clamp(0.0, 1.0)) as u32
}

fn capped(ms: u64) -> u64 {
    ms.min(LONGEST_TOLD_MS)
}

/// Seconds with or without a fraction; what is finer than a millisecond counts as a whole one, so as not to be early.
fn seconds_as_ms(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let mut ms = number(whole.as_bytes());
    let fraction = fraction.as_bytes();
    for place in 0..3 {
        let digit = fraction
            .get(place)
            .map_or(0, |digit| u64::from(digit - b'0'));
        ms = ms.saturating_mul(10).saturating_add(digit);
    }
    let finer = fraction.iter().skip(3).any(|&digit| digit != b'0');
    Some(ms.saturating_add(finer.into()))
}

fn number(digits: &[u8]) -> u64 {
    digits.iter().fold(0, |value: u64, digit| {
        value
            .saturating_mul(10)
            .saturating_add((digit - b'0').into())
    })
}

/// `hh:mm:ss`, or days and a point before it, with or without a fraction.
fn clock(text: &str) -> Option<u64> {
    let mut parts = text.split(':');
    let [hours, minutes, seconds] = [parts.next()?, parts.next()?, parts.next()?];
    let (days, hours) = hours.split_once('.').unwrap_or(("0", hours));
    let minute = 60_000;
    let ms = whole(days)?
        .saturating_mul(24)
        .saturating_add(whole(hours)?)
        .saturating_mul(60)
        .saturating_add(whole(minutes)?)
        .saturating_mul(minute)
        .saturating_add(seconds_as_ms(seconds)?);
    parts.next().is_none().then_some(ms)
}

fn whole(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| number(text.as_bytes()))
}

/// Milliseconds since 1970-01-01T00:00:00Z of a date of HTTP. The weekday is not compared.
///
/// Graph's own documents have seconds only, but `Retry-After` may be a date as well (RFC 9110, section 10.2.3), and a proxy that
/// answers in Graph's place may send one. Unread, the page would send again too early. A recipient takes all three forms
/// (section 5.6.7).
fn date_ms(text: &str, this_year: i64) -> Option<i64> {
    let mut words = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut next = || words.next();
    let (_weekday, second, third) = (next()?, next()?, next()?);
    let ([day, month, year], clock) = if let Some(month) = month(second) {
        // Sun Nov  6 08:49:37 1994
        let clock = [next()?, next()?, next()?];
        ([part(third)?, month, part(next()?)?], clock)
    } else {
        // Sun, 06 Nov 1994 08:49:37 GMT, and Sunday, 06-Nov-94 08:49:37 GMT
        let year = next()?;
        let clock = [next()?, next()?, next()?];
        if next() != Some("GMT") {
            return None;
        }
        let year = if year.len() == 2 {
            full_year(part(year)?, this_year)
        } else {
            part(year)?
        };
        ([part(second)?, month(third)?, year], clock)
    };
    if next().is_some() {
        return None;
    }
    let [hour, minute, second] = clock;
    time::unix_seconds(
        [year, month, day],
        [part(hour)?, part(minute)?, part(second)?],
    )
    .map(|seconds| seconds * 1000)
}

/// Two digits stand for a year that is at most 50 years ahead (RFC 9110, section 5.6.7).
fn full_year(two_digits: i64, this_year: i64) -> i64 {
    let year = this_year - this_year.rem_euclid(100) + two_digits;
    if year > this_year + 50 {
        year - 100
    } else {
        year
    }
}

fn month(name: &str) -> Option<i64> {
    let months = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let index = months
        .chunks_exact(3)
        .position(|month| month == name.as_bytes())?;
    i64::try_from(index + 1).ok()
}

/// A part of a date: at most four digits.
fn part(text: &str) -> Option<i64> {
    if text.len() > 4 {
        return None;
    }
    i64::try_from(whole(text)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 1994-11-06T08:49:07Z, half a minute before the date in RFC 9110's examples.
    const NOW: i64 = 784_111_747_000;

    #[test]
    fn a_wait_is_read_in_every_form() {
        for (text, expected) in [
            ("0", 0),
            ("17", 17_000),
            (" 5 ", 5_000),
            ("2.128", 2_128),
            ("2.5", 2_500),
            ("2.1280001", 2_129),
            ("2.1280000", 2_128),
            ("300", 300_000),
            ("315", 315_000),
            ("86400", 86_400_000),
            ("1000000000", 1_000_000_000_000),
            ("3153600001", LONGEST_TOLD_MS),
            ("99999999999999999999999999", LONGEST_TOLD_MS),
            ("99999999999:99999999999:99999999999", LONGEST_TOLD_MS),
            ("120, 120", 120_000),
            ("5,600 , 7", 600_000),
            ("00:00:30", 30_000),
            ("00:02:05.5000000", 125_500),
            ("01:00:00", 3_600_000),
            ("1.00:00:30", 86_430_000),
            ("10.01:00:00.5", 867_600_500),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 30_000),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 30_000),
            ("Sun Nov  6 08:49:37 1994", 30_000),
            ("Sun, 06 Nov 1994 08:49:00 GMT", 0),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Sun, 06 Nov 1994 10:49:07 GMT", 7_200_000),
            ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_TOLD_MS),
        ] {
            assert_eq!(wait_ms(text, NOW), Some(expected), "{text}");
        }
        for (seconds, expected) in [
            (0.0, Some(0)),
            (2.5, Some(2_500)),
            (17.0, Some(17_000)),
            (0.25, Some(250)),
            (315.0, Some(315_000)),
            (1e9, Some(1_000_000_000_000)),
            (1e300, Some(LONGEST_TOLD_MS)),
            (f64::INFINITY, Some(LONGEST_TOLD_MS)),
            (-1.0, None),
            (f64::NAN, None),
        ] {
            assert_eq!(seconds_ms(seconds), expected, "{seconds}");
        }
    }

    #[test]
    fn no_other_text_is_a_wait() {
        for text in [
            "",
            "-5",
            "+5",
            "soon",
            "5 s",
            "1e3",
            ".5",
            "5.",
            "1.2.3",
            "00:30",
            "00:00:00:30",
            "1.1.00:00:30",
            "5, soon",
            ",",
            "5,",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 06 Nov 99999 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 GMT GMT",
        ] {
            assert_eq!(wait_ms(text, NOW), None, "{text}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_at_most_fifty_years_ahead() {
        assert_eq!(full_year(94, 1994), 1994);
        assert_eq!(full_year(76, 2026), 2076);
        assert_eq!(full_year(77, 2026), 1977);
        assert_eq!(full_year(0, 1999), 1900);
    }

    #[test]
    fn without_a_hint_the_wait_doubles_up_to_a_minute() {
        let shortest: Vec<_> = (0..7).map(|attempt| backoff_ms(attempt, 0.0)).collect();
        let longest: Vec<_> = (0..7).map(|attempt| backoff_ms(attempt, 1.0)).collect();
        assert_eq!(shortest, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
        assert_eq!(longest, [2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    }

    proptest! {
        #[test]
        fn no_wait_is_cut_short(text in "\\PC*|[0-9]*(\\.[0-9]*)?|[0-9]*:[0-9]*:[0-9]*|(Mon, )?[0-9]{2} Nov [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT", now: i64) {
            if let Some(ms) = wait_ms(&text, now) {
                prop_assert!(ms <= LONGEST_TOLD_MS);
                if let Ok(seconds) = text.trim().parse::<u64>() {
                    prop_assert_eq!(ms, seconds.saturating_mul(1_000).min(LONGEST_TOLD_MS));
                }
                prop_assert_eq!(by_itself(ms).is_some(), ms <= u64::from(LONGEST_WAIT_MS));
            }
        }

        #[test]
        fn no_backoff_is_longer_than_a_minute(attempt: u32, random: f64) {
            prop_assert!((1_000..=LONGEST_BACKOFF_MS).contains(&backoff_ms(attempt, random)));
        }
    }
}
