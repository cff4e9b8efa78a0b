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
