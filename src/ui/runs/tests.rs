//! The HTML of every state of a run, made on the host from runs that went through the engine.

use std::collections::HashSet;

use leptos::prelude::*;
use serde_json::json;

use super::{RunView, Runs, ending, make_up, runs};
use crate::{
    actions::{
        Call,
        test_support::{self, DAY_MS, START},
    },
    browser_records::StorageProblem,
    devices::DevicesSections,
    graph::{Answer, EnrollmentMode, NoAnswer, Profile},
    guid::Guid,
    inputs::Inputs,
    language::Language,
    profile::{ProfileId, ProfileType, Target},
    runs::{
        Clock, ItemStatus, Plan, Planner, Run, RunAction, RunEffect, Scope,
        plan_file::{Place, PlanProblem, SavedPlan, Wrong},
    },
    session::{Account, SignInCause, SignInFailure},
    time::rfc3339,
    ui::{
        CurrentLanguage, ScreenContext,
        common::signal::RwSignal,
        test_support::{Element, assert_lacks, assert_says, by_role, facts, names, text, the},
    },
};

type Answered = Result<Answer, NoAnswer>;

/// What Graph is made to answer: by the number of the profile and whether it is to be revoked. `None`: as it should.
type Graph = fn(u32, bool) -> Option<Answered>;

fn honest(_: u32, _: bool) -> Option<Answered> {
    None
}

fn account() -> Account {
    Account {
        name: "Mira".into(),
        upn: "mira@contoso.com".into(),
        tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
        home_tenant_id: String::new(),
        object_id: String::new(),
    }
}

fn id(number: u32) -> String {
    format!("0a1b2c3d-4e5f-6071-8293-{number:012x}")
}

fn target(number: u32) -> Target {
    Target {
        profile_type: ProfileType::DeviceOwner,
        profile_id: ProfileId::parse(&id(number)).unwrap(),
    }
}

/// As Graph describes it.
fn described(number: u32, expires_ms: i64) -> Answer {
    test_support::profile(&json!({
        "id": id(number),
        "displayName": format!("Shop <{number}>"),
        "tokenExpirationDateTime": rfc3339(expires_ms),
        "lastModifiedDateTime": rfc3339(expires_ms.min(START.unix_ms)),
    }))
}

fn listed(number: u32, expires_ms: i64) -> Profile {
    Profile::parse(
        ProfileType::DeviceOwner,
        &described(number, expires_ms).body,
    )
    .unwrap()
}

/// A run on the test bench.
struct Show {
    run: Run,
    tick_ms: u64,
    steps: u32,
    revoked: HashSet<u32>,
    signed_in: Account,
    not_kept: Option<StorageProblem>,
    is_elsewhere: bool,
    is_refused: bool,
    plan_problem: Option<PlanProblem>,
}

impl Show {
    fn of(chosen: Vec<(Target, Option<Profile>)>, reads_all: bool) -> Self {
        let plan = Plan {
            scope: Scope::Many,
            id: Guid::parse("5a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9").unwrap(),
            made_at: START,
            account: account(),
            reason: String::new(),
            ticket: String::new(),
            includes_inactive: false,
            planned_by: None,
        };
        Self {
            run: Run::new(plan, test_support::config(), chosen, reads_all, None),
            tick_ms: 0,
            steps: 0,
            revoked: HashSet::new(),
            signed_in: account(),
            not_kept: None,
            is_elsewhere: false,
            is_refused: false,
            plan_problem: None,
        }
    }

    /// So many that work, and one that has expired, all of which the list knows.
    fn planned(count: u32) -> Self {
        let inactive = listed(0, START.unix_ms - DAY_MS);
        let works = (1..=count).map(|number| listed(number, START.unix_ms + 30 * DAY_MS));
        let known = works.chain([inactive]);
        let chosen = known.map(|profile| (profile.target(), Some(profile)));
        Self::of(chosen.collect(), false)
    }

    fn started(count: u32) -> Self {
        Self::planned(count).does(RunAction::Start)
    }

    fn clock(&mut self) -> Clock {
        self.steps += 1;
        let passed = u32::try_from(self.tick_ms).unwrap();
        let mut random = [0; 16];
        random[..4].copy_from_slice(&self.steps.to_le_bytes());
        Clock {
            tick_ms: self.tick_ms,
            inputs: Inputs {
                now: START.plus_ms(passed),
                random,
            },
        }
    }

    fn does(mut self, action: RunAction) -> Self {
        assert!(self.run.may(action), "{action:?}");
        let clock = self.clock();
        self.run.act(action, &clock);
        self.recorded();
        self
    }

    fn recorded(&mut self) {
        if self.run.phase() == crate::runs::RunPhase::Recording {
            let changes = self.run.clone().take_records();
            self.run.are_kept(&changes);
        }
    }

