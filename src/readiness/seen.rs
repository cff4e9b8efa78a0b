//! What was seen in this session.

use crate::{
    actions::{Job, Outcome, Revocation, Stage},
    graph::{Cause, ListFailure, PageProgress, ReadFailure, Refusal},
    profile::ProfileType,
    profiles::{Collection, Profiles},
    session::SignInCause,
};

use super::word::Why;

/// The difference of the clocks that is none: an answer is under way for a while, and Graph's clock tells whole seconds.
const SAME_CLOCK_MS: u64 = 60_000;

/// What was seen of one collection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SeenInCollection {
    /// Whether its list answered, or why it refused.
    pub list: Option<Result<(), Why>>,
    /// Whether a change of a token was taken, or why it was refused: the last one.
    pub change: Option<Result<(), Why>>,
}

/// What was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub collections: [SeenInCollection; 2],
    /// Whether the sign-in still gave a token when the lists were read; `None` where none was read.
    pub has_token: Option<bool>,
    /// Whether the clock of the device was right when Graph last said what time it is.
    pub clock_is_right: Option<bool>,
}

impl Seen {
    pub(crate) fn of(profiles: &Profiles, revocation: &Revocation) -> Self {
        let mut seen = Self::default();
        for (of, collection) in seen.collections.iter_mut().zip(profiles.collections()) {
            of.list = list(collection);
            of.change = change(revocation, collection.profile_type);
            if let Some(has_token) = has_token(collection) {
                seen.has_token = Some(has_token && seen.has_token != Some(false));
            }
            seen.clock_is_right = seen.clock_is_right.or_else(|| clock(refusal(collection)?));
        }
        let told = revocation.outcomes().find_map(|job| match &job.stage {
            Stage::Finished(Outcome::Refused(refused)) => clock(&refused.refusal),
            _ => None,
        });
        seen.clock_is_right = told.or(seen.clock_is_right);
        seen
    }
}

fn refusal(collection: &Collection) -> Option<&Refusal> {
    match &collection.pager.progress {
        PageProgress::Failed(ListFailure::Read(ReadFailure::Refused(refusal))) => Some(refusal),
        _ => None,
    }
}

/// A list of which a page was read is one that can be read, whatever became of the pages after it.
fn list(collection: &Collection) -> Option<Result<(), Why>> {
    if collection.pager.pages > 0 || collection.pager.progress == PageProgress::Complete {
        return Some(Ok(()));
    }
    match &collection.pager.progress {
        // Without consent there is no token to read or to revoke with.
        PageProgress::Failed(ListFailure::NoToken(failure)) => {
            (failure.cause == SignInCause::ConsentMissing).then_some(Err(Why::App))
        }
        _ => why(&refusal(collection)?.cause).map(Err),
    }
}

fn has_token(collection: &Collection) -> Option<bool> {
    match &collection.pager.progress {
        PageProgress::Complete => Some(true),
        PageProgress::Failed(ListFailure::NoToken(failure)) => {
            (failure.cause == SignInCause::Expired).then_some(false)
        }
        PageProgress::Failed(ListFailure::Read(ReadFailure::Refused(refusal))) => {
            Some(refusal.cause != Cause::SignInExpired)
        }
        _ => None,
    }
}

fn change(revocation: &Revocation, profile_type: ProfileType) -> Option<Result<(), Why>> {
    let of_type = |job: &&Job| job.target.profile_type == profile_type;
    let mut outcomes = revocation.outcomes().filter(of_type);
    outcomes.find_map(|job| match &job.stage {
        Stage::Verifying(_)
        | Stage::Finished(Outcome::Accepted { .. } | Outcome::CarriedOut { .. }) => Some(Ok(())),
        Stage::Finished(Outcome::Refused(refused)) => why(&refused.refusal.cause).map(Err),
        _ => None,
    })
}

fn clock(refusal: &Refusal) -> Option<bool> {
    Some(refusal.came_ms.abs_diff(refusal.date_ms?) <= SAME_CLOCK_MS)
}

/// Why a refusal says no; `None` where the same question may be answered another way.
pub(super) fn why(cause: &Cause) -> Option<Why> {
    match cause {
        Cause::RoleMissing => Some(Why::Role),
        Cause::ScopeMissing(_) => Some(Why::App),
        Cause::LicenceMissing => Some(Why::Licence),
        Cause::Forbidden => Some(Why::Refused),
        _ => None,
    }
}
