//! Which columns the list has, and its rows as a file or on the clipboard.

use std::sync::Arc;

use leptos::prelude::*;

use super::{columns::COLUMNS, context::PanelProps, table_view::Spreadsheet};
use crate::{
    profiles::{HiddenColumns, ListRow, export},
    ui::{
        common::{
            context::File,
            effect::effect,
            html::{El, el},
        },
        words::list::{both, t},
    },
};

/// What stands in the menu.
pub(super) fn column_menu(props: PanelProps, sheet: Spreadsheet) -> AnyView {
    let PanelProps { around, look, .. } = props;
    say_what_was_copied(sheet);
    let columns = (1..COLUMNS.len()).map(|place| column_box(sheet, place));
    let save = move |_| {
        let now = around.now.get_untracked();
        around.save.run(File {
            name: "profiles.csv".to_owned(),
            media_type: "text/csv",
            text: look
                .shown
                .with_untracked(|rows| export::csv(rows, hidden(sheet), now.unix_ms)),
        });
    };
    El::group([
        el("fieldset")
            .child(el("legend").child(t(|w| w.columns)))
            .children(columns),
        el("p").class("hint").child(t(|w| w.columns_hint)),
        el("p").child(
            el("button")
                .attr("type", "button")
                .on("click", save)
                .child(t(|w| w.download_rows)),
        ),
        el("p").class("hint").child(t(|w| w.copy_rows_hint)),
    ])
}

fn hidden(sheet: Spreadsheet) -> HiddenColumns {
    sheet
        .hidden
        .with_untracked(|hidden| HiddenColumns::parse(hidden))
}

fn column_box(sheet: Spreadsheet, place: usize) -> El {
    el("label")
        .class("choice")
        .child(
            el("input")
                .attr("type", "checkbox")
                .checked(move || {
                    let hidden = sheet.hidden.with(|hidden| HiddenColumns::parse(hidden));
                    !hidden.has(place)
                })
                .on("change", move |_| {
                    sheet.hidden.update(|text| {
                        let mut hidden = HiddenColumns::parse(text);
                        hidden.toggle(place);
                        *text = hidden.text();
                    });
                }),
        )
        .children(
            COLUMNS
                .get(place)
                .map(|column| el("span").child(t(column.head))),
        )
}

/// Copies rows as a spreadsheet takes them from the clipboard, at a moment in milliseconds since 1970-01-01T00:00:00Z.
pub(super) fn copy_rows(sheet: Spreadsheet, rows: &[Arc<ListRow>], now_ms: i64) {
    let text = export::tab_separated(rows, hidden(sheet), now_ms);
    if let Some(clipboard) = sheet.clipboard
        && !text.is_empty()
    {
        sheet.copied.set(text.clone());
        clipboard.copy.run(text);
    }
}

/// Says beside the list how many rows were copied, or could not be, until something else is.
fn say_what_was_copied(sheet: Spreadsheet) {
    let words = both();
    effect(move || {
        let last = sheet.clipboard.and_then(|clipboard| clipboard.last.get());
        let is_copied = matches!(last, Some(Ok(_)));
        let said = match last {
            Some(Ok(text) | Err(text)) if sheet.copied.with(|copied| *copied == text) => {
                let (w, _) = words.get();
                (w.rows_copied)(text.lines().count(), is_copied)
            }
            _ => String::new(),
        };
        sheet.said.set(said);
    });
}
