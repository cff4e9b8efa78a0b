//! Plain tools for text.

pub(crate) mod base64;
pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod line;
pub(crate) mod markdown;
pub(crate) mod number;
pub(crate) mod search;
pub(crate) mod style_sheet;
pub(crate) mod substring;
