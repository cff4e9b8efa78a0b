//! Icons, drawn by the page itself: no request, no font, and nothing that a screen reader would say.

use leptos::{
    attr::{
        any_attribute::{AnyAttribute, IntoAnyAttribute as _},
        custom::custom_attribute,
    },
    prelude::*,
    svg,
};

/// An icon, by its path. `icons.rs` has them, each a constant of its own: the path goes only to the part that draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Icon(pub(super) &'static str);

/// An icon of 20 by 20 pixels in the colour of the text. Whoever shows it without words beside it gives its button a name.
#[inline(never)]
pub(crate) fn icon(Icon(path): Icon) -> AnyView {
    let drawn = svg::svg().add_any_attr(vec![
        attribute("class", "icon"),
        attribute("viewBox", "0 0 20 20"),
        attribute("aria-hidden", "true"),
        // Old Edge and old screen readers stop at it otherwise.
        attribute("focusable", "false"),
    ]);
    drawn
        .child(svg::path().add_any_attr(vec![attribute("d", path)]))
        .into_any()
}

/// As [`El::attr`](super::html::El::attr) makes them, so that there is no code of its own for another type of text.
fn attribute(name: &'static str, value: &'static str) -> AnyAttribute {
    custom_attribute(name, value.to_owned()).into_any_attr()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_is_a_drawing_that_nobody_hears() {
        let html = icon(Icon::SEARCH).to_html();
        let Icon(path) = Icon::SEARCH;
        assert_eq!(
            html,
            format!(
                r#"<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="{path}"></path></svg>"#
            )
        );
    }
}
