//! What this browser keeps for the page.

/// Why this browser does not keep what it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageProblem {
    /// It offers no storage here: a private window, or a setting.
    Unavailable,
    /// There is no room left.
    Full,
    /// Another tab with another version of the page is in the way.
    Blocked,
    /// Anything else, in the browser's own words.
    Failed(String),
}
