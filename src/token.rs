//! The enrollment token of a profile: whether it works, and whether it is still the same one.
//!
//! Times are milliseconds since 1970-01-01T00:00:00Z.

use crate::time::DAY_MS;

/// When a token expires, as Graph tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Expiry {
    At(i64),
    /// Graph says `null`.
    Null,
    /// Graph does not say, or not in a readable way.
    #[default]
    Unknown,
}

/// How a token stands at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenState {
    Active {
        /// Milliseconds until it expires; more than 0.
        expires_in_ms: i64,
    },
    /// It works until it is revoked.
    NeverExpires,
    /// It no longer works. Graph does not say which of the two it was.
    ExpiredOrRevoked { since_ms: i64 },
    /// Graph does not say.
    Unknown,
}

impl TokenState {
    /// For how many whole days it still works, if it is known to stop.
    pub fn days_left(self) -> Option<i64> {
        match self {
            Self::Active { expires_in_ms } => Some(expires_in_ms / DAY_MS),
            _ => None,
        }
    }
}

/// 9000-01-01T00:00:00Z. Dates from there on stand for no date: Intune writes the last one that .NET has.
const YEAR_9000_MS: i64 = 221_845_392_000_000;

impl Expiry {
    /// How a token with this expiry stands. It expires at the very moment, not after it.
    pub fn state(self, now_ms: i64) -> TokenState {
        match self {
            Self::At(ms) if ms >= YEAR_9000_MS => TokenState::NeverExpires,
            Self::At(ms) if ms > now_ms => TokenState::Active {
                expires_in_ms: ms.saturating_sub(now_ms),
            },
            Self::At(ms) => TokenState::ExpiredOrRevoked { since_ms: ms },
            Self::Null => TokenState::NeverExpires,
            Self::Unknown => TokenState::Unknown,
        }
    }

    /// Whether it is the same one, whichever of the two ways to say *never* each has.
    fn is_same(self, other: Self) -> bool {
        self == other || (self.is_never() && other.is_never())
    }

    /// Whether it is none, whichever way that is said.
    pub fn is_never(self) -> bool {
        self.state(i64::MIN) == TokenState::NeverExpires
    }
}

/// By what one token of a profile is told from another without its secret. The default one says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenFingerprint {
    /// When the token expires.
    pub expires: Expiry,
    /// When the token was made; only device owner profiles tell.
    pub created_ms: Option<i64>,
    /// When the profile, with or without its token, was last changed.
    pub modified_ms: Option<i64>,
}

/// Whether what was sent was carried out, by two reads of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It was: the token no longer works, or there is a new one.
    CarriedOut,
    /// Nothing has changed.
    NotCarriedOut,
    /// Something has changed, or too little is known.
    CannotTell,
}

/// How far the clock here may be behind that of the service, in milliseconds: five minutes.
const SKEW_MS: i64 = 300_000;

impl TokenFingerprint {
    /// Whether the profile holds another token than when the first fingerprint was taken, as far as can be told.
    ///
    /// Without the time at which a token was made, any change of the profile counts as one.
    pub fn is_same_token(&self, later: &Self) -> bool {
        self.expires.is_same(later.expires)
            && match (self.created_ms, later.created_ms) {
                (Some(before), Some(after)) => before == after,
                _ => self.modified_ms == later.modified_ms,
            }
    }

    /// Whether nothing at all has changed, as far as both tell.
    fn is_unchanged(&self, later: &Self) -> bool {
        self.expires.is_same(later.expires)
            && self.created_ms == later.created_ms
            && self.modified_ms == later.modified_ms
            && self.expires != Expiry::Unknown
    }

    /// Whether the profile surely holds another token; a change of anything else does not count.
    pub fn is_replaced_by(&self, later: &Self) -> bool {
        later.expires != Expiry::Unknown
            && match (self.created_ms, later.created_ms) {
                (Some(before), Some(after)) => before != after,
                _ => self.expires != Expiry::Unknown && !self.expires.is_same(later.expires),
            }
    }
}

