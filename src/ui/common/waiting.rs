//! What is left to the person because Graph asks to wait longer than the page does by itself.

use std::time::Duration;

use leptos::prelude::*;

use super::{
    effect::effect,
    html::{El, dynamic, el},
    moment::local_time,
};
use crate::{
    graph::LongWait,
    time::{Time, length},
    ui::{
        common::signal::RwSignal,
        words::console::{say, t},
    },
};

/// The longest that a browser's timer takes, in milliseconds.
const LONGEST_TIMER_MS: u32 = i32::MAX.unsigned_abs();

/// Until when Graph asks to wait, and that nothing happens by itself.
pub(crate) fn asks_to_wait(wait: LongWait) -> El {
    el("p").child(el("strong").child(say(move |w| {
        let parts: Vec<String> = length(wait.wait_ms)
            .into_iter()
            .map(|(count, unit)| (w.length)(count, unit))
            .collect();
        (w.asks_to_wait)(
            &local_time(wait.until_ms).on_both_clocks(),
            &parts.join(" "),
        )
    })))
}

/// A button for the next attempt: before the time that Graph asks for it takes one step more.
pub(crate) fn after(
    wait: LongWait,
    now: RwSignal<Time>,
    button: impl Fn() -> El + Send + Sync + 'static,
) -> AnyView {
    after_boxed(wait, now, Box::new(button))
}

#[inline(never)]
fn after_boxed(
    wait: LongWait,
    now: RwSignal<Time>,
    button: Box<dyn Fn() -> El + Send + Sync>,
) -> AnyView {
    let reached = reached(wait, now);
    dynamic(move || {
        if reached() {
            return El::group([button()]);
        }
        El::group([el("details")
            .child(el("summary").child(t(|w| w.early)))
            .child(el("p").child(t(|w| w.early_lead)))
            .child(button())])
    })
}

/// Whether the time has come that Graph asks to wait for; it is told when it comes.
pub(crate) fn reached(
    wait: LongWait,
    now: RwSignal<Time>,
) -> impl Fn() -> bool + Clone + Send + Sync + 'static {
    let has_passed = RwSignal::new(false);
    effect(move || {
        let now = now.get_untracked();
        let left = now.ms_until(now.at(wait.until_ms));
        if left <= LONGEST_TIMER_MS {
            set_timeout(
                move || {
                    has_passed.try_set(true);
                },
                Duration::from_millis(left.into()),
            );
        }
    });
    move || has_passed.get() || now.get().unix_ms >= wait.until_ms
}
