//! The dialog between the wish and the sending: what is about to be revoked, and every reason to wait.

use leptos::{html, prelude::*};

use super::outcome::use_type;
use crate::{
    actions::{Asked, Guard, Job, ProfileSnapshot, Revocation, RevocationAction, Stage, StepUp},
    browser_records::StorageProblem,
    graph::Profile,
    profile::Target,
    session::Account,
    time::{Time, utc},
    ui::{
        common::{
            details::row,
            failure::read_failure,
            html::{El, Focusable, dynamic, el},
            profile_facts::profile_facts,
            waiting::reached,
        },
        words::console::{ConsoleStrings, say, t},
    },
};

/// What the dialog shows. Sending changes a button and no more, so that nobody loses their place.
#[derive(Clone, PartialEq, Eq)]
enum Panel {
    Reading,
    Elsewhere(Target, Box<Profile>),
    Ask(Target, Box<ProfileSnapshot>, Asked, Option<Guard>),
    Wait(Time),
    StepUp { asking: bool, silent: bool },
}

impl Panel {
    fn of(job: &Job, previous: Option<&Self>, now: Time) -> Option<Self> {
        Some(match &job.stage {
            Stage::Reading => Self::Reading,
            Stage::Elsewhere(profile) => {
                Self::Elsewhere(job.target.in_other_collection(), profile.clone())
            }
            Stage::Confirming(asked) => Self::Ask(
                job.target.clone(),
                Box::new(job.known.clone()),
                *asked,
                job.guard(now),
            ),
            Stage::Preparing | Stage::Sending(_) | Stage::Locating(_) => match previous {
                Some(ask @ Self::Ask(..)) => ask.clone(),
                _ => Self::Ask(
                    job.target.clone(),
                    Box::new(job.known.clone()),
                    Asked::First,
                    None,
                ),
            },
            Stage::Waiting { until, .. } => Self::Wait(*until),
            Stage::StepUp(step_up) => Self::StepUp {
                asking: matches!(step_up, StepUp::Asking(_)),
                silent: matches!(step_up, StepUp::Silent(_)),
            },
            Stage::Verifying(_) | Stage::Reconciling(_) | Stage::Finished(_) => return None,
        })
    }
}

pub(crate) fn confirmation(
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
    on_action: Callback<RevocationAction>,
    account: Account,
    not_kept: RwSignal<Option<StorageProblem>>,
) -> El {
    let panel = Memo::new(move |previous: Option<&Option<Panel>>| {
        let previous = previous.and_then(Option::as_ref);
        let now = now.get();
        revocation.with(|revocation| {
            let job = revocation.job()?;
            Panel::of(job, previous, now)
        })
    });
    let dialog = NodeRef::<html::Dialog>::new();
    let follow = move || {
        let Some(dialog) = dialog.get() else { return };
        let open = panel.with(Option::is_some);
        if open && !dialog.open() {
            dialog.show_modal().ok();
        } else if !open && dialog.open() {
            dialog.close();
        }
    };
    Effect::new(follow);
    let cancel = NodeRef::<Focusable>::new();
    let all_the_same = Callback::new(move |()| {
        on_action.run(RevocationAction::AllTheSame);
        // The button that was clicked is gone, and the next one is not to be hit unseen.
        if let Some(cancel) = cancel.get_untracked() {
            cancel.focus().ok();
        }
    });
    let stuck = move || {
        revocation.with(|revocation| revocation.job().is_some_and(|job| !job.may_be_cancelled()))
    };
    el("dialog")
        .attr("role", "alertdialog")
        .attr("aria-labelledby", "confirmation-heading")
        .attr("aria-describedby", "confirmation-lead")
        .node_ref(dialog)
        .on("cancel", move |event| {
            event.prevent_default();
            on_action.run(RevocationAction::Cancel);
        })
        // A browser closes the dialog at a second Esc whatever the page says; while a request is under way it comes back.
        .on("close", move |_| untrack(follow))
        .child(
            el("div")
                .attr("aria-live", "polite")
                .child(dynamic(move || match panel.get() {
                    Some(panel) => contents(panel, &account, now, not_kept),
                    None => ().into_any(),
                })),
        )
        .child(
            el("div")
                .class("buttons")
                .child(dynamic(move || match panel.get() {
                    Some(panel) => button(&panel, revocation, now, on_action, all_the_same),
                    None => ().into_any(),
                }))
                // One button all the time, so that the focus stays on it while the rest changes.
                .child(
                    el("button")
                        .attr("type", "button")
                        .attr("autofocus", "")
                        .node_ref(cancel)
                        .attr_if("disabled", "", stuck)
                        .on("click", move |_| on_action.run(RevocationAction::Cancel))
                        .child(t(|w| w.cancel)),
                ),
        )
}