    /// Goes on for so many tasks, or until nothing is left to do.
    fn goes(mut self, tasks: u32, graph: Graph) -> Self {
        for _ in 0..tasks {
            let clock = self.clock();
            match self.run.next_task(&clock) {
                Some(RunEffect::Call { ticket, call }) => self.answer(ticket, call, graph),
                Some(RunEffect::Renew(_)) => {
                    let clock = self.clock();
                    let failure = test_support::failure(SignInCause::Cancelled);
                    self.run.renewed(Err(failure), &clock);
                }
                None => match self.run.wake_at(self.tick_ms) {
                    Some(tick_ms) => self.tick_ms = tick_ms.max(self.tick_ms + 1),
                    None => break,
                },
            }
        }
        self.recorded();
        self
    }

    fn ends(self, graph: Graph) -> Self {
        self.goes(100_000, graph)
    }

    fn answer(&mut self, ticket: u32, call: Call, graph: Graph) {
        let (asked, is_post) = match &call {
            Call::Read(target, _) => (target, false),
            Call::Send(target, ..) => (target, true),
        };
        let bare = asked.profile_id.bare();
        let number = u32::from_str_radix(&bare[bare.len() - 8..], 16).unwrap();
        let answer = graph(number, is_post).unwrap_or_else(|| {
            Ok(if is_post {
                self.revoked.insert(number);
                test_support::answer_204()
            } else if self.revoked.contains(&number) {
                described(number, START.unix_ms - 1_000)
            } else {
                described(number, START.unix_ms + 30 * DAY_MS)
            })
        });
        self.tick_ms += 20;
        let clock = self.clock();
        let request = call.request(&test_support::config(), Guid::from_random([9; 16]));
        let report = call.event(&request, answer, clock.inputs.now);
        self.run.handle(ticket, report, &clock);
    }

    /// As another page finds it.
    fn reloaded(mut self) -> Self {
        let changes = self.run.take_records();
        let header = changes.header.unwrap();
        let clock = self.clock();
        self.run = Run::restore(&header, &changes.items, test_support::config(), &clock).unwrap();
        self
    }

    fn html(&self, language: Language) -> String {
        shown(Some(self), language)
    }

    #[track_caller]
    fn shows(&self, parts: &[&str]) -> String {
        let html = self.html(Language::English);
        assert_says(&html, parts);
        let chinese = self.html(Language::SimplifiedChinese);
        assert_chinese(&chinese);
        html
    }
}

/// Nothing of the screens is left in English; what Graph and the person said may be.
#[track_caller]
fn assert_chinese(html: &str) {
    for english in [
        "token", "Revoke", "Pause", "Resume", "Stop", "Cancel", "Close", "Waiting", "done",
        "skipped", "Sign in", "report", "Total", "Show", "Retry",
    ] {
        let text = text(html).replace("android", "");
        assert!(!text.contains(english), "{english} in {text}");
    }
}

fn shown(show: Option<&Show>, language: Language) -> String {
    Owner::new().with(|| {
        provide_context(CurrentLanguage(RwSignal::new(language)));
        let signed_in = show.map_or_else(account, |show| show.signed_in.clone());
        runs(Runs {
            around: ScreenContext {
                config: test_support::config(),
                account: signed_in,
                now: RwSignal::new(START),
                sign_in: Callback::new(|()| ()),
                on_action: Callback::new(|_| ()),
                save: Callback::new(|_| ()),
            },
            view: RunView {
                run: RwSignal::new(show.map(|show| show.run.clone())),
                beat: RwSignal::new(0),
                tick_ms: RwSignal::new(show.map_or(0, |show| show.tick_ms)),
                now: RwSignal::new(show.map_or(START, |show| {
                    START.plus_ms(u32::try_from(show.tick_ms).unwrap())
                })),
            },
            not_kept: RwSignal::new(show.and_then(|show| show.not_kept.clone())),
            is_elsewhere: RwSignal::new(show.is_some_and(|show| show.is_elsewhere)),
            is_refused: RwSignal::new(show.is_some_and(|show| show.is_refused)),
            plan_problem: RwSignal::new(show.and_then(|show| show.plan_problem.clone())),
            on_explain: Callback::new(|_| ()),
            on_action: Callback::new(|_| ()),
            on_close: Callback::new(|()| ()),
            on_print: Callback::new(|()| ()),
        })
        .to_html()
        .replace("<!>", "")
    })
}

/// The names of the buttons outside the dialog, but for the chips.
fn buttons(html: &str) -> Vec<String> {
    let dialogs = by_role(html, "alertdialog");
    let outside = dialogs.iter().fold(html.to_owned(), |html, dialog| {
        html.replace(&dialog.html, "")
    });
    let buttons = by_role(&outside, "button").into_iter();
    let buttons = buttons.filter(|button| !button.has("aria-pressed"));
    buttons.map(|button| button.name).collect()
}

