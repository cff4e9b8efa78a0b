//! How fast requests may follow each other.

use std::collections::VecDeque;

/// The window over which Intune counts requests, in milliseconds, and a little more, for clocks that run apart.
///
/// <https://learn.microsoft.com/graph/throttling-limits#intune-android-for-work-service-limits>
pub(crate) const WINDOW_MS: u64 = 20_100;

/// How many writes Intune takes of one app in one tenant within the window.
pub(crate) const WRITES: usize = 100;

/// How much of that a run leaves to others of this browser: one revocation by hand, and the [four](super::WIDTH) that a run
/// in another tab may have under way before this one hears of them.
pub(crate) const ROOM: usize = 5;

/// How many requests of any kind this page allows itself within the window. Intune takes 1,000, some of which are for the
/// list of profiles.
pub(crate) const REQUESTS: usize = 900;

/// The least that throttling reduces a pace to.
const SLOWEST: usize = 10;

/// By how much a pace recovers in each window without throttling.
const RECOVERY: usize = 10;

/// A bound on the requests within any window.
///
/// A request counts from when it is reserved until a window after its answer came: whenever it arrived in between, the
/// service never counts more of them within a window than this does. Ticks are milliseconds of a clock that only runs
/// forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pace {
    most: usize,
    capacity: usize,
    reserved: usize,
    landed: VecDeque<u64>,
    slowed: Option<u64>,
}

/// When there is room again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NextRoom {
    /// In how many milliseconds.
    pub in_ms: u64,
    /// For how many requests in the window that begins then.
    pub requests: usize,
}

impl Pace {
    /// At most so many within a window.
    pub(crate) fn new(most: usize) -> Self {
        Self {
            most,
            capacity: most,
            reserved: 0,
            landed: VecDeque::new(),
            slowed: None,
        }
    }

    /// As if so many requests had been answered just now: what a page did before it was loaded anew.
    #[must_use]
    pub(crate) fn after(mut self, requests: usize, tick_ms: u64) -> Self {
        self.landed = VecDeque::from(vec![tick_ms; requests.min(self.most)]);
        self
    }

    /// Reserves a request, if there is room.
    pub(crate) fn reserve(&mut self, tick_ms: u64) -> bool {
        self.reserve_beside(0, tick_ms)
    }

    /// Reserves a request, if there is room for it and `others` more.
    pub(crate) fn reserve_beside(&mut self, others: usize, tick_ms: u64) -> bool {
        self.prune(tick_ms);
        let has_room = self.landed.len() + self.reserved < self.capacity_beside(others);
        self.reserved += usize::from(has_room);
        has_room
    }

    /// Counts a request that is sent whether there is room or not.
    pub(crate) fn take(&mut self) {
        self.reserved += 1;
    }

    /// Gives back what was reserved and not sent.
    pub(crate) fn release(&mut self) {
        self.reserved = self.reserved.saturating_sub(1);
    }

    /// Counts a request that somebody else of this browser sent, and that was answered `age_ms` ago.
    pub(crate) fn count(&mut self, age_ms: u64, tick_ms: u64) {
        self.prune(tick_ms);
        let landed = tick_ms.saturating_sub(age_ms);
        let after = self.landed.partition_point(|other| *other <= landed);
        self.landed.insert(after, landed);
    }

    /// How long ago the requests of the last window were answered, in milliseconds.
    pub(crate) fn ages(&self, tick_ms: u64) -> impl Iterator<Item = u64> {
        let ages = self.landed.iter();
        ages.map(move |landed| tick_ms.saturating_sub(*landed))
            .filter(|age| *age < WINDOW_MS)
    }

    /// The answer to a reserved request came, or will not come.
    pub(crate) fn land(&mut self, tick_ms: u64) {
        self.release();
        self.landed.push_back(tick_ms);
    }

