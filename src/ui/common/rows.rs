//! A table of which only the rows in view are made, however many there are.

use std::ops::Range;

use leptos::{prelude::*, wasm_bindgen::JsCast as _, web_sys::HtmlElement};

use crate::ui::common::signal::RwSignal;

use super::{
    effect::effect,
    html::{El, Focusable, el},
};

/// The height of a row in CSS pixels until one was measured: `--row` in the style sheet, where there is room for columns.
pub(crate) const ROW_PX: i32 = 56;

/// How many rows are in view until that was measured.
const IN_VIEW: usize = 12;

/// At every so many rows of scrolling the rows are made anew. As many are made on either side of those in view.
const STRIDE: usize = 6;

/// How many rows are made at once until more was measured.
pub(crate) const MADE: usize = IN_VIEW + 2 * STRIDE;

/// The part of a table that is in view.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// The element that scrolls.
    pub node: NodeRef<Focusable>,
    /// The first row that is made.
    first: RwSignal<usize>,
    row_px: RwSignal<i32>,
    made: RwSignal<usize>,
}

impl Window {
    /// A window at the top of a table, which follows the size of the browser's.
    pub(crate) fn new() -> Self {
        let window = Self {
            node: NodeRef::new(),
            first: RwSignal::new(0),
            row_px: RwSignal::new(ROW_PX),
            made: RwSignal::new(MADE),
        };
        effect(move || {
            if window.node.get().is_some() {
                // Once the rows are laid out.
                request_animation_frame(move || window.measure());
            }
        });
        window
    }

    /// Makes the rows that were scrolled to; to be called at each `scroll` of the element.
    pub(crate) fn follow_scroll(self) {
        self.measure();
        if let Some(node) = self.node.get_untracked() {
            let row = usize::try_from(node.scroll_top() / self.row_px()).unwrap_or(0);
            let wanted = row.saturating_sub(STRIDE) / STRIDE * STRIDE;
            if self.first.get_untracked() != wanted {
                self.first.set(wanted);
            }
        }
    }

    /// Sees how high rows are, and how many are in view: both change with the room that there is.
    fn measure(self) {
        let Some(Some(node)) = self.node.try_get_untracked() else {
            return;
        };
        let row = node.query_selector("tbody > tr:not(.spacer)").ok();
        let row = row
            .flatten()
            .and_then(|row| row.dyn_into::<HtmlElement>().ok());
        if let Some(height) = row.map(|row| row.offset_height())
            && height > 0
        {
            self.row_px
                .maybe_update(|px| std::mem::replace(px, height) != height);
            let in_view = usize::try_from(node.client_height() / height + 1).unwrap_or(IN_VIEW);
            let wanted = MADE.max(in_view + 2 * STRIDE);
            self.made
                .maybe_update(|made| *made < wanted && std::mem::replace(made, wanted) != wanted);
        }
    }

    /// The height of a row.
    pub(crate) fn row_px(self) -> i32 {
        self.row_px.get_untracked()
    }

    /// Which of so many rows are made; whoever reads it in a view follows the scrolling.
    pub(crate) fn made(self, rows: usize) -> Range<usize> {
        let made = self.made.get();
        // There may be fewer rows than the scroll bar still stands at.
        let last = rows.saturating_sub(made).div_ceil(STRIDE) * STRIDE;
        let from = self.first.get().min(last);
        from.min(rows)..(from + made).min(rows)
    }

    /// The room of rows that are not made.
    pub(crate) fn spacer(self, rows: usize) -> El {
        let height = rows * usize::try_from(self.row_px.get()).unwrap_or(0);
        el("tr")
            .class("spacer")
            .attr("aria-hidden", "true")
            .style("height", format!("{height}px"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_high_as_the_style_sheet_has_them() {
        let style = include_str!("../../../style/console.css");
        let first = style.split_once("--row: ").unwrap().1;
        assert!(first.starts_with(&format!("{ROW_PX}px;")));
    }
}
