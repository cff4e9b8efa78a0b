//! How far a run has come, as a bar: in colours that differ in pattern and order too, with a legend that has the numbers.

use super::counts::Counts;
use crate::{
    runs::ItemStatus,
    text::number::grouped,
    ui::{
        common::{
            html::{El, dynamic, el},
            live::Live,
            signal::Memo,
        },
        words::runs::{say, t},
    },
};

/// What a bar shows, in numbers of profiles.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Bar {
    /// By the parts of [`PARTS`].
    parts: [usize; 5],
}

/// The parts in their order, by the state that they are of; waiting stands for all that is left.
const PARTS: [ItemStatus; 5] = [
    ItemStatus::Revoked,
    ItemStatus::NotRevoked,
    ItemStatus::CannotTell,
    ItemStatus::Skipped,
    ItemStatus::Waiting,
];

impl Bar {
    /// Of a run: of all that was to be revoked.
    pub(super) fn of(figures: &Counts) -> Self {
        let Counts {
            revoked,
            not_revoked,
            cannot_tell,
            waiting,
            ..
        } = *figures;
        let skipped = figures.meant() - revoked - not_revoked - cannot_tell - waiting;
        Self {
            parts: [revoked, not_revoked, cannot_tell, skipped, waiting],
        }
    }

    /// Of a plan, so many of which are read.
    pub(super) fn read(done: usize, all: usize) -> Self {
        Self {
            parts: [0, 0, 0, done, all - done],
        }
    }

    fn all(self) -> usize {
        self.parts.iter().sum()
    }

    fn done(self) -> usize {
        let [.., left] = self.parts;
        self.all() - left
    }

    /// The parts that there are, by the name of their state.
    fn there(self) -> impl Iterator<Item = (ItemStatus, usize)> {
        PARTS
            .into_iter()
            .zip(self.parts)
            .filter(|(_, count)| *count > 0)
    }
}

/// The bar; `text` says the same.
pub(super) fn bar(bar: Memo<Bar>, text: Live<String>) -> El {
    let number = move |pick: fn(Bar) -> usize| Live::new(move || pick(bar.get()).to_string());
    let parts = move || {
        let part = |(state, count): (ItemStatus, usize)| {
            el("span")
                .attr("data-part", state.key())
                .style("flex-grow", count.to_string())
        };
        El::many(bar.get().there().map(part).collect())
    };
    el("div")
        .class("run-bar")
        .attr("role", "progressbar")
        .attr("aria-label", t(|w| w.progress))
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", number(Bar::all))
        .attr("aria-valuenow", number(Bar::done))
        .attr("aria-valuetext", text)
        .child(dynamic(parts))
}

/// What the parts of the bar are, and how many.
pub(super) fn legend(bar: Memo<Bar>) -> El {
    let parts = move || {
        let part = |(state, count): (ItemStatus, usize)| {
            let name = say(move |w, _| match state {
                ItemStatus::Waiting => w.left_over,
                _ => (w.state)(state),
            });
            el("li")
                .child(
                    el("span")
                        .class("swatch")
                        .attr("data-part", state.key())
                        .attr("aria-hidden", "true"),
                )
                .child(name)
                .child(" ")
                .child(el("strong").child(grouped(count)))
        };
        El::many(bar.get().there().map(part).collect())
    };
    el("ul").class("run-legend").child(dynamic(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_bar_are_all_that_was_to_be_revoked() {
        let figures = Counts {
            waiting: 5,
            revoked: 4,
            not_revoked: 3,
            cannot_tell: 2,
            // Two had nothing to revoke, one is another token now.
            skips: [2, 1, 0, 0, 0],
            all: 17,
            ..Counts::default()
        };
        let bar = Bar::of(&figures);
        assert_eq!(bar.parts, [4, 3, 2, 1, 5]);
        assert_eq!((bar.done(), bar.all()), (10, 15));
        assert_eq!(bar.all(), figures.meant());
        assert_eq!(Bar::read(1, 3).done(), 1);
        let there: Vec<_> = Bar::read(0, 3).there().collect();
        assert_eq!(there, [(ItemStatus::Waiting, 3)]);
    }
}
