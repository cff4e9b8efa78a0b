//! Errors of the activity's storage, for people.

use crate::browser_records::StorageProblem;

/// Why something could not be kept, read or erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    Storage(StorageProblem),
    /// The browser does not keep what was switched.
    Switch,
}
