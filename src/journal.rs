//! What is written to this browser's database: before a revocation is sent, and when it is over.
//!
//! A single revocation has the records of a run of one from before it is sent until its outcome is in the activity, so that
//! neither a closed tab nor a crash loses what became of it. Each change is written in one transaction, and what the page
//! shows as done is written before it is shown. `docs/activity.md` says what is kept, and how long.

use crate::{
    actions::{Job, Receipt, Revocation},
    activity::{Entry, run_summary},
    browser_records::{Change, Key},
    config::Config,
    guid::Guid,
    runs::{self, Plan, Run, Scope},
    session::Account,
    time::Time,
};

/// Who revokes, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Author {
    /// Who signed in.
    pub account: Account,
    /// Where Graph is.
    pub config: Config,
    /// Whether the person wants the activity kept.
    pub remembers: bool,
}

/// The journal of the revocations that are made one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Journal {
    /// Under which id the one that was sent last is kept, as long as its outcome is not.
    open: Option<Guid>,
}

impl Journal {
    /// The journal of a page that takes up what an earlier one has left.
    pub(crate) fn taken_up(id: Guid) -> Self {
        Self { open: Some(id) }
    }

    /// Under which id a revocation is kept whose outcome is not known.
    pub(crate) fn open(&self) -> Option<&Guid> {
        self.open.as_ref()
    }

    /// What is to be written before the page shows where the revocation stands now, and before anything else is done for it.
    ///
    /// `fresh` is a new GUID.
    pub(crate) fn changes(
        &mut self,
        revocation: &Revocation,
        author: &Author,
        fresh: Guid,
        now: Time,
    ) -> Vec<Change> {
        let job = revocation.job();
        let mut changes: Vec<_> = job.and_then(|job| author.entry(job)).into_iter().collect();
        if let Some(job) = job.filter(|job| job.sent().is_some()) {
            let id = self.open.get_or_insert(fresh).clone();
            changes.extend(author.records(id, job, now));
        } else if let Some(id) = self.open.take() {
            let given_up = revocation.given_up();
            changes.extend(given_up.and_then(|job| author.entry(job)));
            changes.push(Change::DeleteRun(id.to_string()));
        }
        changes
    }
}

impl Author {
    /// What the activity says of a revocation.
    fn entry(&self, job: &Job) -> Option<Change> {
        let receipt = Receipt::of(job, &self.account, &self.config)?;
        let entry = Entry::revocation(receipt).filter(|_| self.remembers)?;
        Some(put(&entry))
    }

    fn records(&self, id: Guid, job: &Job, now: Time) -> Vec<Change> {
        let plan = Plan {
            id,
            scope: Scope::One,
            made_at: now,
            account: self.account.clone(),
            reason: String::new(),
            ticket: String::new(),
            includes_dead: true,
        };
        let mut run = Run::of_one(plan, self.config.clone(), job);
        let changes = run.changes();
        records(&run, &changes)
    }
}

/// What is to be written of a run, before anything else of it is sent.
pub(crate) fn of_run(run: &Run, changes: &runs::Changes, remembers: bool) -> Vec<Change> {
    if !changes.ends {
        return records(run, changes);
    }
    // A run over nothing tells nobody anything.
    if !remembers || run.items().is_empty() {
        return vec![Change::DeleteRun(run.plan().id.to_string())];
    }
    let mut all = records(run, changes);
    all.push(put(&Entry::run(run_summary(run))));
    all
}

/// The revocation that a page left behind that was closed, from its records; `None` where they do not tell that it was sent.
pub(crate) fn left_behind(run: Run) -> Option<Job> {
    run.into_one()
}

fn records(run: &Run, changes: &runs::Changes) -> Vec<Change> {
    let id = run.plan().id.to_string();
    let header = changes.header.iter();
    let header = header.map(|text| Change::Put(Key::Run(id.clone()), text.clone()));
    let items = changes.items.iter();
    let items =
        items.map(|(number, text)| Change::Put(Key::Item(id.clone(), *number), text.clone()));
    header.chain(items).collect()
}

fn put(entry: &Entry) -> Change {
    Change::Put(Key::Activity(entry.key.clone()), entry.json())
}

#[cfg(test)]
mod tests;
