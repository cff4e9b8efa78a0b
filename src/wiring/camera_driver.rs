//! The camera, behind its dialog.

use leptos::prelude::*;

use crate::{
    browser::camera::{self, Camera, CameraEnd},
    ui::{
        RwSignal,
        console::{CameraRequest, viewfinder},
        effect,
    },
};

/// Shows what the camera sees until a code was seen, or the request is over.
pub(super) fn begin(request: CameraRequest) -> AnyView {
    let CameraRequest { open, on_code } = request;
    let video = NodeRef::new();
    let problem = RwSignal::new(None);
    // It ends with the view, however that ends: with the dialog, or with the person.
    let camera = StoredValue::new_local(None::<Camera>);
    effect(move || {
        let Some(video) = video.get() else { return };
        let looking = camera::look(video, move |end| match end {
            CameraEnd::Code(text) => {
                open.try_set(false);
                on_code.try_run(text);
            }
            CameraEnd::Problem(why) => {
                problem.try_set(Some(why));
            }
            CameraEnd::Hidden => {
                open.try_set(false);
            }
        });
        camera.set_value(looking);
    });
    viewfinder(video, problem)
}
