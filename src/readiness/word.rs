//! Three words: yes, no because of something, not known.

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    Yes,
    No(Why),
    Unclear,
}

/// Because of what something does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// Graph says that the person's Intune role does not allow it.
    Role,
    /// The app was not granted the permission.
    App,
    /// The tenant has no Intune licence.
    Licence,
    /// Graph refused it, and does not say why.
    Refused,
    /// The sign-in has expired.
    SignIn,
    /// The sign-in is not renewed by itself for another hour.
    SignInEnds,
    /// The clock of the device differs from Graph's.
    Clock,
}

impl From<Result<(), Why>> for Known {
    fn from(seen: Result<(), Why>) -> Self {
        match seen {
            Ok(()) => Self::Yes,
            Err(why) => Self::No(why),
        }
    }
}

/// What is known of both collections together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfBoth {
    Yes,
    No,
    /// It holds in one of them, and in the other it surely does not.
    OneOnly,
    Unclear,
}

impl OfBoth {
    pub(crate) fn of(both: [Known; 2]) -> Self {
        match both {
            [Known::Yes, Known::Yes] => Self::Yes,
            [Known::No(_), Known::No(_)] => Self::No,
            [Known::Yes, Known::No(_)] | [Known::No(_), Known::Yes] => Self::OneOnly,
            _ => Self::Unclear,
        }
    }
}
