//! What could not be read, said in its place, with a way on.

use leptos::prelude::*;

use super::{
    context::{ListAction, ListFailuresProps},
    set_up_report::set_up_report,
};
use crate::{
    graph::{ListFailure, LongWait, PageProgress, ReadFailure},
    profiles::Collection,
    time::Time,
    ui::{
        common::{
            failure::read_failure,
            html::{El, dynamic, el},
            sign_in_notice::sign_in_advice,
            signal::{Memo, RwSignal},
            waiting::after,
        },
        words::{console as common, list::say},
    },
};

/// A notice for each collection that could not be read, or not all of it.
pub(super) fn list_failures(props: ListFailuresProps) -> AnyView {
    let ListFailuresProps {
        profiles,
        now,
        on_list,
        refusal_is_closed,
        tests_set_up,
    } = props;
    let failed = Memo::new(move |_| {
        profiles.with(|profiles| {
            profiles
                .collections()
                .each_ref()
                .map(|collection| collection.has_failed().then(|| Summary::of(collection)))
        })
    });
    let report = tests_set_up.then(|| set_up_report(profiles));
    let notices = dynamic(move || {
        El::many(
            failed
                .get()
                .into_iter()
                .flatten()
                .map(|summary| notice(summary, now, on_list, refusal_is_closed))
                .collect(),
        )
    });
    El::views([El::many(report.into_iter().collect()), notices])
}

/// What a notice says; the rows do not matter to it.
#[derive(Clone, PartialEq, Eq)]
struct Summary {
    profile_type: crate::profile::ProfileType,
    failure: Option<ListFailure>,
    count: usize,
    unreadable: usize,
    stale: Option<String>,
}

impl Summary {
    fn of(collection: &Collection) -> Self {
        Self {
            profile_type: collection.profile_type,
            failure: match &collection.pager.progress {
                PageProgress::Failed(failure) => Some(failure.clone()),
                _ => None,
            },
            count: collection.len(),
            unreadable: collection.unreadable,
            stale: collection
                .read_at
                .filter(|_| collection.is_stale())
                .map(Time::utc_clock),
        }
    }
}

/// Whether Graph does not let this person read it: at each visit, and no attempt will change that.
fn is_forbidden(failure: &ListFailure) -> bool {
    matches!(failure, ListFailure::Read(ReadFailure::Refused(refusal)) if refusal.status == 403)
}

fn notice(
    summary: Summary,
    now: RwSignal<Time>,
    on_list: Callback<ListAction>,
    refusal_is_closed: RwSignal<bool>,
) -> El {
    let Summary {
        profile_type,
        failure,
        count,
        unreadable,
        stale,
    } = summary;
    let what = say(move |w, common| (w.failed)((common.profile_type_name)(profile_type), count));
    let can_close = failure.as_ref().is_some_and(is_forbidden);
    // That the list is not whole stays said.
    if can_close && refusal_is_closed.get() {
        return el("p").class("hint").child(what);
    }
    let mut notice = el("div").class("notice error list-failure");
    if let Some(failure) = failure {
        let button = move || {
            el("button")
                .attr("type", "button")
                .on("click", move |_| {
                    on_list.run(ListAction::TryAgain(profile_type));
                })
                .child(common::t(|w| w.try_again))
        };
        notice = notice
            .child(el("p").child(el("strong").child(what)))
            .children(stale.map(|time| el("p").child(say(move |w, _| (w.stale)(&time)))))
            .children(why(&failure))
            .child(
                el("div")
                    .class("row")
                    .child(again(failure.long_wait(), now, button))
                    .children(can_close.then(|| {
                        el("button")
                            .attr("type", "button")
                            .on("click", move |_| refusal_is_closed.set(true))
                            .child(common::t(|w| w.close))
                    })),
            );
    }
    if unreadable > 0 {
        notice = notice.child(el("p").child(say(move |w, _| (w.unreadable)(unreadable))));
    }
    notice
}

/// The button for another attempt, which takes one step more while Graph asks to wait.
pub(super) fn again(
    wait: Option<LongWait>,
    now: RwSignal<Time>,
    button: impl Fn() -> El + Send + Sync + 'static,
) -> AnyView {
    match wait {
        None => El::group([button()]),
        Some(wait) => after(wait, now, button),
    }
}

/// Why pages could not be read.
pub(super) fn why(failure: &ListFailure) -> Vec<El> {
    match failure.clone() {
        ListFailure::Read(failure) => read_failure(failure),
        ListFailure::NoToken(failure) => sign_in_advice(failure, String::new()),
        failure @ (ListFailure::ForeignLink | ListFailure::Endless) => {
            vec![el("p").child(say(move |w, _| (w.list_failure)(&failure)))]
        }
    }
}
