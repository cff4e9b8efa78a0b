//! What is written to this browser's database: before a revocation is sent, and when it is over.
//!
//! A single revocation has the records of a run of one from before it is sent until its outcome is in the activity, so that
//! neither a closed tab nor a crash loses what became of it. Each change is written in one transaction, and what the page
//! shows as done is written before it is shown. `docs/activity.md` says what is kept, and how long.

use crate::{
    actions::{Job, Receipt, Revocation},
    activity::{self, ActivityEntry, Memory, run_summary},
    browser_records::{RecordChange, RecordKey},
    config::Config,
    guid::Guid,
    profile::ProfileId,
    runs::{self, Plan, Run, Scope},
    session::Account,
    time::Time,
};

/// Who revokes, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Author {
    pub account: Account,
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
    ) -> Vec<RecordChange> {
        let job = revocation.job();
        let mut changes: Vec<_> = job.and_then(|job| author.entry(job)).into_iter().collect();
        if let Some(job) = job.filter(|job| job.sent().is_some()) {
            let id = self.open.get_or_insert(fresh).clone();
            changes.extend(author.records(id, job, now));
        } else if self.open.is_some() {
            let given_up = revocation.given_up();
            changes.extend(given_up.and_then(|job| author.entry(job)));
            // Of a replacement the record stays until its second step is over: a page that takes it up asks about that.
            let over = self.open.take_if(|_| !revocation.has_replacement_open());
            changes.extend(over.map(|id| RecordChange::DeleteRun(id.to_string())));
        }
        changes
    }

    /// What was to be sent was taken back, as this browser does not keep its record. There is nothing to be looked up then; but
    /// where an earlier attempt was turned away, what is kept of that is open still.
    pub(crate) fn withheld(&mut self, revocation: &Revocation) {
        if revocation.job().and_then(Job::sent).is_none() {
            self.open = None;
        }
    }
}

impl Author {
    /// What the activity says of a revocation.
    fn entry(&self, job: &Job) -> Option<RecordChange> {
        let receipt = Receipt::of(job, &self.account, &self.config)?;
        let entry = ActivityEntry::revocation(receipt).filter(|_| self.remembers)?;
        Some(put(&entry))
    }

    fn records(&self, id: Guid, job: &Job, now: Time) -> Vec<RecordChange> {
        let plan = Plan {
            id,
            scope: Scope::One,
            made_at: now,
            account: self.account.clone(),
            reason: job.note.reason.clone(),
            ticket: job.note.ticket.clone(),
            includes_inactive: true,
            planned_by: None,
        };
        let run_id = plan.id.to_string();
        records(
            &run_id,
            &Run::records_of_one(plan, self.config.clone(), job),
        )
    }
}

/// What is to be written of a run, before anything else of it is sent.
pub(crate) fn of_run(run: &Run, changes: &runs::Changes, remembers: bool) -> Vec<RecordChange> {
    if !changes.ends {
        return records(&run.plan().id.to_string(), changes);
    }
    // A run over nothing tells nobody anything.
    if !remembers || run.items().is_empty() {
        return vec![RecordChange::DeleteRun(run.plan().id.to_string())];
    }
    let mut all = records(&run.plan().id.to_string(), changes);
    all.push(put(&ActivityEntry::run(run_summary(run))));
    all
}

/// What becomes of a single revocation that a page left behind that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LeftBehind {
    /// It is not for this page: it is somebody else's, or its records do not tell that it was sent.
    Alone,
    /// It is over, and its records go: it was turned away before the person left to prove who they are, and they are asked
    /// about that profile again.
    Over,
    /// It is looked up what became of it.
    TakenUp(Box<Job>),
}

/// What becomes of a revocation that was left behind, by its records; `asked_again` is the profile that the person is asked
/// about again, after a sign-in that took them away.
pub(crate) fn left_behind(
    run: Run,
    account: &Account,
    asked_again: Option<&ProfileId>,
) -> LeftBehind {
    if !run.plan().is_of(account) {
        return LeftBehind::Alone;
    }
    match run.into_one() {
        None => LeftBehind::Alone,
        Some(job)
            if asked_again
                .is_some_and(|asked_again| asked_again.bare() == job.target.profile_id.bare()) =>
        {
            LeftBehind::Over
        }
        Some(job) => LeftBehind::TakenUp(Box::new(job)),
    }
}

/// What there is to be seen of the activity, and what of it is past its time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Swept {
    pub memory: Memory,
    /// The runs that are over and whose records are still there, by their IDs.
    pub runs: Vec<String>,
    /// What is to be deleted: what is past its time.
    pub past: Vec<RecordChange>,
}

/// Tells what is past its time from what is kept. A run that is not over, or that cannot be read, is left alone.
pub(crate) fn swept(
    activity: Vec<(String, String)>,
    run_headers: &[(String, String)],
    now: Time,
) -> Swept {
    let mut memory = Memory::read(activity);
    let expired = memory.expired(now);
    memory.forget(&expired);
    let entry = |key| RecordChange::Delete(RecordKey::Activity(key));
    let mut past: Vec<_> = expired.into_iter().map(entry).collect();
    let mut kept = Vec::new();
    for (id, over_ms) in runs_over(run_headers) {
        if activity::is_expired(over_ms, now) {
            past.push(RecordChange::DeleteRun(id.to_owned()));
        } else {
            kept.push(id.to_owned());
        }
    }
    Swept {
        memory,
        runs: kept,
        past,
    }
}

/// What is to be deleted to erase an entry with the run that it is of.
pub(crate) fn erasing(key: &str, run_headers: &[(String, String)]) -> Vec<RecordChange> {
    let of_entry = |(id, _): &(&str, i64)| ActivityEntry::key_of_run(id) == key;
    let runs = runs_over(run_headers).filter(of_entry);
    let runs = runs.map(|(id, _)| RecordChange::DeleteRun(id.to_owned()));
    let entry = RecordChange::Delete(RecordKey::Activity(key.to_owned()));
    runs.chain([entry]).collect()
}

/// What is to be deleted to erase everything but runs that are not over; `keys` are those of the activity.
pub(crate) fn erasing_all(
    keys: impl IntoIterator<Item = String>,
    run_headers: &[(String, String)],
) -> Vec<RecordChange> {
    let runs = runs_over(run_headers).map(|(id, _)| RecordChange::DeleteRun(id.to_owned()));
    let entries = keys.into_iter();
    runs.chain(entries.map(|key| RecordChange::Delete(RecordKey::Activity(key))))
        .collect()
}

/// The runs that are over, and since when.
fn runs_over(headers: &[(String, String)]) -> impl Iterator<Item = (&str, i64)> {
    headers
        .iter()
        .filter_map(|(id, header)| Some((&**id, runs::over_since(header)?)))
}

fn records(run_id: &str, changes: &runs::Changes) -> Vec<RecordChange> {
    let header = changes.header.iter();
    let header =
        header.map(|text| RecordChange::Put(RecordKey::Run(run_id.to_owned()), text.clone()));
    let items = changes.items.iter();
    let items = items.map(|(number, text)| {
        RecordChange::Put(RecordKey::Item(run_id.to_owned(), *number), text.clone())
    });
    header.chain(items).collect()
}

fn put(entry: &ActivityEntry) -> RecordChange {
    RecordChange::Put(RecordKey::Activity(entry.key.clone()), entry.json())
}

#[cfg(test)]
mod tests;
