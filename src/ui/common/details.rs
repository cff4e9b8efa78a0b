//! Rows of names and values, for a `dl`.

use leptos::prelude::*;

use super::{
    copy_button::copy_button,
    html::{El, el},
    live::Live,
};

/// A name and its value.
pub(crate) fn row<V>(name: Live<&'static str>, value: V) -> El
where
    V: IntoRender,
    V::Output: IntoAny,
{
    el("div")
        .child(el("dt").child(name))
        .child(el("dd").child(value))
}

/// A name and an id with a button that copies it; nothing when there is no id.
pub(crate) fn id_row(name: Live<&'static str>, id: String) -> Option<El> {
    (!id.is_empty()).then(|| {
        let value = el("dd")
            .child(el("code").child(id.clone()))
            .child(copy_button(id, name.clone()));
        el("div").child(el("dt").child(name)).child(value)
    })
}
