//! The notice of a sign-in that failed.

use leptos::prelude::*;

use super::{
    copy_button::copy_button,
    details::id_row,
    html::{El, el},
    lazy_view::lazily,
    live::Live,
};
use crate::{
    language::Language,
    lazy,
    session::{SignInCause, SignInFailure},
    ui::words::{
        sign_in_help::sign_in_help,
        start::{Advice, StartStrings, say, say_in, t, words},
    },
};

/// What failed in a sign-in, what to do about it, and MSAL's code.
pub(crate) fn sign_in_advice(failure: SignInFailure, admin_consent_link: String) -> Vec<El> {
    let SignInFailure {
        cause,
        code,
        detail,
    } = failure;
    let is_there = (words(Language::default()).sign_in_advice)(cause).is_some();
    let mut advice = vec![el("div").child(if is_there {
        paragraphs(
            say(move |w| (w.sign_in_advice)(cause).map_or("", |advice| advice.happened)),
            say(move |w| (w.sign_in_advice)(cause).map_or("", |advice| advice.next)),
        )
    } else {
        lazily(load_sign_in_help, move |help| help(cause))
    })];
    if cause == SignInCause::ConsentMissing {
        advice.push(
            el("p")
                .child(
                    el("a")
                        .attr("href", admin_consent_link.clone())
                        .text(|w| w.admin_consent_link),
                )
                .child(copy_button(admin_consent_link, t(|w| w.admin_consent_link))),
        );
    }
    advice.push(
        el("dl")
            .children(id_row(t(|w| w.code), code))
            .children(id_row(t(|w| w.message), detail)),
    );
    advice
}

fn paragraphs(happened: Live<&'static str>, next: Live<&'static str>) -> AnyView {
    El::group([el("p").child(happened), el("p").child(next)])
}

lazy! {
    /// What to do where somebody else than the person has to help.
    fn load_sign_in_help in set_up -> fn(SignInCause) -> AnyView = help;
}

fn help(cause: SignInCause) -> AnyView {
    let text = move |pick: fn(Advice) -> &'static str| {
        say_in(sign_in_help, move |w| (w.advice)(cause).map_or("", pick))
    };
    paragraphs(text(|advice| advice.happened), text(|advice| advice.next))
}

/// Says why nobody can sign in here. The code is MSAL's, or what JavaScript threw.
pub(crate) fn cannot_start(
    why: fn(&'static StartStrings) -> &'static Advice,
    code: String,
) -> AnyView {
    El::group([
        el("h1").text(|w| w.heading),
        el("div")
            .attr("role", "alert")
            .class("notice error")
            .child(el("p").child(say(move |w| why(w).happened)))
            .child(el("p").child(say(move |w| why(w).next)))
            .child(el("p").child(reload_link()))
            .child(el("dl").children(id_row(t(|w| w.code), code))),
    ])
}

/// A link to the page itself, which `src/guard.js` leads past every cache.
pub(crate) fn reload_link() -> El {
    el("a").attr("href", "?").class("reload").text(|w| w.reload)
}
