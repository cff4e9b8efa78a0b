//! Every enrollment profile of both collections: read page by page, filtered, sorted. No clock, no network.

mod arrangement;
mod collections;
pub(crate) mod compare;
pub(crate) mod export;
mod hidden_columns;
mod key;
mod risk;
mod row;
mod selection;
#[cfg(test)]
mod tests;
mod token_search;

pub(crate) use arrangement::{Arrangement, COLUMN_KEYS, Filter, StateFilter};
pub(crate) use collections::{Collection, Profiles};
pub(crate) use hidden_columns::HiddenColumns;
pub(crate) use risk::Risk;
pub(crate) use row::ListRow;
pub(crate) use selection::{Chosen, Offer, ReadyMade, Selection, ShownCount};
pub(crate) use token_search::{
    LeftOut, Part, PartEffect, SearchVerdict, TokenOf, TokenSearch, WhyLeftOut,
};
