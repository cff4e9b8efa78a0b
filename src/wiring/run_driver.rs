//! The driver of a run: performs the effects of its engine, and shows it; a part of the page of its own.

use std::{pin::Pin, sync::Once};

use leptos::{prelude::*, task::spawn_local};

use super::{
    changes_seen::ChangesSeen,
    graph::{Graph, clock, fresh_id},
    store::{Store, remembers},
    writes::Writes,
};
use crate::{
    actions::{Call, RevocationEvent},
    browser::{
        clock, notification, online, printing, random, style,
        tab_lock::{self, LockAttempt, TabLock},
        timer::{self, Alarm},
        title::Prefix,
        unload_guard::{self, UnloadGuard},
        wake_lock::{self, Awake},
    },
    browser_records::{RecordKey, RecordStore},
    click::{self, Click},
    graph::Claims,
    guid::Guid,
    journal,
    language::Language,
    runs::{
        AfterWrite, Batch, Choice, Clock, Plan, Run, RunAction, RunEffect, RunPhase, Scope,
        WriteAhead,
        plan_file::{HandedPlan, Place, PlanProblem, SavedPlan},
        to_take_up,
    },
    session::{Account, SignInFailure},
    text::number::grouped,
    ui::{
        CurrentLanguage, RwSignal, effect,
        runs::{Ending, RUNS_STYLE, RunView, Runs, RunsContext, ending, runs},
    },
};

/// How often the page is told how far a run has come, in milliseconds. Each time costs a few milliseconds of drawing.
const BEAT_MS: u32 = 500;

/// At every so many beats the page is told although nothing happened: times count down.
const IDLE_BEATS: u32 = 2;

/// Shows the run, and takes up one that was interrupted.
pub(super) fn begin(context: RunsContext) -> AnyView {
    static STYLE: Once = Once::new();
    let RunsContext {
        around,
        choice,
        opened,
        handed_plan,
        list_is_old,
        is_under_way,
        far,
    } = context;
    STYLE.call_once(|| style::adopt(RUNS_STYLE));
    let language = expect_context::<CurrentLanguage>();
    let running = RunDriver {
        view: RunView {
            run: RwSignal::new(None),
            beat: RwSignal::new(0),
            tick_ms: RwSignal::new(clock::tick_ms()),
            now: RwSignal::new(clock::now()),
        },
        language,
        store: expect_context::<Store>(),
        writes: expect_context::<Writes>(),
        is_elsewhere: RwSignal::new(false),
        is_refused: RwSignal::new(false),
        plan_problem: RwSignal::new(None),
        graph: expect_context::<Graph>(),
        changes_seen: expect_context::<ChangesSeen>(),
        account: StoredValue::new(around.account.clone()),
        list_is_old,
        is_under_way,
        far,
        leases: StoredValue::new_local(RunLeases::default()),
        has_asked: StoredValue::new(false),
    };
    running.writes.follow(running.view.run);
    // At each beat, and in each language.
    effect(move || {
        running.view.beat.track();
        running.show_title(language.0.get());
    });
    effect(move || {
        if let Some(chosen) = choice.get() {
            choice.set(None);
            running.plan(chosen);
        }
    });
    effect(move || {
        if let Some(id) = opened.get() {
            opened.set(None);
            spawn_local(running.show_again(id));
        }
    });
    effect(move || {
        if let Some(handed) = handed_plan.get() {
            handed_plan.set(None);
            running.open(handed);
        }
    });
    spawn_local(running.take_up());
    let watch = online::on_change(move |is_online| {
        if is_online {
            running.act(RunAction::Online);
        }
    });
    // What is held in the browser's leases goes with the screen.
    StoredValue::new_local(watch);
    runs(Runs {
        around,
        view: running.view,
        not_kept: running.store.problem,
        is_elsewhere: running.is_elsewhere,
        is_refused: running.is_refused,
        plan_problem: running.plan_problem,
        on_explain: Callback::new(move |(reason, ticket)| {
            running.change(|run, _| run.explain(reason, ticket));
        }),
        on_action: Callback::new(click::handler(move |click: &Click, action| {
            running.act_in(click, action);
        })),
        on_close: Callback::new(move |()| running.close()),
        on_print: Callback::new(|()| {
            // By then the page shows what is to be on paper.
            request_animation_frame(|| request_animation_frame(printing::print));
        }),
    })
}

