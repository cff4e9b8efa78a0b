//! This browser's database, as all parts of the page reach it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::{
    browser::{database::Database, preferences},
    browser_records::{Kept, RecordChange, RecordKey, StorageProblem},
    ui::RwSignal,
};

/// This browser's database, which is opened when it is wanted first.
#[derive(Clone, Copy)]
pub(super) struct Store {
    database: StoredValue<Option<Rc<Database>>, LocalStorage>,
    emptied: StoredValue<u32>,
    /// Why the last thing could not be kept, if it could not.
    pub problem: RwSignal<Option<StorageProblem>>,
    /// Counts up whenever the activity may say something else.
    pub told: RwSignal<u32>,
}

impl Store {
    /// The one of this page.
    pub(super) fn new() -> Self {
        Self {
            database: StoredValue::new_local(None),
            emptied: StoredValue::new(0),
            problem: RwSignal::new(None),
            told: RwSignal::new(0),
        }
    }

    pub(super) async fn open(self) -> Result<Rc<Database>, StorageProblem> {
        if let Some(database) = self.database.try_get_value().flatten() {
            return Ok(database);
        }
        match Database::open().await {
            Ok(database) => {
                let database = Rc::new(database);
                self.database.try_set_value(Some(Rc::clone(&database)));
                Ok(database)
            }
            Err(problem) => {
                self.note(Some(problem.clone()));
                Err(problem)
            }
        }
    }

    /// Writes all of it, or nothing; it is on disk when this returns.
    pub(super) async fn write(self, changes: &[RecordChange]) -> Result<(), StorageProblem> {
        if changes.is_empty() {
            return Ok(());
        }
        let known = self.problem.try_get_untracked().flatten();
        if let Some(problem) = known.filter(StorageProblem::is_for_good) {
            return Err(problem);
        }
        let written = match self.open().await {
            Ok(database) => {
                let written = database.write(changes).await;
                if database.was_emptied() {
                    self.emptied.try_update_value(|times| *times += 1);
                }
                written
            }
            Err(problem) => Err(problem),
        };
        self.note(written.as_ref().err().cloned());
        let is_told = |change: &RecordChange| {
            matches!(
                change,
                RecordChange::Put(RecordKey::Activity(_), _)
                    | RecordChange::Delete(RecordKey::Activity(_))
            )
        };
        if changes.iter().any(is_told) {
            self.told.try_update(|times| *times += 1);
        }
        written
    }

    /// Writes all of it, or nothing, and says what that means for what is to go out afterwards.
    pub(super) async fn keep(self, changes: &[RecordChange]) -> Kept {
        let known = self.problem.try_get_untracked().flatten();
        let written = self.write(changes).await;
        Kept::of(&written, known.as_ref(), self.times_emptied())
    }

    /// Says what is the matter, where that is something else than before.
    fn note(self, problem: Option<StorageProblem>) {
        if self.problem.try_get_untracked().as_ref() != Some(&problem) {
            self.problem.try_set(problem);
        }
    }

    /// How often somebody has deleted the database, so that all was gone but what was written afterwards.
    fn times_emptied(self) -> u32 {
        self.emptied.try_get_value().unwrap_or(0)
    }
}

/// Whether the person wants the activity kept.
pub(super) fn remembers() -> bool {
    preferences::keeps_activity()
}
