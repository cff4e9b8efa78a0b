//! The revocations that Intune counts together: by hand, of a run, and of this page's other tabs.

use std::rc::Rc;

use leptos::prelude::*;

use crate::{
    browser::{
        clock,
        other_tabs::{Heard, OtherTabs},
    },
    runs::{Pace, Run, WRITES, ages_of_writes},
    ui::RwSignal,
};

/// The revocations that Intune counts together.
#[derive(Clone, Copy)]
pub(super) struct Writes {
    /// All but those of the run.
    others: StoredValue<Pace>,
    /// The run, where there is one.
    run: StoredValue<Option<RwSignal<Option<Run>>>>,
    tabs: StoredValue<Option<Rc<OtherTabs>>, LocalStorage>,
}

impl Writes {
    /// Listens to the other tabs.
    pub(super) fn new() -> Self {
        let writes = Self {
            others: StoredValue::new(Pace::new(WRITES)),
            run: StoredValue::new(None),
            tabs: StoredValue::new_local(None),
        };
        let tabs = OtherTabs::listen(move |heard| writes.hear(heard));
        if let Some(tabs) = &tabs {
            tabs.hello();
        }
        writes.tabs.set_value(tabs.map(Rc::new));
        writes
    }

    /// Where the run is from now on.
    pub(super) fn follow(self, run: RwSignal<Option<Run>>) {
        self.run.set_value(Some(run));
    }

    /// A revocation by hand was answered, or no answer came.
    pub(super) fn by_hand(self) {
        self.count(0);
        self.tell(std::iter::once(0));
    }

    /// One of the run was answered, or no answer came.
    pub(super) fn of_run(self) {
        self.tell(std::iter::once(0));
    }

    /// Has a run that was just made count what was sent before it.
    pub(super) fn are_counted_by(self, run: &mut Run) {
        let tick = clock::tick_ms();
        self.others.with_value(|others| {
            for age in others.ages(tick) {
                run.count_other_write(age, tick);
            }
        });
    }

    fn hear(self, heard: Heard) {
        match heard {
            Heard::Hello => {
                let tick = clock::tick_ms();
                let tell = |run: Option<&Run>| {
                    self.others
                        .try_with_value(|others| self.tell(ages_of_writes(run, others, tick)))
                };
                match self.run.try_get_value().flatten() {
                    Some(run) => run.try_with_untracked(|run| tell(run.as_ref())).flatten(),
                    None => tell(None),
                };
            }
            Heard::Writes(ages) => ages.into_iter().for_each(|age| self.count(age)),
        }
    }

    fn count(self, age_ms: u64) {
        let tick = clock::tick_ms();
        self.others
            .try_update_value(|others| others.count(age_ms, tick));
        self.with_run(|run| run.count_other_write(age_ms, tick));
    }

    fn with_run<T>(self, change: impl FnOnce(&mut Run) -> T) -> Option<T> {
        let run = self.run.try_get_value().flatten()?;
        run.try_update_untracked(|run| run.as_mut().map(change))
            .flatten()
    }

    fn tell(self, ages_ms: impl Iterator<Item = u64>) {
        if let Some(tabs) = self.tabs.try_get_value().flatten() {
            tabs.tell(ages_ms);
        }
    }
}
