//! Every profile that was read, of both collections.

use std::{collections::BTreeMap, sync::Arc};

use super::row::ListRow;
use crate::{
    graph::{ListFailure, PageEffect, PageEvent, PageProgress, Pager, Profile},
    inputs::Inputs,
    profile::{ProfileId, ProfileType, Target, TypeChoice, Wanted},
    time::Time,
};

/// Every profile that was read, in either collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profiles {
    collections: [Collection; 2],
}

/// What was read of one collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Collection {
    pub profile_type: ProfileType,
    /// How far the reading has come.
    pub pager: Pager,
    /// When it was last read to its end.
    pub read_at: Option<Time>,
    /// How many entries of the current reading cannot be read.
    pub unreadable: usize,
    rows: Vec<Arc<ListRow>>,
    /// Where in `rows` a profile is, by its bare ID.
    places: BTreeMap<String, usize>,
    generation: u32,
}

impl Default for Profiles {
    fn default() -> Self {
        Self {
            collections: ProfileType::ALL.map(|profile_type| Collection {
                profile_type,
                pager: Pager::new(profile_type),
                read_at: None,
                unreadable: 0,
                rows: Vec::new(),
                places: BTreeMap::new(),
                generation: 0,
            }),
        }
    }
}

impl Profiles {
    pub(crate) fn collections(&self) -> &[Collection; 2] {
        &self.collections
    }