/// A run, and all by which it is carried out.
#[derive(Clone, Copy)]
struct RunDriver {
    view: RunView,
    language: CurrentLanguage,
    store: Store,
    writes: Writes,
    is_elsewhere: RwSignal<bool>,
    is_refused: RwSignal<bool>,
    plan_problem: RwSignal<Option<PlanProblem>>,
    graph: Graph,
    account: StoredValue<Account>,
    list_is_old: RwSignal<u32>,
    changes_seen: ChangesSeen,
    is_under_way: RwSignal<bool>,
    far: RwSignal<(usize, usize)>,
    leases: StoredValue<RunLeases, LocalStorage>,
    /// Whether the person was asked for leave to notify them.
    has_asked: StoredValue<bool>,
}

/// What the browser lends to a run.
#[derive(Default)]
struct RunLeases {
    lock: Option<TabLock>,
    awake: Option<Awake>,
    guard: Option<UnloadGuard>,
    /// How the run stands or has ended, from when it is under way until it is put away.
    title: Option<Prefix>,
    is_under_way: bool,
    /// What wakes the run up next.
    alarm: Option<Alarm>,
    is_beating: bool,
    has_changed: bool,
}

impl RunDriver {
    /// Plans a run in the place of one that has not begun, or that is over.
    fn plan(self, choice: Choice) {
        let Some(config) = self.graph.config() else {
            return;
        };
        self.plan_problem.set(None);
        if self.refuses() {
            return;
        }
        let plan = Plan {
            scope: Scope::Many,
            id: Guid::from_random(random::bytes()),
            made_at: clock::now(),
            account: self.account.get_value(),
            reason: String::new(),
            ticket: String::new(),
            includes_inactive: choice.includes_inactive,
            planned_by: None,
        };
        let (chosen, reads_all) = (choice.chosen, choice.reads_all);
        self.replace(|earlier| Run::new(plan, config, chosen, reads_all, earlier));
    }

    /// Opens the plan of a file in the place of a run that has not begun, or that is over. What is refused changes nothing.
    fn open(self, handed: HandedPlan) {
        let Some(config) = self.graph.config() else {
            return;
        };
        self.plan_problem.set(None);
        if self.refuses() {
            return;
        }
        let (account, now) = (self.account.get_value(), clock::now());
        let here = Place::of(&account, &config);
        match handed.and_then(|text| SavedPlan::read(&text, here, now)) {
            Ok(saved) => {
                let id = Guid::from_random(random::bytes());
                self.replace(|earlier| saved.opened(id, account, config, now, earlier));
            }
            Err(problem) => self.plan_problem.set(Some(problem)),
        }
    }

    /// Puts a run in the place of another one.
    fn replace(self, make: impl FnOnce(Option<&Run>) -> Run) {
        self.is_elsewhere.set(false);
        self.put_away();
        self.view.run.update_untracked(|shown| {
            let earlier = shown.take();
            let mut run = make(earlier.as_ref());
            if earlier.is_none() {
                self.writes.are_counted_by(&mut run);
            }
            *shown = Some(run);
        });
        self.go_on();
        self.beat();
    }

    /// Takes an action of the person. If it leads to the sign-in host, the window opens before anything else is done.
    fn act_in(self, click: &Click, action: RunAction) {
        if action != RunAction::SignIn {
            let asks = action == RunAction::Start
                && self
                    .has_asked
                    .try_update_value(|has_asked| std::mem::replace(has_asked, true))
                    == Some(false);
            if asks {
                notification::ask(click);
            }
            self.act(action);
        } else if self.is_mine() {
            self.is_refused.set(false);
            let asked = self.with_mut(|run| run.act(action, &clock()));
            if let Some(asked) = asked.flatten() {
                self.sign_in(click, asked.claims.as_ref());
            }
            self.go_on();
            self.beat();
        }
    }

