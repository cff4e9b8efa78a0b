//! How the folder of an incident is offered, beside an outcome and at a run that is over. What packs it is a part of the page of
//! its own.

use std::{pin::Pin, sync::Arc};

use leptos::prelude::*;

use super::{
    focus::FocusReturn,
    html::{El, dynamic, el},
    lazy_view::lazily,
    signal::RwSignal,
};
use crate::{incident::IncidentFolder, lazy::NotLoaded, ui::words::console::t};

type ShowIncident = fn(IncidentContext) -> AnyView;

/// Loads what packs the folder.
pub(crate) type LoadIncident =
    fn() -> Pin<Box<dyn Future<Output = Result<ShowIncident, NotLoaded>>>>;

/// What packs the folder, found in the context.
#[derive(Clone, Copy)]
pub(crate) struct IncidentDesk {
    pub load: LoadIncident,
}

/// Makes the folder of what is known by now; whoever does so in a view follows it.
type MakeFolder = Arc<dyn Fn() -> Option<IncidentFolder> + Send + Sync>;

/// What the folder has of the screen around it.
#[derive(Clone)]
pub(crate) struct IncidentContext {
    pub folder: MakeFolder,
    /// Puts it away.
    pub close: Callback<()>,
}

/// Whether the folder is offered somewhere.
#[derive(Clone, Copy)]
pub(crate) struct IncidentOffer {
    desk: IncidentDesk,
    is_open: RwSignal<bool>,
    focus: FocusReturn,
}

impl IncidentOffer {
    /// None where nothing packs it. `fallback` is the `id` of what takes the focus where what had it is gone.
    pub(crate) fn here(fallback: &'static str) -> Option<Self> {
        Some(Self {
            desk: use_context()?,
            is_open: RwSignal::new(false),
            focus: FocusReturn::new(fallback),
        })
    }

    /// The button that offers it.
    pub(crate) fn button(self) -> El {
        el("button")
            .attr("type", "button")
            .on("click", move |_| {
                self.focus.remember();
                self.is_open.set(true);
            })
            .child(t(|w| w.incident))
    }

    /// Where it is offered then.
    pub(crate) fn view(
        self,
        folder: impl Fn() -> Option<IncidentFolder> + Send + Sync + 'static,
    ) -> El {
        let context = IncidentContext {
            folder: Arc::new(folder),
            close: Callback::new(move |()| {
                self.is_open.set(false);
                self.focus.give_back();
            }),
        };
        el("div").child(dynamic(move || {
            if !self.is_open.get() {
                return ().into_any();
            }
            let context = context.clone();
            lazily(self.desk.load, move |show| show(context.clone()))
        }))
    }
}
