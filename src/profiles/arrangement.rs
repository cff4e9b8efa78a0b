//! Which rows are shown, and in which order.

use std::sync::Arc;

use super::{
    compare::{self, Compare},
    risk::Risk,
    row::ListRow,
};
use crate::{
    keyed::keyed, profile::ProfileType, sort::sort_by, text::search::SearchTerms, token::TokenState,
};

/// The names of the columns in an address, each at its place among all.
pub(crate) const COLUMN_KEYS: [&str; 7] = [
    "name", "type", "mode", "token", "devices", "created", "modified",
];

/// How the list is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Arrangement {
    /// The column by which it is sorted, by its place among all.
    pub column: usize,
    /// Whether from the last to the first.
    pub descending: bool,
}

/// Which rows are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Filter {
    pub profile_type: Option<ProfileType>,
    /// Graph's name of the mode.
    pub mode: Option<String>,
    /// How the token stands.
    pub state: Option<StateFilter>,
    /// Whether something about it is worth a second look.
    pub at_risk: bool,
}

impl Filter {
    /// How many of its conditions are set.
    pub(crate) fn count(&self) -> usize {
        let set = [
            self.profile_type.is_some(),
            self.mode.is_some(),
            self.state.is_some(),
            self.at_risk,
        ];
        set.into_iter().map(usize::from).sum()
    }
}

/// How a token must stand to be shown, in the order in which that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StateFilter {
    Works,
    /// It works, and expires within 30 days.
    ExpiresSoon,
    /// It works until it is revoked.
    NeverExpires,
    /// It no longer works.
    ExpiredOrRevoked,
    /// Graph does not say.
    Unknown,
}

const SOON_MS: i64 = 30 * 86_400_000;

keyed!(pub(crate) each StateFilter {
    Works => "works",
    ExpiresSoon => "expiresSoon",
    NeverExpires => "neverExpires",
    ExpiredOrRevoked => "expiredOrRevoked",
    Unknown => "unknown",
});

impl StateFilter {
    /// The one of a name in an address.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }

    pub(crate) fn takes(self, state: TokenState) -> bool {
        match self {
            Self::Works => matches!(state, TokenState::Active { .. } | TokenState::NeverExpires),
            Self::ExpiresSoon => {
                matches!(state, TokenState::Active { expires_in_ms } if expires_in_ms <= SOON_MS)
            }
            Self::NeverExpires => state == TokenState::NeverExpires,
            Self::ExpiredOrRevoked => matches!(state, TokenState::ExpiredOrRevoked { .. }),
            Self::Unknown => state == TokenState::Unknown,
        }
    }
}

impl Arrangement {
    /// Sorts by a column; by the same column again, the other way round.
    pub(crate) fn choose(&mut self, column: usize) {
        self.descending = self.column == column && !self.descending;
        self.column = column;
    }

    /// Puts rows in order. Rows that are alike are in order of name and ID, whichever way the column goes.
    /// `compare` is that of the column.
    pub(crate) fn sort(&self, compare: Compare, rows: &mut Vec<Arc<ListRow>>) {
        sort_by(rows, |a, b| {
            let order = compare(a, b);
            let order = if self.descending {
                order.reverse()
            } else {
                order
            };
            order.then_with(|| a.searched.cmp(&b.searched))
        });
    }
}

impl Filter {
    /// The rows that are shown, in the order in which they come: those whose name or ID contains each of the terms.
    /// `now_ms`: milliseconds since 1970-01-01T00:00:00Z.
    pub(crate) fn of(
        &self,
        rows: &[Arc<ListRow>],
        terms: &SearchTerms,
        now_ms: i64,
    ) -> Vec<Arc<ListRow>> {
        rows.iter()
            .filter(|row| {
                let profile = &row.profile;
                self.profile_type
                    .is_none_or(|wanted| wanted == profile.profile_type)
                    && self
                        .mode
                        .as_deref()
                        .is_none_or(|wanted| wanted == compare::mode(profile))
                    && self
                        .state
                        .is_none_or(|wanted| wanted.takes(profile.token_state(now_ms)))
                    && (!self.at_risk || !Risk::of(profile, now_ms).is_empty())
                    && terms.are_in(&row.searched)
            })
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::{EnrollmentMode, Profile},
        token::Expiry,
    };
    use proptest::prelude::*;
    use serde_json::json;

    const NOW: i64 = 1_795_444_340_000;

    fn row(number: u32, name: &str, expires: Expiry) -> Arc<ListRow> {
        let json = json!({
            "id": format!("0a1b2c3d-4e5f-6071-8293-{number:012x}"),
            "displayName": name,
            "enrolledDeviceCount": number,
        });
        let profile_type = ProfileType::ALL[usize::from(number % 2 == 1)];
        let mut profile = Profile::parse(profile_type, &json.to_string()).unwrap();
        profile.token_expires = expires;
        profile.created_ms = (!number.is_multiple_of(3)).then_some(NOW - i64::from(number));
        profile.modified_ms = Some(i64::from(number % 4));
        profile.mode =
            (number % 2 == 1).then_some(EnrollmentMode::Other(format!("m{}", number % 5)));
        Arc::new(ListRow::new(profile, 0))
    }

    fn names(rows: &[Arc<ListRow>]) -> Vec<&str> {
        rows.iter().map(|row| row.profile.name.as_str()).collect()
    }

    #[test]
    fn names_are_sorted_whatever_their_case() {
        let rows = [
            row(1, "beta", Expiry::Null),
            row(2, "Alpha", Expiry::Null),
            row(3, "ÄRGER", Expiry::Null),
            row(4, "ärger", Expiry::Null),
            row(5, "", Expiry::Null),
        ];
        let mut sorted = rows.to_vec();
        let mut arrangement = Arrangement::default();
        arrangement.sort(compare::by_name, &mut sorted);
        assert_eq!(names(&sorted), ["", "Alpha", "beta", "ÄRGER", "ärger"]);
        arrangement.choose(0);
        arrangement.sort(compare::by_name, &mut sorted);
        assert_eq!(names(&sorted), ["ärger", "ÄRGER", "beta", "Alpha", ""]);
    }