    /// Every row, one collection after the other.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Arc<ListRow>> {
        self.collections
            .iter()
            .flat_map(|collection| &collection.rows)
    }

    /// What was read of a profile.
    pub(crate) fn find(&self, target: &Target) -> Option<&Profile> {
        let of_type = |of: &&Collection| of.profile_type == target.profile_type;
        let collection = self.collections.iter().find(of_type)?;
        let at = *collection.places.get(target.profile_id.bare())?;
        collection.rows.get(at).map(|row| &row.profile)
    }

    /// What was read of a profile that is asked for; where its collection is to be found out, of the only one that has the ID.
    pub(crate) fn find_wanted(&self, wanted: &Wanted) -> Option<&Profile> {
        let in_type = |profile_type| {
            self.find(&Target {
                profile_type,
                profile_id: wanted.profile_id.clone(),
            })
        };
        match wanted.profile_type {
            TypeChoice::Chosen(of) | TypeChoice::Listed(of) => in_type(of),
            TypeChoice::FindOut => {
                let mut found = ProfileType::ALL.into_iter().filter_map(in_type);
                found.next().filter(|_| found.next().is_none())
            }
        }
    }

    /// Every profile that has one of these IDs.
    pub(crate) fn with_ids(&self, ids: &[ProfileId]) -> Vec<Target> {
        let of_id = |profile_id: &ProfileId| {
            ProfileType::ALL.map(|profile_type| Target {
                profile_type,
                profile_id: profile_id.clone(),
            })
        };
        let targets = ids.iter().flat_map(of_id);
        targets
            .filter(|target| self.find(target).is_some())
            .collect()
    }

    /// Whether a page is on its way, or will be.
    pub(crate) fn is_busy(&self) -> bool {
        self.collections.iter().any(|of| of.pager.is_busy())
    }

    /// Whether Graph has answered for any collection.
    pub(crate) fn has_answered(&self) -> bool {
        let is_first = |of: &Collection| {
            let is_asked = matches!(
                of.pager.progress,
                PageProgress::Idle | PageProgress::Reading
            );
            is_asked && of.rows.is_empty()
        };
        !self.collections.iter().all(is_first)
    }

    /// Whether both collections were read to their end.
    pub(crate) fn is_complete(&self) -> bool {
        let complete = |of: &Collection| of.pager.progress == PageProgress::Complete;
        self.collections.iter().all(complete)
    }

    /// Why a collection was given up, where that was to wait until a time that has not come.
    fn held(&self, now: Time) -> Option<&ListFailure> {
        let waits = |failure: &ListFailure| {
            let wait = failure.long_wait();
            wait.is_some_and(|wait| wait.until_ms > now.unix_ms)
        };
        self.collections
            .iter()
            .find_map(|of| match &of.pager.progress {
                PageProgress::Failed(failure) if waits(failure) => Some(failure),
                _ => None,
            })
    }

    /// Whether Graph asks to wait longer than the page does by itself: until that time only the person has it read.
    pub(crate) fn asks_to_wait(&self, now: Time) -> bool {
        self.held(now).is_some()
    }

    /// Starts to read a collection from its first page; what was read before stays until it is read again.
    pub(crate) fn refresh(&mut self, profile_type: ProfileType) -> Option<(u32, PageEffect)> {
        let collection = self.of(profile_type);
        let step = collection.pager.start()?;
        collection.generation += 1;
        collection.unreadable = 0;
        Some(step)
    }

    /// Goes on where a reading failed; from the first page where there is no way on from there.
    pub(crate) fn try_again(&mut self, profile_type: ProfileType) -> Option<(u32, PageEffect)> {
        let step = self.of(profile_type).pager.go_on();
        step.or_else(|| self.refresh(profile_type))
    }

    /// Takes what came of a step.
    pub(crate) fn handle(
        &mut self,
        profile_type: ProfileType,
        epoch: u32,
        report: PageEvent<Profile>,
        inputs: &Inputs,
    ) -> Option<(u32, PageEffect)> {
        let held = self.held(inputs.now).cloned();
        let collection = self.of(profile_type);
        let (page, mut step) = collection.pager.handle(epoch, report, inputs);
        // Where Graph asks to wait with one collection, the other one is not asked for either.
        if let Some(failure) = held
            && step.is_some()
        {
            collection.pager.give_up(failure);
            step = None;
        }
        if let Some(page) = page {
            collection.unreadable += page.unreadable;
            collection.add(page.items);
            if collection.pager.progress == PageProgress::Complete {
                collection.drop_unseen();
                collection.read_at = Some(inputs.now);
            }
        }
        step
    }

    /// Takes what one profile was read to be, away from the list.
    pub(crate) fn learn(&mut self, profile: Profile) {
        let collection = self.of(profile.profile_type);
        if let Some(at) = collection.places.get(profile.id.bare())
            && let Some(row) = collection.rows.get_mut(*at)
        {
            *row = Arc::new(ListRow::new(profile, row.generation));
        }
    }

    fn of(&mut self, profile_type: ProfileType) -> &mut Collection {
        let [first, second] = &mut self.collections;
        if first.profile_type == profile_type {
            first
        } else {
            second
        }
    }
}

impl Collection {
    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it could not be read, or not all of it.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(self.pager.progress, PageProgress::Failed(_)) || self.unreadable > 0
    }

    /// Whether rows of an earlier reading are among those that are shown, and the reading that was to replace them failed.
    pub(crate) fn is_stale(&self) -> bool {
        self.read_at.is_some() && matches!(self.pager.progress, PageProgress::Failed(_))
    }

    /// Adds a page. A profile that moved from one page to the next meanwhile is there once.
    fn add(&mut self, profiles: Vec<Profile>) {
        for profile in profiles {
            let at = *self
                .places
                .entry(profile.id.bare().to_owned())
                .or_insert(self.rows.len());
            let row = Arc::new(ListRow::new(profile, self.generation));
            match self.rows.get_mut(at) {
                Some(old) => *old = row,
                None => self.rows.push(row),
            }
        }
    }

    fn drop_unseen(&mut self) {
        let generation = self.generation;
        self.rows.retain(|row| row.generation == generation);
        self.places.clear();
        for (at, row) in self.rows.iter().enumerate() {
            self.places.insert(row.profile.id.bare().to_owned(), at);
        }
    }
}
