//! What a person hands in to be recognised.

use super::pasted::PasteProblem;
use crate::qr::PictureProblem;

/// What a person handed in to be recognised.
#[derive(PartialEq, Eq)]
pub enum Intake {
    /// A text, pasted or out of a file.
    Text(String),
    /// What was entered in place of an ID. The form has said that it is none.
    Typed(String),
    /// What is said to be a token, or was in a QR code.
    Code(String),
    /// A file that is being read, under a number of its own.
    Reading([u8; 16]),
    /// What was in the file that was being read under this number. It is worth nothing once something else came.
    Read([u8; 16], Box<Self>),
    /// Something that cannot be read.
    Problem(IntakeProblem),
}

/// Why something that was handed in cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeProblem {
    /// The text is too long, or holds too much.
    Paste(PasteProblem),
    /// More than one file at a time.
    SeveralFiles,
    /// The file is neither text nor a picture.
    NotText,
    /// The picture cannot be read, or shows no QR code.
    Picture(PictureProblem),
    /// The part of this page that reads it did not load.
    NotLoaded,
}
