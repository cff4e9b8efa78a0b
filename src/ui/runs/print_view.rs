//! The report on paper: every row, where the screen has only those in view.

use leptos::{ev, prelude::*};

use super::{
    column::RunColumn,
    context::{RunView, Runs},
    row::RunRow,
    table::{head, table_row},
};
use crate::{
    runs::Run,
    ui::{
        common::html::{El, dynamic, el},
        words::runs::both,
    },
};

/// How many rows are made in one go, so that the page answers meanwhile.
const PART: usize = 100;

/// The columns on paper.
const COLUMNS: [RunColumn; 5] = [
    RunColumn::Name,
    RunColumn::State,
    RunColumn::Why,
    RunColumn::Type,
    RunColumn::Token,
];

/// The rows for paper, of which so many parts are made.
#[derive(Clone, Copy)]
pub(super) struct PrintView {
    view: RunView,
    made: RwSignal<usize>,
    on_print: Callback<()>,
}

impl PrintView {
    /// Nothing is made until somebody wants to print.
    pub(super) fn new(runs: &Runs) -> Self {
        let paper = Self {
            view: runs.view,
            made: RwSignal::new(0),
            on_print: runs.on_print,
        };
        // The browser's own menu prints too, and waits for nobody.
        Effect::new(move || {
            let listener = window_event_listener(ev::beforeprint, move |_| {
                paper.made.set(paper.parts());
            });
            on_cleanup(move || listener.remove());
        });
        paper
    }

    fn parts(self) -> usize {
        let rows = |run: &Run| run.items().len().div_ceil(PART);
        untrack(|| self.view.read(rows)).unwrap_or_default()
    }

    /// Makes the rows, part by part, then prints.
    pub(super) fn print(self) {
        if self.made.try_get_untracked().is_none() {
            return;
        }
        if self.made.get_untracked() >= self.parts() {
            // After the last part is there.
            request_animation_frame(move || self.on_print.run(()));
            return;
        }
        self.made.update(|made| *made += 1);
        request_animation_frame(move || self.print());
    }
}

/// The table for paper; the style sheet shows it there only.
pub(super) fn paper(runs: &Runs, paper: PrintView) -> El {
    let view = runs.view;
    let parts = Memo::new(move |_| {
        view.read(|run| run.items().len().div_ceil(PART))
            .unwrap_or_default()
    });
    let body = move || {
        let part = |at: usize| part_of(view, paper, at);
        El::many((0..parts.get()).map(part).collect())
    };
    el("table")
        .class("run-paper")
        .child(head(&COLUMNS))
        .child(dynamic(body))
}

fn part_of(view: RunView, paper: PrintView, part: usize) -> El {
    let is_made = Memo::new(move |_| paper.made.get() > part);
    let tables = both();
    el("tbody").child(dynamic(move || {
        if !is_made.get() {
            return ().into_any();
        }
        let tables = tables.get();
        let rows = |run: &Run| {
            let made_at = run.plan().made_at;
            let shown = run.items().iter().skip(part * PART).take(PART);
            let row = |item| {
                table_row(
                    &RunRow::of(item, made_at, tables.0, tables.1),
                    &COLUMNS,
                    tables,
                )
            };
            El::many(shown.map(row).collect())
        };
        view.read(rows).unwrap_or_else(|| ().into_any())
    }))
}
