//! The camera. What it sees is shown and looked at, frame by frame, and kept nowhere.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_events::EventListener;
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Document, HtmlElement, HtmlVideoElement, MediaDevices, MediaStream, MediaStreamConstraints,
    MediaStreamTrack, MediaStreamTrackState, Window,
};

use super::{picture, timer};
use crate::qr::CameraProblem;

/// How long the page rests after each look, in milliseconds, so that it stays quick and the device cool.
const REST_MS: u32 = 120;

// What few browsers have. Source: <https://www.w3.org/TR/permissions-policy/#introspection>
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = Document)]
    type PolicedDocument;
    #[wasm_bindgen(method, getter, js_name = featurePolicy)]
    fn feature_policy(this: &PolicedDocument) -> Option<FeaturePolicy>;

    type FeaturePolicy;
    #[wasm_bindgen(method, js_name = allowsFeature)]
    fn allows(this: &FeaturePolicy, feature: &str) -> bool;
}

/// How looking ends, unless the page itself ends it.
pub(crate) enum CameraEnd {
    /// The text of the first code that was seen.
    Code(String),
    Problem(CameraProblem),
    /// The tab is no longer seen.
    Hidden,
}

/// As long as it lives, the camera may be on. It is off as soon as looking ends, too.
#[must_use]
pub(crate) struct Camera {
    look: Rc<Look>,
    #[expect(dead_code, reason = "dropping them ends them")]
    listeners: [EventListener; 2],
}

struct Look {
    video: HtmlVideoElement,
    stream: RefCell<Option<MediaStream>>,
    is_over: Cell<bool>,
    on_end: Box<dyn Fn(CameraEnd)>,
}

/// Looks for a code with the camera, and shows in `video`, an element of that kind, what it sees. `on_end` is called once at most.
pub(crate) fn look(video: HtmlElement, on_end: impl Fn(CameraEnd) + 'static) -> Option<Camera> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let look = Rc::new(Look {
        video: video.unchecked_into(),
        stream: RefCell::default(),
        is_over: Cell::default(),
        on_end: Box::new(on_end),
    });
    let hidden = {
        let (look, document) = (look.clone(), document.clone());
        move || {
            if document.hidden() {
                look.end(CameraEnd::Hidden);
            }
        }
    };
    let left = look.clone();
    let listeners = [
        EventListener::new(&document, "visibilitychange", move |_| hidden()),
        EventListener::new(&window, "pagehide", move |_| left.end(CameraEnd::Hidden)),
    ];
    let looking = look.clone();
    spawn_local(async move {
        let end = match looking.first_code(&window, &document).await {
            Ok(text) => CameraEnd::Code(text),
            Err(problem) => CameraEnd::Problem(problem),
        };
        looking.end(end);
    });
    Some(Camera { look, listeners })
}

impl Drop for Camera {
    fn drop(&mut self) {
        self.look.switch_off();
    }
}

impl Look {
    /// Whatever comes after the first end is too late.
    fn end(&self, end: CameraEnd) {
        if !self.is_over.get() {
            self.switch_off();
            (self.on_end)(end);
        }
    }

    fn switch_off(&self) {
        self.is_over.set(true);
        // The last frame goes with it.
        self.video.set_src_object(None);
        if let Some(stream) = self.stream.take() {
            stop(&stream);
        }
    }

    async fn first_code(
        &self,
        window: &Window,
        document: &Document,
    ) -> Result<String, CameraProblem> {
        self.switch_on(window, document).await?;
        if picture::alters_pictures() {
            return Err(CameraProblem::Altered);
        }
        for look in 0.. {
            // One look after the other: the next begins when this one has ended, and there is something to be seen.
            next_frame(window).await;
            if self.is_over.get() || !self.is_live() {
                break;
            }
            if let Some(text) = picture::glance(&self.video, look).await {
                return Ok(text);
            }
            timer::sleep(REST_MS).await;
        }
        Err(CameraProblem::Busy)
    }

    async fn switch_on(&self, window: &Window, document: &Document) -> Result<(), CameraProblem> {
        let policy = document.unchecked_ref::<PolicedDocument>().feature_policy();
        if policy.is_some_and(|policy| !policy.allows("camera")) {
            return Err(CameraProblem::Forbidden);
        }
        let wanted = MediaStreamConstraints::new();
        wanted.set_video(&facing_away());
        let asked = devices(window)
            .ok_or(CameraProblem::Insecure)?
            .get_user_media_with_constraints(&wanted);
        let stream: MediaStream = JsFuture::from(asked.map_err(problem)?)
            .await
            .map_err(problem)?
            .unchecked_into();
        if self.is_over.get() {
            // The person was asked, and has left meanwhile.
            stop(&stream);
            return Err(CameraProblem::Busy);
        }
        self.video.set_muted(true);
        self.video.set_src_object(Some(&stream));
        self.stream.replace(Some(stream));
        if let Ok(playing) = self.video.play() {
            JsFuture::from(playing).await.ok();
        }
        Ok(())
    }

    /// Whether it still gives frames: it may be unplugged, or taken back.
    fn is_live(&self) -> bool {
        self.stream.borrow().as_ref().is_some_and(|stream| {
            tracks(stream).any(|track| track.ready_state() == MediaStreamTrackState::Live)
        })
    }
}

/// Whether the browser lets a page such as this one ask for a camera; whether there is one is told to whoever asks.
pub(crate) fn can_be_asked_for() -> bool {
    web_sys::window()
        .and_then(|window| devices(&window))
        .is_some()
}

fn devices(window: &Window) -> Option<MediaDevices> {
    let devices = window.navigator().media_devices();
    devices.ok().filter(|devices| devices.is_object())
}

/// The camera at the back, where there are two; sharp enough for a code that fills half of what it sees.
fn facing_away() -> JsValue {
    let wanted = Object::new();
    for (name, value) in [
        ("facingMode", JsValue::from("environment")),
        ("width", 1280.into()),
        ("height", 720.into()),
    ] {
        Reflect::set(&wanted, &name.into(), &value).ok();
    }
    wanted.into()
}

#[expect(clippy::needless_pass_by_value, reason = "it is what errors come as")]
fn problem(error: JsValue) -> CameraProblem {
    let name = Reflect::get(&error, &"name".into()).unwrap_or_default();
    CameraProblem::of_error(&name.as_string().unwrap_or_default())
}

fn tracks(stream: &MediaStream) -> impl Iterator<Item = MediaStreamTrack> {
    stream.get_tracks().into_iter().map(JsValue::unchecked_into)
}

fn stop(stream: &MediaStream) {
    tracks(stream).for_each(|track| track.stop());
}

/// Until the browser draws the page again, which it does not while nobody sees it.
async fn next_frame(window: &Window) {
    let drawn = Promise::new(&mut |resolve, _| {
        window.request_animation_frame(&resolve).ok();
    });
    JsFuture::from(drawn).await.ok();
}