fn contents(
    panel: Panel,
    account: &Account,
    now: RwSignal<Time>,
    not_kept: RwSignal<Option<StorageProblem>>,
) -> AnyView {
    let heading = |pick| el("h2").attr("id", "confirmation-heading").child(t(pick));
    let lead = || el("p").attr("id", "confirmation-lead");
    match panel {
        Panel::Reading => El::group([
            heading(|w| w.reading_heading),
            lead().child(t(|w| w.reading)),
        ]),
        Panel::Elsewhere(target, profile) => El::group([
            heading(|w| w.elsewhere_heading),
            lead().child(t(|w| w.elsewhere)),
            el("dl")
                .class("facts")
                .children(named(&target))
                .children(profile_facts(&profile, now.get_untracked())),
        ]),
        Panel::Wait(until) => El::group([
            heading(|w| w.waiting_heading),
            lead().child(say(move |w| {
                (w.waiting)(now.get().ms_until(until).div_ceil(1_000))
            })),
        ]),
        Panel::StepUp { silent, asking } => El::group([
            heading(|w| w.step_up_heading),
            lead().child(say(move |w| match (silent, asking) {
                (true, _) => w.step_up_silent,
                (false, true) => w.step_up_asking,
                (false, false) => w.signing_in_elsewhere,
            })),
        ]),
        Panel::Ask(target, known, asked, guard) => match (*known, guard) {
            (ProfileSnapshot::Profile(profile), Some(Guard::Inactive { since_ms })) => {
                inactive(&target, &profile, asked, since_ms, account, now)
            }
            (known, _) => {
                // Where this is why the person is asked, it is said above.
                let is_not_kept =
                    asked != Asked::NotKept && not_kept.with_untracked(Option::is_some);
                ask(&target, known, asked, account, now, is_not_kept)
            }
        },
    }
}

/// What is said of a token that no longer works: nothing is ready to revoke it.
fn inactive(
    target: &Target,
    profile: &Profile,
    asked: Asked,
    since_ms: i64,
    account: &Account,
    now: RwSignal<Time>,
) -> AnyView {
    const DAY_MS: i64 = 86_400_000;
    let now = now.get_untracked();
    let meanwhile = (asked != Asked::First).then(|| t(|w| w.died_meanwhile));
    let since = utc(since_ms);
    // A clock that is wrong by more than that shows.
    let is_close = now.unix_ms.saturating_sub(since_ms) < DAY_MS;
    let clock = is_close.then(|| el("p").child(say(move |w| (w.inactive_clock)(&now.utc()))));
    El::group([
        el("h2")
            .attr("id", "confirmation-heading")
            .child(t(|w| w.inactive_heading)),
        el("p")
            .attr("id", "confirmation-lead")
            .children(meanwhile.map(|text| el("strong").child(text).child(" ")))
            .child(say(move |w| (w.inactive_lead)(&since))),
        el("div").children(clock),
        el("p").child(t(|w| w.inactive_leaked)),
        el("dl")
            .class("facts")
            .children(named(target))
            .children(profile_facts(profile, now))
            .child(row(t(|w| w.tenant), account.tenant_id.clone()))
            .child(row(t(|w| w.account), account.upn.clone())),
    ])
}

