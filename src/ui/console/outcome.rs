//! How a revocation ended: the status region for a success, the alert region for everything else.

use leptos::{prelude::*, wasm_bindgen::JsCast as _, web_sys::HtmlElement};

use super::{context::PROFILE_ID_FIELD, receipt::receipt};
use crate::{
    actions::{
        Confirmation, Indeterminate, Job, Outcome, ProfileSnapshot, Receipt, Refused, Revocation,
        RevocationAction, Stage,
    },
    graph::{Cause, Ids, LongWait, Refusal},
    profile::Target,
    session::SignInFailure,
    time::{Time, utc},
    ui::{
        common::{
            context::ScreenContext,
            copy_button::copy_button,
            details::{id_row, row},
            failure::{no_answer, refused, status, support_ids},
            html::{El, Focusable, dynamic, el},
            live::Live,
            sign_in_notice::sign_in_advice,
            waiting::{after, asks_to_wait},
        },
        words::console::{ConsoleStrings, say, t},
    },
};

/// The two live regions, there from the start so that a screen reader speaks what comes into them.
pub(crate) fn outcome(revocation: RwSignal<Revocation>, around: ScreenContext) -> El {
    let told = Memo::new(move |_| {
        revocation.with(|revocation| revocation.outcomes().cloned().collect::<Vec<_>>())
    });
    let heading = NodeRef::<Focusable>::new();
    Effect::new(move |before: Option<()>| {
        let is_told = told.with(|told| !told.is_empty());
        // After the dialog has closed, which gives the focus back to the form.
        request_animation_frame(move || {
            if !is_told {
                // What was closed had the focus.
                if before.is_some() {
                    focus_form();
                }
            } else if let Some(heading) = heading.get_untracked() {
                heading.focus().ok();
            }
        });
    });
    let show = move |wanted: Region| {
        let around = around.clone();
        dynamic(move || {
            let notices = told.get().into_iter().enumerate();
            let notices = notices
                .filter(|(_, job)| Region::of(&job.stage) == wanted)
                .map(|(at, job)| {
                    let title = move |pick: fn(&'static ConsoleStrings) -> &'static str| {
                        let title = el("h2").attr("tabindex", "-1").child(t(pick));
                        // The focus is led to the last one.
                        if at == 0 {
                            title.node_ref(heading)
                        } else {
                            title
                        }
                    };
                    notice(&job, title, &around).children(close(&job, around.on_action))
                });
            El::many(notices.collect())
        })
    };
    el("div")
        .child(el("div").attr("role", "status").child(show(Region::Status)))
        .child(el("div").attr("role", "alert").child(show(Region::Alert)))
}

/// Puts an outcome away.
fn close(job: &Job, on_action: Callback<RevocationAction>) -> Option<El> {
    matches!(job.stage, Stage::Finished(_)).then(|| {
        el("p").child(action_button(
            |w| w.close,
            on_action,
            RevocationAction::Close,
        ))
    })
}

/// Where the person goes on from.
fn focus_form() {
    let nobody_has_it = document()
        .active_element()
        .is_none_or(|active| active.tag_name() == "BODY");
    if nobody_has_it
        && let Some(field) = document().get_element_by_id(PROFILE_ID_FIELD)
        && let Ok(field) = field.dyn_into::<HtmlElement>()
    {
        field.focus().ok();
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Region {
    Status,
    Alert,
}

impl Region {
    fn of(stage: &Stage) -> Self {
        match stage {
            Stage::Finished(
                Outcome::NotRevoked { .. }
                | Outcome::CannotTell(_)
                | Outcome::Refused(_)
                | Outcome::NotSent { .. }
                | Outcome::TurnedAway { .. },
            ) => Self::Alert,
            _ => Self::Status,
        }
    }
}

fn notice(
    job: &Job,
    title: impl Fn(fn(&'static ConsoleStrings) -> &'static str) -> El,
    around: &ScreenContext,
) -> El {
    let on_action = around.on_action;
    let check_again =
        move || action_button(|w| w.check_again, on_action, RevocationAction::CheckAgain);
    let target = job.target.clone();
    let try_again = move || {
        action_button(
            |w| w.try_again,
            on_action,
            RevocationAction::Request(target.clone()),
        )
    };
    let good = || el("div").class("notice success");
    let bad = || el("div").class("notice error");
    match &job.stage {
        Stage::Verifying(sent) => good()
            .child(title(|w| w.revoked))
            .child(el("p").child(el("strong").child("204 No Content")))
            .child(el("p").attr("id", "read-back").child(t(|w| w.verifying)))
            .child(
                el("dl")
                    .children(named(job))
                    .children(sent.answered.map(when).into_iter().flatten())
                    .children(support_ids(sent.ids.clone())),
            )
            .children(proof(job, around)),
        Stage::Reconciling(indeterminate) => el("div")
            .class("notice")
            .child(title(|w| w.may_have_revoked))
            .child(el("p").attr("id", "read-back").child(t(|w| w.reconciling)))
            .children(why(indeterminate))
            .child(indeterminate_details(job, indeterminate)),
        Stage::Finished(outcome) => match outcome {
            Outcome::Revoked { sent, confirmation } => {
                let again = matches!(
                    confirmation,
                    Confirmation::NotVisible { .. } | Confirmation::NotRead { .. }
                );
                good()
                    .child(title(|w| w.revoked))
                    .child(el("p").child(el("strong").child(confirmed(confirmation))))
                    .children(again.then(|| next(job.long_wait(), around, check_again)))
                    .child(
                        el("dl")
                            .children(named(job))
                            .children(sent.answered.map(when).into_iter().flatten())
                            .children(support_ids(sent.ids.clone())),
                    )
                    .child(limits())
                    .children(proof(job, around))
            }
            Outcome::RevokedUnanswered {
                indeterminate, at, ..
            } => {
                let at = at.utc();
                good()
                    .child(title(|w| w.revoked))
                    .child(el("p").child(say(move |w| (w.revoked_unanswered)(&at))))
                    // There is nothing left to do about it.
                    .children(why(indeterminate).into_iter().take(1))
                    .child(indeterminate_details(job, indeterminate))
                    .child(limits())
                    .children(proof(job, around))
            }
            Outcome::NotRevoked { indeterminate, .. } => bad()
                .child(title(|w| w.not_revoked))
                .child(el("p").child(t(|w| w.same_token)))
                .children(why(indeterminate))
                .child(el("p").child(try_again()).child(" ").child(check_again()))
                .child(indeterminate_details(job, indeterminate))
                .children(proof(job, around)),
            Outcome::CannotTell(indeterminate) => bad()
                .child(title(|w| w.may_have_revoked))
                .children(why(indeterminate))
                .child(next(job.long_wait(), around, check_again))
                .child(indeterminate_details(job, indeterminate))
                .children(proof(job, around)),
            Outcome::Refused(Refused { refusal, at, .. }) => bad()
                .child(title(|w| w.not_revoked))
                .children(refused(refusal))
                .children(
                    refusal
                        .long_wait()
                        .map(|wait| next(Some(wait), around, try_again)),
                )
                .children(other_collection(job, refusal, on_action))
                .child(details(job, refusal, *at))
                .child(raw(refusal))
                .children(proof(job, around)),
            Outcome::NotSent { failure, at } => {
                no_token(job, title(|w| w.not_sent), failure.clone(), *at, around)
            }
            Outcome::TurnedAway { failure, at } => {
                no_token(job, title(|w| w.not_revoked), failure.clone(), *at, around)
            }
        },
        // What is not sent yet is shown by the dialog that asks for it.
        _ => el("div"),
    }
}

/// The button for the next attempt, and until when Graph asks to wait with it, if it does.
fn next(
    wait: Option<LongWait>,
    around: &ScreenContext,
    button: impl Fn() -> El + Send + Sync + 'static,
) -> El {
    let Some(wait) = wait else {
        return button();
    };
    el("div")
        .child(asks_to_wait(wait))
        .child(after(wait, around.now, button))
}

/// The way on where the profile is of the other type.
fn other_collection(
    job: &Job,
    refusal: &Refusal,
    on_action: Callback<RevocationAction>,
) -> Option<El> {
    let target = job.target.in_other_collection();
    (refusal.cause == Cause::OtherCollection).then(|| use_type(target, on_action))
}

/// The button that starts anew with the profile in another collection.
pub(super) fn use_type(target: Target, on_action: Callback<RevocationAction>) -> El {
    let profile_type = target.profile_type;
    el("button")
        .attr("type", "button")
        .class("primary")
        .on("click", move |_| {
            on_action.run(RevocationAction::Request(target.clone()));
        })
        .child(say(move |w| (w.use_type)(profile_type)))
}

fn no_token(job: &Job, title: El, failure: SignInFailure, at: Time, around: &ScreenContext) -> El {
    let sign_in = around.sign_in;
    el("div")
        .class("notice error")
        .child(title)
        .children(sign_in_advice(failure, around.config.admin_consent_link()))
        .child(
            el("button")
                .attr("type", "button")
                .on("click", move |_| sign_in.run(()))
                .child(t(|w| w.sign_in_again)),
        )
        .child(el("dl").children(named(job)).children(when(at)))
        .children(proof(job, around))
}

fn action_button(
    label: fn(&'static ConsoleStrings) -> &'static str,
    on_action: Callback<RevocationAction>,
    action: RevocationAction,
) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| on_action.run(action.clone()))
        .child(t(label))
}

fn confirmed(confirmation: &Confirmation) -> Live<String> {
    let confirmation = confirmation.clone();
    say(move |w| match &confirmation {
        Confirmation::Seen { at, .. } => (w.confirmed)(&at.utc_clock()),
        Confirmation::NotVisible { .. } => w.not_visible.to_owned(),
        Confirmation::OtherToken { .. } => w.other_token.to_owned(),
        Confirmation::NotRead { .. } => w.not_read.to_owned(),
    })
}

fn why(indeterminate: &Indeterminate) -> Vec<El> {
    match indeterminate {
        Indeterminate::Refused(Refused { refusal, .. }) => refused(refusal),
        Indeterminate::NoAnswer { reason, .. } => no_answer(*reason),
    }
}

fn indeterminate_details(job: &Job, indeterminate: &Indeterminate) -> El {
    match indeterminate {
        Indeterminate::Refused(Refused { refusal, at, .. }) => el("div")
            .child(details(job, refusal, *at))
            .child(raw(refusal)),
        Indeterminate::NoAnswer { sent, at, .. } => {
            let client_request_id = sent.client_request_id.to_string();
            el("dl")
                .child(row(t(|w| w.status), t(|w| w.none)))
                .children(named(job))
                .children(when(*at))
                .children(support_ids(Ids {
                    client_request_id,
                    ..Ids::default()
                }))
        }
    }
}

fn details(job: &Job, refusal: &Refusal, at: Time) -> El {
    let or_none = |text: &str| {
        let text = text.to_owned();
        say(move |w| {
            if text.is_empty() {
                w.none.to_owned()
            } else {
                text.clone()
            }
        })
    };
    el("dl")
        .child(row(t(|w| w.status), status(refusal.status)))
        .child(row(t(|w| w.code), or_none(&refusal.code)))
        .child(row(t(|w| w.message), or_none(&refusal.message)))
        .children(named(job))
        .children(when(at))
        .children(support_ids(refusal.ids.clone()))
}

/// The answer as it came, to unfold.
fn raw(refusal: &Refusal) -> El {
    let text = refusal.raw.clone();
    let details = (!text.is_empty()).then(|| {
        el("details")
            .child(el("summary").child(t(|w| w.raw)))
            .child(el("pre").attr("tabindex", "0").child(text.clone()))
            .child(copy_button(text, t(|w| w.raw)))
    });
    el("div").children(details)
}

/// Which profile it was.
fn named(job: &Job) -> Vec<El> {
    let Target {
        profile_type,
        profile_id,
    } = job.target.clone();
    let mut rows: Vec<El> = id_row(t(|w| w.profile_id), profile_id.to_string())
        .into_iter()
        .collect();
    rows.push(row(
        t(|w| w.profile_type),
        say(move |w| (w.profile_type_name)(profile_type)),
    ));
    if let ProfileSnapshot::Profile(before) = &job.known {
        rows.push(row(t(|w| w.profile_name), before.name.clone()));
        if let Some(ms) = before.token_created_ms {
            rows.push(row(t(|w| w.token_created), utc(ms)));
        }
    }
    rows
}

fn when(at: Time) -> [El; 2] {
    [
        row(t(|w| w.time), at.utc()),
        row(t(|w| w.local_time), at.local()),
    ]
}

/// What a revocation does not do.
fn limits() -> El {
    el("section").child(el("h3").child(t(|w| w.limits))).child(
        el("ul")
            .child(el("li").child(t(|w| w.limits_list[0])))
            .child(el("li").child(t(|w| w.limits_list[1])))
            .child(el("li").child(t(|w| w.limits_list[2]))),
    )
}

fn proof(job: &Job, around: &ScreenContext) -> Option<El> {
    Receipt::of(job, &around.account, &around.config)
        .map(|entries| receipt(&entries, &job.target, &around.config, around.save))
}
