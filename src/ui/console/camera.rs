//! The dialog of the camera, which reads a QR code off a poster or a screen.

use std::pin::Pin;

use leptos::{ev::Event, html, prelude::*};

use crate::{
    lazy::NotLoaded,
    qr::CameraProblem,
    ui::{
        common::{
            dialog::is_closed,
            effect::effect,
            html::{El, Focusable, dynamic, el},
            icon::{Icon, icon},
            lazy_view::lazily,
            signal::RwSignal,
        },
        words::{
            console as common,
            list::{say, t},
        },
    },
};

/// What the camera is wanted for.
#[derive(Clone, Copy)]
pub(crate) struct CameraRequest {
    /// Whether it is wanted still; whoever has seen a code, or nothing any more, says that it is not.
    pub open: RwSignal<bool>,
    /// Takes the text of the first code.
    pub on_code: Callback<String>,
}

/// Shows what the camera sees, as long as what it makes is on the page.
pub(crate) type CameraView = fn(CameraRequest) -> AnyView;

/// Loads it, with what reads codes.
pub(crate) type LoadCamera = fn() -> Pin<Box<dyn Future<Output = Result<CameraView, NotLoaded>>>>;

/// The dialog, which is there while `open` says so; `on_files` takes the event of its file field.
pub(super) fn camera(
    open: RwSignal<bool>,
    load: LoadCamera,
    on_code: Callback<String>,
    on_files: Callback<Event>,
) -> El {
    let dialog = NodeRef::<html::Dialog>::new();
    let cancel = NodeRef::<Focusable>::new();
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if !open.get() {
            dialog.close();
        } else if !dialog.open() {
            dialog.show_modal().ok();
        }
    });
    // What is in the dialog may come after it has opened.
    effect(move || {
        if let Some(cancel) = cancel.get() {
            cancel.focus().ok();
        }
    });
    el("dialog")
        .class("camera")
        .attr("aria-labelledby", "camera-heading")
        .node_ref(dialog)
        .on("close", move |_| {
            if is_closed(dialog) {
                open.set(false);
            }
        })
        .child(dynamic(move || {
            if open.get() {
                contents(CameraRequest { open, on_code }, load, on_files, cancel)
            } else {
                ().into_any()
            }
        }))
}

fn contents(
    request: CameraRequest,
    load: LoadCamera,
    on_files: Callback<Event>,
    cancel: NodeRef<Focusable>,
) -> AnyView {
    let open = request.open;
    let field = NodeRef::<Focusable>::new();
    El::views([
        El::group([el("h2")
            .attr("id", "camera-heading")
            .child(t(|w| w.camera_heading))]),
        lazily(load, move |view| view(request)),
        El::group([el("div")
            .class("buttons")
            .child(
                el("input")
                    .attr("type", "file")
                    .attr("accept", "image/*")
                    .attr("hidden", "")
                    .node_ref(field)
                    .on("change", move |event| {
                        on_files.run(event);
                        open.set(false);
                    }),
            )
            .child(
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| {
                        if let Some(field) = field.get_untracked() {
                            field.click();
                        }
                    })
                    .child(icon(Icon::IMAGE))
                    .child(t(|w| w.camera_picture)),
            )
            .child(
                el("button")
                    .attr("type", "button")
                    .attr("autofocus", "")
                    .node_ref(cancel)
                    .on("click", move |_| open.set(false))
                    .child(common::t(|w| w.cancel)),
            )]),
    ])
}

/// What the camera sees, or why it sees nothing.
pub(crate) fn viewfinder(
    video: NodeRef<Focusable>,
    problem: RwSignal<Option<CameraProblem>>,
) -> AnyView {
    El::group([
        el("p")
            .attr("aria-live", "polite")
            .child(dynamic(move || match problem.get() {
                None => t(|w| w.camera_lead).into_render(),
                Some(problem) => say(move |w, _| (w.camera_problem)(problem)).into_render(),
            })),
        el("video")
            // Whoever does not see it is told by the sentence above what to do.
            .attr("aria-hidden", "true")
            .attr("playsinline", "")
            .attr("muted", "")
            .attr_if("hidden", "", move || problem.with(Option::is_some))
            .node_ref(video),
    ])
}