/// Judges a revocation by what was read before and after it.
///
/// What Intune makes of a token's expiry when it revokes the token is not documented. So only an expiry that has come, or
/// that has gone, counts as revoked; and only a profile that is unchanged in every way counts as not revoked.
pub(crate) fn revoked_between(
    before: &TokenFingerprint,
    after: &TokenFingerprint,
    now_ms: i64,
) -> Verdict {
    let same_creation = before.created_ms == after.created_ms;
    let revoked = match (before.expires, after.expires) {
        (_, Expiry::At(after)) if after <= now_ms => true,
        // The service sets its own now, which may be ahead of the clock here. A new token would have a time of its own.
        (Expiry::At(before), Expiry::At(after)) => {
            after < before && after <= now_ms.saturating_add(SKEW_MS) && same_creation
        }
        (Expiry::Null, Expiry::At(after)) => {
            after <= now_ms.saturating_add(SKEW_MS) && same_creation
        }
        // A token that never expired has lost nothing when the year 9999 gives way to nothing.
        (before @ Expiry::At(_), Expiry::Null) => same_creation && !before.is_never(),
        _ => false,
    };
    if revoked {
        Verdict::CarriedOut
    } else if before.is_unchanged(after) {
        Verdict::NotCarriedOut
    } else {
        Verdict::CannotTell
    }
}