/// The chips that are shown, with whether each is pressed.
fn chips(html: &str) -> Vec<(String, bool)> {
    let buttons = by_role(html, "button").into_iter();
    let chips = buttons.filter(|button| button.has("aria-pressed") && !button.has("data-none"));
    chips
        .map(|chip| {
            let is_pressed = chip.get("aria-pressed") == "true";
            (chip.name, is_pressed)
        })
        .collect()
}

#[track_caller]
fn assert_totals(html: &str, rows: &[&str]) {
    let totals = the(html, "table", "Totals");
    for row in rows {
        the(&totals.html, "row", row);
    }
}

fn table(html: &str) -> Element {
    the(html, "table", "Profiles of this run")
}

fn refused(_: u32, is_post: bool) -> Option<Answered> {
    is_post.then(|| Ok(test_support::forbidden()))
}

#[test]
fn without_a_run_there_is_nothing() {
    for language in Language::ALL {
        let html = shown(None, language);
        assert_eq!(by_role(&html, "region"), []);
        assert_eq!(text(&html), "");
    }
}

#[test]
fn while_it_is_planned_it_says_how_many_are_read() {
    let chosen = (1..=3).map(|number| (target(number), None)).collect();
    let show = Show::of(chosen, true).goes(1, honest);
    let html = show.shows(&["Reading 1 of 3 profiles…"]);
    let run = the(&html, "region", "Revoke many tokens");
    let bar = the(&run.html, "progressbar", "Progress");
    for (state, value) in [
        ("aria-valuenow", "1"),
        ("aria-valuemax", "3"),
        ("aria-valuetext", "Reading 1 of 3 profiles…"),
    ] {
        assert_eq!(bar.get(state), value);
    }
    assert_eq!(buttons(&html), ["Pause", "Cancel"]);
    let paused = show.does(RunAction::Pause);
    let html = paused.shows(&["Paused. Nothing new is begun until you resume."]);
    assert_eq!(buttons(&html), ["Resume", "Cancel"]);
}

#[test]
fn a_plan_says_what_would_be_revoked_and_what_not_and_asks_for_the_number() {
    let show = Show::planned(3);
    let html = show.shows(&["3 will be revoked, 1 is skipped.", "Nothing has been sent."]);
    assert_eq!(facts(&html, "expired or revoked before"), ["1"]);
    assert_eq!(
        buttons(&html),
        ["Revoke 3 tokens…", "Cancel", "Save the plan as a file"]
    );
    let table = table(&html);
    assert_eq!(table.get("aria-rowcount"), "5");
    assert_says(&table.html, &["Shop <2>", "works, expires in 30 days"]);
    let dialog = the(&html, "alertdialog", "Revoke 3 tokens of contoso.com?");
    assert_eq!(facts(&dialog.html, "Account"), ["mira@contoso.com"]);
    assert_eq!(
        facts(&dialog.html, "Tenant"),
        ["8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346"]
    );
    assert_says(
        &dialog.html,
        &[
            "New enrollments with this token or its QR code",
            "Devices that are already enrolled",
        ],
    );
    let count = the(&dialog.html, "textbox", "Type 3 to confirm");
    assert_eq!(count.get("inputmode"), "numeric");
    assert!(the(&dialog.html, "button", "Revoke 3 tokens").is_disabled());
}

#[test]
fn the_requests_are_those_of_what_is_left_in_their_order() {
    let text = super::ready::listed(&Show::planned(2).run);
    let line = |number| {
        format!(
            "POST https://graph.microsoft.com/beta/deviceManagement/androidDeviceOwnerEnrollmentProfiles/{}/revokeToken\n",
            id(number)
        )
    };
    assert_eq!(text, line(1) + &line(2));
}

#[test]
fn a_single_token_needs_no_number_and_none_at_all_no_button() {
    let html = Show::planned(1).shows(&[]);
    assert_eq!(
        buttons(&html),
        ["Revoke 1 token…", "Cancel", "Save the plan as a file"]
    );
    let dialog = the(&html, "alertdialog", "Revoke 1 token of contoso.com?");
    assert_eq!(
        names(&dialog.html, "textbox"),
        ["Reason (optional)", "Ticket number (optional)"]
    );
    assert!(!the(&dialog.html, "button", "Revoke 1 token").is_disabled());
    let html = Show::planned(0).shows(&["There is nothing to revoke."]);
    assert_eq!(buttons(&html), ["Cancel"]);
    for role in ["alertdialog", "dialog"] {
        assert_eq!(by_role(&html, role), []);
    }
    assert_eq!(names(&html, "group"), ["Show"], "no requests");
}

