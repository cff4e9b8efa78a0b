//! Plain tools for text.

pub mod json;
pub mod markdown;
pub mod number;
pub mod search;
pub mod substring;
