//! Parts of the page that are shown once their code is there.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use leptos::{prelude::*, task::spawn_local};

use super::html::{El, dynamic, el};
use crate::{lazy::NotLoaded, ui::common::signal::RwSignal};

/// Says what the web server has in place of a file that did not load; a context, where somebody knows.
#[derive(Clone, Copy)]
pub(crate) struct WhatIsThere(pub fn() -> String);

type Make = Arc<dyn Fn() -> AnyView + Send + Sync>;
type LoadingView = Pin<Box<dyn Future<Output = Result<Make, NotLoaded>>>>;

/// A part whose code [`lazy!`](crate::lazy) has put elsewhere: `show` is given what `load` has loaded.
///
/// Until then the page says that it is loading; if that fails, it says so with a button to try again.
pub(crate) fn lazily<C, F>(
    load: fn() -> F,
    show: impl Fn(C) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView
where
    C: Copy + Send + Sync + 'static,
    F: Future<Output = Result<C, NotLoaded>> + 'static,
{
    loaded(Arc::new(move || {
        let show = show.clone();
        Box::pin(async move {
            let code = load().await?;
            Ok(Arc::new(move || show(code)) as Make)
        })
    }))
}

#[inline(never)]
fn loaded(load: Arc<dyn Fn() -> LoadingView + Send + Sync>) -> AnyView {
    let part = RwSignal::new(None);
    let start = move || {
        let mut loading = load();
        // Code that is there is shown at once, without a flicker.
        let at_once = loading
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        if let Poll::Ready(result) = at_once {
            part.set(Some(result));
            return;
        }
        part.set(None);
        spawn_local(async move {
            let result = loading.await;
            // The part may have left the page meanwhile.
            part.try_set(Some(result));
        });
    };
    start();
    dynamic(move || match part.get() {
        None => El::group([el("p").attr("aria-live", "polite").text(|w| w.loading)]),
        Some(Ok(make)) => make(),
        // The page says why, and what to do: src/guard.js.
        Some(Err(NotLoaded::Updated)) => El::group([el("p").text(|w| w.not_loaded)]),
        Some(Err(NotLoaded::Missing)) => {
            let start = start.clone();
            let detail = use_context::<WhatIsThere>().map_or_else(String::new, |what| what.0());
            El::group([el("div")
                .attr("role", "alert")
                .class("notice error")
                .child(el("p").text(|w| w.not_loaded))
                .children((!detail.is_empty()).then(|| el("p").child(el("code").child(detail))))
                .child(
                    el("p").child(
                        el("button")
                            .attr("type", "button")
                            .on("click", move |_| start())
                            .text(|w| w.try_again),
                    ),
                )])
        }
    })
}
