//! What is said of a run that is over where the page itself is not in view: in its title, and in a notification.

use super::counts::Counts;
use crate::{language::Language, runs::Run, ui::words::runs::words};

/// How a run ended, in words without a name or an ID.
pub(crate) struct Ending {
    /// In front of the title of the page.
    pub title: String,
    pub verdict: String,
}

/// How a run ended.
pub(crate) fn ending(run: &Run, language: Language) -> Ending {
    let (figures, words) = (Counts::of(run), words(language));
    Ending {
        title: (words.ending)(&figures),
        verdict: (words.verdict)(&figures),
    }
}