    #[test]
    fn tokens_are_sorted_by_when_they_expire_and_the_endless_come_last() {
        let rows = [
            row(1, "unknown", Expiry::Unknown),
            row(2, "year 9999", Expiry::At(253_402_300_799_000)),
            row(3, "65 years", Expiry::At(NOW + 65 * 365 * 86_400_000)),
            row(4, "now", Expiry::At(NOW)),
            row(5, "null", Expiry::Null),
            row(6, "long gone", Expiry::At(-1)),
        ];
        let mut sorted = rows.to_vec();
        let mut arrangement = Arrangement::default();
        arrangement.choose(3);
        arrangement.sort(compare::by_token, &mut sorted);
        assert_eq!(
            names(&sorted),
            [
                "long gone",
                "now",
                "65 years",
                "null",
                "year 9999",
                "unknown"
            ]
        );
        arrangement.choose(3);
        assert!(arrangement.descending);
        arrangement.choose(4);
        assert!(!arrangement.descending);
        arrangement.sort(compare::by_devices, &mut sorted);
        assert_eq!(
            names(&sorted),
            [
                "unknown",
                "year 9999",
                "65 years",
                "now",
                "null",
                "long gone"
            ]
        );
    }

    #[test]
    fn a_search_looks_for_every_word_in_name_and_id() {
        let rows = [
            row(1, "Warehouse Rotterdam", Expiry::Null),
            row(2, "Rotterdam shop", Expiry::Null),
            row(3, "配送终端 – 上海", Expiry::Null),
        ];
        for (search, expected) in [
            ("", 3),
            ("  ", 3),
            ("ROTTERDAM", 2),
            ("rotter ware", 1),
            ("上海", 1),
            ("000000000002", 1),
            ("0A1B2C3D", 3),
            ("rotterdam paris", 0),
        ] {
            let shown = Filter::default().of(&rows, &SearchTerms::of(search), NOW);
            assert_eq!(shown.len(), expected, "{search}");
        }
    }

    #[test]
    fn a_state_is_judged_at_its_edges() {
        use StateFilter::{ExpiredOrRevoked, ExpiresSoon, NeverExpires, Unknown, Works};
        for (expires, states) in [
            (Expiry::At(NOW), vec![ExpiredOrRevoked]),
            (Expiry::At(NOW + 1), vec![Works, ExpiresSoon]),
            (Expiry::At(NOW + SOON_MS), vec![Works, ExpiresSoon]),
            (Expiry::At(NOW + SOON_MS + 1), vec![Works]),
            (Expiry::Null, vec![Works, NeverExpires]),
            (Expiry::At(253_402_300_799_000), vec![Works, NeverExpires]),
            (Expiry::Unknown, vec![Unknown]),
        ] {
            let taken: Vec<_> = StateFilter::ALL
                .into_iter()
                .filter(|state| state.takes(expires.state(NOW)))
                .collect();
            assert_eq!(taken, states, "{expires:?}");
        }
    }

    fn any_rows() -> impl Strategy<Value = Vec<Arc<ListRow>>> {
        let expiry = prop_oneof![
            Just(Expiry::Null),
            Just(Expiry::Unknown),
            (0..3i64).prop_map(|days| Expiry::At(NOW + days * SOON_MS)),
            any::<i64>().prop_map(Expiry::At),
        ];
        prop::collection::vec(("[abAB é]{0,4}", expiry), 0..40).prop_map(|rows| {
            rows.into_iter()
                .zip(0..)
                .map(|((name, expires), number)| row(number, &name, expires))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn sorting_keeps_every_row_and_turns_round(rows in any_rows(), column in 0usize..7) {
            let by: [Compare; 7] = [
                compare::by_name, compare::by_type, compare::by_mode, compare::by_token, compare::by_devices,
                compare::by_created, compare::by_modified,
            ];
            let by = by[column];
            let mut up = rows.clone();
            Arrangement { column, descending: false }.sort(by, &mut up);
            prop_assert_eq!(up.len(), rows.len());
            for pair in up.windows(2) {
                prop_assert!(by(&pair[0], &pair[1]).is_le());
            }
            let mut down = up.clone();
            Arrangement { column, descending: true }.sort(by, &mut down);
            for pair in down.windows(2) {
                prop_assert!(by(&pair[0], &pair[1]).is_ge());
            }
            // The same every time, whatever the order before.
            let mut again: Vec<_> = rows.iter().rev().cloned().collect();
            Arrangement { column, descending: false }.sort(by, &mut again);
            prop_assert_eq!(again, up);
        }

        #[test]
        fn a_filter_keeps_the_order_and_only_what_fits(rows in any_rows(), search in "[abAB é]{0,3}", state in 0usize..6) {
            let filter = Filter {
                state: StateFilter::ALL.get(state).copied(),
                ..Filter::default()
            };
            let shown = filter.of(&rows, &SearchTerms::of(&search), NOW);
            let mut rest = rows.iter();
            prop_assert!(shown.iter().all(|row| rest.any(|other| other == row)));
            for row in &rows {
                let name = row.profile.name.to_lowercase();
                let found = search.to_lowercase().split_whitespace().all(|word| name.contains(word) || row.profile.id.as_str().contains(word));
                let fits = filter.state.is_none_or(|state| state.takes(row.profile.token_state(NOW)));
                prop_assert_eq!(shown.contains(row), found && fits);
            }
        }
    }
}