    fn act(self, action: RunAction) {
        self.is_refused.set(false);
        if action.needs_lock() {
            spawn_local(async move {
                if self.hold().await {
                    self.change(|run, clock| _ = run.act(action, clock));
                }
            });
        } else {
            self.change(|run, clock| _ = run.act(action, clock));
        }
    }

    /// Puts away a run that has not begun, or that is over.
    fn close(self) {
        self.view.run.update_untracked(|run| *run = None);
        self.put_away();
        self.acquire_or_release();
        self.beat();
        spawn_local(self.take_up());
    }

    /// Takes up a run that was interrupted, if there is one.
    async fn take_up(self) {
        let Ok(database) = self.store.open().await else {
            return;
        };
        let Ok(headers) = database.all(RecordStore::Runs).await else {
            return;
        };
        let Some(config) = self.graph.config() else {
            return;
        };
        let left = self
            .account
            .with_value(|account| to_take_up(headers, account, &config));
        let Some((id, header)) = left else {
            return;
        };
        let Ok(items) = database.items_of(&id).await else {
            return;
        };
        let attempt = tab_lock::try_hold(&id).await;
        // Meanwhile the person may have planned another one.
        if self.with(|_| ()).is_some() {
            return;
        }
        let Ok(run) = Run::restore(&header, &items, config, &clock()) else {
            return;
        };
        self.show(run, attempt);
    }

    /// Shows a run that is over once more, in the place of one that has not begun, or that is over.
    async fn show_again(self, id: String) {
        if self.refuses() {
            return;
        }
        let Ok(database) = self.store.open().await else {
            return;
        };
        let (Ok(Some(header)), Ok(items), Some(config)) = (
            database.get(&RecordKey::Run(id.clone())).await,
            database.items_of(&id).await,
            self.graph.config(),
        ) else {
            return;
        };
        if let Ok(run) = Run::restore(&header, &items, config, &clock())
            && run.phase() == RunPhase::Over
        {
            self.show(run, LockAttempt::Unsupported);
        }
    }

    fn show(self, mut run: Run, attempt: LockAttempt) {
        self.writes.are_counted_by(&mut run);
        self.view.run.update_untracked(|shown| *shown = Some(run));
        self.put_away();
        self.is_elsewhere.set(false);
        match attempt {
            LockAttempt::Held(lock) => self.leases.update_value(|leases| leases.lock = Some(lock)),
            LockAttempt::Taken => self.is_elsewhere.set(true),
            LockAttempt::Unsupported => {}
        }
        self.go_on();
        self.beat();
    }

    /// Gives back what was lent to a run that is put away.
    fn put_away(self) {
        self.leases.update_value(|leases| {
            leases.lock = None;
            leases.title = None;
        });
    }

    /// Whether there is a run under way, which another one must not take the place of; then the page says so.
    fn refuses(self) -> bool {
        let is_here = !self.is_elsewhere.get_untracked();
        let refuses = is_here && self.with(Run::is_under_way).unwrap_or(false);
        self.is_refused.set(refuses);
        refuses
    }

    /// Whether no other tab has this run.
    async fn hold(self) -> bool {
        let Some(id) = self.with(|run| run.plan().id.to_string()) else {
            return false;
        };
        if self.leases.with_value(|leases| leases.lock.is_some()) {
            return true;
        }
        match tab_lock::try_hold(&id).await {
            LockAttempt::Held(lock) => self.leases.update_value(|leases| leases.lock = Some(lock)),
            LockAttempt::Taken => {
                self.is_elsewhere.set(true);
                return false;
            }
            LockAttempt::Unsupported => {}
        }
        true
    }

