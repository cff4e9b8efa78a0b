//! Guards: what keeps the question whether to revoke from being asked like any other.

use super::snapshot::ProfileSnapshot;
use crate::{graph::LongWait, time::Time, token::TokenState};

/// Why a revocation is not confirmed at once: the person has to say first that they want it all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// The token does not work any more, by the clock of the device: there is nothing to revoke.
    Inactive {
        /// Since when, in milliseconds since 1970-01-01T00:00:00Z.
        since_ms: i64,
    },
    /// Graph asks to wait longer than the page waits by itself.
    AskedToWait(LongWait),
}

impl ProfileSnapshot {
    /// What keeps it from being revoked like any other. Where Graph does not tell when a token expires, the page takes it for one
    /// that works.
    pub fn guard(&self, now: Time) -> Option<Guard> {
        match self {
            Self::NotRead => None,
            Self::Profile(profile) => match profile.token_state(now.unix_ms) {
                TokenState::ExpiredOrRevoked { since_ms } => Some(Guard::Inactive { since_ms }),
                TokenState::Active { .. } | TokenState::NeverExpires | TokenState::Unknown => None,
            },
            Self::Unreadable(failure) => {
                let wait = failure.long_wait()?;
                (wait.until_ms > now.unix_ms).then_some(Guard::AskedToWait(wait))
            }
        }
    }
}
