//! The three ways in on a phone, before anything else. Where there is room the style sheet leaves them out, as the box has them.

use leptos::prelude::*;

use super::{context::PICTURE_FIELD, table_view::LIST};
use crate::{
    profiles::{Profiles, StateFilter},
    time::Time,
    ui::{
        common::{
            html::{El, el},
            icon::{Icon, icon},
            signal::{Memo, RwSignal},
        },
        words::list::{say, t},
    },
};

/// `on_paste` takes what the clipboard holds; `camera_is_open` opens the camera, where the browser has one to ask for.
pub(super) fn start_choices(
    profiles: RwSignal<Profiles>,
    now: RwSignal<Time>,
    on_paste: Callback<()>,
    camera_is_open: Option<RwSignal<bool>>,
) -> El {
    let scan = match camera_is_open {
        Some(is_open) => el("button")
            .attr("type", "button")
            .on("click", move |_| is_open.set(true)),
        None => el("label").attr("for", PICTURE_FIELD),
    };
    let active = Memo::new(move |_| {
        let now_ms = now.get().unix_ms;
        profiles.with(|profiles| {
            let works = |row: &&std::sync::Arc<_>| works(row, now_ms);
            profiles.rows().filter(works).count()
        })
    });
    el("div")
        .class("start-choices")
        .child(
            scan.class("primary")
                .child(icon(Icon::QR_CODE))
                .child(el("span").child(t(|w| w.scan))),
        )
        .child(
            el("button")
                .attr("type", "button")
                .on("click", move |_| on_paste.run(()))
                .child(icon(Icon::COPY))
                .child(el("span").child(t(|w| w.paste))),
        )
        .child(
            el("button")
                .attr("type", "button")
                .on("click", |_| {
                    if let Some(list) = document().get_element_by_id(LIST) {
                        list.scroll_into_view();
                    }
                })
                .child(icon(Icon::FILTER))
                .child(el("span").child(say(move |w, _| (w.all_profiles)(active.get())))),
        )
}

fn works(row: &crate::profiles::ListRow, now_ms: i64) -> bool {
    StateFilter::Works.takes(row.profile.token_state(now_ms))
}
