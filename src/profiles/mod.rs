//! Every enrollment profile of both collections: read page by page, filtered, sorted. No clock, no network.

mod arrangement;
mod collections;
mod risk;
mod row;
mod selection;
#[cfg(test)]
mod tests;
mod token_search;

pub use arrangement::{Arrangement, Column, Filter, StateFilter};
pub use collections::{Collection, Profiles};
pub use risk::Risk;
pub use row::Row;
pub use selection::{Chosen, Offer, ReadyMade, Selection, Shown};
pub use token_search::{LeftOut, Part, PartStep, TokenOf, TokenSearch, Verdict, WhyLeftOut};
