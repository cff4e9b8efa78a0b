//! English.

use crate::{set_up::Known, ui::words::tables::set_up_report::SetUpReportStrings};

pub(crate) static WORDS: SetUpReportStrings = SetUpReportStrings {
    heading: "The test of the set-up, after the sign-in",
    consent: "The app was granted its permission:",
    role: "Your Intune role may read enrollment profiles:",
    licence: "The tenant has an Intune licence:",
    known: |known| match known {
        Known::Yes => "yes.",
        Known::No => "no. What to do is said below.",
        Known::NotYet => "not known.",
    },
    not_tried: "Nothing was revoked to find out: whether your role may revoke as well is known after the first revocation.",
    to_the_set_up: "Back to the set-up",
};
