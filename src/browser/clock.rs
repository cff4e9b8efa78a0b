//! The person's clock.

use js_sys::Date;

use crate::time::Time;

/// The moment now.
#[expect(
    clippy::cast_possible_truncation,
    reason = "JavaScript's clock counts whole numbers below 2^53"
)]
pub fn now() -> Time {
    let date = Date::new_0();
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
pub fn tick_ms() -> u64 {
    let clock = web_sys::window().and_then(|window| window.performance());
    clock.map_or_else(Date::now, |clock| clock.now()) as u64
}
