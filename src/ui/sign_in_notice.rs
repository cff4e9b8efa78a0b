//! Why there is no sign-in.

use leptos::prelude::*;

use super::{
    copy_button::copy_button,
    details::id_row,
    html::{El, el},
    words::{Advice, Words, say, t},
};
use crate::session::{SignInCause, SignInFailure};

/// What failed in a sign-in, what to do about it, and MSAL's code.
pub fn sign_in_advice(failure: SignInFailure, admin_consent_link: String) -> Vec<El> {
    let SignInFailure {
        cause,
        code,
        detail,
    } = failure;
    let mut advice = vec![
        el("p").child(say(move |w| (w.sign_in_advice)(cause).happened)),
        el("p").child(say(move |w| (w.sign_in_advice)(cause).next)),
    ];
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

/// Says why nobody can sign in here. The code is MSAL's, or what JavaScript threw.
pub fn cannot_start(why: fn(&'static Words) -> &'static Advice, code: String) -> AnyView {
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
pub fn reload_link() -> El {
    el("a").attr("href", "?").class("reload").text(|w| w.reload)
}
