//! How a revocation ended: the status region for a success, the alert region for everything else.

use std::cell::RefCell;

use leptos::{prelude::*, wasm_bindgen::JsCast as _, web_sys::HtmlElement};

use super::{context::PROFILE_ID_FIELD, receipt::receipt, table_view::TableView};
use crate::{
    APP_VERSION,
    actions::{
        ActionRequest, Confirmation, Indeterminate, Job, Outcome, ProfileSnapshot, Receipt,
        ReceiptField, Refused, Revocation, RevocationAction, Sent, Stage, TokenAction,
    },
    graph::{Cause, Ids, LongWait, Refusal},
    profile::Target,
    time::Time,
    token::{Expiry, TokenState},
    ui::{
        common::{
            context::ScreenContext,
            copy_button::copy_button,
            details::{id_row, row},
            devices::{on_paper, who_enrolled},
            effect::effect,
            failure::{no_answer, refused, status, support_ids},
            html::{El, Focusable, dynamic, el},
            live::Live,
            moment::moment,
            profile_facts::token_state,
            qr_code::show_qr_code,
            sign_in_notice::sign_in_advice,
            signal::{Memo, RwSignal},
            waiting::{after, asks_to_wait},
        },
        words::{
            console::{ConsoleStrings, say, t},
            new_token,
        },
    },
};

/// The two live regions, there from the start so that a screen reader speaks what comes into them.
///
/// It is shown whole with the profile that it is about, and in a line with any other.
pub(super) fn outcome(
    revocation: RwSignal<Revocation>,
    around: ScreenContext,
    look: TableView,
) -> El {
    let on_action = around.on_action;
    let told = Memo::new(move |_| {
        revocation.with(|revocation| revocation.outcomes().cloned().collect::<Vec<_>>())
    });
    // What of it is said first. While that stays, so does its place on the page with the focus in it.
    let heads = Memo::new(move |_| told.with(|told| told.iter().map(Head::of).collect::<Vec<_>>()));
    let heading = NodeRef::<Focusable>::new();
    let before = RefCell::new(None);
    effect(move || {
        let is_told = told.with(|told| !told.is_empty());
        let heads = heads.get();
        let was = before.replace(Some(heads.clone()));
        let (is_first, is_new) = (was.is_none(), was.as_ref() != Some(&heads));
        // After the dialog has closed, which gives the focus back to the form.
        request_animation_frame(move || {
            if !is_told {
                // What was closed had the focus.
                if !is_first {
                    focus_form();
                }
            } else if let Some(heading) = heading.get_untracked()
                && (is_new || nobody_has_it())
            {
                heading.focus().ok();
            }
        });
    });
    let show = move |wanted: Region| {
        let around = around.clone();
        dynamic(move || {
            let heads = heads.get().into_iter().enumerate();
            let notices = heads
                .filter(|(_, head)| head.verdict.region() == wanted)
                .map(|(at, head)| {
                    if is_beside(&head.target, look) {
                        return in_short(head, look);
                    }
                    let title = head.title();
                    // The focus is led to the last one.
                    let title = if at == 0 {
                        title.node_ref(heading)
                    } else {
                        title
                    };
                    let part = |part: fn(&Job, &ScreenContext) -> Vec<El>| {
                        let around = around.clone();
                        dynamic(move || {
                            told.with(|told| {
                                let job = told.get(at);
                                El::many(job.map(|job| part(job, &around)).unwrap_or_default())
                            })
                        })
                    };
                    el("div")
                        .class(head.verdict.class())
                        .child(paper_title(head.is_new_token))
                        .child(title)
                        .child(el("div").child(part(state)))
                        .child(el("div").attr("aria-live", "off").child(part(rest)))
                        .child(on_paper(head.target.clone()))
                });
            El::many(notices.collect())
        })
    };
    // What is added is announced, and not all of it anew; and of that how it stands, as the focus is led to the title.
    let region = |role: &'static str, wanted| {
        el("div")
            .attr("role", role)
            .attr("aria-atomic", "false")
            .child(show(wanted))
    };
    el("div")
        .child(not_replaced(revocation, on_action))
        .child(region("status", Region::Status))
        .child(region("alert", Region::Alert))
}

