//! Which build of the page this is, and what it is made of.

use super::html::{El, el};

/// The version, and a link to the licences of the works of others.
pub(crate) fn version() -> [El; 3] {
    [
        el("span").text(|w| w.version),
        el("span").child(" · "),
        document("third-party-notices.txt").text(|w| w.licences),
    ]
}

/// A link to a file beside the page, which is opened beside it too.
pub(crate) fn document(file: &'static str) -> El {
    el("a")
        .attr("href", file)
        .attr("target", "_blank")
        .attr("rel", "noreferrer")
}