/// Judges whether a new token was made, by what was read before it was asked for at `sent_ms` and after it.
///
/// A token is new that was made later than the one before, or expires at another time and has yet to. Where nothing was read
/// before, it is one that was made since it was asked for.
pub(crate) fn created_between(
    before: &TokenFingerprint,
    after: &TokenFingerprint,
    sent_ms: i64,
    now_ms: i64,
) -> Verdict {
    let is_newer = match (before.created_ms, after.created_ms) {
        (Some(before), Some(after)) => after > before,
        (None, Some(after)) => after >= sent_ms.saturating_sub(SKEW_MS),
        (_, None) => false,
    };
    // No expiry, and one that has come by a clock that may be ahead, are what a revocation leaves behind.
    let expires_anew = matches!(after.expires, Expiry::At(end) if end > now_ms.saturating_add(SKEW_MS))
        && before.expires != Expiry::Unknown
        && !before.expires.is_same(after.expires);
    if is_newer || expires_anew {
        Verdict::CarriedOut
    } else if before.is_unchanged(after) {
        Verdict::NotCarriedOut
    } else {
        Verdict::CannotTell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Expiry::{At, Null, Unknown};
    use proptest::prelude::*;

    const NOW: i64 = 1_795_444_340_000;
    const DAY: i64 = 86_400_000;

    #[test]
    fn a_token_works_until_the_very_moment_it_expires() {
        for (expires, expected) in [
            (At(NOW + 1), TokenState::Active { expires_in_ms: 1 }),
            (At(NOW), TokenState::ExpiredOrRevoked { since_ms: NOW }),
            (
                At(NOW - 1),
                TokenState::ExpiredOrRevoked { since_ms: NOW - 1 },
            ),
            (
                At(NOW + 65 * 365 * DAY),
                TokenState::Active {
                    expires_in_ms: 65 * 365 * DAY,
                },
            ),
            (
                At(YEAR_9000_MS - 1),
                TokenState::Active {
                    expires_in_ms: YEAR_9000_MS - 1 - NOW,
                },
            ),
            (At(YEAR_9000_MS), TokenState::NeverExpires),
            (At(i64::MAX), TokenState::NeverExpires),
            (Null, TokenState::NeverExpires),
            (Unknown, TokenState::Unknown),
        ] {
            assert_eq!(expires.state(NOW), expected, "{expires:?}");
        }
        assert_eq!(crate::time::year(YEAR_9000_MS), 9000);
        assert_eq!(crate::time::year(YEAR_9000_MS - 1), 8999);
    }

    fn token(expires: Expiry, created_ms: Option<i64>, modified_ms: i64) -> TokenFingerprint {
        TokenFingerprint {
            expires,
            created_ms,
            modified_ms: Some(modified_ms),
        }
    }

    #[test]
    fn another_token_is_seen_by_what_the_collection_tells() {
        let expires = At(NOW + DAY);
        let later = At(NOW + 2 * DAY);
        // Device owner: a changed name is no changed token.
        assert!(token(expires, Some(1), 1).is_same_token(&token(expires, Some(1), 2)));
        assert!(!token(expires, Some(1), 1).is_same_token(&token(expires, Some(2), 1)));
        assert!(!token(expires, Some(1), 1).is_same_token(&token(later, Some(1), 1)));
        // Android for Work.
        assert!(token(expires, None, 1).is_same_token(&token(expires, None, 1)));
        assert!(!token(expires, None, 1).is_same_token(&token(expires, None, 2)));
        assert!(!token(expires, None, 1).is_same_token(&token(later, None, 1)));
        assert!(!token(Null, Some(1), 1).is_same_token(&token(expires, Some(1), 1)));
    }

    #[test]
    fn no_end_and_the_year_9999_are_one_expiry() {
        let last = At(crate::time::unix_ms("9999-12-31T23:59:59.9999999Z").unwrap());
        for (before, after) in [(Null, last), (last, Null), (last, At(YEAR_9000_MS))] {
            for created_ms in [None, Some(1)] {
                let (before, after) = (token(before, created_ms, 1), token(after, created_ms, 1));
                assert!(before.is_same_token(&after), "{before:?} {after:?}");
                assert!(!before.is_replaced_by(&after), "{before:?} {after:?}");
                let verdict = revoked_between(&before, &after, NOW);
                assert_eq!(verdict, Verdict::NotCarriedOut, "{before:?} {after:?}");
                // A change of anything else leaves it open, and is no revocation.
                let changed = TokenFingerprint {
                    modified_ms: Some(2),
                    ..after
                };
                let verdict = revoked_between(&before, &changed, NOW);
                assert_eq!(verdict, Verdict::CannotTell, "{before:?} {changed:?}");
            }
        }
        // A token that got no end is a live one.
        let (before, after) = (token(At(NOW + DAY), None, 1), token(last, None, 2));
        assert_eq!(revoked_between(&before, &after, NOW), Verdict::CannotTell);
        assert!(before.is_replaced_by(&after));
        assert!(!token(Unknown, None, 1).is_same_token(&token(Null, None, 1)));
    }

    #[track_caller]
    fn assert_verdict(
        expected: Verdict,
        cases: impl IntoIterator<Item = (TokenFingerprint, TokenFingerprint, &'static str)>,
    ) {
        for (before, after, why) in cases {
            assert_eq!(revoked_between(&before, &after, NOW), expected, "{why}");
        }
    }

    const UNREAD: TokenFingerprint = TokenFingerprint {
        expires: Expiry::Unknown,
        created_ms: None,
        modified_ms: None,
    };
    const FUTURE: Expiry = At(NOW + 60 * DAY);
    const SOON: Expiry = At(NOW + 20_000);
    const PAST: Expiry = At(NOW - DAY);

    #[test]
    fn an_expiry_that_has_come_or_gone_says_revoked() {
        let endless = At(YEAR_9000_MS);
        assert_verdict(
            Verdict::CarriedOut,
            [
                (
                    token(FUTURE, Some(1), 1),
                    token(At(NOW), Some(1), 2),
                    "it has come",
                ),
                (
                    token(FUTURE, None, 1),
                    token(At(NOW - 5), None, 1),
                    "it has come before",
                ),
                (
                    token(FUTURE, None, 1),
                    token(SOON, None, 2),
                    "the service's clock is ahead",
                ),
                (
                    token(Null, None, 1),
                    token(SOON, None, 2),
                    "ahead, and endless before",
                ),
                (
                    token(FUTURE, Some(1), 1),
                    token(Null, Some(1), 2),
                    "it is gone",
                ),
                (
                    token(Null, Some(1), 1),
                    token(At(NOW), Some(1), 2),
                    "endless before",
                ),
                (
                    token(endless, Some(1), 1),
                    token(At(NOW), Some(1), 2),
                    "endless before",
                ),
                (
                    token(PAST, None, 1),
                    token(PAST, None, 1),
                    "it did not work before either",
                ),
                (UNREAD, token(At(NOW), None, 2), "unread before"),
            ],
        );
    }

    #[test]
    fn a_new_token_is_told_by_its_creation_or_by_an_expiry_of_its_own() {
        use Verdict::{CannotTell, CarriedOut, NotCarriedOut};
        let sent = NOW;
        let later = At(NOW + 90 * DAY);
        for (before, after, expected) in [
            (
                token(FUTURE, Some(1), 1),
                token(later, Some(2), 2),
                CarriedOut,
            ),
            // The same end, and made anew.
            (
                token(FUTURE, Some(1), 1),
                token(FUTURE, Some(2), 2),
                CarriedOut,
            ),
            (
                token(PAST, Some(1), 1),
                token(later, Some(1), 2),
                CarriedOut,
            ),
            // The older collection tells no creation.
            (token(PAST, None, 1), token(later, None, 2), CarriedOut),
            (token(Null, None, 1), token(later, None, 2), CarriedOut),
            (
                token(FUTURE, None, 1),
                token(At(YEAR_9000_MS), None, 2),
                CarriedOut,
            ),
            // What a revocation can leave behind.
            (token(FUTURE, None, 1), token(Null, None, 2), CannotTell),
            (token(FUTURE, None, 1), token(SOON, None, 2), CannotTell),
            (token(PAST, Some(1), 1), token(SOON, Some(1), 2), CannotTell),
            // Unread before: made since it was asked for, with a clock that may be behind.
            (UNREAD, token(later, Some(NOW - SKEW_MS), 2), CarriedOut),
            (UNREAD, token(later, Some(NOW - DAY), 2), CannotTell),
            (UNREAD, token(later, None, 2), CannotTell),
            // Revoked by somebody, or edited.
            (token(FUTURE, None, 1), token(PAST, None, 2), CannotTell),
            (
                token(FUTURE, Some(1), 1),
                token(FUTURE, Some(1), 2),
                CannotTell,
            ),
            // No end by either way to say so, and nothing else.
            (
                token(Null, None, 1),
                token(At(YEAR_9000_MS), None, 2),
                CannotTell,
            ),
            (
                token(FUTURE, Some(2), 1),
                token(FUTURE, Some(1), 1),
                CannotTell,
            ),
            (
                token(FUTURE, Some(1), 1),
                token(FUTURE, Some(1), 1),
                NotCarriedOut,
            ),
            (token(PAST, None, 1), token(PAST, None, 1), NotCarriedOut),
        ] {
            let verdict = created_between(&before, &after, sent, NOW);
            assert_eq!(verdict, expected, "{before:?} {after:?}");
        }
    }

    #[test]
    fn only_a_profile_without_any_change_says_not_revoked() {
        assert_verdict(
            Verdict::NotCarriedOut,
            [
                (
                    token(FUTURE, Some(1), 1),
                    token(FUTURE, Some(1), 1),
                    "device owner",
                ),
                (
                    token(FUTURE, None, 1),
                    token(FUTURE, None, 1),
                    "Android for Work",
                ),
                (token(Null, None, 1), token(Null, None, 1), "endless"),
                (
                    token(SOON, None, 1),
                    token(SOON, None, 1),
                    "over soon by itself",
                ),
            ],
        );
    }

    #[test]
    fn a_token_that_may_be_a_new_one_says_nothing() {
        let later = At(NOW + 90 * DAY);
        assert_verdict(
            Verdict::CannotTell,
            [
                (
                    token(FUTURE, Some(1), 1),
                    token(later, Some(2), 2),
                    "a new one",
                ),
                (
                    token(FUTURE, Some(1), 1),
                    token(SOON, Some(2), 2),
                    "a new, short one",
                ),
                (
                    token(FUTURE, Some(1), 1),
                    token(Null, Some(2), 2),
                    "a new, endless one",
                ),
                (
                    token(later, None, 1),
                    token(FUTURE, None, 2),
                    "a new one, by its expiry",
                ),
                (
                    token(FUTURE, None, 1),
                    token(FUTURE, None, 2),
                    "changed somehow",
                ),
                (
                    token(FUTURE, Some(1), 1),
                    token(FUTURE, Some(1), 2),
                    "changed somehow",
                ),
                (
                    token(Null, None, 1),
                    token(Null, None, 2),
                    "endless, but changed",
                ),
                (
                    token(FUTURE, None, 1),
                    token(Unknown, None, 1),
                    "unread after",
                ),
                (UNREAD, token(Null, None, 1), "unread before"),
                (UNREAD, UNREAD, "never read"),
            ],
        );
    }

    fn any_expiry() -> impl Strategy<Value = Expiry> {
        prop_oneof![
            any::<i64>().prop_map(At),
            (NOW - 5..NOW + 5).prop_map(At),
            Just(Null),
            Just(Unknown),
        ]
    }

    fn any_token() -> impl Strategy<Value = TokenFingerprint> {
        (any_expiry(), any::<Option<i64>>(), any::<Option<i64>>()).prop_map(
            |(expires, created_ms, modified_ms)| TokenFingerprint {
                expires,
                created_ms,
                modified_ms,
            },
        )
    }

    proptest! {
        #[test]
        fn a_verdict_never_says_more_than_is_known(before in any_token(), after in any_token(), now_ms: i64) {
            match revoked_between(&before, &after, now_ms) {
                Verdict::CarriedOut => {
                    let over = matches!(after.expires, At(at) if at <= now_ms);
                    prop_assert!(over || after.expires != before.expires);
                }
                Verdict::NotCarriedOut => prop_assert!(before.is_same_token(&after)),
                Verdict::CannotTell => prop_assert!(!matches!(after.expires, At(at) if at <= now_ms)),
            }
            after.expires.state(now_ms);
        }
    }
}
