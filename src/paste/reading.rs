//! The reading of a text: what is known of it, and what was found.

use super::{collect::Collector, decoding::Work, naming::Kind, pasted::Place};

/// What is known of a text, or of a part of one.
#[derive(Debug, Clone, Copy)]
pub(super) struct PasteSource {
    /// Where all of it is; `None` where each part has a place of its own.
    pub place: Option<Place>,
    /// What it is about.
    pub kind: Kind,
    /// Whether its lines may be names.
    pub may_name: bool,
    /// How many other texts it stands in.
    pub depth: u8,
}

impl PasteSource {
    /// A text that was handed in.
    pub(super) const WHOLE: Self = Self {
        place: None,
        kind: Kind::Unsaid,
        may_name: true,
        depth: 0,
    };

    /// A part of this text, at some place.
    pub(super) fn at(self, place: Place) -> Self {
        Self {
            place: Some(self.place.unwrap_or(place)),
            ..self
        }
    }

    /// What this text says nothing of by itself.
    pub(super) fn about(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// A text within this one. Its lines are no names.
    pub(super) fn inside(self) -> Self {
        Self {
            may_name: false,
            depth: self.depth + 1,
            ..self
        }
    }

    pub(super) fn place(self) -> Place {
        self.place.unwrap_or(Place::Line(1))
    }
}

/// Reads a text, whatever it is.
#[derive(Default)]
pub(super) struct PasteReading {
    pub collector: Collector,
    pub work: Work,
}
