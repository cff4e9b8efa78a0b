//! The person's clock.

use js_sys::Date;

use crate::time::Time;

pub(crate) fn now() -> Time {
    plain(&Date::new_0())
}

/// A moment, with the offset from UTC that the person's clock had or will have then.
#[expect(
    clippy::cast_precision_loss,
    reason = "JavaScript's clock ends long before 2^53"
)]
pub(crate) fn at(unix_ms: i64) -> Time {
    let date = Date::new(&(unix_ms as f64).into());
    Time {
        unix_ms,
        ..plain(&date)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "JavaScript's clock counts whole numbers below 2^53"
)]
fn plain(date: &Date) -> Time {
    Time {
        unix_ms: date.get_time() as i64,
        offset_minutes: -(date.get_timezone_offset() as i32),
    }
}

/// Milliseconds on a clock that nobody can set, since some moment before.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it counts up from 0, and fractions do not matter"
)]
pub(crate) fn tick_ms() -> u64 {
    let clock = web_sys::window().and_then(|window| window.performance());
    clock.map_or_else(Date::now, |clock| clock.now()) as u64
}
