//! A table of which only the rows in view are made, however many there are.

use std::ops::Range;

use leptos::prelude::*;

use super::html::{El, Focusable, el};

/// The height of a row, in CSS pixels; `--row` in the style sheet.
pub(crate) const ROW_PX: i32 = 56;

/// How many rows are made at once: those in view, at most 12, and a stride on either side.
pub(crate) const MADE: usize = 24;

/// At every so many rows of scrolling the rows are made anew.
const STRIDE: usize = 6;

/// The part of a table that is in view.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// The element that scrolls.
    pub node: NodeRef<Focusable>,
    /// The first row that is made.
    first: RwSignal<usize>,
}

impl Window {
    /// A window at the top of a table.
    pub(crate) fn new() -> Self {
        Self {
            node: NodeRef::new(),
            first: RwSignal::new(0),
        }
    }

    /// Makes the rows that were scrolled to; to be called at each `scroll` of the element.
    pub(crate) fn follow_scroll(self) {
        if let Some(node) = self.node.get_untracked() {
            let row = usize::try_from(node.scroll_top() / ROW_PX).unwrap_or(0);
            let wanted = row.saturating_sub(STRIDE) / STRIDE * STRIDE;
            if self.first.get_untracked() != wanted {
                self.first.set(wanted);
            }
        }
    }

    /// Which of so many rows are made; whoever reads it in a view follows the scrolling.
    pub(crate) fn made(self, rows: usize) -> Range<usize> {
        // There may be fewer rows than the scroll bar still stands at.
        let last = rows.saturating_sub(MADE).div_ceil(STRIDE) * STRIDE;
        let from = self.first.get().min(last);
        from.min(rows)..(from + MADE).min(rows)
    }
}

/// The room of rows that are not made.
pub(crate) fn spacer(rows: usize) -> El {
    let height = rows * usize::try_from(ROW_PX).unwrap_or(0);
    el("tr")
        .class("spacer")
        .attr("aria-hidden", "true")
        .style("height", format!("{height}px"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_high_as_the_style_sheet_has_them() {
        let style = include_str!("../../../style/console.css");
        let rows: Vec<_> = style
            .split(';')
            .filter_map(|rule| rule.trim().rsplit_once("--row: "))
            .map(|(_, height)| height)
            .collect();
        assert_eq!(rows, [format!("{ROW_PX}px")]);
    }
}