    /// Whether the run is for this page to carry out: of the person who is signed in, and in no other tab.
    fn is_mine(self) -> bool {
        let account = self.account.get_value();
        let is_mine = |run: &Run| run.plan().is_of(&account);
        !self.is_elsewhere.get_untracked() && self.with(is_mine).unwrap_or(false)
    }

    fn with<T>(self, read: impl FnOnce(&Run) -> T) -> Option<T> {
        self.view
            .run
            .try_with_untracked(|run| run.as_ref().map(read))
            .flatten()
    }

    fn with_mut<T>(self, change: impl FnOnce(&mut Run) -> T) -> Option<T> {
        self.view
            .run
            .try_update_untracked(|run| run.as_mut().map(change))
            .flatten()
    }

    /// Changes the run, does what it then asks for, and tells the page.
    fn change(self, change: impl FnOnce(&mut Run, &Clock)) {
        if !self.is_mine() {
            return;
        }
        self.with_mut(|run| change(run, &clock()));
        self.go_on();
        self.beat();
    }

    /// Does what the run asks for now.
    fn go_on(self) {
        self.acquire_or_release();
        if !self.is_mine() {
            return;
        }
        let Some(Batch { reads, write }) = self.with_mut(|run| run.batch(clock)) else {
            return;
        };
        for read in reads {
            spawn_local(self.perform(read));
        }
        if let Some(write) = write {
            spawn_local(self.write(write));
        }
        self.leases.update_value(|leases| leases.has_changed = true);
        self.keep_beating();
        self.set_alarm();
    }

    /// Keeps what is to be kept, and sends what the run then gives away for that.
    async fn write(self, mut write: WriteAhead) {
        let sends = loop {
            let changes = self.with(|run| journal::of_run(run, &write.records, remembers()));
            let kept = self.store.keep(&changes.unwrap_or_default()).await;
            match self.with_mut(|run| run.kept(write, kept, &clock())) {
                None => return,
                Some(AfterWrite::Write(more)) => write = more,
                Some(AfterWrite::Send(sends)) => break sends,
            }
        };
        for send in sends {
            spawn_local(self.perform(send));
        }
        self.go_on();
    }

    /// Wakes the run up when it wants to be woken.
    fn set_alarm(self) {
        let tick = clock::tick_ms();
        let at = self.with(|run| run.wake_at(tick)).flatten();
        let alarm = at.map(|at| {
            let wait = u32::try_from(at.saturating_sub(tick)).unwrap_or(u32::MAX);
            // A timer may be a little early.
            Alarm::after(wait.saturating_add(1), move || self.go_on())
        });
        self.leases.try_update_value(|leases| leases.alarm = alarm);
    }

    async fn perform(self, effect: RunEffect) {
        match effect {
            RunEffect::Call { ticket, call } => {
                let is_write = matches!(call, Call::Send(..));
                if let Some(event) = self.ask(call).await {
                    if is_write {
                        self.writes.of_run();
                    }
                    self.with_mut(|run| run.handle(ticket, event, &clock()));
                    self.go_on();
                }
            }
            RunEffect::Renew(claims) => {
                if let Some(msal) = self.graph.sign_in.msal.get_value() {
                    self.renewed(msal.satisfy(&claims).await);
                }
            }
        }
    }

    async fn ask(self, call: Call) -> Option<RevocationEvent> {
        let request = call.request(&self.graph.config()?, fresh_id());
        Some(match self.graph.ask(&request).await? {
            Ok(answer) => call.event(&request, answer, clock::now()),
            Err(failure) => RevocationEvent::NoToken(failure),
        })
    }

