//! The report as a table.

use super::rows::receipt;
use crate::{
    actions::ReceiptField,
    runs::run::Run,
    text::csv::{BYTE_ORDER_MARK, row},
};

/// What stands before the entries of a receipt.
pub(super) const FIRST: [&str; 2] = ["number", "state"];

/// What stands behind the entries of a receipt.
pub(super) const LAST: [&str; 6] = [
    "timesSent",
    "runId",
    "reason",
    "ticket",
    "plannedBy",
    "plannedAt",
];

/// The report as comma-separated values in UTF-8, a row a profile.
pub(crate) fn csv(run: &Run) -> String {
    let mut csv = String::from(BYTE_ORDER_MARK);
    let keys = entries().map(ReceiptField::key);
    let planner = run.plan.planned_by.as_ref();
    let planned_by = planner.map_or("", |planner| planner.upn.as_str());
    let planned_at = planner.map_or_else(String::new, |planner| planner.at.rfc3339());
    row(&mut csv, FIRST.into_iter().chain(keys).chain(LAST));
    for (item, number) in run.items.iter().zip(1_u32..) {
        let receipt = receipt(run, item);
        let number = number.to_string();
        let times_sent = item.posts.to_string();
        let entries = entries().map(|entry| receipt.get(entry).unwrap_or_default());
        let plan = &run.plan;
        row(
            &mut csv,
            [number.as_str(), item.state().key()]
                .into_iter()
                .chain(entries)
                .chain([
                    times_sent.as_str(),
                    plan.id.as_str(),
                    plan.reason.as_str(),
                    plan.ticket.as_str(),
                    planned_by,
                    &planned_at,
                ]),
        );
    }
    csv
}

/// The entries of a receipt that a run has: why it was done is said of all of it, in [`LAST`].
pub(super) fn entries() -> impl Iterator<Item = ReceiptField> {
    ReceiptField::ALL.into_iter().filter(|entry| {
        !matches!(
            entry,
            ReceiptField::Ticket
                    | ReceiptField::Reason
                    // A run revokes, and does nothing else.
                    | ReceiptField::Action
                    | ReceiptField::Step
                    | ReceiptField::Validity
                    | ReceiptField::TokenCreatedAfter
        )
    })
}
