//! The notice of a run that waits for the person: why, and the way on.

use leptos::prelude::*;

use super::{announcements::Blocker, context::Runs, controls::action_button};
use crate::{
    graph::ReadFailure,
    runs::{Obstacle, Pause, RunAction, RunPhase},
    session::Account,
    ui::{
        common::{
            details::row,
            failure::read_failure,
            html::{El, dynamic, el},
            sign_in_notice::sign_in_advice,
            signal::Memo,
        },
        words::{
            console::{ConsoleStrings, t as common},
            runs::{say, t},
        },
    },
};

/// What keeps a run from going on.
#[derive(Clone, PartialEq, Eq, Default)]
struct Trouble {
    is_stopping: bool,
    pause: Option<Pause>,
    /// Whose run it is, where that is not the person who is signed in.
    owner: Option<Account>,
    obstacle: Option<Obstacle>,
    may_sign_in: bool,
}

/// What keeps a run from going on; nothing while nothing does.
pub(super) fn trouble(runs: &Runs) -> AnyView {
    let (view, account) = (runs.view, runs.around.account.clone());
    let trouble = Memo::new(move |_| {
        view.read(|run| Trouble {
            is_stopping: run.phase() == RunPhase::Stopping,
            pause: run.pause(),
            owner: (!run.plan().is_of(&account)).then(|| run.plan().account.clone()),
            obstacle: run.obstacle().cloned(),
            may_sign_in: run.may(RunAction::SignIn),
        })
        .unwrap_or_default()
    });
    let runs = runs.clone();
    dynamic(move || {
        let Trouble {
            is_stopping,
            pause,
            owner,
            obstacle,
            may_sign_in,
        } = trouble.get();
        let mut notices = Vec::new();
        if is_stopping {
            notices.push(notice().child(el("p").child(t(|w| w.stopping))));
        }
        if let Some(pause) = pause {
            notices.push(notice().child(el("p").child(t(match pause {
                Pause::ByPerson => |w| w.paused,
                Pause::Interrupted => |w| w.interrupted,
                Pause::NotKept => |w| w.not_kept_pause,
            }))));
        }
        notices.extend(owner.map(not_yours));
        notices.extend(obstacle.map(|obstacle| in_the_way(obstacle, may_sign_in, &runs)));
        El::many(notices)
    })
}

fn notice() -> El {
    el("div").class("notice")
}

/// Says whose run it is.
pub(super) fn not_yours(owner: Account) -> El {
    notice().child(el("p").child(say(move |w, _| {
        (w.other_account)(&owner.upn, &owner.tenant_id)
    })))
}

fn in_the_way(obstacle: Obstacle, may_sign_in: bool, runs: &Runs) -> El {
    let blocker = Blocker::of(&obstacle);
    let happened =
        el("p").child(el("strong").child(say(move |w, _| (w.blocked)(blocker).happened)));
    let next = el("p").child(say(move |w, _| (w.blocked)(blocker).next));
    let said = el("div").class("notice error");
    match obstacle {
        Obstacle::Offline | Obstacle::NoAnswer | Obstacle::Throttled => {
            said.child(happened).child(next)
        }
        Obstacle::Refused(refusal) => {
            let (code, message) = (refusal.code.clone(), refusal.message.clone());
            let entry = |text: String, pick: fn(&'static ConsoleStrings) -> &'static str| {
                (!text.is_empty()).then(|| row(common(pick), text))
            };
            // What it comes from, and what to do about it; then what that means for the run.
            said.children(read_failure(ReadFailure::Refused(refusal)))
                .child(
                    el("dl")
                        .children(entry(code, |w| w.code))
                        .children(entry(message, |w| w.message)),
                )
                .child(happened)
                .child(next)
        }
        Obstacle::SignIn { claims, failure } => {
            let is_proof = claims.is_some();
            let link = runs.around.config.admin_consent_link();
            let failure = failure.map(|failure| sign_in_advice(failure, link));
            let is_kept = runs.not_kept;
            let kept = say(move |w, _| if is_kept.get().is_none() { w.kept } else { "" });
            let label = say(move |w, common| {
                if is_proof {
                    w.prove_button.to_owned()
                } else {
                    common.sign_in_again.to_owned()
                }
            });
            let button =
                may_sign_in.then(|| action_button(runs, RunAction::SignIn, label).class("primary"));
            let signing_in = (!may_sign_in).then(|| {
                el("p")
                    .attr("aria-live", "polite")
                    .child(say(|_, common| common.signing_in_elsewhere))
            });
            said.child(happened)
                .child(next)
                .children(failure.into_iter().flatten())
                .child(el("p").child(kept))
                .children(button)
                .children(signing_in)
        }
    }
}