/// Where a token was revoked to be replaced, and is not: that comes before everything else.
fn not_replaced(
    revocation: RwSignal<Revocation>,
    on_action: Callback<RevocationAction>,
) -> AnyView {
    let lacks = Memo::new(move |_| revocation.with(Revocation::lacks_new_token));
    dynamic(move || {
        let Some(target) = lacks.get() else {
            return ().into_any();
        };
        let request = ActionRequest::create_second(target);
        let make_now = move |_| on_action.run(RevocationAction::Request(request.clone()));
        El::group([el("div")
            .class("notice error")
            .attr("role", "alert")
            .child(el("p").child(el("strong").child(new_token::t(|w| w.not_replaced))))
            .child(el("p").child(new_token::t(|w| w.not_replaced_lead)))
            .child(
                el("button")
                    .attr("type", "button")
                    .on("click", make_now)
                    .child(new_token::t(|w| w.make_now)),
            )])
    })
}

/// What is said of an outcome before anything else.
#[derive(Clone, PartialEq, Eq)]
struct Head {
    verdict: Verdict,
    /// Whether it is about a new token.
    is_new_token: bool,
    target: Target,
    name: Option<String>,
}

impl Head {
    fn of(job: &Job) -> Self {
        Self {
            verdict: Verdict::of(&job.stage),
            is_new_token: job.validity().is_some(),
            target: job.target.clone(),
            name: job.known.name().map(str::to_owned),
        }
    }

    fn title(&self) -> El {
        let said = match &self.name {
            Some(name) if self.verdict == Verdict::CarriedOut && self.is_new_token => {
                about(name, new_token::say(|w| w.made_of))
            }
            Some(name) if self.verdict == Verdict::CarriedOut => about(name, say(|w| w.revoked_of)),
            _ => el("span").child(self.headline()),
        };
        el("h2")
            .attr("tabindex", "-1")
            .attr("aria-live", "off")
            .child(said)
    }

    /// It in one sentence.
    fn headline(&self) -> Live<&'static str> {
        if self.is_new_token {
            new_token::t(match self.verdict {
                Verdict::CarriedOut => |w| w.made,
                Verdict::Open | Verdict::CannotTell => |w| w.may_have_made,
                Verdict::NotSent => |w| w.not_sent,
                Verdict::NotCarriedOut => |w| w.not_made,
            })
        } else {
            t(match self.verdict {
                Verdict::CarriedOut => |w| w.revoked,
                Verdict::Open | Verdict::CannotTell => |w| w.may_have_revoked,
                Verdict::NotSent => |w| w.not_sent,
                Verdict::NotCarriedOut => |w| w.not_revoked,
            })
        }
    }
}

