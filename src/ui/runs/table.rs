//! The table of a run: a row a profile. Only the rows in view are made, and only those that changed are made anew.

use super::{
    column::RunColumn,
    context::RunView,
    filter::{RunFilter, chips, shown},
    row::{RunRow, mark},
};
use crate::{
    runs::{ItemStatus, Run},
    ui::{
        common::{
            html::{El, dynamic, el},
            live::Live,
            rows::Window,
            signal::{Memo, RwSignal},
        },
        words::{
            console::ConsoleStrings,
            runs::{RunStrings, both, say, t},
        },
    },
};

/// The columns of a run that is planned, under way or over.
pub(super) const ALL_COLUMNS: [RunColumn; 6] = [
    RunColumn::Name,
    RunColumn::State,
    RunColumn::Why,
    RunColumn::Type,
    RunColumn::Token,
    RunColumn::Devices,
];

/// The columns of the list that is to be confirmed.
pub(super) const FEW_COLUMNS: [RunColumn; 4] = [
    RunColumn::Name,
    RunColumn::Type,
    RunColumn::Token,
    RunColumn::Devices,
];

/// The rows in view.
#[derive(Clone, PartialEq, Eq, Default)]
struct InView {
    first: usize,
    rows: Vec<RunRow>,
    /// How many there are in all.
    count: usize,
}

/// The table, with chips that choose what it shows.
pub(super) fn filtered_table(view: RunView) -> El {
    let chosen = RwSignal::new(None);
    let shown = shown(view, chosen);
    el("div").child(chips(view, shown, chosen)).child(table(
        view,
        shown,
        &ALL_COLUMNS,
        t(|w| w.table),
    ))
}

/// The table of some of the profiles.
pub(super) fn table(
    view: RunView,
    only: Memo<RunFilter>,
    columns: &'static [RunColumn],
    label: Live<&'static str>,
) -> El {
    let window = Window::new();
    let tables = both();
    let in_view = Memo::new(move |_| {
        let (w, common) = tables.get();
        let only = only.get();
        let read = |run: &Run| {
            let count = only.count(run);
            let made = window.made(count);
            let made_at = run.plan().made_at;
            let first = made.start;
            let shown = run.items().iter().filter(|item| only.shows(item));
            let rows = shown
                .skip(first)
                .take(made.len())
                .map(|item| RunRow::of(item, made_at, w, common))
                .collect();
            InView { first, rows, count }
        };
        view.read(read).unwrap_or_default()
    });
    let tables = both();
    let body = dynamic(move || {
        let tables = tables.get();
        in_view.with(|in_view| {
            let mut made = vec![window.spacer(in_view.first)];
            made.extend(in_view.rows.iter().zip(in_view.first..).map(|(row, at)| {
                table_row(row, columns, tables).attr("aria-rowindex", (at + 2).to_string())
            }));
            made.push(window.spacer(in_view.count - in_view.first - in_view.rows.len()));
            El::many(made)
        })
    });
    let count = Live::new(move || in_view.with(|in_view| in_view.count + 1).to_string());
    el("div")
        .class("run-rows")
        // It scrolls, so the keyboard has to get at it.
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", label.clone())
        .node_ref(window.node)
        .on("scroll", move |_| window.follow_scroll())
        .child(
            el("table")
                .attr("aria-label", label)
                .attr("aria-rowcount", count)
                .child(head(columns))
                .child(el("tbody").child(body)),
        )
}

/// The head of the table.
pub(super) fn head(columns: &'static [RunColumn]) -> El {
    let cell = |column: &RunColumn| {
        let column = *column;
        el("th")
            .attr("scope", "col")
            .class(class(column))
            .child(say(move |w, _| (w.column)(column)))
    };
    el("thead").child(
        el("tr")
            .attr("aria-rowindex", "1")
            .children(columns.iter().map(cell)),
    )
}

/// A row of the table.
pub(super) fn table_row(
    row: &RunRow,
    columns: &'static [RunColumn],
    (w, _): (&'static RunStrings, &'static ConsoleStrings),
) -> El {
    let cell = |column: &RunColumn| {
        let cell = el("td").class(class(*column));
        match column {
            RunColumn::Name => cell
                .child(el("bdi").child(row.name.clone()))
                .child(el("code").child(row.id.clone())),
            RunColumn::State => cell.child(state(row.state, (w.state)(row.state))),
            _ => {
                let text = row.text(*column).to_owned();
                cell.attr("title", text.clone())
                    .child(el("span").child(text))
            }
        }
    };
    el("tr").children(columns.iter().map(cell))
}

pub(super) fn state(state: ItemStatus, word: &'static str) -> El {
    el("span")
        .class("run-state")
        .attr("data-state", state.key())
        .child(el("span").attr("aria-hidden", "true").child(mark(state)))
        .child(" ")
        .child(word)
}

pub(super) fn class(column: RunColumn) -> &'static str {
    match column {
        RunColumn::Name => "name",
        RunColumn::State => "state",
        RunColumn::Why => "why",
        RunColumn::Type => "type",
        RunColumn::Token => "token",
        RunColumn::Devices => "number",
        RunColumn::At => "at",
        RunColumn::RequestId => "request",
    }
}
