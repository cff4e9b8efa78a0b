//! What a QR code is, before it is read; then the code, large, with what it is and until when it works.

use leptos::{html, prelude::*, web_sys::HtmlElement};

use crate::{
    graph::ReadFailure,
    session::SignInFailure,
    text::style_sheet::include_style_sheet,
    token::Expiry,
    ui::{
        common::{
            effect::effect,
            failure::read_failure,
            html::{El, Focusable, dynamic, el},
            moment::moment,
            qr_code::QrCodeContext,
            sign_in_notice::sign_in_advice,
            signal::RwSignal,
        },
        words::{
            console as common,
            qr_code::{QrCodeStrings, t},
        },
    },
};

/// What it looks like.
pub(crate) const QR_CODE_STYLE: &str = include_style_sheet!("../../../style/qr-code.css");

/// How far it has come. The code itself is in none of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum QrCodeState {
    /// The person is told what it is.
    Asked,
    Reading,
    /// It is drawn.
    Shown {
        name: String,
        expires: Expiry,
        /// As the profile itself says, whether the list had it or not.
        is_aosp: bool,
    },
    /// Graph tells none for this token, or none that can be drawn.
    Nothing,
    Failed(ReadFailure),
    NoToken(SignInFailure),
    /// The tab was out of sight for so long that it was put away.
    Gone,
}

/// What a person wants of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QrCodeAction {
    Show,
    Print,
    Save,
}

pub(crate) struct QrCodeView {
    pub context: QrCodeContext,
    pub state: RwSignal<QrCodeState>,
    /// Puts what is drawn into this element.
    pub draw: Callback<HtmlElement>,
    pub on_action: Callback<QrCodeAction>,
}

type Word = fn(&'static QrCodeStrings) -> &'static str;

/// The section below the details of a profile.
pub(crate) fn qr_code(view: QrCodeView) -> AnyView {
    let QrCodeView {
        context,
        state,
        draw,
        on_action,
    } = view;
    let heading = NodeRef::<Focusable>::new();
    effect(move || {
        if let Some(heading) = heading.get() {
            heading.focus().ok();
        }
    });
    let close = context.close;
    let body = move || match state.get() {
        QrCodeState::Asked => asked(&context, on_action),
        QrCodeState::Reading => El::group([el("p").child(t(|w| w.reading))]),
        QrCodeState::Shown {
            name,
            expires,
            is_aosp,
        } => shown(&name, expires, is_aosp, draw, on_action),
        QrCodeState::Nothing => El::group([el("p").child(t(|w| w.nothing))]),
        QrCodeState::Gone => El::group([
            el("p").child(t(|w| w.gone)),
            button(|w| w.show, on_action, QrCodeAction::Show),
        ]),
        QrCodeState::Failed(failure) => {
            let mut said = vec![el("p").child(el("strong").child(t(|w| w.not_read)))];
            said.extend(read_failure(failure));
            said.push(button(|w| w.try_again, on_action, QrCodeAction::Show));
            El::group([el("div").class("notice error").children(said)])
        }
        QrCodeState::NoToken(failure) => {
            let link = context.around.config.admin_consent_link();
            El::group([el("div")
                .class("notice error")
                .child(el("p").child(el("strong").child(t(|w| w.not_read))))
                .children(sign_in_advice(failure, link))])
        }
    };
    El::group([el("section")
        .class("qr-code")
        .attr("aria-labelledby", "qr-code-heading")
        .child(
            el("div")
                .class("section-head")
                .child(
                    el("h3")
                        .attr("id", "qr-code-heading")
                        .attr("tabindex", "-1")
                        .node_ref(heading)
                        .child(t(|w| w.heading)),
                )
                .child(
                    el("button")
                        .attr("type", "button")
                        .class("copy")
                        .on("click", move |_| close.run(()))
                        .child(common::t(|w| w.close)),
                ),
        )
        .child(el("div").attr("aria-live", "polite").child(dynamic(body)))])
}

fn button(name: Word, on_action: Callback<QrCodeAction>, action: QrCodeAction) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| on_action.run(action))
        .child(t(name))
}

/// What it is, before anything is read.
fn asked(context: &QrCodeContext, on_action: Callback<QrCodeAction>) -> AnyView {
    El::group([
        el("p").child(t(|w| w.what_it_is)),
        el("p").child(t(|w| w.what_is_kept)),
        el("div").children(context.is_aosp.then(wifi)),
        el("p").child(button(|w| w.show, on_action, QrCodeAction::Show).class("primary")),
    ])
}

fn wifi() -> El {
    el("p").class("notice wifi").child(t(|w| w.wifi))
}

fn shown(
    name: &str,
    expires: Expiry,
    is_aosp: bool,
    draw: Callback<HtmlElement>,
    on_action: Callback<QrCodeAction>,
) -> AnyView {
    let place = NodeRef::<html::Custom<&'static str>>::new();
    effect(move || {
        if let Some(place) = place.get() {
            draw.run(place.clone());
            // The code is what was asked for, and the panel may be scrolled elsewhere.
            request_animation_frame(move || place.scroll_into_view());
        }
    });
    let until = match expires {
        Expiry::At(ms) if !expires.is_never() => el("p")
            .child(t(|w| w.works_until))
            .child(" ")
            .child(moment(ms)),
        Expiry::At(_) | Expiry::Null => el("p").child(t(|w| w.no_end)),
        Expiry::Unknown => el("p"),
    };
    El::group([
        el("figure")
            .child(
                el("div")
                    .class("code")
                    .attr("role", "img")
                    .attr("aria-label", t(|w| w.heading))
                    .node_ref(place),
            )
            .child(
                el("figcaption")
                    .child(el("strong").child(el("bdi").child(name.to_owned())))
                    .child(until),
            ),
        el("div").children(is_aosp.then(wifi)),
        el("p")
            .class("row")
            .child(button(|w| w.print, on_action, QrCodeAction::Print))
            .child(button(|w| w.save, on_action, QrCodeAction::Save)),
    ])
}
