//! A run that is planned or under way.

use leptos::prelude::*;

use super::{
    announcements::done,
    bar::{Bar, bar, legend},
    blocked_notice::trouble,
    context::{RunView, Runs},
    controls::controls,
    counts::Counts,
    table::filtered_table,
};
use crate::{
    runs::{NextRoom, Run},
    time::{Time, length},
    ui::{
        common::{
            html::{El, dynamic, el},
            live::Live,
            signal::Memo,
        },
        words::runs::{RunStrings, say, t},
    },
};

/// The least wait that is told, in milliseconds: a shorter one is over before it is read.
const LEAST_WAIT_MS: u64 = 1_000;

/// Why nothing moves, and when it ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Pace {
    /// About when it ends, to the minute.
    ends: Option<Time>,
    /// Until Intune takes the next revocations: how many, and in how many seconds.
    room: Option<(usize, u64)>,
    hold_s: Option<u64>,
    /// Until when, where that is long.
    held_until: Option<Time>,
}

impl Pace {
    fn of(view: RunView) -> Self {
        // Told together with the beat.
        let (tick_ms, now) = (view.tick_ms.get_untracked(), view.now.get_untracked());
        let read = |run: &Run| {
            let hold = run.hold(tick_ms);
            let ends = |left_ms: u64| {
                let at = now.unix_ms.saturating_add_unsigned(left_ms);
                // To the whole minute after.
                now.at(at.saturating_add(59_999).div_euclid(60_000) * 60_000)
            };
            let room = |room: NextRoom| (room.requests, room.in_ms.div_ceil(1_000));
            Self {
                ends: run.left_ms(tick_ms).map(ends),
                room: run
                    .next_room(tick_ms)
                    .filter(|room| room.in_ms >= LEAST_WAIT_MS)
                    .map(room),
                held_until: hold.filter(|hold| hold.is_long).map(|hold| hold.until),
                hold_s: hold.map(|hold| (hold.until_tick_ms - tick_ms).div_ceil(1_000)),
            }
        };
        view.read(read).unwrap_or_default()
    }
}

/// A run whose profiles are read, and to which nothing is sent yet.
pub(super) fn planning(runs: &Runs) -> AnyView {
    let view = runs.view;
    let progress = Memo::new(move |_| view.read(done).unwrap_or_default());
    let read = Memo::new(move |_| {
        let (done, all) = progress.get();
        Bar::read(done, all)
    });
    let text = say(move |w, _| {
        let (done, all) = progress.get();
        (w.planning)(done, all)
    });
    El::group([
        el("div").child(trouble(runs)),
        el("div")
            .class("run-hero")
            .child(el("p").child(text.clone()))
            .child(controls(runs)),
        bar(read, text),
        el("p").class("hint").child(t(|w| w.planning_lead)),
        el("p").class("hint").child(pace(view)),
    ])
}

/// A run under way.
pub(super) fn running(runs: &Runs) -> AnyView {
    let view = runs.view;
    let figures = Memo::new(move |_| view.read(Counts::of).unwrap_or_default());
    let parts = Memo::new(move |_| Bar::of(&figures.get()));
    let all = say(move |w, _| (w.so_far)(&figures.get()));
    El::group([
        // Before everything else: nothing goes on until it is read.
        el("div").child(trouble(runs)),
        el("div")
            .class("run-hero")
            .child(el("p").class("run-far").child(revoked(figures)))
            .child(controls(runs)),
        bar(parts, all),
        el("p").class("run-pace").child(pace(view)),
        legend(parts),
        filtered_table(view),
    ])
}

/// How many are revoked, of how many that were to be.
fn revoked(figures: Memo<Counts>) -> Live<String> {
    say(move |w, _| {
        let figures = figures.get();
        (w.revoked_of)(figures.revoked, figures.meant())
    })
}

/// When it ends, and what it waits for if it does.
fn pace(view: RunView) -> AnyView {
    let pace = Memo::new(move |_| Pace::of(view));
    let ends = Memo::new(move |_| pace.get().ends);
    let wait = say(move |w: &'static RunStrings, common| {
        let Pace {
            ends,
            room,
            hold_s,
            held_until,
        } = pace.get();
        let wait = match (hold_s, held_until) {
            (None, _) => room.map(|(count, seconds)| (w.next_room)(count, seconds)),
            (Some(seconds), None) => Some((w.hold)(seconds)),
            (Some(seconds), Some(until)) => {
                let parts: Vec<String> = length(seconds.saturating_mul(1_000))
                    .into_iter()
                    .map(|(count, unit)| (common.length)(count, unit))
                    .collect();
                Some((w.long_hold)(&until.on_both_clocks(), &parts.join(" ")))
            }
        };
        match (wait, ends) {
            (Some(wait), Some(_)) => format!(" · {wait}"),
            (wait, _) => wait.unwrap_or_default(),
        }
    });
    let now = view.now;
    let end = dynamic(move || {
        let Some(ends) = ends.get() else {
            return ().into_any();
        };
        let now = now.get_untracked();
        El::group([el("time")
            .attr("datetime", ends.rfc3339())
            .attr("title", ends.on_both_clocks())
            .child(say(move |w, _| (w.ends)(&ends.local_minute(now))))])
    });
    El::views([end, dynamic(move || wait.get().into_any())])
}