#[test]
fn under_way_it_shows_how_far_it_is_how_fast_and_every_state() {
    let mut show = Show::started(1_200);
    // Until it waits for the next window, and for nothing else.
    let waits_only = |run: &Run| {
        let totals = run.totals();
        totals.get(ItemStatus::Waiting) + totals.done() == totals.all()
    };
    while show.run.next_room(show.tick_ms).is_none() || !waits_only(&show.run) {
        show = show.goes(1, honest);
    }
    let html = show.shows(&[
        "95 of 1,200 revoked",
        "Ends about 15:37 · next 95 in 15 s (Intune's limit)",
    ]);
    let bar = the(&html, "progressbar", "Progress");
    assert_eq!(bar.get("aria-valuemax"), "1200");
    assert_eq!(bar.get("aria-valuetext"), "95 of 1,200 revoked; 1 skipped");
    let parts = by_role(&bar.html, "span");
    let parts: Vec<&str> = parts.iter().map(|part| part.get("style")).collect();
    assert_eq!(parts, ["flex-grow:95;", "flex-grow:1105;"]);
    let legend: Vec<String> = by_role(&html, "listitem")
        .iter()
        .map(Element::text)
        .collect();
    assert_eq!(legend, ["Revoked 95", "Left 1,105"]);
    assert_eq!(
        by_role(&html, "time")[0].get("title"),
        "2026-11-23 15:37:00 +01:00 · 2026-11-23 14:37:00 UTC"
    );
    let shown = |name: &str, is_pressed| (name.to_owned(), is_pressed);
    assert_eq!(
        chips(&html),
        [
            shown("All 1,201", true),
            shown("Revoked 95", false),
            shown("Skipped 1", false),
            shown("Waiting 1,105", false),
        ]
    );
    assert_says(&html, &["confirmed by reading back"]);
    assert_eq!(buttons(&html), ["Pause", "Stop"]);
}

#[test]
fn of_a_thousand_rows_only_those_in_view_are_made() {
    for show in [
        Show::planned(1_000),
        Show::started(1_000),
        Show::started(1_000).ends(honest),
    ] {
        let table = table(&show.html(Language::English));
        let head = 1;
        assert_eq!(
            by_role(&table.html, "row").len(),
            head + crate::ui::common::rows::MADE
        );
        assert_eq!(table.get("aria-rowcount"), "1002");
    }
}

#[test]
fn a_pause_and_a_stop_say_so_and_offer_what_is_possible() {
    let paused = Show::started(40).goes(30, honest).does(RunAction::Pause);
    let html = paused.shows(&["Paused. Nothing new is begun until you resume."]);
    assert_eq!(buttons(&html), ["Resume", "Stop"]);
    let mut stopping = Show::started(40).goes(30, honest);
    // One is under way when the run is stopped.
    let clock = stopping.clock();
    while stopping.run.next_task(&clock).is_some() {}
    let html = stopping
        .does(RunAction::Stop)
        .shows(&["Stopping. What is under way is finished"]);
    assert_eq!(buttons(&html), [""; 0]);
}

#[test]
fn after_a_reload_nothing_happens_until_the_person_whose_run_it_is_goes_on() {
    let mut show = Show::started(40).goes(30, honest).reloaded();
    let html = show.shows(&["The page was closed in the middle of this run."]);
    assert_eq!(buttons(&html), ["Resume", "Stop"]);
    show.signed_in.upn = "MIRA@contoso.com".into();
    assert_eq!(buttons(&show.html(Language::English)), ["Resume", "Stop"]);
    // Entra gives the same person in another case.
    show.signed_in = Account {
        upn: "MIRA@Contoso.com".into(),
        tenant_id: account().tenant_id.to_uppercase(),
        ..account()
    };
    assert_eq!(buttons(&show.html(Language::English)), ["Resume", "Stop"]);
    for other in [
        Account {
            upn: "noor@contoso.com".into(),
            ..account()
        },
        Account {
            tenant_id: "9f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
            ..account()
        },
    ] {
        show.signed_in = other;
        let html = show.shows(&["This run belongs to mira@contoso.com in the tenant 8f3c1b52"]);
        assert!(
            buttons(&html).is_empty(),
            "what would do nothing is not offered"
        );
    }
}

#[test]
fn another_person_can_neither_begin_nor_retry_somebody_elses_run_and_still_has_its_report() {
    let other = Account {
        upn: "noor@contoso.com".into(),
        ..account()
    };
    let mut planned = Show::planned(3);
    planned.signed_in = other.clone();
    let html = planned.shows(&["This run belongs to mira@contoso.com"]);
    assert_eq!(buttons(&html), ["Cancel"]);
    let mut over = Show::started(3).ends(refused);
    over.signed_in = other;
    let html = over.shows(&["This run belongs to mira@contoso.com"]);
    assert_eq!(
        buttons(&html),
        [
            "Download CSV",
            "Download JSON",
            "Download Markdown",
            "Print",
            "Close"
        ]
    );
}

