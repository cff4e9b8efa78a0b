//! A moment as it is shown: on the person's own clock, and in UTC to whoever points at it.

use super::html::{El, el};
use crate::time::Time;

/// A moment.
pub(crate) fn moment(time: Time) -> El {
    el("time")
        .attr("datetime", time.rfc3339())
        .attr("title", time.utc())
        .child(time.local())
}
