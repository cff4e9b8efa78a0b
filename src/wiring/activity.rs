//! What this browser remembers: kept as it happens, and a part of the page of its own that shows it.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    pin::Pin,
};

use leptos::{prelude::*, task::spawn_local};
use token_console::{
    activity::{self, Entry, Memory},
    browser::{clock, connection, database::Database, download, preferences},
    lazy,
    lazy::NotLoaded,
    revocation::run,
    storage::{Collection, Key, StorageProblem},
    ui::{Activity, ActivityContext, ActivityWish, Problem, activity},
};

use super::{audit::Auditor, graph::Graph};

lazy! {
    /// The activity.
    pub fn load_activity in activity -> fn(ActivityContext) -> AnyView = begin;
}

lazy! {
    /// What keeps entries.
    fn load_keeper in activity -> fn() -> Keeping = keep_waiting;
}

type Keeping = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    /// What is to be remembered and is not kept yet.
    static WAITING: RefCell<VecDeque<Entry>> = const { RefCell::new(VecDeque::new()) };
    /// Whether entries are being kept, one after the other.
    static IS_KEEPING: Cell<bool> = const { Cell::new(false) };
    /// Why something could not be kept; told anew whenever something was kept or could not be.
    static KEPT: ArcRwSignal<Option<Problem>> = ArcRwSignal::new(None);
}

/// Remembers an entry, unless the person has switched that off. One of the same key gives way.
///
/// The database comes with the part that shows the activity, so that nobody loads it who revokes nothing.
pub fn remember(entry: Entry) {
    if !web_sys::window().is_some_and(|window| preferences::keeps_activity(&window)) {
        return;
    }
    WAITING.with_borrow_mut(|waiting| waiting.push_back(entry));
    // Without a network the part cannot be loaded: it waits for the next one.
    if !connection::is_online() {
        return;
    }
    spawn_local(async {
        match load_keeper().await {
            Ok(keep) => keep().await,
            // It waits for the next one, or until the activity is looked at.
            Err(NotLoaded::Missing | NotLoaded::Updated) => tell(Some(Problem::NotLoaded)),
        }
    });
}

fn tell(problem: Option<Problem>) {
    KEPT.with(Clone::clone).set(problem);
}

fn keep_waiting() -> Keeping {
    Box::pin(async {
        if IS_KEEPING.replace(true) {
            return;
        }
        let kept = keep_all().await;
        IS_KEEPING.set(false);
        if kept != Ok(0) {
            tell(kept.err().map(Problem::Storage));
        }
    })
}

/// Keeps what waits, and how many there were. What could not be kept goes on waiting.
async fn keep_all() -> Result<usize, StorageProblem> {
    let mut count = 0;
    let next = || WAITING.with_borrow(|waiting| waiting.front().cloned());
    if next().is_none() {
        return Ok(0);
    }
    let database = Database::open().await?;
    while let Some(entry) = next() {
        database
            .put(&Key::Activity(entry.key.clone()), &entry.json())
            .await?;
        WAITING.with_borrow_mut(|waiting| {
            if waiting.front() == Some(&entry) {
                waiting.pop_front();
            }
        });
        count += 1;
    }
    sweep(&database).await?;
    Ok(count)
}

/// What is remembered, and the runs that are over and whose records are still there. What is past its time is deleted.
async fn sweep(database: &Database) -> Result<(Memory, Vec<String>), StorageProblem> {
    let mut memory = Memory::read(database.all(Collection::Activity).await?);
    let expired = memory.expired(clock::now());
    for key in &expired {
        database.delete(&Key::Activity(key.clone())).await?;
    }
    memory.forget(&expired);
    let mut runs = Vec::new();
    for (id, over_ms) in runs_over(database).await? {
        if activity::is_expired(over_ms, clock::now()) {
            database.delete_run(&id).await?;
        } else {
            runs.push(id);
        }
    }
    Ok((memory, runs))
}

/// The runs that are over, and since when. One that is not, or that cannot be read, is left alone.
async fn runs_over(database: &Database) -> Result<Vec<(String, i64)>, StorageProblem> {
    let runs = database.all(Collection::Runs).await?.into_iter();
    Ok(runs
        .filter_map(|(id, header)| Some((id, run::over_since(&header)?)))
        .collect())
}

