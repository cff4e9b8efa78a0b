//! The question whether to make a new token: what comes of it, and how long it is to work.

use leptos::prelude::*;

use super::{
    confirmation_facts::{details, known_facts, part},
    outcome::about,
};
use crate::{
    actions::{Asked, ProfileSnapshot, Revocation, RevocationAction, TokenValidity, ValidityLimit},
    profile::Target,
    session::Account,
    time::Time,
    ui::{
        common::{
            html::{El, dynamic, el},
            icon::Icon,
            moment::local_time,
            signal::{Memo, RwSignal},
        },
        words::{
            console as common,
            new_token::{NewTokenStrings, say, t},
        },
    },
};

type Word = fn(&'static NewTokenStrings) -> &'static str;

/// What is entered of how long the new token is to work.
#[derive(Clone, Copy)]
pub(super) struct ValidityField {
    /// Whether a number of days is typed in place of a choice.
    is_typed: RwSignal<bool>,
    days: RwSignal<String>,
    /// Whether what is typed is no number of days that may be.
    pub is_wrong: RwSignal<bool>,
}

impl ValidityField {
    pub(super) fn new() -> Self {
        Self {
            is_typed: RwSignal::new(false),
            days: RwSignal::new(String::new()),
            is_wrong: RwSignal::new(false),
        }
    }

    pub(super) fn reset(self) {
        self.is_typed.set(false);
        self.days.set(String::new());
        self.is_wrong.set(false);
    }
}

/// The heading of the question, and what it says first.
pub(super) fn question(
    target: &Target,
    known: &ProfileSnapshot,
    asked: Asked,
    replaces: bool,
) -> (El, El) {
    let because = match asked {
        Asked::First | Asked::Expired => None,
        Asked::NotKept => Some(common::t(|w| w.not_kept_asked)),
        Asked::TokenChanged => Some(t(|w| w.token_changed)),
        Asked::FactsLost => Some(t(|w| w.facts_lost)),
        Asked::FactsFound => Some(t(|w| w.facts_found)),
    };
    let name = known.name().unwrap_or(target.profile_id.as_str());
    let (lead, then): (Word, Word) = if replaces {
        (|w| w.lead_second, |w| w.stays_dead)
    } else {
        (|w| w.lead, |w| w.before_unknown)
    };
    (
        about(name, say(|w| w.heading_of)),
        el("p")
            .attr("id", "confirmation-lead")
            .children(because.map(|because| el("strong").child(because).child(" ")))
            .child(t(lead))
            .child(" ")
            .child(t(then)),
    )
}

/// What the person decides by, with the field for how long it is to work.
pub(super) fn grounds(
    target: &Target,
    known: ProfileSnapshot,
    account: &Account,
    now: RwSignal<Time>,
    is_not_kept: bool,
    picker: El,
    note: El,
) -> AnyView {
    let (first, facts) = known_facts(known, t(|w| w.unread), now.get_untracked());
    let not_kept = is_not_kept.then(|| el("p").class("notice").child(common::t(|w| w.not_kept)));
    El::group([
        el("div").children(first).children(not_kept),
        picker,
        el("div")
            .class("consequences gains")
            .child(part(
                Icon::CHECKMARK_CIRCLE,
                t(|w| w.gets),
                [t(|w| w.gets_list[0]), t(|w| w.gets_list[1])],
            ))
            .child(part(
                Icon::CHECKMARK_CIRCLE,
                t(|w| w.stays),
                [t(|w| w.stays_list[0]), t(|w| w.stays_list[1])],
            )),
        note,
        details(target, facts, account),
    ])
}

/// The value of the choice in which a number of days is typed.
const OTHER: &str = "other";

/// So many days, where it is a number of them that may be.
fn days(text: &str, most: TokenValidity) -> Option<TokenValidity> {
    let days = TokenValidity::from_days(text.trim().parse().ok()?)?;
    (days <= most).then_some(days)
}

fn typed(field: ValidityField, most: TokenValidity, on_action: Callback<RevocationAction>) -> El {
    let enter = move |text: String| {
        let days = days(&text, most);
        field.days.set(text);
        field.is_wrong.set(days.is_none());
        if let Some(validity) = days {
            on_action.run(RevocationAction::Validity(validity));
        }
    };
    el("div")
        .child(
            el("label")
                .attr("for", "new-token-days")
                .child(t(|w| w.days)),
        )
        .child(
            el("input")
                .attr("id", "new-token-days")
                .attr("type", "text")
                .attr("inputmode", "numeric")
                .attr("autocomplete", "off")
                .attr("maxlength", "6")
                .attr("aria-describedby", "new-token-days-problem")
                .attr_if("aria-invalid", "true", move || field.is_wrong.get())
                .value(field.days)
                .on("input", move |event| enter(event_target_value(&event))),
        )
        .child(
            el("p")
                .class("problem")
                .attr("id", "new-token-days-problem")
                .attr("aria-live", "polite")
                .child(say(move |w| {
                    if field.is_wrong.get() {
                        (w.days_problem)(most.days())
                    } else {
                        String::new()
                    }
                })),
        )
}

fn said(limit: ValidityLimit) -> El {
    el("p").child(say(move |w| match limit {
        ValidityLimit::Most(most) => (w.limit)(&(w.length)(most.seconds())),
        ValidityLimit::NoExpiry => w.no_expiry.to_owned(),
        ValidityLimit::NotKnown => String::new(),
    }))
}

/// The choice of how long the new token is to work.
pub(super) fn picker(
    field: ValidityField,
    revocation: RwSignal<Revocation>,
    now: RwSignal<Time>,
    on_action: Callback<RevocationAction>,
) -> El {
    let validity = Memo::new(move |_| revocation.with(|revocation| revocation.job()?.validity()));
    let limit = validity
        .get_untracked()
        .map_or(ValidityLimit::NotKnown, |(_, limit)| limit);
    let most = limit.most();
    let choose = move |value: String| {
        field.is_typed.set(value == OTHER);
        field
            .is_wrong
            .set(value == OTHER && days(&field.days.get_untracked(), most).is_none());
        let seconds = value.parse().ok().and_then(TokenValidity::from_seconds);
        if let Some(validity) = seconds.or_else(|| days(&field.days.get_untracked(), most)) {
            on_action.run(RevocationAction::Validity(validity));
        }
    };
    let is_chosen = move |of: TokenValidity| {
        !field.is_typed.get() && validity.get().is_some_and(|(chosen, _)| chosen == of)
    };
    let offered = TokenValidity::OFFERED.into_iter().filter(|of| *of <= most);
    let options = offered.map(|of| {
        el("option")
            .attr("value", of.seconds().to_string())
            .attr_if("selected", "", move || is_chosen(of))
            .child(say(move |w| (w.length)(of.seconds())))
    });
    el("div")
        .class("explain validity")
        .child(
            el("div")
                .child(
                    el("label")
                        .attr("for", "new-token-validity")
                        .child(t(|w| w.validity)),
                )
                .child(
                    el("select")
                        .attr("id", "new-token-validity")
                        .attr("aria-describedby", "new-token-limit")
                        .on("change", move |event| choose(event_target_value(&event)))
                        .children(options)
                        .child(
                            el("option")
                                .attr("value", OTHER)
                                .attr_if("selected", "", move || field.is_typed.get())
                                .child(t(|w| w.other)),
                        ),
                ),
        )
        .child(dynamic(move || {
            if field.is_typed.get() {
                El::group([typed(field, most, on_action)])
            } else {
                ().into_any()
            }
        }))
        .child(said(limit).class("hint").attr("id", "new-token-limit"))
        .child(
            el("p")
                .class("hint")
                .attr("aria-live", "polite")
                .child(say(move |w| match validity.get() {
                    Some((validity, _)) if !field.is_wrong.get() => {
                        let end = now.get_untracked().unix_ms.saturating_add(validity.ms());
                        (w.expires_about)(&local_time(end).local())
                    }
                    _ => String::new(),
                })),
        )
}
