//! English.

use super::console;
use crate::runs::report::ReportStrings;

pub(crate) static WORDS: ReportStrings = ReportStrings {
    title: "Revocation of enrollment tokens",
    item: "Item",
    value: "Value",
    count: "Profiles",
    run: "Run",
    phase: "Phase",
    made_at: "Planned at",
    planned_by: "Planned by, as the plan's file says",
    opened_at: "Opened at",
    carried_out_by: "Carried out by",
    both: "Planned and carried out by",
    same_person: "the same person",
    started_at: "Started at",
    ended_at: "Ended at",
    cloud: "Cloud",
    reason: "Reason",
    ticket: "Ticket",
    totals: "Totals",
    unconfirmed: "revoked, and not visible in the profile yet",
    all: "all",
    cannot_tell: "Not known whether revoked",
    not_revoked: "Not revoked",
    left_out: "Skipped, and may still work",
    not_confirmed: "Revoked, and not visible in the profile yet",
    items: "Every profile",
    state: "State",
    why: "Why",
    entry: console::WORDS.receipt_entry,
};
