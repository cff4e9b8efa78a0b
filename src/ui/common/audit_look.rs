//! What Intune's own audit log says of what was sent, or why it cannot be read.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    audit::{AuditContext, AuditDesk, AuditSection},
    details::{id_row, row},
    effect::effect,
    html::{El, Focusable, dynamic, el},
    moment::local_time,
    permission::{Asking, asking, no_permission, not_read, offered, waiting_button, why_not_read},
    signal::{Memo, RwSignal},
};
use crate::{
    activity::{AuditFindings, AuditQuestion, AuditSearch, AuditSought, AuditVerdict},
    config::Config,
    errand::Errand,
    graph::AuditEvent,
    permission::Permission,
    time::{Time, utc},
    ui::words::activity::{ActivityStrings, say, t},
};

/// What reading the log takes.
const PERMISSION: Permission = Permission::AuditEvents;

/// A look into the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditLookup {
    pub search: AuditSearch,
    /// How far the person has been asked for what it needs.
    pub asking: Asking,
    /// When it began.
    pub at: Time,
}

/// What the view of a look is given.
#[derive(Clone)]
pub(crate) struct AuditLook {
    pub look: RwSignal<Option<AuditLookup>>,
    /// Whether something is under way that leaving the page would interrupt.
    pub is_busy: Memo<bool>,
    pub config: Config,
    /// Looks for these.
    pub on_look: Callback<Vec<AuditQuestion>>,
    /// The button, for who puts the focus on it.
    pub button: NodeRef<Focusable>,
}

/// The look that is begun beside an outcome; what it finds goes with the receipt or the report.
pub(crate) fn audit_panel(context: AuditContext, view: AuditLook) -> AnyView {
    let (look, button) = (view.look, view.button);
    effect(move || {
        // In place of the button that has begun it.
        request_animation_frame(move || {
            if let Some(button) = button.get_untracked() {
                button.focus().ok();
            }
        });
    });
    let AuditContext {
        questions,
        errand: of,
        ..
    } = context;
    take_along(look, move |_| Some(of.clone()));
    El::group([audit(questions, view)])
}

/// What looks find goes with the receipt, the report and the entry that it is of, which `of` tells.
pub(crate) fn take_along(
    look: RwSignal<Option<AuditLookup>>,
    of: impl Fn(&AuditSearch) -> Option<Errand> + Send + Sync + 'static,
) {
    let Some(AuditDesk { sections, .. }) = use_context() else {
        return;
    };
    let found = Memo::new(move |_| {
        look.with(|look| {
            let AuditLookup { search, at, .. } = look.as_ref()?;
            Some((of(search)?, AuditFindings::of(search, *at)?))
        })
    });
    let documents = say(move |w| {
        let (of, found) = found.get()?;
        Some(Arc::new(AuditSection {
            of,
            text: found.text(&w.report),
            markdown: found.markdown(&w.report),
            json: found.json(),
        }))
    });
    effect(move || {
        if let Some(section) = documents.get() {
            sections.update(|sections| {
                sections.retain(|earlier| earlier.of != section.of);
                sections.push(section);
            });
        }
    });
}

/// The button that looks for what was sent, and what came of it.
pub(crate) fn audit(questions: Vec<AuditQuestion>, view: AuditLook) -> El {
    let AuditLook {
        look,
        is_busy,
        config,
        on_look,
        button,
    } = view;
    let stands = {
        let questions = questions.clone();
        Memo::new(move |_| look.with(|look| look.clone().filter(|of| of.search.is_of(&questions))))
    };
    let waits = Memo::new(move |_| {
        is_busy.get()
            || look.with(|look| {
                look.as_ref().is_some_and(|look| {
                    look.asking == Asking::UnderWay
                        || look.search.verdict() == AuditVerdict::Searching
                })
            })
    });
    let name = say(move |w| {
        if stands.with(Option::is_some) {
            w.look_again
        } else {
            w.look_up
        }
    });
    let look_up = move || {
        let questions = questions.clone();
        let act = move || on_look.run(questions.clone());
        waiting_button(move || waits.get(), act).class("copy")
    };
    let first = el("p").child(look_up().node_ref(button).child(name));
    el("div").child(first).child(
        el("div")
            .attr("role", "group")
            .attr("aria-label", t(|w| w.audit_log))
            .attr("aria-live", "polite")
            .child(dynamic(move || match stands.get() {
                None => ().into_any(),
                Some(look) if look.asking == Asking::Offered => {
                    El::group(offered(PERMISSION, look_up()))
                }
                Some(look) => El::many(says(&look, &config)),
            })),
    )
}