/// As whoever opens the plan finds it.
fn opened_by(account: Account, signed_in: Account) -> Show {
    let mut show = Show::planned(3);
    show.run.explain("Leaked".into(), "INC-7".into());
    let text = SavedPlan::of(&show.run).text();
    let config = test_support::config();
    let saved = SavedPlan::read(&text, Place::of(&account, &config), START).unwrap();
    let id = Guid::from_random([3; 16]);
    show.run = saved.opened(id, account, config, START.plus_ms(60_000), None);
    show.signed_in = signed_in;
    show.ends(honest)
}

#[test]
fn a_plan_that_was_opened_says_who_planned_it() {
    let noor = Account {
        upn: "noor@contoso.com".into(),
        ..account()
    };
    let show = opened_by(noor.clone(), noor);
    let html = show.shows(&["3 will be revoked.", "mira@contoso.com (Mira)"]);
    assert_says(
        &html,
        &[
            "Planned by mira@contoso.com (Mira) at 2026-11-23 15:32:20 +01:00 · 2026-11-23 14:32:20 UTC, as its file says",
        ],
    );
    assert_lacks(&html, &["the same person", "Save the plan"]);
    assert_eq!(buttons(&html), ["Revoke 3 tokens…", "Cancel"]);
    let html = show.does(RunAction::Start).ends(honest).shows(&[]);
    for (name, value) in [
        ("Planned by, as its file says", "mira@contoso.com (Mira)"),
        (
            "Planned",
            "2026-11-23 15:32:20 +01:00 · 2026-11-23 14:32:20 UTC",
        ),
        ("Carried out by", "noor@contoso.com"),
    ] {
        assert_eq!(facts(&html, name), [value], "{name}");
    }
    let mine = opened_by(account(), account());
    mine.shows(&["Planned and carried out by the same person."]);
    let over = mine.does(RunAction::Start).ends(honest);
    over.shows(&["Planned and carried out by the same person."]);
}

#[test]
fn whoever_planned_a_run_can_save_it_and_is_told_where_that_is_too_much() {
    let html = Show::planned(3).shows(&["Have somebody else carry it out"]);
    let button = the(&html, "button", "Save the plan as a file");
    assert!(!button.has("disabled"));
    let nothing = Show::of(Vec::new(), true);
    assert_lacks(&nothing.shows(&[]), &["Save the plan"]);
}

#[test]
fn whatever_a_plan_is_refused_for_is_said_in_both_languages_with_the_way_on() {
    let field = |wrong| PlanProblem::Field {
        item: Some(1_234),
        name: "profileId".into(),
        wrong,
    };
    let place = |cloud: &str, tenant_id: &str| Place {
        cloud: cloud.into(),
        tenant_id: tenant_id.into(),
    };
    let cases: [(PlanProblem, &[&str]); 13] = [
        (PlanProblem::SeveralFiles, &["one file at a time"]),
        (PlanProblem::TooLarge, &["5 MiB"]),
        (PlanProblem::NotReadable, &["JSON"]),
        (PlanProblem::NotAPlan, &["no plan"]),
        (PlanProblem::Version("7".into()), &["version “7”"]),
        (
            PlanProblem::Action("createToken".into()),
            &["“createToken”"],
        ),
        (
            PlanProblem::Elsewhere {
                file: place("usGov", "t-1"),
                here: place("global", "t-2"),
            },
            &[
                "tenant t-1 in the cloud usGov",
                "tenant t-2 in the cloud global",
            ],
        ),
        (PlanProblem::Empty, &["no profile"]),
        (PlanProblem::TooMany, &["more than 10,000"]),
        (
            PlanProblem::Twice { first: 2, again: 9 },
            &["profile 9 is its profile 2"],
        ),
        (
            field(Wrong::Missing),
            &["“profileId” of its profile 1,234 is missing"],
        ),
        (field(Wrong::Value), &["not what this page writes"]),
        (field(Wrong::Unknown), &["nothing that this page knows"]),
    ];
    for (problem, says) in cases {
        let mut show = Show::planned(2);
        show.plan_problem = Some(problem);
        let html = show.html(Language::English);
        assert_says(&html, says);
        // What was being planned is still there.
        assert_says(
            &html,
            &[
                "The plan was not opened.",
                "Nothing was sent, and nothing here has changed.",
                "2 will be revoked, 1 is skipped.",
            ],
        );
        assert_says(
            &show.html(Language::SimplifiedChinese),
            &["没有打开该计划。", "没有发送任何内容"],
        );
    }
}

