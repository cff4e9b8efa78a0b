//! The report for people: what is open first, then everything.

use super::rows::{Concern, receipt};
use crate::{
    APP_VERSION,
    actions::{Receipt, ReceiptField},
    devices::DevicesSections,
    runs::{
        item::{Item, ItemStatus},
        plan::Planner,
        run::Run,
    },
    text::markdown::cell,
    time::Time,
};

/// The words of the report. States, causes and the like keep the names that the JSON has, which are described.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportStrings {
    pub title: &'static str,
    /// The heads of the two columns of what is told of the run.
    pub item: &'static str,
    pub value: &'static str,
    /// How many profiles.
    pub count: &'static str,
    pub run: &'static str,
    /// How far it has come.
    pub phase: &'static str,
    /// When it was planned.
    pub made_at: &'static str,
    /// Who planned it, as the file says that it was opened from.
    pub planned_by: &'static str,
    /// When it was opened from that file.
    pub opened_at: &'static str,
    /// Who carried it out, where that is told from who planned it.
    pub carried_out_by: &'static str,
    /// Who did both.
    pub both: &'static str,
    pub same_person: &'static str,
    /// When the first revocation was allowed.
    pub started_at: &'static str,
    /// When it was over.
    pub ended_at: &'static str,
    pub cloud: &'static str,
    /// Why it was done.
    pub reason: &'static str,
    pub ticket: &'static str,
    /// How many are in each state.
    pub totals: &'static str,
    /// Graph accepted them, and the profiles do not show it yet.
    pub unconfirmed: &'static str,
    /// All of them together.
    pub all: &'static str,
    pub cannot_tell: &'static str,
    pub not_revoked: &'static str,
    /// Skipped, though the token may still work.
    pub left_out: &'static str,
    /// Accepted, and not shown by the profile yet.
    pub not_confirmed: &'static str,
    pub items: &'static str,
    /// The state of a profile.
    pub state: &'static str,
    /// Why it is in it.
    pub why: &'static str,
    /// The entries of a receipt.
    pub entry: fn(ReceiptField) -> &'static str,
}

/// The columns that are entries of a receipt, behind the state and the cause.
const LAST: [ReceiptField; 3] = [
    ReceiptField::SentAt,
    ReceiptField::ClientRequestId,
    ReceiptField::RequestId,
];

/// The report as Markdown, with tables as GitHub has them.
/// `devices` are those of its profiles that were looked up.
pub(crate) fn markdown(run: &Run, devices: &DevicesSections, words: &ReportStrings) -> String {
    let mut text = format!("# {}\n\n", words.title);
    row(&mut text, [words.item, words.value]);
    text.push_str("|---|---|\n");
    let plan = &run.plan;
    let moment = |time: Option<Time>| time.map(Time::rfc3339).unwrap_or_default();
    let planner = plan.planned_by.as_ref();
    let planned_at = planner.map_or(plan.made_at, |planner| planner.at);
    let planned_by = planner.map_or_else(String::new, Planner::named);
    let opened_at = planner.map(|_| plan.made_at);
    let account = match planner {
        Some(_) => words.carried_out_by,
        None => (words.entry)(ReceiptField::Account),
    };
    let is_same_person = plan.planner().is_some_and(|(_, is_same)| is_same);
    for (label, value) in [
        (words.run, plan.id.as_str()),
        (words.phase, run.phase.key()),
        (words.made_at, &planned_at.rfc3339()),
        (words.planned_by, &planned_by),
        (words.opened_at, &moment(opened_at)),
        (words.started_at, &moment(run.started_at)),
        (words.ended_at, &moment(run.ended_at)),
        (account, &plan.account.upn),
        (
            words.both,
            if is_same_person {
                words.same_person
            } else {
                ""
            },
        ),
        ((words.entry)(ReceiptField::Tenant), &plan.account.tenant_id),
        (words.cloud, run.config.cloud.key()),
        (words.reason, &plan.reason),
        (words.ticket, &plan.ticket),
        ((words.entry)(ReceiptField::AppVersion), APP_VERSION),
    ] {
        if !value.is_empty() {
            row(&mut text, [label, value]);
        }
    }
    heading(&mut text, words.totals);
    row(&mut text, [words.state, words.count]);
    text.push_str("|---|--:|\n");
    let totals = run.totals();
    for state in ItemStatus::ALL {
        row(&mut text, [state.key(), &totals.get(state).to_string()]);
    }
    row(&mut text, [words.all, &totals.all().to_string()]);
    row(
        &mut text,
        [words.unconfirmed, &run.unconfirmed().to_string()],
    );

    let items: Vec<_> = run
        .items
        .iter()
        .zip(1_u32..)
        .map(|(item, number)| (number, item, receipt(run, item)))
        .collect();
    for concern in Concern::ALL {
        let concerned = |(_, item, _): &&(u32, &Item, Receipt)| Concern::of(item) == Some(concern);
        if items.iter().any(|item| concerned(&item)) {
            let title = match concern {
                Concern::CannotTell => words.cannot_tell,
                Concern::NotRevoked => words.not_revoked,
                Concern::LeftOut => words.left_out,
                Concern::NotConfirmed => words.not_confirmed,
            };
            table(&mut text, title, items.iter().filter(concerned), words);
        }
    }
    table(&mut text, words.items, items.iter(), words);
    for section in devices.iter() {
        text.push('\n');
        text.push_str(&section.markdown);
    }
    text
}

fn table<'a>(
    text: &mut String,
    title: &str,
    items: impl Iterator<Item = &'a (u32, &'a Item, Receipt)>,
    words: &ReportStrings,
) {
    heading(text, title);
    let entry = words.entry;
    let columns = [
        "#",
        entry(ReceiptField::ProfileName),
        entry(ReceiptField::ProfileId),
    ]
    .into_iter()
    .chain([words.state, words.why])
    .chain(LAST.map(entry));
    row(text, columns);
    text.push_str("|--:|---|---|---|---|---|---|---|\n");
    for (number, item, receipt) in items {
        let get = |entry| receipt.get(entry).unwrap_or_default();
        let number = number.to_string();
        let why = why(item.state(), receipt);
        let cells = [
            &number,
            get(ReceiptField::ProfileName),
            get(ReceiptField::ProfileId),
        ]
        .into_iter()
        .chain([item.state().key(), &why])
        .chain(LAST.map(get));
        row(text, cells);
    }
}

/// All that a receipt says of the cause.
fn why(state: ItemStatus, receipt: &Receipt) -> String {
    let said = [
        ReceiptField::Result,
        ReceiptField::Confirmation,
        ReceiptField::Skipped,
        ReceiptField::Status,
        ReceiptField::Cause,
        ReceiptField::Code,
        ReceiptField::Message,
    ]
    .into_iter()
    .filter_map(|entry| receipt.get(entry))
    // The state says as much.
    .filter(|value| *value != state.key() && *value != "none");
    said.collect::<Vec<_>>().join(", ")
}

fn heading(text: &mut String, title: &str) {
    text.push_str("\n## ");
    text.push_str(title);
    text.push_str("\n\n");
}

fn row<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    text.push('|');
    for value in cells {
        text.push(' ');
        text.push_str(&cell(value));
        text.push_str(" |");
    }
    text.push('\n');
}