    /// Graph says that it is too much: somebody else may send too. Half as fast, once for all that were under way.
    pub(crate) fn slow_down(&mut self, tick_ms: u64) {
        let is_new = self.slowed.is_none_or(|since| tick_ms >= since + 1_000);
        if is_new {
            self.capacity = (self.capacity / 2).max(SLOWEST.min(self.most));
        }
        self.slowed = Some(tick_ms);
    }

    /// When there is room, if no answer is waited for: a tick that may have passed. `None` where only an answer makes room.
    pub(crate) fn room_at(&self) -> Option<u64> {
        self.room_beside(0)
    }

    /// The same, where `others` more are to have room too.
    pub(crate) fn room_beside(&self, others: usize) -> Option<u64> {
        let free = self.capacity_beside(others).checked_sub(self.reserved)?;
        if free == 0 {
            return None;
        }
        let Some(first) = (self.landed.len() + 1).checked_sub(free) else {
            return Some(0);
        };
        match first.checked_sub(1) {
            None => Some(0),
            Some(at) => self.landed.get(at).map(|landed| landed + WINDOW_MS),
        }
    }

    /// What a full window is waited for, beside `others`; `None` where there is room, or where only an answer makes room.
    pub(crate) fn next_room(&self, others: usize, tick_ms: u64) -> Option<NextRoom> {
        let at = self.room_beside(others).filter(|at| *at > tick_ms)?;
        Some(NextRoom {
            in_ms: at - tick_ms,
            requests: self.capacity_beside(others) - self.reserved,
        })
    }

    fn capacity_beside(&self, others: usize) -> usize {
        // However slow a pace is, it goes on.
        self.capacity.saturating_sub(others).max(1)
    }

    /// How long so many more requests take at least beside `others`, in milliseconds.
    pub(crate) fn time_for(&self, requests: usize, others: usize, tick_ms: u64) -> u64 {
        let capacity = self.capacity_beside(others);
        let beyond = (self.landed.len() + self.reserved + requests).saturating_sub(capacity);
        if beyond == 0 {
            return 0;
        }
        // The request that is last of all goes when the one a whole capacity before it has left the window.
        let windows = u64::try_from((beyond - 1) / capacity).unwrap_or(u64::MAX);
        let first = self.landed.get((beyond - 1) % capacity);
        let left = first.map_or(WINDOW_MS, |landed| {
            (landed + WINDOW_MS).saturating_sub(tick_ms)
        });
        windows.saturating_mul(WINDOW_MS).saturating_add(left)
    }

