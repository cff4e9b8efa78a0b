//! A run that is over: what came of it, what can still be done, and the report.

use leptos::prelude::*;

use super::{
    blocked_notice::not_yours,
    context::Runs,
    controls::{action_button, close_button},
    counts::Counts,
    print_view::{PrintView, paper, title},
    ready::reasons,
    report_file::{self, Format, audit_of, devices_of, file},
    row::graph_said,
    table::filtered_table,
};
use crate::{
    actions::{Receipt, ReceiptField},
    activity::AuditQuestion,
    config::Config,
    graph::Cause,
    language::Language,
    runs::{ItemStatus, Plan, Run, RunAction},
    session::Account,
    text::number::grouped,
    time::Time,
    ui::{
        common::{
            audit::audit_log,
            details::row,
            focus::RUNS_TAB,
            html::{El, Focusable, dynamic, el},
            incident::IncidentOffer,
            live::Live,
            signal::Memo,
        },
        words::{
            console::{say as say_common, t as common},
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
    /// Why nothing was revoked, where Graph refused all of them for one cause; and what it said.
    refused: Option<(Cause, String)>,
}

impl End {
    fn of(run: &Run, account: &Account) -> Self {
        let is_own = run.plan().is_of(account);
        let figures = Counts::of(run);
        Self {
            figures,
            plan: run.plan().clone(),
            started_at: run.started_at(),
            ended_at: run.ended_at(),
            may_retry: run.may(RunAction::Retry) && is_own,
            may_settle: run.may(RunAction::Reconcile) && is_own,
            owner: (!is_own).then(|| run.plan().account.clone()),
            refused: if figures.revoked == 0 {
                cause_of_all(run)
            } else {
                None
            },
        }
    }
}

fn cause_of_all(run: &Run) -> Option<(Cause, String)> {
    let mut refused = run.items().iter().filter_map(|item| {
        let end = item.end()?;
        (end.state == ItemStatus::NotRevoked).then_some(&end.receipt)
    });
    let first = refused.next()?;
    let key = |receipt: &Receipt| receipt.get(ReceiptField::Cause).map(str::to_owned);
    let cause = Cause::from_key(first.get(ReceiptField::Cause)?)?;
    refused
        .all(|other| key(other) == key(first))
        .then(|| (cause, graph_said(first)))
}

/// The report; `verdict` is its heading.
pub(super) fn finished(runs: &Runs, verdict: NodeRef<Focusable>) -> AnyView {
    let (view, account) = (runs.view, runs.around.account.clone());
    let end = Memo::new(move |_| view.read(|run| End::of(run, &account)));
    let runs = runs.clone();
    let sheet = PrintView::new(&runs);
    let offer = IncidentOffer::here(RUNS_TAB);
    let folder = offer.map(|offer| incident_folder(&runs, offer));
    let report = {
        let runs = runs.clone();
        dynamic(move || match end.get() {
            None => ().into_any(),
            Some(end) => El::group([
                title(),
                heading(&end, verdict),
                tiles(end.figures),
                actions(&end, &runs, sheet, offer),
                el("div")
                    .class("run-about")
                    .child(facts(&end, &runs.around.config))
                    .child(totals(end.figures)),
            ]),
        })
    };
    El::group([el("div")
        .class("run-report")
        .child(report)
        .children(folder)
        .child(el("div").class("run-screen").child(filtered_table(view)))
        .child(paper(&runs, sheet))])
}

fn heading(end: &End, verdict: NodeRef<Focusable>) -> El {
    let figures = end.figures;
    let is_good = figures.need_person == 0;
    let cause = end.refused.clone().map(|(cause, said)| {
        let next = cause.clone();
        el("div")
            .child(el("p").child(
                el("strong").child(say_common(move |w| (w.refused_advice)(&cause).happened)),
            ))
            .child(el("p").child(say_common(move |w| (w.refused_advice)(&next).next)))
            .child(el("p").child(said))
    });
    el("div")
        .class(if is_good {
            "run-verdict notice success"
        } else {
            "run-verdict notice error"
        })
        .child(
            el("span")
                .class("run-mark")
                .attr("aria-hidden", "true")
                .child(if is_good { "✓" } else { "!" }),
        )
        .child(
            el("h3")
                .attr("tabindex", "-1")
                .node_ref(verdict)
                .child(say(move |w, _| (w.verdict)(&figures))),
        )
        .children(cause)
}

/// The numbers that everybody looks for.
fn tiles(figures: Counts) -> El {
    let tile = |state: ItemStatus, count: usize| {
        el("div")
            .attr("data-state", state.key())
            .attr_if("data-none", "", move || count == 0)
            .child(el("dt").child(say(move |w, _| (w.state)(state))))
            .child(el("dd").child(grouped(count)))
    };
    el("dl").class("run-tiles run-screen").children([
        tile(ItemStatus::Revoked, figures.revoked),
        tile(ItemStatus::NotRevoked, figures.not_revoked),
        tile(ItemStatus::CannotTell, figures.cannot_tell),
        tile(ItemStatus::Skipped, figures.skipped()),
    ])
}

/// What can be done with the report, and what can still be done about the run.
fn actions(end: &End, runs: &Runs, paper: PrintView, offer: Option<IncidentOffer>) -> El {
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
            el("div")
                .class("row run-actions")
                .child(downloads(runs))
                .child(
                    el("button")
                        .attr("type", "button")
                        .on("click", move |_| paper.print())
                        .child(t(|w| w.print)),
                )
                .children(offer.map(IncidentOffer::button))
                .children(retry)
                .children(reconcile)
                .child(close_button(runs, t(|w| w.close))),
        )
        .children(audit_log(
            questions(runs),
            report_file::audit_errand(&end.plan),
            &runs.around,
        ))
}

/// Where the folder of the incident is offered.
fn incident_folder(runs: &Runs, offer: IncidentOffer) -> El {
    let (view, around) = (runs.view, runs.around.clone());
    let language = current_language();
    let folder = move || view.read(|run| report_file::incident(run, &around, language()));
    offer.view(folder).class("run-screen")
}

/// The language that the page is in, as it is asked for.
fn current_language() -> impl Fn() -> Language + Copy + Send + Sync + 'static {
    let language = use_context::<CurrentLanguage>();
    move || {
        language.map_or_else(Language::default, |CurrentLanguage(language)| {
            language.get()
        })
    }
}

