//! English.

use crate::{
    activity::AuditStrings,
    browser_records::StorageProblem,
    text::number::grouped,
    ui::{activity::problem::Problem, words::tables::activity::ActivityStrings},
};

pub(crate) static WORDS: ActivityStrings = ActivityStrings {
    lead: "This is what this browser remembers. It is not Intune's audit log.",
    keep: "Remember what is revoked here",
    keep_hint: "Kept in this browser for 90 days, and sent nowhere. No token is among it.",
    erase_too: "From now on nothing is remembered. Erase what there is, too?",
    leave_it: "Leave it",
    export: "Export",
    erase_all: "Erase all",
    really_erase_all: "Erase everything that this browser remembers, and the records of runs that are over? This cannot be undone.",
    erase_everything: "Erase everything",
    cancel: "Cancel",
    problem: |problem| {
        match problem {
        Problem::Storage(StorageProblem::Unavailable) => {
            "This browser keeps nothing for this page: its database is switched off, or this is a private window."
                .to_owned()
        }
        Problem::Storage(StorageProblem::Full) => {
            "This browser has no more room, so that something was not kept. Free some space on the disk, or erase what is not needed."
                .to_owned()
        }
        Problem::Storage(StorageProblem::Blocked) => {
            "Another tab holds this page's database in another version. Close or reload the other tabs."
                .to_owned()
        }
        Problem::Storage(StorageProblem::Silent) => {
            "This browser's database does not answer. Close this page's other tabs, or start the browser anew."
                .to_owned()
        }
        Problem::Storage(StorageProblem::Failed(text)) => {
            format!("This browser's database failed: {text}")
        }
        Problem::Switch => "This browser does not keep what you switched.".to_owned(),
    }
    },
    reading: "Reading…",
    empty: "Nothing is remembered.",
    unreadable: |count| match count {
        1 => "1 record could not be read and is not shown.".to_owned(),
        _ => format!(
            "{count} records could not be read and are not shown.",
            count = grouped(count)
        ),
    },
    search: "Search the activity",
    search_hint: "Name, ID, person, ticket",
    count: |found, all| match (found, all) {
        (1, 1) => "1 entry".to_owned(),
        _ if found == all => format!("{all} entries"),
        _ => format!("{found} of {all} entries"),
    },
    more: "Show more",
    result: |result| match result {
        "revoked" => "Revoked",
        "revokedWithoutAnswer" => "Revoked, as the profile shows; the answer did not come",
        "notRevoked" => "Not revoked, as the profile shows; the answer did not come",
        "cannotTell" => "Not known whether it was revoked",
        "refused" => "Refused, not revoked",
        "notSent" => "Not sent",
        "skipped" => "Skipped",
        "turnedAway" => "Refused, and not sent again",
        other => other,
    },
    who: |account, tenant| format!("{account}, tenant {tenant}"),
    run: |total| match total {
        1 => "Run over 1 profile".to_owned(),
        _ => format!(
            "Run over {} profiles",
            grouped(usize::try_from(total).unwrap_or(usize::MAX))
        ),
    },
    totals: |run| {
        [
            (run.revoked, "revoked"),
            (run.not_revoked, "not revoked"),
            (run.skipped, "skipped"),
            (run.cannot_tell, "cannot tell"),
            (run.left, "not come to"),
        ]
        .map(|(count, name)| format!("{count} {name}", count = grouped(count as usize)))
        .join(", ")
    },
    reason: "Reason:",
    ticket: "Ticket:",
    run_id: "Run ID",
    started: "Began",
    started_local: "Began, local time",
    ended: "Ended",
    ended_local: "Ended, local time",
    details: "Details",
    copy: "Copy as JSON",
    erase: "Erase",
    open_report: "Open report",

    audit_log: "Intune's audit log",
    look_up: "Look it up in Intune's audit log",
    look_again: "Look again",
    searching: "Reading Intune's audit log…",
    found: "Intune's audit log holds this event. Its correlation ID is the client-request-id of this very request.",
    found_weaker: "Intune's audit log holds an event of this profile near that time that does not name this request. That is weaker: whether it is the one, its activity, time and person tell.",
    found_of: |found, all| {
        format!(
            "Intune's audit log names {} of {} requests by their ID.",
            grouped(found),
            grouped(all)
        )
    },
    weaker_of: |count| {
        format!(
            "Of {} more it holds an event of the profile near that time that does not name the request, which is weaker.",
            grouped(count)
        )
    },
    goes_along: "The events go along with the report as JSON and as Markdown.",
    none_yet: "Intune's audit log holds no such event yet: it may take Intune some minutes.",
    unreadable_events: |count| match count {
        1 => "1 event of that time could not be read.".to_owned(),
        _ => format!(
            "{count} events of that time could not be read.",
            count = grouped(count)
        ),
    },
    too_many: "The event was not among the 20,000 or so that were read, and there are more.",
    not_read: "The audit log could not be read.",
    event_time: "Event time",
    event_time_local: "Event time, local time",
    event_activity: "Activity",
    event_operation: "Operation",
    event_result: "Result",
    event_actor: "Person",
    event_application: "Application",
    report: AuditStrings {
        title: "Intune's audit log",
        profile: "Profile ID",
        matched: "Found by",
        by_correlation_id: "the ID of the request",
        by_time: "profile, activity and time (weaker)",
        not_yet: "not there yet",
        not_read: "not read",
        at: "Event time",
        activity: "Activity",
        result: "Result",
        actor: "Person",
        application: "Application",
        correlation_id: "Correlation ID",
        event_id: "Event ID",
        read_at: "Read at",
    },
    correlation_id: "Correlation ID",
    event_id: "Event ID",
};