    fn prune(&mut self, tick_ms: u64) {
        while self
            .landed
            .front()
            .is_some_and(|landed| tick_ms >= landed + WINDOW_MS)
        {
            self.landed.pop_front();
        }
        if let Some(since) = self.slowed
            && tick_ms >= since + WINDOW_MS
        {
            self.capacity = (self.capacity + RECOVERY).min(self.most);
            self.slowed = (self.capacity < self.most).then_some(tick_ms);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_request_after_the_last_one_of_a_window_waits_until_the_first_has_left_it() {
        let mut pace = Pace::new(2);
        assert!(pace.reserve(0) && pace.reserve(0));
        assert!(!pace.reserve(5));
        assert_eq!(pace.room_at(), None, "only an answer makes room");
        pace.land(100);
        assert_eq!(pace.room_at(), Some(100 + WINDOW_MS));
        pace.land(300);
        assert_eq!(pace.room_at(), Some(100 + WINDOW_MS));
        assert!(!pace.reserve(100 + WINDOW_MS - 1));
        assert!(pace.reserve(100 + WINDOW_MS));
        assert!(!pace.reserve(100 + WINDOW_MS));
    }

    #[test]
    fn a_full_window_says_when_it_opens_and_for_how_many() {
        let mut pace = Pace::new(3);
        assert_eq!(pace.next_room(1, 0), None, "there is room");
        assert!(pace.reserve_beside(1, 0) && pace.reserve_beside(1, 0));
        assert_eq!(pace.next_room(1, 0), None, "only an answer makes room");
        pace.land(100);
        let one = NextRoom {
            in_ms: WINDOW_MS,
            requests: 1,
        };
        assert_eq!(pace.next_room(1, 100), Some(one));
        pace.land(300);
        let both = NextRoom {
            in_ms: WINDOW_MS - 900,
            requests: 2,
        };
        assert_eq!(pace.next_room(1, 1_000), Some(both));
        assert_eq!(pace.next_room(1, 100 + WINDOW_MS), None);
        assert_eq!(pace.next_room(0, 1_000), None);
    }

    #[test]
    fn what_was_not_sent_does_not_count() {
        let mut pace = Pace::new(1);
        assert!(pace.reserve(0));
        pace.release();
        assert_eq!(pace.room_at(), Some(0));
        assert!(pace.reserve(0));
    }

    #[test]
    fn a_pace_after_a_reload_counts_what_was_sent_before_as_sent_just_now() {
        let mut pace = Pace::new(100).after(3_000, 7);
        assert!(!pace.reserve(7));
        assert_eq!(pace.room_at(), Some(7 + WINDOW_MS));
        assert!(Pace::new(100).after(99, 7).reserve(7));
    }

    #[test]
    fn throttling_halves_the_pace_once_for_all_that_were_under_way_and_it_recovers() {
        let mut pace = Pace::new(100);
        for tick in [10, 20, 30] {
            pace.slow_down(tick);
        }
        let room = |pace: &mut Pace, tick| {
            let mut room = 0;
            while pace.reserve(tick) {
                room += 1;
            }
            for _ in 0..room {
                pace.release();
            }
            room
        };
        assert_eq!(room(&mut pace, 40), 50);
        assert_eq!(room(&mut pace, 30 + WINDOW_MS), 60);
        for tick in 0..20 {
            pace.slow_down(1_000_000 + tick * 5_000);
        }
        assert_eq!(room(&mut pace, 1_095_000), 10, "never slower than this");
        let mut tick = 1_095_000;
        for _ in 0..20 {
            tick += WINDOW_MS;
            room(&mut pace, tick);
        }
        assert_eq!(room(&mut pace, tick), 100);
    }

    #[test]
    fn how_long_more_requests_take_at_least_follows_from_the_window() {
        let pace = Pace::new(100);
        assert_eq!(pace.time_for(100, 0, 0), 0);
        assert_eq!(pace.time_for(101, 0, 0), WINDOW_MS);
        assert_eq!(pace.time_for(1_000, 0, 0), 9 * WINDOW_MS);
        let busy = Pace::new(100).after(100, 1_000);
        assert_eq!(busy.time_for(1, 0, 6_000), WINDOW_MS - 5_000);
        assert_eq!(busy.time_for(101, 0, 6_000), 2 * WINDOW_MS - 5_000);
    }

    proptest! {
        #[test]
        fn within_no_window_are_more_requests_than_allowed_wherever_between_sending_and_answer_they_arrive(
            most in 1_usize..8,
            steps in prop::collection::vec((0_u64..9_000, any::<bool>(), 0_u64..100), 1..200),
        ) {
            let mut pace = Pace::new(most);
            let mut tick = 0;
            let mut under_way = VecDeque::new();
            let mut arrivals = Vec::new();
            for (passed, lands, share) in steps {
                tick += passed;
                if lands && let Some(sent) = under_way.pop_front() {
                    pace.land(tick);
                    arrivals.push(sent + (tick - sent) * share / 100);
                } else if pace.reserve(tick) {
                    under_way.push_back(tick);
                } else if let Some(at) = pace.room_at() {
                    prop_assert!(at > tick);
                    prop_assert!(pace.clone().reserve(at));
                }
            }
            arrivals.sort_unstable();
            for (first, last) in arrivals.iter().zip(arrivals.iter().skip(most)) {
                prop_assert!(last - first >= 20_000);
            }
        }
    }
}
