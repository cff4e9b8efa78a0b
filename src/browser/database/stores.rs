//! The object stores of the database.

pub(super) const RUNS: &str = "runs";
pub(super) const ITEMS: &str = "items";
pub(super) const ACTIVITY: &str = "activity";
pub(super) const STORES: [&str; 3] = [RUNS, ITEMS, ACTIVITY];
