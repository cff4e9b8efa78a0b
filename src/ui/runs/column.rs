//! The columns of a table of a run.

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunColumn {
    /// The profile's name and ID.
    Name,
    State,
    /// Why it stands there.
    Why,
    Type,
    /// How its token stood when the run was planned.
    Token,
    /// How many devices are enrolled.
    Devices,
    /// When its revocation was sent, or it was known that none is.
    At,
    /// Graph's ID of the request.
    RequestId,
}
