//! The screen of somebody who is not signed in.

use leptos::prelude::*;

use crate::{
    config::{Config, SignInMode},
    session::{SignInCause, SignInFailure},
    ui::{
        common::{
            details::row,
            html::{El, el},
            sign_in_notice::sign_in_advice,
        },
        words::start::{say, t},
    },
};

/// What this page does, in which tenant and cloud, and one button.
///
/// `failure` is why the last attempt failed; `signing_in` says that the sign-in host has the person.
pub(crate) fn signed_out(
    config: &Config,
    failure: Option<SignInFailure>,
    signing_in: bool,
    sign_in: Callback<()>,
) -> AnyView {
    use SignInCause as Cause;

    let popup = config.sign_in == SignInMode::Popup;
    let try_again = signing_in
        || failure.as_ref().is_some_and(|failure| {
            matches!(
                failure.cause,
                Cause::PopupBlocked
                    | Cause::PopupNotFinished
                    | Cause::InProgress
                    | Cause::Offline
                    | Cause::Throttled
                    | Cause::FederationFault
                    | Cause::StartAgain
            )
        });
    let mut notice = el("div").attr("role", "alert");
    if let Some(failure) = failure {
        notice = notice
            .class("notice error")
            .child(el("h2").text(|w| w.sign_in_failed))
            .children(sign_in_advice(failure, config.admin_consent_link()));
    }
    let cloud = config.cloud;
    let progress = say(move |w| match (signing_in, popup) {
        (false, _) => "",
        (true, false) => w.signing_in_here,
        (true, true) => w.signing_in_elsewhere,
    });
    // A redirect is on its way already; a second window may be hidden or gone.
    let button = (popup || !signing_in).then(|| {
        el("button")
            .attr("type", "button")
            .class("primary")
            .on("click", move |_| sign_in.run(()))
            .child(say(
                move |w| if try_again { w.try_again } else { w.sign_in },
            ))
    });
    El::group([
        el("h1").text(|w| w.heading),
        el("p").text(|w| w.purpose),
        notice,
        el("dl")
            .class("facts")
            .child(row(t(|w| w.tenant), config.tenant.as_str().to_owned()))
            .child(row(t(|w| w.cloud), say(move |w| (w.cloud_name)(cloud)))),
        el("p").attr("role", "status").child(progress),
        el("p").children(button),
    ])
}
