//! Which profiles are chosen, for what is done to many at once.

use std::{collections::HashSet, sync::Arc};

use super::{key::ProfileKey, row::ListRow};
use crate::{
    graph::{EnrollmentMode, Profile},
    profile::{ProfileType, Target},
    token::TokenState,
};

/// The profiles that are chosen. It knows nothing of filter and order, so it outlasts both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Selection {
    keys: HashSet<ProfileKey>,
    /// The one that was switched last: where a range begins.
    anchor: Option<ProfileKey>,
}

/// What can be chosen by one command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ReadyMade {
    /// Every token that works.
    EveryActive,
    /// Every token that works, of one collection.
    OfType(ProfileType),
    /// Every token that works, of one mode.
    OfMode(EnrollmentMode),
}

/// A command that chooses something, and how many profiles that are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    pub what: ReadyMade,
    pub count: usize,
}

/// How many are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Chosen {
    pub count: usize,
    /// Those of them whose tokens no longer work.
    pub inactive: usize,
}

/// How many of the rows that are shown are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ShownCount {
    /// How many are shown.
    pub count: usize,
    /// How many of them are chosen.
    pub chosen: usize,
}

/// Whether a token still works, as far as anybody can tell: one of which Graph says nothing may.
fn may_work(row: &ListRow, now_ms: i64) -> bool {
    !matches!(
        row.profile.token_state(now_ms),
        TokenState::ExpiredOrRevoked { .. }
    )
}

impl ReadyMade {
    /// What can be chosen of these rows, each with how many they are: all, then by collection, then by mode.
    pub(crate) fn offers(rows: &[Arc<ListRow>], now_ms: i64) -> Vec<Offer> {
        let mut all = 0;
        let mut types = ProfileType::ALL.map(|of| (of, 0));
        let mut modes: Vec<(&EnrollmentMode, usize)> = Vec::new();
        for row in rows.iter().filter(|row| may_work(row, now_ms)) {
            all += 1;
            for (of, count) in &mut types {
                *count += usize::from(*of == row.profile.profile_type);
            }
            if let Some(mode) = &row.profile.mode {
                if let Some((_, count)) = modes.iter_mut().find(|(of, _)| *of == mode) {
                    *count += 1;
                } else {
                    let name = mode.as_str();
                    let at = modes.partition_point(|(of, _)| of.as_str() < name);
                    modes.insert(at, (mode, 1));
                }
            }
        }
        let types = types
            .into_iter()
            .map(|(of, count)| (Self::OfType(of), count));
        let modes = modes
            .into_iter()
            .map(|(mode, count)| (Self::OfMode(mode.clone()), count));
        std::iter::once((Self::EveryActive, all))
            .chain(types.chain(modes).filter(|(_, count)| *count > 0))
            .map(|(what, count)| Offer { what, count })
            .collect()
    }

    fn takes(&self, profile: &Profile) -> bool {
        match self {
            Self::EveryActive => true,
            Self::OfType(profile_type) => *profile_type == profile.profile_type,
            Self::OfMode(mode) => profile.mode.as_ref() == Some(mode),
        }
    }
}

impl Selection {
    /// Whether nothing is chosen.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether a profile is chosen.
    pub(crate) fn has(&self, target: &Target) -> bool {
        self.keys.contains(&ProfileKey::of(target))
    }

    /// Chooses a profile, or no longer.
    pub(crate) fn toggle(&mut self, target: &Target) {
        let key = ProfileKey::of(target);
        let is_chosen = self.keys.contains(&key);
        self.set(key, !is_chosen);
        self.anchor = Some(key);
    }

    /// Does to all between the one that was switched last and this one what was done to that one. Where it is not among
    /// the rows that are shown, this one alone is switched.
    pub(crate) fn extend(&mut self, shown: &[Arc<ListRow>], to: &Target) {
        let place = |key| shown.iter().position(|row| row.key == key);
        let anchor = self.anchor;
        let (Some(anchor), Some(from), Some(to)) =
            (anchor, anchor.and_then(place), place(ProfileKey::of(to)))
        else {
            self.toggle(to);
            return;
        };
        let chooses = self.keys.contains(&anchor);
        for row in shown.iter().take(from.max(to) + 1).skip(from.min(to)) {
            self.set(row.key, chooses);
        }
    }

    pub(crate) fn add(&mut self, rows: &[Arc<ListRow>]) {
        self.keys.extend(rows.iter().map(|row| row.key));
    }

    /// Chooses these profiles too.
    pub(crate) fn add_targets<'a>(&mut self, targets: impl IntoIterator<Item = &'a Target>) {
        self.keys.extend(targets.into_iter().map(ProfileKey::of));
    }

    /// Chooses these no longer.
    pub(crate) fn remove(&mut self, rows: &[Arc<ListRow>]) {
        for row in rows {
            self.keys.remove(&row.key);
        }
    }

    /// Chooses the rows that are shown too; or, when all of them are chosen, none of them any longer.
    pub(crate) fn toggle_all(&mut self, shown: &[Arc<ListRow>]) {
        if shown.iter().all(|row| self.keys.contains(&row.key)) {
            self.remove(shown);
        } else {
            self.add(shown);
        }
    }

    /// Chooses this, and nothing else.
    pub(crate) fn choose(&mut self, what: &ReadyMade, rows: &[Arc<ListRow>], now_ms: i64) {
        self.anchor = None;
        self.keys = rows
            .iter()
            .filter(|row| may_work(row, now_ms) && what.takes(&row.profile))
            .map(|row| row.key)
            .collect();
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Forgets what is no longer among the rows; tells whether there was any.
    pub(crate) fn forget_others(&mut self, rows: &[Arc<ListRow>]) -> bool {
        if self.keys.is_empty() || self.chosen(rows, i64::MIN).count == self.keys.len() {
            return false;
        }
        self.keys = self.of(rows).map(|row| row.key).collect();
        true
    }

    /// The rows that are chosen, in their order.
    pub(crate) fn of<'a>(
        &self,
        rows: &'a [Arc<ListRow>],
    ) -> impl Iterator<Item = &'a Arc<ListRow>> {
        rows.iter().filter(|row| self.keys.contains(&row.key))
    }

    /// How many of all rows are chosen. `now_ms`: milliseconds since 1970-01-01T00:00:00Z.
    pub(crate) fn chosen(&self, rows: &[Arc<ListRow>], now_ms: i64) -> Chosen {
        if self.keys.is_empty() {
            return Chosen::default();
        }
        self.of(rows).fold(Chosen::default(), |chosen, row| Chosen {
            count: chosen.count + 1,
            inactive: chosen.inactive + usize::from(!may_work(row, now_ms)),
        })
    }

    /// How many of the rows that are shown are chosen.
    pub(crate) fn shown(&self, shown: &[Arc<ListRow>]) -> ShownCount {
        ShownCount {
            count: shown.len(),
            chosen: if self.keys.is_empty() {
                0
            } else {
                self.of(shown).count()
            },
        }
    }

    fn set(&mut self, key: ProfileKey, is_chosen: bool) {
        if is_chosen {
            self.keys.insert(key);
        } else {
            self.keys.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests;