fn says(look: &AuditLookup, config: &Config) -> Vec<El> {
    match &look.asking {
        Asking::UnderWay => return vec![asking(PERMISSION)],
        Asking::Failed(failure) => {
            return not_read(
                t(|w| w.not_read),
                no_permission(failure, PERMISSION, config),
            );
        }
        Asking::No | Asking::Offered => {}
    }
    match look.search.verdict() {
        AuditVerdict::Searching => vec![said(|w| w.searching)],
        AuditVerdict::Found => found_all(look.search.sought()),
        AuditVerdict::NoneYet { unreadable } => {
            let mut rows = found_some(look.search.sought());
            rows.push(said(|w| w.none_yet));
            if unreadable > 0 {
                rows.push(el("p").child(say(move |w| (w.unreadable_events)(unreadable))));
            }
            rows
        }
        AuditVerdict::TooMany => {
            let mut rows = found_some(look.search.sought());
            rows.push(said(|w| w.too_many));
            rows
        }
        AuditVerdict::NotRead(failure) => {
            let mut rows = found_some(look.search.sought());
            rows.extend(not_read(
                t(|w| w.not_read),
                why_not_read(failure, PERMISSION, config),
            ));
            rows
        }
    }
}

/// What was found, where it is all: the event of a single request, and of many how many there are.
fn found_all(sought: &[AuditSought]) -> Vec<El> {
    let [one] = sought else {
        return found_some(sought);
    };
    let is_certain = one.is_certain();
    let mut rows = vec![said(if is_certain {
        |w| w.found
    } else {
        |w| w.found_weaker
    })];
    rows.extend(one.event.as_ref().map(found));
    rows
}

/// Of how many there is an event, where there are several.
fn found_some(sought: &[AuditSought]) -> Vec<El> {
    let all = sought.len();
    let certain = sought.iter().filter(|sought| sought.is_certain()).count();
    let found = sought.iter().filter(|sought| sought.event.is_some());
    let weaker = found.count() - certain;
    if all < 2 {
        return Vec::new();
    }
    let mut rows = vec![el("p").child(say(move |w| (w.found_of)(certain, all)))];
    if weaker > 0 {
        rows.push(el("p").child(say(move |w| (w.weaker_of)(weaker))));
    }
    if certain + weaker > 0 {
        rows.push(said(|w| w.goes_along));
    }
    rows
}

fn said(pick: Word) -> El {
    el("p").child(t(pick))
}

type Word = fn(&'static ActivityStrings) -> &'static str;

/// The event, as the log has it.
fn found(event: &AuditEvent) -> El {
    let texts: [(Word, &str); 5] = [
        (|w| w.event_activity, event.named()),
        (|w| w.event_operation, &event.operation),
        (|w| w.event_result, &event.result),
        (|w| w.event_actor, &event.actor),
        (|w| w.event_application, &event.application),
    ];
    let texts = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| row(t(name), text.to_owned()));
    el("dl")
        .child(row(
            t(|w| w.event_time_local),
            local_time(event.at_ms).local(),
        ))
        .child(row(t(|w| w.event_time), utc(event.at_ms)))
        .children(texts)
        .children(id_row(
            t(|w| w.correlation_id),
            event.correlation_id.clone(),
        ))
        .children(id_row(t(|w| w.event_id), event.id.clone()))
}