    /// Takes the person to the sign-in host; nothing comes of it here if the page goes with them.
    fn sign_in(self, click: &Click, claims: Option<&Claims>) {
        let Some(msal) = self.graph.sign_in.msal.get_value() else {
            return;
        };
        // This page may be about to go, and that is no mistake. What has to be known after it is kept since the run waits.
        self.leases.update_value(|leases| leases.guard = None);
        let signing_in: Pin<Box<dyn Future<Output = _>>> = match claims {
            Some(claims) => Box::pin(msal.step_up(click, claims)),
            None => Box::pin(msal.sign_in(click)),
        };
        spawn_local(async move {
            let result = match signing_in.await {
                Ok(None) => return,
                Ok(Some(account)) => self.graph.sign_in.same_person(account),
                Err(failure) => Err(failure),
            };
            // The page is still there.
            self.leases.try_update_value(|leases| {
                if leases.is_under_way {
                    leases.guard = unload_guard::ask_before_leaving();
                }
            });
            self.renewed(result);
        });
    }

    fn renewed(self, result: Result<(), SignInFailure>) {
        self.change(|run, clock| run.renewed(result, clock));
    }

    /// Takes from the browser what a run that is under way needs, and gives back what it does not.
    fn acquire_or_release(self) {
        let is_under_way = self.is_mine() && self.with(Run::is_under_way).unwrap_or(false);
        let was_under_way = self
            .leases
            .try_with_value(|leases| leases.is_under_way)
            .unwrap_or(false);
        if is_under_way == was_under_way {
            return;
        }
        self.is_under_way.try_set(is_under_way);
        let is_over = |run: &Run| run.phase() == RunPhase::Over;
        let has_ended = was_under_way && self.with(is_over).unwrap_or(false);
        self.leases.try_update_value(|leases| {
            leases.guard = is_under_way
                .then(unload_guard::ask_before_leaving)
                .flatten();
            leases.awake = is_under_way.then(wake_lock::keep_awake).flatten();
            leases.is_under_way = is_under_way;
            if is_under_way {
                leases.title.get_or_insert_default();
            } else {
                leases.lock = None;
                // How it ended is said until it is put away.
                leases.title.take_if(|_| !has_ended);
            }
        });
        if has_ended {
            let language = self.language.0.get_untracked();
            if let Some(Ending { verdict, .. }) = self.with(|run| ending(run, language)) {
                notification::notify("Token Console", &verdict);
            }
            self.with(|run| self.changes_seen.0.try_update(|seen| seen.see_run(run)));
        }
        if was_under_way {
            // The end is shown at once.
            self.beat();
            // The list in a task of its own, so that the page answers in between.
            spawn_local(async move {
                timer::sleep(0).await;
                self.list_is_old.try_update(|times| *times += 1);
            });
        }
    }

    /// Tells the page twice a second, as long as anything happens.
    fn keep_beating(self) {
        let was_beating = self
            .leases
            .try_update_value(|leases| std::mem::replace(&mut leases.is_beating, true));
        if was_beating != Some(false) {
            return;
        }
        spawn_local(async move {
            let mut idle = 0;
            loop {
                timer::sleep(BEAT_MS).await;
                let goes_on = self.with(|run| run.phase().goes_on()).unwrap_or(false);
                let has_changed = self.leases.try_update_value(|leases| {
                    leases.is_beating = goes_on;
                    std::mem::take(&mut leases.has_changed)
                });
                let Some(has_changed) = has_changed else {
                    return;
                };
                idle += 1;
                if has_changed || !goes_on || idle >= IDLE_BEATS {
                    self.beat();
                    idle = 0;
                }
                if !goes_on {
                    return;
                }
            }
        });
    }

    fn beat(self) {
        self.view.tick_ms.try_set(clock::tick_ms());
        self.view.now.try_set(clock::now());
        self.view.beat.try_update(|beat| *beat += 1);
    }

    /// Says in the title how the run stands, or has ended, as long as this tab had to do with it.
    fn show_title(self, language: Language) {
        let text = self.with(|run| {
            if run.phase() == RunPhase::Over {
                return ending(run, language).title + " –";
            }
            let totals = run.totals();
            self.far.set((totals.done(), totals.all()));
            format!("({}/{})", grouped(totals.done()), grouped(totals.all()))
        });
        self.leases.try_with_value(|leases| {
            if let (Some(title), Some(text)) = (&leases.title, text) {
                title.show(&text);
            }
        });
    }
}