/// What of the run Intune's audit log can be asked about: all that was sent.
fn questions(runs: &Runs) -> Vec<AuditQuestion> {
    let questions = |run: &Run| {
        let receipts = run
            .items()
            .iter()
            .filter_map(|item| Some(&item.end()?.receipt));
        receipts.filter_map(AuditQuestion::of).collect()
    };
    let run = runs.view.run;
    run.with_untracked(|run| run.as_ref().map(questions))
        .unwrap_or_default()
}

fn downloads(runs: &Runs) -> El {
    let (view, save) = (runs.view, runs.around.save);
    let language = current_language();
    let button = |format: Format| {
        let button = el("button")
            .attr("type", "button")
            .attr(
                "aria-label",
                say(move |w, _| (w.download_as)(format.name())),
            )
            .on("click", move |_| {
                let made = untrack(|| {
                    view.read(|run| {
                        let (devices, audit) = (devices_of(run), audit_of(run.plan()));
                        file(run, (&devices, audit.as_deref()), format, language())
                    })
                });
                if let Some(made) = made {
                    save.run(made);
                }
            })
            .child(format.name());
        // What a person does first.
        if format == Format::Csv {
            button.class("primary")
        } else {
            button
        }
    };
    el("div")
        .class("run-download")
        .attr("role", "group")
        .attr("aria-label", t(|w| w.download))
        .child(
            el("span")
                .attr("aria-hidden", "true")
                .child(t(|w| w.download)),
        )
        .children(Format::ALL.into_iter().map(button))
}

/// Who did it, when and why.
fn facts(end: &End, config: &Config) -> El {
    let Plan {
        id,
        account,
        reason,
        ticket,
        ..
    } = &end.plan;
    let when =
        |name: Live<&'static str>, at: Option<Time>| at.map(|at| row(name, at.on_both_clocks()));
    let said = |name: Live<&'static str>, text: &str| {
        (!text.is_empty()).then(|| row(name, text.to_owned()))
    };
    let (name, id_of_tenant) = (config.tenant.as_str(), account.tenant_id.as_str());
    let tenant = if name.eq_ignore_ascii_case(id_of_tenant) {
        id_of_tenant.to_owned()
    } else {
        format!("{name} · {id_of_tenant}")
    };
    let planner = end.plan.planner();
    let by = if planner.is_some() {
        t(|w| w.carried_out_by)
    } else {
        common(|w| w.account)
    };
    let same = planner.filter(|(_, is_same_person)| *is_same_person);
    let same = same.map(|_| el("p").child(t(|w| w.same_person)));
    el("dl")
        .children(when(
            t(|w| w.planned),
            planner.map(|(planner, _)| planner.at),
        ))
        .children(planner.map(|(planner, _)| row(t(|w| w.planned_by), planner.named())))
        .children(when(t(|w| w.started), end.started_at))
        .children(when(t(|w| w.ended), end.ended_at))
        .child(row(by, el("div").child(account.upn.clone()).children(same)))
        .child(row(common(|w| w.tenant), tenant))
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
