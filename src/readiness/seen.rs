//! What was seen in this session.

use crate::{
    actions::{Outcome, ReceiptField, Revocation, Stage},
    graph::{Cause, ListFailure, PageProgress, ReadFailure, Refusal},
    profile::ProfileType,
    profiles::{Collection, Profiles},
    runs::{Item, ItemStatus, Run},
    session::{KeptSignIn, SignInCause},
};

use super::word::Why;

/// The difference of the clocks that is none: an answer is under way for a while, and Graph's clock tells whole seconds.
const SAME_CLOCK_MS: u64 = 60_000;

/// How much earlier than it is an ID token may say that it was issued, in milliseconds: Entra dates its tokens back by five
/// minutes, for clocks that are behind.
const DATED_BACK_MS: i64 = 300_000;

const HOUR_MS: i64 = 3_600_000;

/// What Graph answered, and when that was, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SeenAnswer {
    pub answer: Result<(), Why>,
    pub at_ms: i64,
}

/// What was seen of one collection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SeenInCollection {
    /// Whether its list answered, or why it refused.
    pub list: Option<SeenAnswer>,
    /// Whether a change of a token was taken, or why it was refused: the last one.
    pub change: Option<SeenAnswer>,
}

/// What changes of tokens were answered, the last one of each collection. It outlasts the outcomes on screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SeenChanges {
    of: [Option<SeenAnswer>; 2],
    clock_is_right: Option<bool>,
}

/// What was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub collections: [SeenInCollection; 2],
    /// Whether the sign-in still gave a token when the lists were read; `None` where none was read.
    pub has_token: Option<bool>,
    /// Whether the access tokens have the permission that everything here takes; `None` where there is none to tell.
    pub has_permission: Option<bool>,
    /// Whether the sign-in is renewed by itself for another hour; `None` where the sign-in host did not say.
    pub lasts: Option<bool>,
    /// Whether the clock of the device was right when Graph last said what time it is, or else when the sign-in host did.
    pub clock_is_right: Option<bool>,
}

impl SeenChanges {
    /// Takes what the outcomes on screen were answered.
    pub(crate) fn see(&mut self, revocation: &Revocation) {
        for job in revocation.outcomes() {
            if let Some(answer) = answered(&job.stage) {
                self.take(job.target.profile_type, answer);
            }
            if let Stage::Finished(Outcome::Refused(refused)) = &job.stage {
                self.clock_is_right = clock(&refused.refusal).or(self.clock_is_right);
            }
        }
    }

    /// Takes what a run was answered. One token that was changed shows that the account may: why others were refused is a matter
    /// of those profiles.
    pub(crate) fn see_run(&mut self, run: &Run) {
        for profile_type in ProfileType::ALL {
            let of_type = |item: &&Item| item.target.profile_type == profile_type;
            let answers = run.items().iter().filter(of_type).filter_map(of_item);
            let all = answers.reduce(|all, one| SeenAnswer {
                answer: all.answer.or(one.answer),
                at_ms: all.at_ms.max(one.at_ms),
            });
            if let Some(answer) = all {
                self.take(profile_type, answer);
            }
        }
    }

    fn take(&mut self, profile_type: ProfileType, answer: SeenAnswer) {
        if let Some(of) = self.of.get_mut(profile_type as usize)
            && of.is_none_or(|before| before.at_ms <= answer.at_ms)
        {
            *of = Some(answer);
        }
    }
}

impl Seen {
    pub(crate) fn of(
        profiles: &Profiles,
        changes: SeenChanges,
        sign_in: &KeptSignIn,
        now_ms: i64,
    ) -> Self {
        let mut seen = Self {
            has_permission: sign_in.has_permission,
            lasts: sign_in.ends_ms.map(|end| end - now_ms >= HOUR_MS),
            clock_is_right: changes.clock_is_right,
            ..Self::default()
        };
        let of = seen.collections.iter_mut().zip(changes.of);
        for ((of, change), collection) in of.zip(profiles.collections()) {
            of.list = list(collection, now_ms);
            of.change = change;
            if let Some(has_token) = has_token(collection) {
                seen.has_token = Some(has_token && seen.has_token != Some(false));
            }
            let told = refusal(collection).and_then(clock);
            seen.clock_is_right = seen.clock_is_right.or(told);
        }
        let by_token = sign_in.ahead_ms.map(|ahead| {
            let same = i64::try_from(SAME_CLOCK_MS).unwrap_or_default();
            (-same..=DATED_BACK_MS + same).contains(&ahead)
        });
        seen.clock_is_right = seen.clock_is_right.or(by_token);
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
fn list(collection: &Collection, now_ms: i64) -> Option<SeenAnswer> {
    let answer = if collection.pager.pages > 0
        || collection.pager.progress == PageProgress::Complete
    {
        Ok(())
    } else if let PageProgress::Failed(ListFailure::NoToken(failure)) = &collection.pager.progress {
        // Without consent there is no token to read or to revoke with.
        Err((failure.cause == SignInCause::ConsentMissing).then_some(Why::App)?)
    } else {
        return refused(refusal(collection)?);
    };
    Some(SeenAnswer {
        answer,
        at_ms: now_ms,
    })
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

fn answered(stage: &Stage) -> Option<SeenAnswer> {
    let at = match stage {
        Stage::Verifying(sent) | Stage::Finished(Outcome::Accepted { sent, .. }) => {
            sent.answered.unwrap_or(sent.at)
        }
        Stage::Finished(Outcome::CarriedOut { at, .. }) => *at,
        Stage::Finished(Outcome::Refused(of)) => return refused(&of.refusal),
        _ => return None,
    };
    Some(SeenAnswer {
        answer: Ok(()),
        at_ms: at.unix_ms,
    })
}

fn of_item(item: &Item) -> Option<SeenAnswer> {
    let end = item.end()?;
    let answer = match end.state {
        ItemStatus::Revoked => Ok(()),
        ItemStatus::NotRevoked => {
            let cause = Cause::from_key(end.receipt.get(ReceiptField::Cause)?)?;
            Err(why(&cause)?)
        }
        _ => return None,
    };
    Some(SeenAnswer {
        answer,
        at_ms: end.receipt.settled_ms()?,
    })
}

fn refused(refusal: &Refusal) -> Option<SeenAnswer> {
    Some(SeenAnswer {
        answer: Err(why(&refusal.cause)?),
        at_ms: refusal.came_ms,
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
