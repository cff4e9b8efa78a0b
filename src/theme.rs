//! The theme: the colors of the page.

use crate::keyed::keyed;

/// In which colors the page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    /// Those of the person's system.
    #[default]
    System,
    Light,
    Dark,
}

keyed!(pub(crate) each Theme {
    System => "system",
    Light => "light",
    Dark => "dark",
});

impl Theme {
    /// The one that comes next where there is one button for all.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}
