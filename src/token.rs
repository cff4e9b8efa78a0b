//! The enrollment token of a profile: whether it works, and whether it is still the same one.
//!
//! Times are milliseconds since 1970-01-01T00:00:00Z.

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

    fn is_never(self) -> bool {
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

/// Whether the token that a profile had was revoked, by two reads of the profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It no longer works.
    Revoked,
    /// Nothing has changed.
    NotRevoked,
    /// Something has changed, or too little is known; the profile may hold a new token.
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
        Verdict::Revoked
    } else if before.expires.is_same(after.expires)
        && same_creation
        && before.modified_ms == after.modified_ms
        && before.expires != Expiry::Unknown
    {
        Verdict::NotRevoked
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
                assert_eq!(verdict, Verdict::NotRevoked, "{before:?} {after:?}");
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
            Verdict::Revoked,
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
    fn only_a_profile_without_any_change_says_not_revoked() {
        assert_verdict(
            Verdict::NotRevoked,
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
                Verdict::Revoked => {
                    let over = matches!(after.expires, At(at) if at <= now_ms);
                    prop_assert!(over || after.expires != before.expires);
                }
                Verdict::NotRevoked => prop_assert!(before.is_same_token(&after)),
                Verdict::CannotTell => prop_assert!(!matches!(after.expires, At(at) if at <= now_ms)),
            }
            after.expires.state(now_ms);
        }
    }
}
