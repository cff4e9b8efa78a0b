//! The report on paper: every row, where the screen has only those in view.

use leptos::{ev, prelude::*};

use super::{
    column::RunColumn,
    context::{RunView, Runs},
    row::{RunRow, is_plain, sent_at},
    table::{class, head, state},
};
use crate::{
    APP_VERSION,
    actions::ReceiptField,
    language::Language,
    runs::{Item, Run},
    ui::{
        common::{
            effect::effect,
            html::{El, dynamic, el},
            live::Live,
            signal::{Memo, RwSignal},
        },
        words::{
            console::ConsoleStrings,
            report::report_words,
            runs::{RunStrings, both},
            start::CurrentLanguage,
        },
    },
};

/// How many rows are made in one go, so that the page answers meanwhile.
const PART: usize = 100;

/// The columns on paper.
const COLUMNS: [RunColumn; 4] = [
    RunColumn::Name,
    RunColumn::State,
    RunColumn::At,
    RunColumn::RequestId,
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
        effect(move || {
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

/// What the paper is, and what made it.
pub(super) fn title() -> El {
    let language = use_context::<CurrentLanguage>();
    let title = Live::new(move || {
        let language = language.map_or_else(Language::default, |language| language.0.get());
        report_words(language).title
    });
    el("p")
        .class("run-paper-title")
        .child(el("strong").child(title))
        .child(" ")
        .child(el("span").child(format!("Token Console {APP_VERSION}")))
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
            let shown = run.items().iter().skip(part * PART).take(PART);
            El::many(shown.map(|item| row(run, item, tables)).collect())
        };
        view.read(rows).unwrap_or_else(|| ().into_any())
    }))
}

fn row(run: &Run, item: &Item, (w, common): (&'static RunStrings, &'static ConsoleStrings)) -> El {
    let row = RunRow::of(item, run.plan().made_at, w, common);
    let receipt = item.end().map(|end| &end.receipt);
    let get = |entry| receipt.and_then(|receipt| receipt.get(entry));
    let why = receipt
        .filter(|receipt| !is_plain(receipt))
        .map(|_| el("span").child(row.why.clone()));
    // The day and the time of day, a line each.
    let at = receipt.map_or("", sent_at).split('T');
    let cell = |column| el("td").class(class(column));
    el("tr")
        .child(
            cell(RunColumn::Name)
                .child(el("bdi").child(row.name.clone()))
                .child(el("code").child(row.id.clone()))
                .children(why),
        )
        .child(cell(RunColumn::State).child(state(row.state, (w.state)(row.state))))
        .child(cell(RunColumn::At).children(at.map(|part| el("span").child(part.to_owned()))))
        .child(
            cell(RunColumn::RequestId)
                .child(el("code").child(get(ReceiptField::RequestId).unwrap_or("–").to_owned())),
        )
}
