//! The screen of somebody who is not signed in.

use leptos::prelude::*;

use crate::{
    config::{Config, SignInMode},
    session::{SignInCause, SignInFailure},
    ui::{
        common::{
            html::{El, el},
            icon::{Icon, icon},
            sign_in_notice::sign_in_advice,
        },
        words::start::say,
    },
};

/// What this page does, in which tenant and cloud, and one button.
///
/// `failure` is why the last attempt failed; `signing_in` says that the sign-in host has the person; `names_profile` that the
/// address does name one.
pub(crate) fn signed_out(
    config: &Config,
    failure: Option<SignInFailure>,
    signing_in: bool,
    names_profile: bool,
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
        // Whoever cancelled knows that, and nothing is wrong.
        let is_wrong = failure.cause != Cause::Cancelled;
        let advice = sign_in_advice(failure, config.admin_consent_link());
        notice = if is_wrong {
            notice
                .class("notice error")
                .child(el("h2").text(|w| w.sign_in_failed))
                .children(advice)
        } else {
            notice.class("notice").children(advice.into_iter().take(1))
        };
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
            // Seen only: the button is called as it always was.
            .child(
                el("span")
                    .attr("aria-hidden", "true")
                    .child(say(move |w| if try_again { "" } else { w.with_microsoft })),
            )
    });
    let line = |at: usize| el("li").child(say(move |w| w.purposes[at]));
    El::group([el("div")
        .class("start")
        .child(icon(Icon::SHIELD_FILLED))
        .child(el("h1").text(|w| w.heading))
        .child(notice)
        .child(
            el("p")
                .class("whose")
                .child(el("bdi").child(config.tenant_label(None).to_owned()))
                .child(" · ")
                .child(say(move |w| (w.cloud_name)(cloud))),
        )
        .children(names_profile.then(|| el("p").text(|w| w.link_names_profile)))
        .children(config.page.tenant.is_some().then(|| {
            el("p").child(
                el("a")
                    .attr("href", config.page.folder.clone())
                    .text(|w| w.another_tenant),
            )
        }))
        .child(el("p").attr("role", "status").child(progress))
        .child(el("p").children(button))
        .child(el("ul").children([line(0), line(1), line(2)]))])
}
