//! Why a file is not opened as a plan.

use super::saved::Place;

/// The text of a file that is said to be a plan, or why it cannot be read.
pub(crate) type HandedPlan = Result<String, PlanProblem>;

/// Why a file is not opened as a plan. What is quoted of the file is short, and on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PlanProblem {
    /// More than one file at a time.
    SeveralFiles,
    /// It is longer than [`LONGEST`](super::saved::LONGEST).
    TooLarge,
    /// It is no text, or no whole JSON.
    NotReadable,
    /// It is JSON of something else.
    NotAPlan,
    /// It is of a version that this page does not know.
    Version(String),
    /// It is about something else than revoking.
    Action(String),
    /// It is for another tenant, or for one of another cloud.
    Elsewhere { file: Place, here: Place },
    /// It names no profile.
    Empty,
    /// It names more than [`MOST`](super::saved::MOST) profiles.
    TooMany,
    /// A profile, by its place from 1, is an earlier one once more.
    Twice { first: usize, again: usize },
    /// A field is not as it has to be.
    Field {
        /// The profile that it is of, by its place from 1; else it is of the plan.
        item: Option<usize>,
        name: String,
        wrong: Wrong,
    },
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrong {
    Missing,
    /// It is of another type, too long, or holds what no plan holds.
    Value,
    /// No plan of this version has it.
    Unknown,
}
