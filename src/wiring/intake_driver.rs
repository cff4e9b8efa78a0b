//! The list of profiles, and all that finds a profile in it.

use std::{pin::Pin, sync::Arc};

use leptos::{ev::Event, leptos_dom::helpers::WindowListenerHandle, prelude::*, task::spawn_local};
use web_sys::{Blob, File};

use super::{
    camera_driver, graph::Graph, list_driver::ListDriver, readiness_driver,
    revocation_part::RevocationPart, token_search_driver::TokenSearchDriver,
};
use crate::{
    browser::{
        camera, clipboard, clock, picture, preferences, random,
        transfer::{self, Transfer},
    },
    click, lazy,
    lazy::NotLoaded,
    paste::{self, Intake, IntakeProblem, Pasted},
    profiles::Profiles,
    qr::PictureProblem,
    ui::{
        RwSignal,
        console::{
            CameraView, Finder, FinderContext, INTAKE_PART, IntakePart, ListAction, PANEL_PART,
            PROFILE_ID_FIELD, PanelPart, finder,
        },
        effect, focus,
    },
};

/// Shows the list, and begins to read it.
pub(super) fn begin(context: FinderContext) -> AnyView {
    let graph = expect_context::<Graph>();
    let profiles = RwSignal::new(Profiles::default());
    let lister = ListDriver { profiles, graph };
    lister.act(ListAction::Refresh);
    let read = context.read;
    effect(move || {
        if let Some(profile) = read.get() {
            profiles.update(|profiles| profiles.learn(profile));
        }
    });
    let list_is_old = context.list_is_old;
    effect(move || {
        let waits = || profiles.with_untracked(|profiles| profiles.asks_to_wait(clock::now()));
        if list_is_old.get() > 0 && !waits() {
            lister.act(ListAction::Refresh);
        }
    });
    let searcher = TokenSearchDriver {
        search: RwSignal::new(None),
        number: StoredValue::new(0),
        graph,
    };
    let intake = context.intake;
    let listeners = listeners(intake);
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });
    let refusal_is_closed = RwSignal::new(preferences::refusal_is_closed());
    effect(move || {
        if refusal_is_closed.get() {
            preferences::close_refusal();
        }
    });
    let hidden = RwSignal::new(preferences::hidden_columns());
    effect(move || preferences::hide_columns(&hidden.get()));
    finder(Finder {
        refusal_is_closed,
        hidden,
        profiles,
        on_list: Callback::new(move |action| lister.act(action)),
        load_reader: || Box::pin(load_reader()),
        load_panel: || Box::pin(load_panel()),
        on_files: Callback::new(move |event: Event| {
            if let Some(transfer) = transfer::chosen(&event) {
                take(transfer, "", intake);
            }
        }),
        on_paste: Callback::new(click::handler(move |click, ()| {
            let pasting = clipboard::paste(click);
            spawn_local(async move {
                match pasting.await {
                    Some(text) if !text.trim().is_empty() => {
                        intake.try_set(Some(Intake::Text(text)));
                    }
                    _ => focus(PROFILE_ID_FIELD),
                }
            });
        })),
        load_camera: || Box::pin(load_camera()),
        has_camera: camera::can_be_asked_for(),
        search: searcher.search,
        on_search: Callback::new(move |pasted| {
            spawn_local(async move {
                // It is there: a text that holds a token was read by the same part.
                if let Ok(start) = load_search().await {
                    start(searcher, &pasted);
                }
            });
        }),
        context,
    })
}

/// Whatever is pasted or dropped on the page is taken in, unless it is at home where it arrives.
fn listeners(intake: RwSignal<Option<Intake>>) -> [WindowListenerHandle; 3] {
    let paste = window_event_listener_untyped("paste", move |event| {
        if let Some((transfer, field)) = transfer::pasted(&event)
            && take(transfer, &field, intake)
        {
            event.prevent_default();
        }
    });
    // Without this nothing can be dropped.
    let over = window_event_listener_untyped("dragover", |event| {
        if !transfer::is_at_home(&event) {
            event.prevent_default();
        }
    });
    let drop = window_event_listener_untyped("drop", move |event| {
        let at_home = transfer::dropped(&event)
            .is_some_and(|(transfer, field)| !take(transfer, &field, intake));
        // Otherwise the browser would leave the page for what was dropped.
        if !at_home {
            event.prevent_default();
        }
    });
    [paste, over, drop]
}

/// Takes in what arrives at a field, or at the page itself; `false` where the browser is to do what it always does.
fn take(transfer: Transfer, field: &str, intake: RwSignal<Option<Intake>>) -> bool {
    match (transfer, field) {
        (Transfer::Text(text), PROFILE_ID_FIELD | "") => {
            if field == PROFILE_ID_FIELD && !paste::wants_recognition(&text) {
                return false;
            }
            intake.set(Some(Intake::Text(text)));
        }
        (Transfer::Text(_), _) => return false,
        (Transfer::Files(files), _) => {
            let mut files = files.into_iter();
            match (files.next(), files.next()) {
                (Some(file), None) => {
                    let number = random::bytes();
                    intake.set(Some(Intake::Reading(number)));
                    spawn_local(async move {
                        let read = Box::new(read(file).await);
                        intake.try_set(Some(Intake::Read(number, read)));
                    });
                }
                _ => intake.set(Some(Intake::Problem(IntakeProblem::SeveralFiles))),
            }
        }
    }
    true
}

lazy! {
    /// What reads texts: by far the most of what the console needs, and nothing that the list and the form need.
    fn load_reader in paste -> IntakePart = INTAKE_PART;
}

lazy! {
    /// What searches for a token that was read.
    fn load_search in paste -> fn(TokenSearchDriver, &Arc<Pasted>) = TokenSearchDriver::start;
}

lazy! {
    /// One profile, with what is asked about it and what becomes of it.
    fn load_panel in panel -> PanelPart = WITH_REVOCATION;
}

/// The panel begins what performs a revocation, and the line above the form what looks at roles.
const WITH_REVOCATION: PanelPart = PANEL_PART.driven(
    |props| {
        expect_context::<RevocationPart>().begin();
        (PANEL_PART.panel)(props)
    },
    readiness_driver::begin,
);

lazy! {
    /// What reads QR codes, which few people need.
    fn load_pictures in pictures -> fn(Blob) -> PictureReading = read_code;
}

lazy! {
    /// The camera, which needs it too.
    fn load_camera in pictures -> CameraView = camera_driver::begin;
}

type PictureReading = Pin<Box<dyn Future<Output = Result<String, PictureProblem>>>>;

fn read_code(blob: Blob) -> PictureReading {
    Box::pin(async move { picture::read_code(&blob).await })
}

async fn read(file: File) -> Intake {
    if file.type_().starts_with("image/") {
        return match load_pictures().await {
            Ok(read_code) => match read_code(file.into()).await {
                Ok(text) => Intake::Code(text),
                Err(problem) => Intake::Problem(IntakeProblem::Picture(problem)),
            },
            Err(NotLoaded::Missing | NotLoaded::Updated) => {
                Intake::Problem(IntakeProblem::NotLoaded)
            }
        };
    }
    match transfer::text(&file).await {
        Ok(text) => Intake::Text(text),
        Err(problem) => Intake::Problem(problem),
    }
}
