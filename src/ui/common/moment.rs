//! A moment as it is shown: on the person's own clock, and in UTC to whoever points at it.

use std::cell::Cell;

use super::html::{El, el};
use crate::time::Time;

thread_local! {
    static LOCAL_CLOCK: Cell<fn(i64) -> Time> = const { Cell::new(universal) };
}

fn universal(unix_ms: i64) -> Time {
    Time {
        unix_ms,
        offset_minutes: 0,
    }
}

/// Sets the person's own clock: it tells a moment, in milliseconds since 1970-01-01T00:00:00Z, with the offset from UTC that
/// the clock had or will have then, which is another one in summer. Until it is set, all is told in UTC.
pub(crate) fn set_local_clock(at: fn(i64) -> Time) {
    LOCAL_CLOCK.set(at);
}

/// A moment, in milliseconds since 1970-01-01T00:00:00Z, on the person's own clock.
pub(crate) fn local_time(unix_ms: i64) -> Time {
    LOCAL_CLOCK.get()(unix_ms)
}

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
pub(crate) fn moment(unix_ms: i64) -> El {
    let time = local_time(unix_ms);
    time_element(time).child(time.on_clock())
}

/// The day of a moment.
pub(crate) fn day(unix_ms: i64) -> El {
    let time = local_time(unix_ms);
    time_element(time).child(time.local_day())
}

fn time_element(time: Time) -> El {
    el("time")
        .attr("datetime", time.rfc3339())
        .attr("title", time.utc())
}