#[test]
fn every_obstacle_says_what_it_is_and_how_to_go_on() {
    let cases: [(Graph, &[&str], &[&str]); 4] = [
        (
            |_, _| Some(Err(NoAnswer::Offline)),
            &["This device is offline.", "The run goes on by itself"],
            &["Resume", "Stop"],
        ),
        (
            |_, _| Some(Err(NoAnswer::TimedOut)),
            &["Graph does not answer.", "Check the network"],
            &["Resume", "Stop"],
        ),
        (
            |_, is_post| is_post.then(|| Ok(test_support::throttled("1"))),
            &["Graph asks to wait again and again."],
            &["Resume", "Stop"],
        ),
        (
            refused,
            &[
                "Graph refuses one after the other.",
                "Your account has no Intune role that allows this.",
            ],
            &["Resume", "Stop"],
        ),
    ];
    for (graph, says, may) in cases {
        let show = Show::started(40).ends(graph);
        assert!(show.run.obstacle().is_some(), "{says:?}");
        let html = show.shows(says);
        let names: Vec<String> = buttons(&html)
            .into_iter()
            .filter(|name| !name.contains("Copy") && name != "Copy")
            .collect();
        assert_eq!(names, may);
    }
    let html = Show::started(40).ends(refused).html(Language::English);
    assert_eq!(facts(&html, "HTTP status"), ["403 Forbidden"]);
    assert_eq!(facts(&html, "Code"), ["Forbidden"]);
    assert_eq!(facts(&html, "Message").len(), 1);
}

#[test]
fn a_sign_in_that_is_wanted_has_a_button_and_says_that_the_run_is_kept() {
    let expired: Graph = |_, is_post| {
        let body = include_str!("../../graph/fixtures/token-expired.json");
        is_post.then(|| Ok(test_support::answer(401, body)))
    };
    let mut show = Show::started(40).ends(expired);
    let kept = "The run is kept: if this page has to leave for the sign-in";
    let html = show.shows(&["There is no access token that Graph accepts.", kept]);
    assert!(
        buttons(&html).contains(&"Sign in again".to_owned()),
        "{html}"
    );
    assert!(!buttons(&html).contains(&"Resume".to_owned()));
    show.not_kept = Some(StorageProblem::Full);
    assert_lacks(&show.html(Language::English), &[kept]);

    let challenged: Graph = |_, is_post| is_post.then(|| Ok(test_support::challenged(401)));
    let show = Show::started(40).ends(challenged);
    let html = show.shows(&["asks for more proof of who you are."]);
    assert!(
        buttons(&html).contains(&"Prove who you are".to_owned()),
        "{html}"
    );
    // The person turns back.
    let mut show = show.does(RunAction::SignIn);
    let clock = show.clock();
    let failure = test_support::failure(SignInCause::Cancelled);
    show.run.renewed(Err(failure), &clock);
    show.shows(&["The sign-in was cancelled.", "user_cancelled"]);
}

#[test]
fn while_the_person_signs_in_there_is_no_button_for_it() {
    let challenged: Graph = |_, is_post| is_post.then(|| Ok(test_support::challenged(401)));
    let show = Show::started(40).ends(challenged).does(RunAction::SignIn);
    let html = show.shows(&["Finish signing in in the other window."]);
    assert_eq!(buttons(&html), ["Pause", "Stop"]);
}

#[test]
fn a_wait_is_counted_down() {
    let throttled: Graph = |_, is_post| is_post.then(|| Ok(test_support::throttled("12")));
    let mut show = Show::started(40);
    while show.run.hold(show.tick_ms).is_none() {
        show = show.goes(1, throttled);
    }
    show.shows(&["Graph asks to wait: 12 s"]);
    show.tick_ms += 5_500;
    show.shows(&["Graph asks to wait: 7 s"]);
}

#[test]
fn a_long_wait_says_until_when_and_that_the_run_holds() {
    let throttled: Graph = |_, is_post| is_post.then(|| Ok(test_support::throttled("4000")));
    let mut show = Show::started(40);
    while show.run.hold(show.tick_ms).is_none() {
        show = show.goes(1, throttled);
    }
    let until = show.run.hold(show.tick_ms).unwrap().until.on_both_clocks();
    let html = show.shows(&[
        &format!("Graph asks to wait until {until}: nothing is sent before that time"),
        "Left: 1 h 7 min",
    ]);
    assert_lacks(&html, &["Ends about"]);
    show.tick_ms += 3_000_500;
    show.shows(&["Left: 16 min 40 s"]);
}

#[test]
fn a_run_in_another_tab_has_no_buttons() {
    let mut show = Show::started(3);
    show.is_elsewhere = true;
    let html = show.shows(&["This run goes on in another tab of this browser."]);
    assert_eq!(names(&html, "button"), [""; 0]);
}

#[test]
fn a_second_run_is_refused_in_so_many_words() {
    let mut show = Show::started(3);
    show.is_refused = true;
    show.shows(&["One run at a time"]);
}

#[test]
fn a_run_that_cannot_be_kept_says_so_and_why() {
    let mut whys = HashSet::new();
    for problem in [
        StorageProblem::Unavailable,
        StorageProblem::Full,
        StorageProblem::Blocked,
        StorageProblem::Failed("QuotaError".into()),
    ] {
        let mut show = Show::planned(3);
        show.not_kept = Some(problem);
        let html = show.shows(&["leave this tab open until it is over."]);
        let text = text(&html);
        let (_, why) = text.split_once("until it is over.").unwrap();
        whys.insert(why.to_owned());
    }
    assert_eq!(whys.len(), 4);
}

