//! The report of a run: every profile of it with its receipt, as files for a ticket, a table or another program.
//!
//! A report can be taken at any time. It holds what receipts hold, so no token and no secret.

mod csv;
mod json;
mod markdown;
mod rows;

pub(crate) use csv::csv;
pub(crate) use json::json;
pub(crate) use markdown::{ReportStrings, markdown};
pub(crate) use rows::report_file_name;

#[cfg(test)]
mod tests;
