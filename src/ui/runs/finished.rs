//! A run that is over: what came of it, what can still be done, and the report.

use leptos::prelude::*;

use super::{
    blocked_notice::not_yours,
    context::Runs,
    controls::{action_button, close_button},
    counts::Counts,
    print_view::{PrintView, paper},
    ready::reasons,
    report_file::{Format, file},
    table::filtered_table,
};
use crate::{
    language::Language,
    runs::{ItemStatus, Plan, Run, RunAction},
    session::Account,
    text::number::grouped,
    time::Time,
    ui::{
        common::{
            details::row,
            html::{El, Focusable, dynamic, el},
            live::Live,
        },
        words::{
            console::t as common,
            runs::{say, t},
            start::CurrentLanguage,
        },
    },
};

/// What there is to tell of a run that is over.
#[derive(Clone, PartialEq, Eq)]
struct End {
    figures: Counts,
    plan: Plan,
    started_at: Option<Time>,
    ended_at: Option<Time>,
    may_retry: bool,
    may_settle: bool,
    owner: Option<Account>,
}

impl End {
    fn of(run: &Run, account: &Account) -> Self {
        let is_own = run.plan().is_of(account);
        Self {
            figures: Counts::of(run),
            plan: run.plan().clone(),
            started_at: run.started_at(),
            ended_at: run.ended_at(),
            may_retry: run.may(RunAction::Retry) && is_own,
            may_settle: run.may(RunAction::Reconcile) && is_own,
            owner: (!is_own).then(|| run.plan().account.clone()),
        }
    }
}

/// The report; `verdict` is its heading.
pub(super) fn finished(runs: &Runs, verdict: NodeRef<Focusable>) -> AnyView {
    let (view, account) = (runs.view, runs.around.account.clone());
    let end = Memo::new(move |_| view.read(|run| End::of(run, &account)));
    let runs = runs.clone();
    let sheet = PrintView::new(&runs);
    let report = {
        let runs = runs.clone();
        dynamic(move || match end.get() {
            None => ().into_any(),
            Some(end) => El::group([
                heading(end.figures, verdict),
                actions(&end, &runs),
                downloads(&runs, sheet),
                facts(&end),
                totals(end.figures),
            ]),
        })
    };
    El::group([el("div")
        .class("run-report")
        .child(report)
        .child(el("div").class("run-screen").child(filtered_table(view)))
        .child(paper(&runs, sheet))])
}

fn heading(figures: Counts, verdict: NodeRef<Focusable>) -> El {
    let is_good = figures.not_revoked == 0 && figures.cannot_tell == 0 && figures.retriable == 0;
    el("div")
        .class(if is_good {
            "notice success"
        } else {
            "notice error"
        })
        .child(
            el("h3")
                .attr("tabindex", "-1")
                .node_ref(verdict)
                .child(say(move |w, _| (w.verdict)(&figures))),
        )
}

/// What can still be done about it.
fn actions(end: &End, runs: &Runs) -> El {
    let Counts {
        retriable,
        undecided,
        not_revoked,
        ..
    } = end.figures;
    let retry = end.may_retry.then(|| {
        let label = say(move |w, _| (w.retry)(retriable, retriable == not_revoked));
        action_button(runs, RunAction::Retry, label)
    });
    let reconcile = end.may_settle.then(|| {
        let label = say(move |w, _| (w.reconcile)(undecided));
        action_button(runs, RunAction::Reconcile, label)
    });
    el("div")
        .class("run-screen")
        .children(end.owner.clone().map(not_yours))
        .child(
            el("p")
                .class("row")
                .children(retry)
                .children(reconcile)
                .child(close_button(runs, t(|w| w.close))),
        )
}

fn downloads(runs: &Runs, paper: PrintView) -> El {
    let (view, save) = (runs.view, runs.around.save);
    let language = use_context::<CurrentLanguage>();
    let button = |format: Format| {
        el("button")
            .attr("type", "button")
            .class("copy")
            .on("click", move |_| {
                let language = language
                    .map_or_else(Language::default, |CurrentLanguage(language)| {
                        language.get_untracked()
                    });
                let made = view
                    .run
                    .with_untracked(|run| run.as_ref().map(|run| file(run, format, language)));
                if let Some(made) = made {
                    save.run(made);
                }
            })
            .child(say(move |w, _| (w.download)(format.name())))
    };
    el("p")
        .class("row run-screen")
        .children(Format::ALL.into_iter().map(button))
        .child(
            el("button")
                .attr("type", "button")
                .class("copy")
                .on("click", move |_| paper.print())
                .child(t(|w| w.print)),
        )
}

/// Who did it, when and why.
fn facts(end: &End) -> El {
    let Plan {
        id,
        account,
        reason,
        ticket,
        ..
    } = &end.plan;
    let when = |name: Live<&'static str>, at: Option<Time>| {
        at.map(|at| row(name, format!("{} · {}", at.utc(), at.local())))
    };
    let said = |name: Live<&'static str>, text: &str| {
        (!text.is_empty()).then(|| row(name, text.to_owned()))
    };
    el("dl")
        .children(when(t(|w| w.started), end.started_at))
        .children(when(t(|w| w.ended), end.ended_at))
        .child(row(common(|w| w.account), account.upn.clone()))
        .child(row(common(|w| w.tenant), account.tenant_id.clone()))
        .children(said(t(|w| w.reason_said), reason))
        .children(said(t(|w| w.ticket_said), ticket))
        .child(row(t(|w| w.run_id), id.to_string()))
}

/// Numbers that add up.
fn totals(figures: Counts) -> El {
    let Counts {
        revoked,
        unconfirmed,
        not_revoked,
        skips,
        cannot_tell,
        waiting,
        all,
        ..
    } = figures;
    let line = |name: Live<&'static str>, count: usize| {
        el("tr")
            .child(el("th").attr("scope", "row").child(name))
            .child(el("td").class("number").child(grouped(count)))
    };
    let state = |of| say(move |w, _| (w.state)(of));
    el("div")
        .child(
            el("table")
                .class("run-totals")
                .child(el("caption").child(t(|w| w.totals)))
                .child(
                    el("tbody")
                        .child(line(t(|w| w.confirmed), revoked - unconfirmed))
                        .child(line(t(|w| w.unconfirmed), unconfirmed))
                        .child(line(state(ItemStatus::NotRevoked), not_revoked))
                        .child(line(state(ItemStatus::CannotTell), cannot_tell))
                        .child(line(state(ItemStatus::Skipped), figures.skipped()))
                        // None, once it is over: but if there were any, the sum has to show it.
                        .children((waiting > 0).then(|| line(state(ItemStatus::Waiting), waiting))),
                )
                .child(el("tfoot").child(line(t(|w| w.sum), all))),
        )
        .child(reasons(skips))
}