#[test]
fn the_verdict_is_the_truth_and_the_totals_add_up() {
    let html = Show::started(48).ends(honest).shows(&[]);
    the(
        &html,
        "heading",
        "All 48 tokens were revoked and confirmed; 1 skipped",
    );
    assert_eq!(
        facts(&html, "Started"),
        ["2026-11-23 15:32:20 +01:00 · 2026-11-23 14:32:20 UTC"]
    );
    assert_eq!(facts(&html, "Ended").len(), 1);
    assert_eq!(facts(&html, "Account"), ["mira@contoso.com"]);
    assert_eq!(
        facts(&html, "Run"),
        ["5a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9"]
    );
    assert_totals(
        &html,
        &[
            "Revoked and confirmed 48",
            "Accepted by Graph, not visible yet 0",
            "Total 49",
        ],
    );
    assert_eq!(
        buttons(&html),
        [
            "Download CSV",
            "Download JSON",
            "Download Markdown",
            "Print",
            "Close"
        ]
    );

    let mixed: Graph = |number, is_post| match (number, is_post) {
        (7 | 9, true) => Some(Ok(test_support::not_found())),
        (11, true) => Some(Err(NoAnswer::TimedOut)),
        _ => None,
    };
    let html = Show::started(48).ends(mixed).shows(&[]);
    the(
        &html,
        "heading",
        "45 of 48 revoked; 3 not revoked; 1 skipped",
    );
    assert!(
        buttons(&html).contains(&"Retry the 3 that failed".to_owned()),
        "{html}"
    );
}

#[test]
fn what_is_accepted_and_not_visible_or_cannot_be_told_is_counted_apart() {
    let unseen: Graph = |number, is_post| {
        // The profile shows the old token for ever.
        (number == 3 && !is_post).then(|| Ok(described(3, START.unix_ms + 30 * DAY_MS)))
    };
    let html = Show::started(4).ends(unseen).shows(&[]);
    the(
        &html,
        "heading",
        "All 4 tokens were revoked; 1 not visible yet; 1 skipped",
    );
    assert_totals(
        &html,
        &[
            "Revoked and confirmed 3",
            "Accepted by Graph, not visible yet 1",
            "Total 5",
        ],
    );
    assert!(buttons(&html).contains(&"Look again at the 1 undecided".to_owned()));

    let mut show = Show::started(4).goes(6, honest);
    let mut changes = show.run.take_records();
    let header = changes.header.take().unwrap();
    let clock = show.clock();
    // This browser lost the records of two of them.
    changes.items.retain(|(number, _)| !matches!(number, 1 | 2));
    show.run = Run::restore(&header, &changes.items, test_support::config(), &clock).unwrap();
    let show = show.does(RunAction::Resume).ends(honest);
    show.shows(&["2 cannot be told", "this browser lost its record of it"]);
}

#[test]
fn what_was_stopped_is_not_called_a_failure_and_can_be_taken_up() {
    let show = Show::started(40)
        .goes(60, honest)
        .does(RunAction::Stop)
        .ends(honest);
    let html = show.shows(&["the run was stopped before its turn"]);
    let mut verdict = names(&html, "heading");
    verdict.retain(|name| name.contains(" of 40 revoked; "));
    assert_eq!(verdict.len(), 1);
    let retry = buttons(&html)
        .into_iter()
        .find(|name| name.starts_with("Retry the "));
    assert!(retry.unwrap().ends_with(" that were not revoked"));
    let html = Show::planned(0).html(Language::English);
    assert_eq!(names(&html, "heading"), ["Revoke many tokens"]);
}

#[test]
fn where_all_are_refused_for_one_cause_that_stands_beside_the_verdict() {
    let cause = "Your account has no Intune role that allows this.";
    let said = |html: &str, start: &str| {
        let paragraphs = by_role(html, "paragraph");
        paragraphs.iter().any(|one| one.text().starts_with(start))
    };
    let html = Show::started(3)
        .ends(refused)
        .shows(&[&format!("0 of 3 revoked; 3 not revoked; 1 skipped {cause}")]);
    assert!(said(&html, cause) && said(&html, "403 · Forbidden · "));
    assert_eq!(chips(&html)[0], ("Needs you 3".to_owned(), true));
    let some: Graph = |number, is_post| refused(number, is_post && number == 2);
    let html = Show::started(3).ends(some).html(Language::English);
    assert!(!said(&html, cause), "{html}");
}

