//! The dialog between the wish and the sending: what is about to be revoked, and every reason to wait.

use leptos::{html, prelude::*};

use super::{
    confirmation_facts::{details, known_facts, named, part},
    context::PROFILE_ID_FIELD,
    new_token::{self, ValidityField},
    outcome::{about, use_type},
};
use crate::{
    actions::{
        Asked, Guard, Job, LookedUp, Note, ProfileSnapshot, Revocation, RevocationAction, Stage,
        StepUp, Then, TokenAction,
    },
    browser_records::StorageProblem,
    graph::Profile,
    profile::{ProfileId, ProfileType, Target},
    session::Account,
    time::{DAY_MS, Time},
    ui::{
        common::{
            details::row,
            effect::effect,
            failure::read_failure,
            focus::FocusReturn,
            html::{El, Focusable, dynamic, el},
            icon::Icon,
            moment::local_time,
            profile_facts::{is_inactive, profile_facts},
            signal::{Memo, RwSignal},
            waiting::{after, reached},
        },
        words::{
            console::{ConsoleStrings, say, t},
            new_token::{say as new_token_say, t as new_token_t},
        },
    },
};

type Word = fn(&'static ConsoleStrings) -> &'static str;

/// What the person is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Revoke {
        /// Whether a new token is to follow.
        then_new_token: bool,
    },
    NewToken {
        /// Whether the one before was revoked for it.
        replaces: bool,
    },
}

impl Kind {
    fn of(action: TokenAction) -> Self {
        match action {
            TokenAction::Revoke(then) => Self::Revoke {
                then_new_token: then != Then::Nothing,
            },
            TokenAction::Create { replaces, .. } => Self::NewToken { replaces },
        }
    }
}

/// What the dialog shows. Sending changes a button and no more, so that nobody loses their place.
#[derive(Clone, PartialEq, Eq)]
enum Panel {
    Reading,
    Elsewhere(Target, Box<Profile>),
    Undecided(ProfileId, Vec<LookedUp>),
    Ask(Target, Box<ProfileSnapshot>, Asked, Option<Guard>, Kind),
    Wait(Time),
    StepUp { asking: bool, silent: bool },
}

impl Panel {
    /// Whether there is little to be revoked: Graph knows no such profile, or its token no longer works.
    fn is_quiet(&self, now: RwSignal<Time>) -> bool {
        match self {
            Self::Ask(.., Kind::NewToken { .. }) => true,
            Self::Ask(_, known, ..) => known.is_not_found() || is_dead(known, now),
            _ => false,
        }
    }

