//! Profiles by name.

use std::collections::BTreeMap;

use super::{text, token::HiddenText};
use crate::{profile::Target, text::substring};

/// How many profiles are offered for one name.
const MOST_OFFERED: usize = 20;

/// The names of the profiles in the list. Profiles may share a name.
#[derive(Debug, Default)]
pub struct NameIndex {
    rows: Vec<Match>,
    /// Where in `rows` the profiles of a name are.
    by_name: BTreeMap<String, Vec<usize>>,
}

/// A profile in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub name: String,
    pub target: Target,
}

/// Which profiles a text may mean.
#[derive(Debug, PartialEq, Eq)]
pub enum Resolution<'a> {
    One(&'a Match),
    /// A person has to choose.
    Several {
        /// The first of them in the order of the list, at most 20.
        offered: Vec<&'a Match>,
        /// How many more there are.
        more: usize,
    },
    Unknown,
}

impl NameIndex {
    /// Takes in the list.
    pub fn new(rows: impl IntoIterator<Item = (String, Target)>) -> Self {
        let mut index = Self::default();
        for (name, target) in rows {
            let folded = folded(&name);
            if !folded.is_empty() {
                let same = index.by_name.entry(folded).or_default();
                same.push(index.rows.len());
                index.rows.push(Match { name, target });
            }
        }
        index
    }

    /// Looks a name up: the same name first, then names that start with it, then names that contain it.
    pub fn resolve(&self, name: &str) -> Resolution<'_> {
        let name = folded(name);
        if name.is_empty() {
            return Resolution::Unknown;
        }
        if let Some(same) = self.by_name.get(&name) {
            return self.resolution(same.clone());
        }
        let mut starting = Vec::new();
        let mut containing = Vec::new();
        for (known, rows) in &self.by_name {
            if known.starts_with(&name) {
                starting.extend(rows);
            } else if starting.is_empty() && substring::contains(known, &name) {
                containing.extend(rows);
            }
        }
        if starting.is_empty() {
            self.resolution(containing)
        } else {
            self.resolution(starting)
        }
    }

    /// Looks up what may be a name, and may be a secret.
    pub fn resolve_hidden(&self, name: &HiddenText) -> Resolution<'_> {
        self.resolve(name.as_str())
    }

    fn resolution(&self, mut found: Vec<usize>) -> Resolution<'_> {
        found.sort_unstable();
        let count = found.len();
        let mut offered: Vec<_> = found
            .into_iter()
            .take(MOST_OFFERED)
            .filter_map(|index| self.rows.get(index))
            .collect();
        match (offered.len(), offered.pop()) {
            (_, None) => Resolution::Unknown,
            (1, Some(found)) => Resolution::One(found),
            (_, Some(last)) => {
                offered.push(last);
                Resolution::Several {
                    more: count - offered.len(),
                    offered,
                }
            }
        }
    }
}

/// A name as it is compared: in lower case, without what cannot be seen, with plain hyphens and quotes and single spaces.
pub(super) fn folded(name: &str) -> String {
    let name = text::visible(name);
    let name = text::plain(&name);
    let mut folded = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}