#[test]
fn what_needs_the_person_is_shown_first_once_it_is_over() {
    let some: Graph = |number, is_post| refused(number, is_post && number == 2);
    let show = Show::started(5).ends(some);
    let html = show.shows(&[]);
    assert_eq!(table(&html).get("aria-rowcount"), "2");
    let shown = |name: &str, is_pressed| (name.to_owned(), is_pressed);
    assert_eq!(
        chips(&html),
        [
            shown("Needs you 1", true),
            shown("All 6", false),
            shown("Revoked 4", false),
            shown("Not revoked 1", false),
            shown("Skipped 1", false),
        ]
    );
    let html = Show::started(5).ends(honest).shows(&[]);
    assert_eq!(table(&html).get("aria-rowcount"), "7");
    assert_eq!(chips(&html)[0], shown("All 6", true));
}

#[test]
fn how_it_ended_is_said_elsewhere_without_a_name_or_an_id() {
    let some: Graph = |number, is_post| refused(number, is_post && number <= 2);
    for (show, title, verdict) in [
        (
            Show::started(1_037).ends(honest),
            "✓ 1,037 revoked",
            "All 1,037 tokens were revoked and confirmed; 1 skipped",
        ),
        (
            Show::started(39).ends(some),
            "! 2 of 39 need you",
            "37 of 39 revoked; 2 not revoked; 1 skipped",
        ),
    ] {
        let said = ending(&show.run, Language::English);
        assert_eq!(
            (said.title.as_str(), said.verdict.as_str()),
            (title, verdict)
        );
    }
}

#[test]
fn what_is_about_to_be_revoked_is_told_by_type_mode_and_devices_and_what_more_hangs_on_by_name() {
    let profile = |number: u32, more: serde_json::Value| {
        let mut body = json!({
            "id": id(number),
            "displayName": format!("Shop {number}"),
            "tokenExpirationDateTime": rfc3339(START.unix_ms + 30 * DAY_MS),
            "enrollmentMode": "corporateOwnedDedicatedDevice",
            "enrolledDeviceCount": 1_000,
        });
        let more = more.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(more);
        let answer = test_support::profile(&body);
        Profile::parse(ProfileType::DeviceOwner, &answer.body).unwrap()
    };
    let fully_managed = json!({
        "displayName": "Default Fully Managed Profile",
        "enrollmentMode": "corporateOwnedFullyManaged",
    });
    let staging = json!({"enrollmentTokenType": "deviceStaging"});
    let dead = json!({"tokenExpirationDateTime": rfc3339(START.unix_ms - DAY_MS)});
    let profiles = [
        profile(1, json!({})),
        profile(2, fully_managed),
        profile(3, staging),
        profile(4, dead),
    ];
    let chosen = profiles.map(|profile| (profile.target(), Some(profile)));
    let show = Show::of(chosen.to_vec(), false);
    let made = make_up::MakeUp::of(&show.run);
    assert_eq!(made.types, [(ProfileType::DeviceOwner, 3)]);
    assert_eq!(
        made.modes,
        [
            (EnrollmentMode::Dedicated, 2),
            (EnrollmentMode::FullyManaged, 1)
        ]
    );
    assert_eq!((made.devices, made.knows_devices), (3_000, true));
    assert_eq!(made.defaults, ["Default Fully Managed Profile"]);
    assert_eq!(made.staging, ["Shop 3"]);
    let unread = vec![(target(7), None)];
    assert!(!make_up::MakeUp::of(&Show::of(unread, true).run).knows_devices);
}

#[test]
fn reason_and_ticket_stand_in_the_report() {
    let mut show = Show::started(2);
    show.run.explain("Lost <key>".into(), "INC-7".into());
    let html = show.ends(honest).shows(&[]);
    assert_eq!(facts(&html, "Reason"), ["Lost <key>"]);
    assert_eq!(facts(&html, "Ticket"), ["INC-7"]);
}

#[test]
fn the_files_hold_every_profile_and_no_formula() {
    use super::report_file::{Format, file};
    let show = Show::started(3).ends(honest);
    for format in Format::ALL {
        let devices = DevicesSections::default();
        let made = file(&show.run, (&devices, None), format, Language::English);
        for number in 0..=3 {
            assert!(
                made.text.contains(&id(number))
                    || made.text.contains(&id(number).replace('-', "\\-")),
                "{}",
                made.text
            );
        }
    }
}

#[test]
fn a_sign_in_failure_of_the_run_names_its_code() {
    let failure = SignInFailure {
        cause: SignInCause::Expired,
        code: "interaction_required".into(),
        detail: String::new(),
    };
    let mut show = Show::started(3);
    let clock = show.clock();
    let Some(RunEffect::Call { ticket, .. }) = show.run.next_task(&clock) else {
        panic!("a call");
    };
    show.run.handle(
        ticket,
        crate::actions::RevocationEvent::NoToken(failure),
        &clock,
    );
    show.shows(&["Your sign-in has expired", "interaction_required"]);
}