fn ask(
    target: &Target,
    known: ProfileSnapshot,
    asked: Asked,
    account: &Account,
    now: RwSignal<Time>,
    is_not_kept: bool,
) -> AnyView {
    let warning = match asked {
        Asked::First => None,
        Asked::TokenChanged => Some(t(|w| w.token_changed)),
        Asked::FactsLost => Some(t(|w| w.facts_lost)),
        Asked::FactsFound => Some(t(|w| w.facts_found)),
        Asked::NotKept => Some(t(|w| w.not_kept_asked)),
        Asked::Expired => Some(t(|w| w.died_meanwhile)),
    };
    let (facts, unread) = match known {
        ProfileSnapshot::Profile(profile) => (profile_facts(&profile, now.get_untracked()), None),
        ProfileSnapshot::Unreadable(failure) => (Vec::new(), Some(failure)),
        ProfileSnapshot::NotRead => (Vec::new(), None),
    };
    let unread = unread.map(|failure| {
        el("div")
            .class("notice")
            .child(el("p").child(el("strong").child(t(|w| w.unread))))
            .children(read_failure(failure))
    });
    El::group([
        el("h2")
            .attr("id", "confirmation-heading")
            .child(t(|w| w.confirm_heading)),
        el("p")
            .attr("id", "confirmation-lead")
            .children(warning.map(|warning| el("strong").child(warning).child(" ")))
            .child(t(|w| w.confirm_lead))
            .child(" ")
            .child(t(|w| w.no_undo)),
        el("dl")
            .class("facts")
            .children(named(target))
            .children(facts)
            .child(row(t(|w| w.tenant), account.tenant_id.clone()))
            .child(row(t(|w| w.account), account.upn.clone())),
        el("div")
            .children(unread)
            .children(is_not_kept.then(|| el("p").class("notice").child(t(|w| w.not_kept)))),
        el("h3").child(t(|w| w.stops)),
        list(&[
            |w| w.stops_list[0],
            |w| w.stops_list[1],
            |w| w.stops_list[2],
        ]),
        el("h3").child(t(|w| w.stays)),
        list(&[|w| w.stays_list[0], |w| w.stays_list[1]]),
    ])
}

fn named(target: &Target) -> [El; 2] {
    let profile_type = target.profile_type;
    [
        row(t(|w| w.profile_id), target.profile_id.to_string()),
        row(
            t(|w| w.profile_type),
            say(move |w| (w.profile_type_name)(profile_type)),
        ),
    ]
}

/// The button that goes on from here, where there is one.
fn button(
    panel: &Panel,
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
    on_action: Callback<RevocationAction>,
    on_all_the_same: Callback<()>,
) -> AnyView {
    let plain = el("button").attr("type", "button");
    let all_the_same = move || {
        el("button")
            .attr("type", "button")
            .on("click", move |_| on_all_the_same.run(()))
            .child(t(|w| w.all_the_same))
    };
    let button = match panel {
        Panel::Reading | Panel::Wait(_) | Panel::StepUp { silent: true, .. } => {
            return ().into_any();
        }
        Panel::Elsewhere(target, _) => use_type(target.clone(), on_action),
        Panel::StepUp { asking, .. } => {
            let asking = *asking;
            plain
                .class("primary")
                .on("click", move |_| on_action.run(RevocationAction::StepUp))
                .child(say(move |w| if asking { w.step_up } else { w.try_again }))
        }
        Panel::Ask(_, _, _, Some(Guard::Inactive { .. })) => all_the_same(),
        Panel::Ask(_, _, _, Some(Guard::AskedToWait(wait))) => {
            let reached = reached(*wait, now);
            return dynamic(move || {
                El::group([if reached() {
                    confirm(revocation, on_action)
                } else {
                    all_the_same()
                }])
            });
        }
        Panel::Ask(..) => confirm(revocation, on_action),
    };
    El::group([button])
}

/// The button that confirms, and says how far that has come.
fn confirm(revocation: RwSignal<Revocation>, on_action: Callback<RevocationAction>) -> El {
    let stage = move |is: fn(&Stage) -> bool| {
        revocation.with(|revocation| revocation.job().is_some_and(|job| is(&job.stage)))
    };
    let sending = move || stage(|stage| matches!(stage, Stage::Sending(_) | Stage::Locating(_)));
    let waiting = move || stage(|stage| matches!(stage, Stage::Confirming(_)));
    let preparing = move || stage(|stage| matches!(stage, Stage::Preparing));
    el("button")
        .attr("type", "button")
        .class("danger")
        .attr_if("aria-disabled", "true", move || !waiting())
        .on("click", move |_| on_action.run(RevocationAction::Confirm))
        .child(say(move |w| {
            if sending() {
                w.revoking
            } else if preparing() {
                w.preparing
            } else {
                w.revoke
            }
        }))
}

fn list(items: &[fn(&'static ConsoleStrings) -> &'static str]) -> El {
    el("ul").children(items.iter().map(|item| el("li").child(t(*item))))
}