    fn of(job: &Job, previous: Option<&Self>, now: Time) -> Option<Self> {
        Some(match &job.stage {
            Stage::Reading => Self::Reading,
            Stage::Elsewhere(profile) => {
                Self::Elsewhere(job.target.in_other_collection(), profile.clone())
            }
            Stage::Undecided(looked_up) => {
                Self::Undecided(job.target.profile_id.clone(), looked_up.clone())
            }
            Stage::Confirming(asked) => Self::Ask(
                job.target.clone(),
                Box::new(job.known.clone()),
                *asked,
                job.guard(now),
                Kind::of(job.action),
            ),
            Stage::Preparing | Stage::Sending(_) | Stage::Locating(_) => match previous {
                Some(ask @ Self::Ask(..)) => ask.clone(),
                _ => Self::Ask(
                    job.target.clone(),
                    Box::new(job.known.clone()),
                    Asked::First,
                    None,
                    Kind::of(job.action),
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

/// What the dialog reads, and what it makes happen.
#[derive(Clone, Copy)]
struct Asking {
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
    on_action: Callback<RevocationAction>,
}

/// What a person enters before they confirm. A ticket is an incident's, and stays for the next revocation; a reason does not.
#[derive(Clone, Copy)]
struct NoteFields {
    ticket: RwSignal<String>,
    reason: RwSignal<String>,
    validity: ValidityField,
}

impl NoteFields {
    fn note_fields(self) -> El {
        el("div")
            .class("explain")
            .child(field("revoke-ticket", |w| w.say_ticket, self.ticket))
            .child(field("revoke-reason", |w| w.say_reason, self.reason))
            .child(
                el("p")
                    .class("hint")
                    .attr("id", "explain-hint")
                    .child(t(|w| w.say_hint)),
            )
    }

    fn note(self) -> Note {
        let said = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        Note {
            ticket: said(self.ticket),
            reason: said(self.reason),
        }
    }
}

pub(super) fn confirmation(
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
    let fields = NoteFields {
        ticket: RwSignal::new(String::new()),
        reason: RwSignal::new(String::new()),
        validity: ValidityField::new(),
    };
    let asking = Asking {
        revocation,
        now,
        on_action,
    };
    let came_from = FocusReturn::new(PROFILE_ID_FIELD);
    let follow = move || {
        let Some(dialog) = dialog.get() else { return };
        let open = panel.with(Option::is_some);
        if open && !dialog.open() {
            came_from.remember();
            // Back from the sign-in host, what was typed is there again.
            if let Some(Note { ticket, reason }) =
                revocation.with_untracked(|revocation| Some(revocation.job()?.note.clone()))
            {
                if !ticket.is_empty() {
                    fields.ticket.set(ticket);
                }
                fields.reason.set(reason);
            }
            dialog.show_modal().ok();
        } else if !open && dialog.open() {
            dialog.close();
            fields.reason.set(String::new());
            fields.validity.reset();
        }
    };
    effect(follow);
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
    let turn_back = move || {
        if !untrack(stuck) {
            on_action.run(RevocationAction::Cancel);
            came_from.give_back();
        }
    };
    el("dialog")
        .class("confirmation")
        .attr("role", "alertdialog")
        .attr("aria-labelledby", "confirmation-heading")
        .attr("aria-describedby", "confirmation-lead")
        .node_ref(dialog)
        .on("cancel", move |event| {
            event.prevent_default();
            turn_back();
        })
        // A browser closes the dialog at a second Esc whatever the page says; while a request is under way it comes back.
        .on("close", move |_| untrack(follow))
        // The dialog is named by its heading when it opens; what it says after that is announced.
        .child(
            el("div")
                .attr("aria-live", "polite")
                .child(dynamic(move || match panel.get() {
                    Some(panel) => question(panel, now),
                    None => ().into_any(),
                })),
        )
        .child(dynamic(move || match panel.get() {
            Some(panel) => grounds(panel, &account, asking, not_kept, fields),
            None => ().into_any(),
        }))
        .child(
            el("div")
                .class("buttons")
                .child(dynamic(move || match panel.get() {
                    Some(panel) => button(&panel, asking, all_the_same, fields),
                    None => ().into_any(),
                }))
                // One button all the time, so that the focus stays on it while the rest changes.
                .child(
                    el("button")
                        .attr("type", "button")
                        .attr("autofocus", "")
                        .node_ref(cancel)
                        .attr_if("disabled", "", stuck)
                        .on("click", move |_| turn_back())
                        .child(t(|w| w.cancel)),
                ),
        )
}

/// The heading of the dialog, and what it says first.
fn question(panel: Panel, now: RwSignal<Time>) -> AnyView {
    let said =
        |heading: Word, lead: Word| (el("span").child(t(heading)), lead_of(t(lead).into_render()));
    let (heading, lead) = match panel {
        Panel::Reading => said(|w| w.reading_heading, |w| w.reading),
        Panel::Elsewhere(..) => said(|w| w.elsewhere_heading, |w| w.elsewhere),
        Panel::Undecided(_, looked_up) => {
            let are = |is: fn(&LookedUp) -> bool| looked_up.iter().all(is);
            if are(LookedUp::is_found) {
                said(|w| w.in_both_heading, |w| w.in_both)
            } else if are(LookedUp::is_not_found) {
                said(|w| w.nowhere_heading, |w| w.nowhere)
            } else {
                said(|w| w.undecided_heading, |w| w.undecided)
            }
        }
        Panel::Wait(until) => (
            el("span").child(t(|w| w.waiting_heading)),
            // Not every second of it.
            lead_of(
                say(move |w| (w.waiting)(now.get().ms_until(until).div_ceil(1_000))).into_render(),
            )
            .attr("aria-live", "off"),
        ),
        Panel::StepUp { silent, asking } => said(
            |w| w.step_up_heading,
            match (silent, asking) {
                (true, _) => |w| w.step_up_silent,
                (false, true) => |w| w.step_up_asking,
                (false, false) => |w| w.signing_in_elsewhere,
            },
        ),
        Panel::Ask(target, known, asked, _, Kind::NewToken { replaces }) => {
            new_token::question(&target, &known, asked, replaces)
        }
        Panel::Ask(target, known, asked, guard, Kind::Revoke { then_new_token }) => {
            let is_inactive = matches!(guard, Some(Guard::Inactive { .. }));
            let because: Option<Word> = match asked {
                Asked::First => None,
                _ if is_inactive => Some(|w| w.died_meanwhile),
                Asked::TokenChanged => Some(|w| w.token_changed),
                Asked::FactsLost => Some(|w| w.facts_lost),
                Asked::FactsFound => Some(|w| w.facts_found),
                Asked::NotKept => Some(|w| w.not_kept_asked),
                Asked::Expired => Some(|w| w.died_meanwhile),
            };
            let lead = el("p")
                .attr("id", "confirmation-lead")
                .children(because.map(|because| el("strong").child(t(because)).child(" ")))
                .children(then_new_token.then(|| {
                    el("span")
                        .child(new_token_t(|w| w.replace_first))
                        .child(" ")
                }));
            let lead = match guard {
                Some(Guard::Inactive { since_ms }) => {
                    let since = local_time(since_ms).on_clock();
                    lead.child(say(move |w| (w.inactive_lead)(&since)))
                }
                _ => lead
                    .child(t(|w| w.confirm_lead))
                    .child(" ")
                    .child(t(|w| w.no_undo)),
            };
            let heading = if known.is_not_found() {
                el("span").child(t(|w| w.nowhere_heading))
            } else if is_dead(&known, now) {
                el("span").child(t(|w| w.inactive_heading))
            } else {
                let name = known.name().unwrap_or(target.profile_id.as_str());
                about(name, say(|w| w.confirm_of))
            };
            (heading, lead)
        }
    };
    El::group([
        el("h2").attr("id", "confirmation-heading").child(heading),
        lead,
    ])
}

fn lead_of(said: AnyView) -> El {
    el("p").attr("id", "confirmation-lead").child(said)
}

/// Whether the token no longer works: then it has neither the title nor the red button of one that does.
fn is_dead(known: &ProfileSnapshot, now: RwSignal<Time>) -> bool {
    let now = now.get_untracked();
    matches!(known, ProfileSnapshot::Profile(profile) if is_inactive(profile, now))
}

/// What the person decides by.
fn grounds(
    panel: Panel,
    account: &Account,
    asking: Asking,
    not_kept: RwSignal<Option<StorageProblem>>,
    fields: NoteFields,
) -> AnyView {
    let now = asking.now;
    match panel {
        Panel::Reading | Panel::Wait(_) | Panel::StepUp { .. } => ().into_any(),
        Panel::Elsewhere(target, profile) => El::group([el("dl")
            .class("facts")
            .children(named(&target))
            .children(profile_facts(&profile, now.get_untracked()))]),
        Panel::Undecided(profile_id, looked_up) => undecided(&profile_id, looked_up, now),
        Panel::Ask(target, known, asked, _, Kind::NewToken { .. }) => new_token::grounds(
            &target,
            *known,
            account,
            now,
            is_not_kept(asked, not_kept),
            new_token::picker(fields.validity, asking.revocation, now, asking.on_action),
            fields.note_fields(),
        ),
        Panel::Ask(target, known, asked, guard, Kind::Revoke { .. }) => match (*known, guard) {
            (ProfileSnapshot::Profile(profile), Some(Guard::Inactive { since_ms })) => {
                inactive(&target, &profile, since_ms, account, now)
            }
            (known, _) => {
                let is_not_kept = is_not_kept(asked, not_kept);
                ask(&target, known, account, now, is_not_kept, fields)
            }
        },
    }
}

/// Whether it is to be said that this browser keeps no record. Where that is why the person is asked, it is said above.
fn is_not_kept(asked: Asked, not_kept: RwSignal<Option<StorageProblem>>) -> bool {
    asked != Asked::NotKept && not_kept.with_untracked(Option::is_some)
}

/// What is said where nobody chose a type, and it could not be found out: what came of looking for the profile in each.
fn undecided(profile_id: &ProfileId, looked_up: Vec<LookedUp>, now: RwSignal<Time>) -> AnyView {
    let mut shown = vec![
        el("dl")
            .class("facts")
            .child(row(t(|w| w.profile_id), profile_id.to_string())),
    ];
    for LookedUp {
        profile_type,
        reading,
    } in looked_up
    {
        shown.push(el("h3").child(say(move |w| (w.profile_type_name)(profile_type))));
        match reading {
            Ok(profile) => shown.push(
                el("dl")
                    .class("facts")
                    .children(profile_facts(&profile, now.get_untracked())),
            ),
            Err(failure) => shown.extend(read_failure(failure)),
        }
    }
    El::many(shown)
}

/// The types that are left to choose from where it could not be found out which one it is.
fn types_left(profile_id: &ProfileId, looked_up: &[LookedUp], asking: Asking) -> AnyView {
    let Asking {
        revocation,
        now,
        on_action,
    } = asking;
    let action = action_of(revocation);
    let is_out = |of: &LookedUp| of.is_not_found();
    let left: Vec<ProfileType> = ProfileType::ALL
        .into_iter()
        .filter(|left| {
            !looked_up
                .iter()
                .any(|of| of.profile_type == *left && is_out(of))
        })
        .collect();
    let profile_id = profile_id.clone();
    let buttons = move || {
        let use_type = |profile_type| {
            let profile_id = profile_id.clone();
            use_type(
                Target {
                    profile_type,
                    profile_id,
                },
                action,
                on_action,
            )
        };
        left.iter().copied().map(use_type).collect::<Vec<_>>()
    };
    let waits = looked_up
        .iter()
        .find_map(|of| of.reading.as_ref().err()?.long_wait());
    match waits {
        Some(wait) => after(wait, now, move || {
            el("div").class("row").children(buttons())
        }),
        None => El::many(buttons()),
    }
}

/// What is done with the profile, whichever type it is of.
fn action_of(revocation: RwSignal<Revocation>) -> TokenAction {
    let action = revocation.with_untracked(|revocation| Some(revocation.job()?.action));
    action.unwrap_or(TokenAction::Revoke(Then::Nothing))
}

/// What is said of a token that no longer works: nothing is ready to revoke it.
fn inactive(
    target: &Target,
    profile: &Profile,
    since_ms: i64,
    account: &Account,
    now: RwSignal<Time>,
) -> AnyView {
    let at = now.get_untracked();
    // A clock that is wrong by more than that shows.
    let is_close = at.unix_ms.saturating_sub(since_ms) < DAY_MS;
    let clock = is_close.then(|| el("p").child(say(move |w| (w.inactive_clock)(&at.on_clock()))));
    El::group([
        el("div").children(clock),
        el("p").child(t(|w| w.inactive_leaked)),
        details(target, profile_facts(profile, at), account),
    ])
}

fn ask(
    target: &Target,
    known: ProfileSnapshot,
    account: &Account,
    now: RwSignal<Time>,
    is_not_kept: bool,
    fields: NoteFields,
) -> AnyView {
    let is_aosp = known.is_aosp();
    let (first, facts) = known_facts(known, t(|w| w.unread), now.get_untracked());
    let notice = |text: Word| el("p").class("notice").child(t(text));
    El::group([
        el("div")
            .children(first)
            .children(is_not_kept.then(|| notice(|w| w.not_kept)))
            .children(is_aosp.then(|| notice(|w| w.limits_list[2]))),
        el("div")
            .class("consequences")
            .child(part(
                Icon::PROHIBITED,
                t(|w| w.stops),
                [
                    t(|w| w.stops_list[0]),
                    t(|w| w.stops_list[1]),
                    t(|w| w.stops_list[2]),
                ],
            ))
            .child(part(
                Icon::CHECKMARK_CIRCLE,
                t(|w| w.stays),
                [t(|w| w.stays_list[0]), t(|w| w.stays_list[1])],
            )),
        fields.note_fields(),
        details(target, facts, account),
    ])
}

fn field(id: &'static str, name: Word, value: RwSignal<String>) -> El {
    el("div")
        .child(el("label").attr("for", id).child(t(name)))
        .child(
            el("input")
                .attr("id", id)
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("maxlength", "500")
                .attr("aria-describedby", "explain-hint")
                .value(value)
                .on("input", move |event| value.set(event_target_value(&event))),
        )
}

/// The button that goes on from here, where there is one.
fn button(
    panel: &Panel,
    asking: Asking,
    on_all_the_same: Callback<()>,
    fields: NoteFields,
) -> AnyView {
    let Asking {
        revocation,
        now,
        on_action,
    } = asking;
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
        Panel::Elsewhere(target, _) => {
            let action = action_of(revocation);
            use_type(target.clone(), action, on_action).class("primary")
        }
        Panel::Undecided(profile_id, looked_up) => {
            return types_left(profile_id, looked_up, asking);
        }
        Panel::StepUp { asking, .. } => {
            let asking = *asking;
            plain
                .class("primary")
                .on("click", move |_| {
                    // The page may go, and what was typed is kept with the rest.
                    on_action.run(RevocationAction::Explain(fields.note()));
                    on_action.run(RevocationAction::StepUp);
                })
                .child(say(move |w| if asking { w.step_up } else { w.try_again }))
        }
        Panel::Ask(_, _, _, Some(Guard::Inactive { .. }), _) => all_the_same(),
        Panel::Ask(_, _, _, Some(Guard::AskedToWait(wait)), kind) => {
            let (reached, quiet, kind) = (reached(*wait, now), panel.is_quiet(now), *kind);
            return dynamic(move || {
                El::group([if reached() {
                    confirm(asking, fields, quiet, kind)
                } else {
                    all_the_same()
                }])
            });
        }
        Panel::Ask(.., kind) => confirm(asking, fields, panel.is_quiet(now), *kind),
    };
    El::group([button])
}

/// The button that confirms, and says how far that has come.
fn confirm(asking: Asking, fields: NoteFields, is_quiet: bool, kind: Kind) -> El {
    let Asking {
        revocation,
        on_action,
        ..
    } = asking;
    let stage = move |is: fn(&Stage) -> bool| {
        revocation.with(|revocation| revocation.job().is_some_and(|job| is(&job.stage)))
    };
    let sending = move || stage(|stage| matches!(stage, Stage::Sending(_) | Stage::Locating(_)));
    let waiting = move || stage(|stage| matches!(stage, Stage::Confirming(_)));
    let preparing = move || stage(|stage| matches!(stage, Stage::Preparing));
    let is_new_token = matches!(kind, Kind::NewToken { .. });
    let is_wrong = move || is_new_token && fields.validity.is_wrong.get();
    let label: AnyView = if is_new_token {
        new_token_say(move |w| if sending() { w.making } else { w.make }).into_render()
    } else {
        say(move |w| {
            if sending() {
                w.revoking
            } else if preparing() {
                w.preparing
            } else {
                w.revoke
            }
        })
        .into_render()
    };
    let button = el("button").attr("type", "button");
    if is_new_token {
        button.class("primary")
    } else {
        button.attr_if("class", "danger", move || !is_quiet)
    }
    .attr_if("aria-disabled", "true", move || !waiting() || is_wrong())
    .on("click", move |_| {
        if !untrack(is_wrong) {
            on_action.run(RevocationAction::Explain(fields.note()));
            on_action.run(RevocationAction::Confirm);
        }
    })
    .child(label)
}