/// A sentence about a profile, by what stands before and behind its name, which is kept apart whichever way its script runs.
pub(super) fn about(name: &str, around: Live<[&'static str; 2]>) -> El {
    let (before, behind) = (around.clone(), around);
    el("span")
        .child(Live::new(move || before.get()[0]))
        .child(el("bdi").child(name.to_owned()))
        .child(Live::new(move || behind.get()[1]))
}

/// What the paper is, and what made it; the style sheet shows it there only.
fn paper_title(is_new_token: bool) -> El {
    let title = if is_new_token {
        new_token::t(|w| w.receipt_title)
    } else {
        t(|w| w.receipt_title)
    };
    el("p")
        .class("paper-title")
        .child(el("strong").child(title))
        .child(el("span").child("Token Console ").child(APP_VERSION))
}

/// Whether the panel is about another profile than an outcome. An ID is told in two forms, and the collection may have been found out.
fn is_beside(target: &Target, look: TableView) -> bool {
    look.picked.with(|picked| {
        let picked = picked.as_ref().map(|picked| picked.profile_id.bare());
        picked.is_some_and(|picked| picked != target.profile_id.bare())
    })
}

/// That there is an outcome, and the way to it.
fn in_short(head: Head, look: TableView) -> El {
    let said = head.headline();
    let Head {
        verdict,
        target,
        name,
        ..
    } = head;
    let profile = name.unwrap_or_else(|| target.profile_id.to_string());
    el("div")
        .class(match verdict.region() {
            Region::Alert => "notice error short",
            Region::Status => "notice success short",
        })
        // It was said before.
        .attr("aria-live", "off")
        .child(el("p").child(say(move |w| (w.outcome_of)(said.get(), &profile))))
        .child(
            el("button")
                .attr("type", "button")
                .on("click", move |_| look.pick(target.clone()))
                .child(t(|w| w.show)),
        )
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

fn nobody_has_it() -> bool {
    document()
        .active_element()
        .is_none_or(|active| active.tag_name() == "BODY")
}

/// Where the person goes on from.
fn focus_form() {
    if nobody_has_it()
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

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    CarriedOut,
    /// That is being found out.
    Open,
    CannotTell,
    NotSent,
    NotCarriedOut,
}

impl Verdict {
    fn of(stage: &Stage) -> Self {
        match stage {
            Stage::Verifying(_)
            | Stage::Finished(Outcome::Accepted { .. } | Outcome::CarriedOut { .. }) => {
                Self::CarriedOut
            }
            Stage::Reconciling(_) => Self::Open,
            Stage::Finished(Outcome::CannotTell(_)) => Self::CannotTell,
            Stage::Finished(Outcome::NotSent { .. }) => Self::NotSent,
            _ => Self::NotCarriedOut,
        }
    }

    fn region(self) -> Region {
        match self {
            Self::CarriedOut | Self::Open => Region::Status,
            Self::CannotTell | Self::NotSent | Self::NotCarriedOut => Region::Alert,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::CarriedOut => "notice outcome success",
            Self::Open => "notice outcome",
            Self::CannotTell | Self::NotSent | Self::NotCarriedOut => "notice outcome error",
        }
    }
}

/// How it stands, and what there is to know of that before anything else is done: this is announced.
fn state(job: &Job, around: &ScreenContext) -> Vec<El> {
    let strong = |said: AnyView| vec![el("p").child(el("strong").child(said))];
    let line = |said: AnyView| vec![el("p").child(said)];
    let looking = |text: fn(&'static ConsoleStrings) -> &'static str| {
        el("p").attr("id", "read-back").child(t(text))
    };
    match &job.stage {
        Stage::Verifying(_) => vec![
            el("p").child(el("strong").child("204 No Content")),
            looking(|w| w.verifying),
        ],
        Stage::Reconciling(indeterminate) => {
            let mut said = vec![looking(|w| w.reconciling)];
            said.extend(why(indeterminate));
            said
        }
        Stage::Finished(outcome @ Outcome::Accepted { confirmation, .. }) => {
            let mut said = strong(confirmed(confirmation).into_render());
            said.extend(new_token_facts(job, outcome, around.now.get_untracked()));
            said
        }
        Stage::Finished(
            outcome @ Outcome::CarriedOut {
                indeterminate, at, ..
            },
        ) => {
            let at = at.on_clock();
            let mut said = line(say(move |w| (w.revoked_unanswered)(&at)).into_render());
            // There is nothing left to do about it.
            said.extend(why(indeterminate).into_iter().take(1));
            said.extend(new_token_facts(job, outcome, around.now.get_untracked()));
            said
        }
        Stage::Finished(Outcome::NotCarriedOut { indeterminate, .. }) => {
            let mut said = line(t(|w| w.same_token).into_render());
            said.extend(why(indeterminate));
            said
        }
        Stage::Finished(Outcome::CannotTell(indeterminate)) => why(indeterminate),
        Stage::Finished(Outcome::Refused(Refused { refusal, .. })) => {
            refused_new_token(job, refusal).unwrap_or_else(|| refused(refusal))
        }
        Stage::Finished(Outcome::NotSent { failure, .. } | Outcome::TurnedAway { failure, .. }) => {
            sign_in_advice(failure.clone(), around.config.admin_consent_link())
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

/// What can be done about it, and everything that is known of it.
fn rest(job: &Job, around: &ScreenContext) -> Vec<El> {
    let on_action = around.on_action;
    let check_again =
        move || action_button(|w| w.check_again, on_action, RevocationAction::CheckAgain);
    let request = ActionRequest {
        wanted: job.target.clone().into(),
        action: job.action,
    };
    let try_again = move || {
        action_button(
            |w| w.try_again,
            on_action,
            RevocationAction::Request(request.clone()),
        )
    };
    let answered = |sent: &Sent| {
        el("dl")
            .children(named(job, around))
            .children(sent.answered.map(when).into_iter().flatten())
            .children(support_ids(sent.ids.clone()))
    };
    let mut parts = match &job.stage {
        Stage::Verifying(sent) => vec![answered(sent)],
        Stage::Reconciling(indeterminate) => {
            vec![indeterminate_details(job, indeterminate, around)]
        }
        Stage::Finished(Outcome::Accepted { sent, confirmation }) => {
            let is_new_token = job.validity().is_some();
            let qr_code = is_new_token
                .then(|| show_qr_code(job.target.clone()))
                .flatten();
            let again = matches!(
                confirmation,
                Confirmation::NotVisible { .. } | Confirmation::NotRead { .. }
            );
            let again = again.then(|| next(job.long_wait(), around, check_again));
            again
                .into_iter()
                .chain(qr_code.map(|button| el("p").child(button)))
                .chain([answered(sent), limits(job)])
                .collect()
        }
        Stage::Finished(Outcome::CarriedOut { indeterminate, .. }) => vec![
            indeterminate_details(job, indeterminate, around),
            limits(job),
        ],
        Stage::Finished(Outcome::NotCarriedOut { indeterminate, .. }) => vec![
            el("p").child(try_again()).child(" ").child(check_again()),
            indeterminate_details(job, indeterminate, around),
        ],
        Stage::Finished(Outcome::CannotTell(indeterminate)) => vec![
            next(job.long_wait(), around, check_again),
            indeterminate_details(job, indeterminate, around),
        ],
        Stage::Finished(Outcome::Refused(Refused { refusal, at, .. })) => {
            let wait = refusal.long_wait();
            wait.map(|wait| next(Some(wait), around, try_again))
                .into_iter()
                .chain(other_collection(job, refusal, on_action))
                .chain([details(job, refusal, *at, around), raw(refusal)])
                .collect()
        }
        Stage::Finished(Outcome::NotSent { at, .. } | Outcome::TurnedAway { at, .. }) => {
            let sign_in = around.sign_in;
            vec![
                el("button")
                    .attr("type", "button")
                    .on("click", move |_| sign_in.run(()))
                    .child(t(|w| w.sign_in_again)),
                el("dl").children(named(job, around)).children(when(*at)),
            ]
        }
        // What is not sent yet is shown by the dialog that asks for it.
        _ => Vec::new(),
    };
    let proof = proof(job, around).filter(|_| !matches!(job.stage, Stage::Reconciling(_)));
    match job.stage {
        // Nothing is left to do but to take the proof along.
        Stage::Verifying(_) | Stage::Finished(Outcome::Accepted { .. }) => {
            parts.splice(0..0, proof);
        }
        _ => parts.extend(proof),
    }
    if let (Stage::Finished(_), ProfileSnapshot::Profile(profile)) = (&job.stage, &job.known) {
        parts.extend(who_enrolled(profile));
    }
    parts.extend(close(job, on_action));
    parts
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
    (refusal.cause == Cause::OtherCollection)
        .then(|| use_type(target, job.action, on_action).class("primary"))
}

/// The button that starts anew with the profile in another collection.
pub(super) fn use_type(
    target: Target,
    action: TokenAction,
    on_action: Callback<RevocationAction>,
) -> El {
    let profile_type = target.profile_type;
    let request = ActionRequest {
        wanted: target.into(),
        action,
    };
    el("button")
        .attr("type", "button")
        .on("click", move |_| {
            on_action.run(RevocationAction::Request(request.clone()));
        })
        .child(say(move |w| (w.use_type)(profile_type)))
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

/// Why Graph refused a new token, where that is said in other words than of a revocation.
fn refused_new_token(job: &Job, refusal: &Refusal) -> Option<Vec<El>> {
    let (happened, next): (NewTokenWord, NewTokenWord) = match (job.validity()?, &refusal.cause) {
        (_, Cause::BadRequest) => (|w| w.refused_number.happened, |w| w.refused_number.next),
        (_, Cause::ApprovalRequired) => (|w| w.approval.happened, |w| w.approval.next),
        _ => return None,
    };
    Some(
        [happened, next]
            .map(|said| el("p").child(new_token::t(said)))
            .into(),
    )
}

type NewTokenWord = fn(&'static new_token::NewTokenStrings) -> &'static str;

/// How the new token stands, as it was read back, and whether it is what was asked for.
fn new_token_facts(job: &Job, outcome: &Outcome, now: Time) -> Vec<El> {
    /// What Intune may round by: the portal ends tokens at a time of day.
    const ROUNDED_MS: u64 = 86_400_000;
    let (Some((validity, _)), Some(after), Some(sent)) =
        (job.validity(), outcome.after(), outcome.sent())
    else {
        return Vec::new();
    };
    let state = after.token_state(now.unix_ms);
    let asked_ms = sent.at.unix_ms.saturating_add(validity.ms());
    let is_other = match after.token_expires {
        Expiry::At(ms) => ms.abs_diff(asked_ms) > ROUNDED_MS,
        Expiry::Null => true,
        Expiry::Unknown => false,
    };
    // To the minute: days would be rounded down.
    let end = match after.token_expires {
        Expiry::At(ms) if state != TokenState::NeverExpires => moment(ms).into_render(),
        _ => say(move |w| token_state(w, state, now)).into_render(),
    };
    let mut said = vec![
        el("dl")
            .child(row(new_token::t(|w| w.works_until), end))
            .children(
                after
                    .token_created_ms
                    .map(|ms| row(t(|w| w.token_created), moment(ms))),
            )
            .child(row(
                new_token::t(|w| w.asked_for),
                new_token::say(move |w| (w.length)(validity.seconds())),
            )),
    ];
    if is_other {
        said.push(
            el("p")
                .class("notice")
                .child(new_token::t(|w| w.other_expiry)),
        );
    }
    said
}

fn why(indeterminate: &Indeterminate) -> Vec<El> {
    match indeterminate {
        Indeterminate::Refused(Refused { refusal, .. }) => refused(refusal),
        Indeterminate::NoAnswer { reason, .. } => no_answer(*reason),
    }
}

fn indeterminate_details(job: &Job, indeterminate: &Indeterminate, around: &ScreenContext) -> El {
    match indeterminate {
        Indeterminate::Refused(Refused { refusal, at, .. }) => el("div")
            .child(details(job, refusal, *at, around))
            .child(raw(refusal)),
        Indeterminate::NoAnswer { sent, at, .. } => {
            let client_request_id = sent.client_request_id.to_string();
            el("dl")
                .child(row(t(|w| w.status), t(|w| w.none)))
                .children(named(job, around))
                .children(when(*at))
                .children(support_ids(Ids {
                    client_request_id,
                    ..Ids::default()
                }))
        }
    }
}

fn details(job: &Job, refusal: &Refusal, at: Time, around: &ScreenContext) -> El {
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
        .children(named(job, around))
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

/// Which profile it was, who did it, and why.
fn named(job: &Job, around: &ScreenContext) -> Vec<El> {
    let Target {
        profile_type,
        profile_id,
    } = job.target.clone();
    let mut rows: Vec<El> = id_row(t(|w| w.profile_id), profile_id.to_string())
        .into_iter()
        .collect();
    if job.is_of_known_type() {
        rows.push(row(
            t(|w| w.profile_type),
            say(move |w| (w.profile_type_name)(profile_type)),
        ));
    }
    if let ProfileSnapshot::Profile(before) = &job.known {
        rows.push(row(t(|w| w.profile_name), before.name.clone()));
        if let Some(ms) = before.token_created_ms {
            rows.push(row(t(|w| w.token_created), moment(ms)));
        }
    }
    rows.push(row(t(|w| w.tenant), around.account.tenant_id.clone()));
    rows.push(row(t(|w| w.account), around.account.upn.clone()));
    for (of, said) in [
        (ReceiptField::Ticket, &job.note.ticket),
        (ReceiptField::Reason, &job.note.reason),
    ] {
        if !said.is_empty() {
            rows.push(row(say(move |w| (w.receipt_entry)(of)), said.clone()));
        }
    }
    rows
}

fn when(at: Time) -> [El; 2] {
    [
        row(t(|w| w.local_time), at.local()),
        row(t(|w| w.time), at.utc()),
    ]
}

/// What a revocation does not do.
fn limits(job: &Job) -> El {
    if job.validity().is_some() {
        let item = |pick: NewTokenWord| el("li").child(new_token::t(pick));
        return el("section").child(el("h3").child(t(|w| w.limits))).child(
            el("ul")
                .child(item(|w| w.limits_list[0]))
                .child(item(|w| w.limits_list[1])),
        );
    }
    let item = |pick: fn(&'static ConsoleStrings) -> &'static str| el("li").child(t(pick));
    el("section").child(el("h3").child(t(|w| w.limits))).child(
        el("ul")
            .child(item(|w| w.limits_list[0]))
            .child(item(|w| w.limits_list[1]))
            .children(job.known.is_aosp().then(|| item(|w| w.limits_list[2]))),
    )
}

fn proof(job: &Job, around: &ScreenContext) -> Option<El> {
    Receipt::of(job, &around.account, &around.config)
        .map(|entries| receipt(&entries, &job.target, job.action, around))
}
