//! What a run says to those who hear the page: at once where it matters, else at sensible intervals.

use std::mem::discriminant;

use super::counts::Counts;
use crate::runs::{Obstacle, Run, RunPhase};

/// After so long something that changes all the time is said again, in milliseconds.
const INTERVAL_MS: u64 = 15_000;

/// So long nothing is said after the last saying, even if another tenth is done.
const LEAST_MS: u64 = 5_000;

/// What kind of thing is in the way of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blocker {
    /// The browser is offline.
    Offline,
    /// Graph does not answer.
    NoAnswer,
    /// Graph asks to wait, again and again.
    Throttled,
    /// Graph refuses one after the other.
    Refused,
    /// The person has to sign in.
    SignIn,
    /// The person has to meet a policy.
    Proof,
}

impl Blocker {
    /// The kind of an obstacle.
    pub(crate) fn of(obstacle: &Obstacle) -> Self {
        match obstacle {
            Obstacle::Offline => Self::Offline,
            Obstacle::NoAnswer => Self::NoAnswer,
            Obstacle::Throttled => Self::Throttled,
            Obstacle::Refused(_) => Self::Refused,
            Obstacle::SignIn { claims: None, .. } => Self::SignIn,
            Obstacle::SignIn {
                claims: Some(_), ..
            } => Self::Proof,
        }
    }
}

/// How a run stands, in a sentence; most with how many are done, of how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Announcement {
    /// There is no run.
    Nothing,
    /// So many of so many are read.
    Planning(usize, usize),
    /// So many would be revoked, so many skipped.
    Ready(usize, usize),
    Running(usize, usize),
    /// Graph asks to wait.
    Holding(usize, usize),
    Paused(usize, usize),
    /// Something is in its way.
    Blocked(Blocker, usize, usize),
    /// It is being stopped.
    Stopping(usize, usize),
    Over(Counts),
}

/// What was said last, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Announcer {
    pub saying: Announcement,
    at_ms: u64,
}

impl Announcement {
    /// How a run stands now.
    pub(crate) fn of(run: &Run, tick_ms: u64) -> Self {
        match run.phase() {
            RunPhase::Ready => {
                let figures = Counts::of(run);
                return Self::Ready(figures.waiting, figures.skipped());
            }
            RunPhase::Over => return Self::Over(Counts::of(run)),
            _ => {}
        }
        let (done, all) = done(run);
        match (run.phase(), run.obstacle(), run.pause()) {
            (_, Some(obstacle), _) => Self::Blocked(Blocker::of(obstacle), done, all),
            (_, _, Some(_)) => Self::Paused(done, all),
            (RunPhase::Planning, ..) => Self::Planning(done, all),
            (RunPhase::Stopping | RunPhase::Recording, ..) => Self::Stopping(done, all),
            _ if run.hold(tick_ms).is_some() => Self::Holding(done, all),
            _ => Self::Running(done, all),
        }
    }

    fn tenth(&self) -> usize {
        match self {
            Self::Planning(done, all) | Self::Running(done, all) | Self::Holding(done, all) => {
                done * 10 / (*all).max(1)
            }
            _ => 0,
        }
    }

    /// Whether this is news after the other one, not only more of the same.
    fn is_news_after(&self, other: &Self) -> bool {
        let kind = |saying: &Self| match saying {
            Self::Holding(done, all) => discriminant(&Self::Running(*done, *all)),
            _ => discriminant(saying),
        };
        match (self, other) {
            (Self::Blocked(blocker, ..), Self::Blocked(before, ..)) => blocker != before,
            _ => kind(self) != kind(other),
        }
    }
}

impl Announcer {
    /// What is said now, after what was said before.
    pub(crate) fn next(before: Option<&Self>, saying: Announcement, tick_ms: u64) -> Self {
        let Some(before) = before else {
            return Self {
                saying,
                at_ms: tick_ms,
            };
        };
        let passed = tick_ms.saturating_sub(before.at_ms);
        let is_due = saying.is_news_after(&before.saying)
            || passed >= INTERVAL_MS
            || (passed >= LEAST_MS && saying.tenth() != before.saying.tenth());
        if is_due && saying != before.saying {
            Self {
                saying,
                at_ms: tick_ms,
            }
        } else {
            before.clone()
        }
    }
}

/// How many profiles are done, of how many: read, while the run is planned, else revoked, of those that were to be.
pub(crate) fn done(run: &Run) -> (usize, usize) {
    if run.phase() != RunPhase::Planning {
        let figures = Counts::of(run);
        return (figures.revoked, figures.meant());
    }
    let items = run.items();
    let is_read = |item: &&crate::runs::Item| item.before.is_some() || item.end().is_some();
    (items.iter().filter(is_read).count(), items.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(sayings: impl IntoIterator<Item = (u64, Announcement)>) -> Vec<(u64, Announcement)> {
        let mut speech: Option<Announcer> = None;
        let mut heard = Vec::new();
        for (tick, saying) in sayings {
            let next = Announcer::next(speech.as_ref(), saying, tick);
            if speech.as_ref() != Some(&next) {
                heard.push((tick, next.saying.clone()));
            }
            speech = Some(next);
        }
        heard
    }

    #[test]
    fn progress_is_said_at_intervals_and_not_at_every_beat() {
        // A thousand in 200 seconds, five a second.
        let beats = (0..=1_000_u32).map(|done| {
            let count = usize::try_from(done).unwrap();
            (u64::from(done) * 200, Announcement::Running(count, 1_000))
        });
        let heard = heard(beats);
        assert!((14..=21).contains(&heard.len()), "{}", heard.len());
        for pair in heard.windows(2) {
            assert!(pair[1].0 - pair[0].0 >= LEAST_MS);
            assert!(pair[1].0 - pair[0].0 <= INTERVAL_MS + 200);
        }
    }

    #[test]
    fn what_matters_is_said_at_once() {
        let over = Announcement::Over(Counts::default());
        let sayings = [
            (0, Announcement::Running(0, 100)),
            (200, Announcement::Running(1, 100)),
            (400, Announcement::Holding(1, 100)),
            (600, Announcement::Paused(1, 100)),
            (800, Announcement::Blocked(Blocker::Offline, 1, 100)),
            (900, Announcement::Blocked(Blocker::Offline, 2, 100)),
            (1_000, Announcement::Blocked(Blocker::SignIn, 2, 100)),
            (1_200, Announcement::Stopping(2, 100)),
            (1_400, over),
        ];
        let ticks: Vec<u64> = heard(sayings).into_iter().map(|(tick, _)| tick).collect();
        assert_eq!(ticks, [0, 600, 800, 1_000, 1_200, 1_400]);
    }

    #[test]
    fn nothing_is_said_twice() {
        let same = (0..100).map(|at| (at * 1_000, Announcement::Running(7, 100)));
        assert_eq!(heard(same).len(), 1);
    }
}
