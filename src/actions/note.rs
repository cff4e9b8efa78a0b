//! Why a person revokes, in their own words.

/// What a person says of why they revoke; each may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Note {
    /// The ticket it belongs to.
    pub ticket: String,
    pub reason: String,
}