/// Shows the activity.
fn begin(context: ActivityContext) -> AnyView {
    let graph = expect_context::<Graph>();
    let auditor = Auditor {
        look: RwSignal::new(None),
        number: StoredValue::new(0),
        graph,
    };
    let keeps = web_sys::window().is_none_or(|window| preferences::keeps_activity(&window));
    let desk = Desk {
        memory: RwSignal::new(None),
        runs: RwSignal::new(Vec::new()),
        problem: RwSignal::new(None),
        keeps: RwSignal::new(keeps),
        number: StoredValue::new(0),
        auditor,
    };
    spawn_local(keep_waiting());
    let kept = KEPT.with(Clone::clone);
    Effect::new(move || {
        let problem = kept.get();
        spawn_local(desk.read(problem));
    });
    let returned = context.returned;
    Effect::new(move || {
        if let Some(question) = returned.get() {
            returned.set(None);
            auditor.look_silently(question);
        }
    });
    activity(Activity {
        context,
        memory: desk.memory,
        runs: desk.runs,
        problem: desk.problem,
        keeps: desk.keeps,
        look: auditor.look,
        at: clock::at,
        on_wish: Callback::new(move |wish| desk.wish(wish)),
    })
}

/// The activity while it is shown.
#[derive(Clone, Copy)]
struct Desk {
    memory: RwSignal<Option<Memory>>,
    runs: RwSignal<Vec<String>>,
    problem: RwSignal<Option<Problem>>,
    keeps: RwSignal<bool>,
    /// Which reading is the last one; what comes of an earlier one is ignored.
    number: StoredValue<u32>,
    auditor: Auditor,
}

impl Desk {
    fn wish(self, wish: ActivityWish) {
        match wish {
            ActivityWish::Keep(keeps) => self.keep(keeps),
            ActivityWish::Erase(key) => spawn_local(self.erased(Some(key))),
            ActivityWish::EraseAll => spawn_local(self.erased(None)),
            ActivityWish::Export => {
                let now = clock::now();
                let json = self
                    .memory
                    .with_untracked(|memory| memory.as_ref().map(|memory| memory.export(now)));
                if let Some(json) = json {
                    // Windows takes no colon in a name.
                    let name = format!("activity-{}.json", now.rfc3339().replace(':', ""));
                    download::offer(&name, "application/json", &json);
                }
            }
            ActivityWish::LookUp(question) => self.auditor.look(question),
        }
    }

    fn keep(self, keeps: bool) {
        let kept =
            web_sys::window().is_some_and(|window| preferences::keep_activity(&window, keeps));
        if kept {
            self.keeps.set(keeps);
            self.problem.set(None);
        } else {
            // The switch goes back to what holds.
            self.keeps.set(!keeps);
            self.problem.set(Some(Problem::Switch));
        }
        if !keeps && kept {
            WAITING.with_borrow_mut(VecDeque::clear);
        }
    }

    /// Reads what is remembered; `problem` is what is known to have failed before.
    async fn read(self, problem: Option<Problem>) {
        let Some(number) = self.number.try_update_value(|number| {
            *number += 1;
            *number
        }) else {
            return;
        };
        let read = async { sweep(&Database::open().await?).await }.await;
        if self.number.try_get_value() != Some(number) {
            return;
        }
        match read {
            Ok((memory, runs)) => {
                self.memory.set(Some(memory));
                self.runs.set(runs);
                self.problem.set(problem);
            }
            Err(failed) => self.problem.set(Some(Problem::Storage(failed))),
        }
    }

    /// Erases an entry with the run that it is of, or everything but runs that are not over.
    async fn erased(self, key: Option<String>) {
        WAITING.with_borrow_mut(|waiting| {
            waiting.retain(|entry| key.as_ref().is_some_and(|key| *key != entry.key));
        });
        let problem = erase(key.as_deref()).await.err().map(Problem::Storage);
        self.read(problem).await;
    }
}

async fn erase(key: Option<&str>) -> Result<(), StorageProblem> {
    let database = Database::open().await?;
    let of_run = |id: &str| key.is_none_or(|key| Entry::key_of_run(id) == key);
    for (id, _) in runs_over(&database).await? {
        if of_run(&id) {
            database.delete_run(&id).await?;
        }
    }
    let keys = if let Some(key) = key {
        vec![key.to_owned()]
    } else {
        let all = database.all(Collection::Activity).await?;
        all.into_iter().map(|(key, _)| key).collect()
    };
    for key in keys {
        database.delete(&Key::Activity(key)).await?;
    }
    Ok(())
}
