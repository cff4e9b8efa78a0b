//! Reads the QR code of a token where the person wants to see it, draws it, and lets go of it.

use std::sync::Once;

use leptos::{prelude::*, task::spawn_local, web_sys::HtmlElement};
use web_sys::HtmlCanvasElement;

use super::graph::{Graph, fresh_id};
use crate::{
    browser::{clock, printing, qr_picture, style, tab_visibility},
    graph::{self, EnrollmentMode, ReadFailure},
    profile::Target,
    ui::{
        QrCodeContext, RwSignal,
        qr_code::{QR_CODE_STYLE, QrCodeAction, QrCodeState, QrCodeView, qr_code},
    },
};

/// How long the tab may be out of sight before the code is put away, in milliseconds.
const OUT_OF_SIGHT_MS: u32 = 60_000;

/// The code while it is shown.
#[derive(Clone, Copy)]
struct QrCodeDriver {
    state: RwSignal<QrCodeState>,
    /// What is drawn: the only place where the code is.
    canvas: StoredValue<Option<HtmlCanvasElement>, LocalStorage>,
    graph: Graph,
}

pub(super) fn begin(context: QrCodeContext) -> AnyView {
    static STYLE: Once = Once::new();
    STYLE.call_once(|| style::adopt(QR_CODE_STYLE));
    let driver = QrCodeDriver {
        state: RwSignal::new(QrCodeState::Asked),
        canvas: StoredValue::new_local(None),
        graph: expect_context::<Graph>(),
    };
    // Held as long as the view is there.
    StoredValue::new_local(tab_visibility::after_out_of_sight(
        OUT_OF_SIGHT_MS,
        move || driver.put_away(),
    ));
    let target = context.target.clone();
    qr_code(QrCodeView {
        context,
        state: driver.state,
        draw: Callback::new(move |place: HtmlElement| driver.draw(&place)),
        on_action: Callback::new(move |action| match action {
            QrCodeAction::Show => spawn_local(driver.read(target.clone())),
            QrCodeAction::Print => driver.print(),
            QrCodeAction::Save => driver.save(&target),
        }),
    })
}

impl QrCodeDriver {
    async fn read(self, target: Target) {
        if self.state.get_untracked() == QrCodeState::Reading {
            return;
        }
        self.state.set(QrCodeState::Reading);
        let read = self.read_once(&target).await;
        // Meanwhile it may have been closed, or put away: then what was read is let go of here.
        if let Some((state, canvas)) = read
            && self.state.try_get_untracked() == Some(QrCodeState::Reading)
        {
            self.canvas.set_value(canvas);
            self.state.set(state);
        }
    }

    async fn read_once(self, target: &Target) -> Option<(QrCodeState, Option<HtmlCanvasElement>)> {
        let request = graph::get_qr_code(&self.graph.config()?, target, fresh_id());
        let code = match self.graph.ask(&request).await? {
            Err(failure) => return Some((QrCodeState::NoToken(failure), None)),
            Ok(Err(reason)) => {
                return Some((QrCodeState::Failed(ReadFailure::NoAnswer(reason)), None));
            }
            Ok(Ok(answer)) => {
                let sent_as = request.client_request_id.as_str();
                match answer.into_qr_code(target, sent_as, clock::now().unix_ms) {
                    Ok(code) => code,
                    Err(refusal) => {
                        return Some((QrCodeState::Failed(ReadFailure::Refused(refusal)), None));
                    }
                }
            }
        };
        let profile = &code.profile;
        let shown = QrCodeState::Shown {
            name: profile.name.clone(),
            expires: profile.token_expires,
            is_aosp: profile.mode.as_ref().is_some_and(EnrollmentMode::is_aosp),
        };
        Some(match qr_picture::drawn(code).await {
            Some(canvas) => (shown, Some(canvas)),
            None => (QrCodeState::Nothing, None),
        })
    }

    fn draw(self, place: &HtmlElement) {
        self.canvas.with_value(|canvas| {
            if let Some(canvas) = canvas {
                qr_picture::put(place, canvas);
            }
        });
    }

    fn print(self) {
        self.canvas.with_value(|canvas| {
            if let Some(canvas) = canvas {
                printing::print_alone(canvas);
            }
        });
    }

    fn save(self, target: &Target) {
        self.canvas.with_value(|canvas| {
            if let Some(canvas) = canvas {
                qr_picture::save(canvas, &format!("qr-code-{}.png", target.profile_id));
            }
        });
    }

    /// Nothing was out of sight that was not there.
    fn put_away(self) {
        let is_there = matches!(
            self.state.try_get_untracked(),
            Some(QrCodeState::Shown { .. } | QrCodeState::Reading)
        );
        if is_there {
            self.canvas.try_set_value(None);
            self.state.set(QrCodeState::Gone);
        }
    }
}
