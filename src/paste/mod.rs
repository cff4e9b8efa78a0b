//! What a pasted text, or a dropped file, says about enrollment profiles: their IDs in any shape, links, exports, names, and
//! enrollment tokens.
//!
//! One way: text → [`recognise`] → [`Pasted`], a plain value in the order of the text. Nothing here decides what happens to
//! a profile; a name is looked up later, in [`NameIndex`].

mod block;
mod bytes;
mod collect;
mod columns;
mod decoding;
mod document;
#[cfg(test)]
mod field;
mod ids;
mod intake;
mod line;
mod link;
mod loose;
mod names;
mod naming;
mod pasted;
mod plan;
mod reading;
mod recognise;
mod record;
mod secrecy;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod token;

pub use bytes::decode;
pub use decoding::Work;
pub use intake::{Intake, IntakeProblem};
pub use names::{Match, NameIndex, Resolution};
pub use naming::Thing;
pub use pasted::{
    Found, LONGEST_TEXT, MOST, NotRecognised, PasteProblem, Pasted, Place, Reason, Recognised,
    Reference,
};
pub use plan::is_plan;
pub use recognise::{
    PasteReader, recognise, recognise_and_count, recognise_code, wants_recognition,
};
pub use token::{HiddenText, TokenSecret};
