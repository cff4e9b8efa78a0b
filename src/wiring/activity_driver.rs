//! The driver of the activity: deletes what is past its time as it happens, and reads the rest when it is wanted.

use leptos::{prelude::*, task::spawn_local};

use super::{
    audit_driver::AuditDriver,
    graph::Graph,
    store::{Store, remembers},
};
use crate::{
    activity::Memory,
    browser::{clock, download, preferences},
    browser_records::{RecordStore, StorageProblem},
    click::{self, Click},
    errand::Errand,
    journal::{self, Swept},
    ui::{
        RwSignal,
        activity::{Activity, ActivityAction, ActivityContext, Problem, activity as view},
        effect,
    },
};

/// Deletes what is past its time, whenever something was remembered.
pub(super) fn keep_swept(store: Store) {
    effect(move || {
        if store.told.get() > 0 {
            spawn_local(async move {
                // What is not deleted now is so when the activity is looked at.
                sweep(store).await.ok();
            });
        }
    });
}

/// What there is to be seen. What is past its time is deleted.
async fn sweep(store: Store) -> Result<Swept, StorageProblem> {
    let database = store.open().await?;
    let activity = database.all(RecordStore::Activity).await?;
    let headers = database.all(RecordStore::Runs).await?;
    let swept = journal::swept(activity, &headers, clock::now());
    if !swept.past.is_empty() {
        database.write(&swept.past).await?;
    }
    Ok(swept)
}

pub(super) fn begin(context: ActivityContext) -> AnyView {
    let graph = expect_context::<Graph>();
    let store = expect_context::<Store>();
    let auditor = AuditDriver::new(graph, context.is_busy);
    let desk = ActivityDriver {
        memory: RwSignal::new(None),
        runs: RwSignal::new(Vec::new()),
        problem: RwSignal::new(None),
        keeps: RwSignal::new(remembers()),
        store,
        number: StoredValue::new(0),
        auditor,
    };
    effect(move || {
        store.told.track();
        let problem = store.problem.get().map(Problem::Storage);
        spawn_local(desk.read(problem));
    });
    let errand = context.errand;
    effect(move || {
        if let Some(Errand::Audit(question)) = errand.get() {
            errand.set(None);
            auditor.start(vec![question.clone()], Errand::Audit(question), false);
        }
    });
    view(Activity {
        context,
        memory: desk.memory,
        runs: desk.runs,
        problem: desk.problem,
        keeps: desk.keeps,
        look: auditor.look,
        on_action: Callback::new(click::handler(move |click, action| desk.act(click, action))),
    })
}

/// The activity while it is shown.
#[derive(Clone, Copy)]
struct ActivityDriver {
    memory: RwSignal<Option<Memory>>,
    runs: RwSignal<Vec<String>>,
    problem: RwSignal<Option<Problem>>,
    keeps: RwSignal<bool>,
    store: Store,
    /// Which reading is the last one; what comes of an earlier one is ignored.
    number: StoredValue<u32>,
    auditor: AuditDriver,
}

impl ActivityDriver {
    fn act(self, click: &Click, action: ActivityAction) {
        match action {
            ActivityAction::Keep(keeps) => self.keep(keeps),
            ActivityAction::Erase(key) => spawn_local(self.erased(Some(key))),
            ActivityAction::EraseAll => spawn_local(self.erased(None)),
            ActivityAction::Export => {
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
            ActivityAction::LookUp(question) => {
                self.auditor
                    .look(click, vec![question.clone()], Errand::Audit(question));
            }
        }
    }

    fn keep(self, keeps: bool) {
        if preferences::keep_activity(keeps) {
            self.keeps.set(keeps);
            self.problem.set(None);
        } else {
            // The switch goes back to what holds.
            self.keeps.set(!keeps);
            self.problem.set(Some(Problem::Switch));
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
        let read = sweep(self.store).await;
        if self.number.try_get_value() != Some(number) {
            return;
        }
        match read {
            Ok(swept) => {
                self.memory.set(Some(swept.memory));
                self.runs.set(swept.runs);
                self.problem.set(problem);
            }
            Err(failed) => self.problem.set(Some(Problem::Storage(failed))),
        }
    }

    /// Erases an entry with the run that it is of, or everything but runs that are not over.
    async fn erased(self, key: Option<String>) {
        let problem = erase(self.store, key.as_deref())
            .await
            .err()
            .map(Problem::Storage);
        self.read(problem).await;
    }
}

async fn erase(store: Store, key: Option<&str>) -> Result<(), StorageProblem> {
    let database = store.open().await?;
    let headers = database.all(RecordStore::Runs).await?;
    let erased = if let Some(key) = key {
        journal::erasing(key, &headers)
    } else {
        let entries = database.all(RecordStore::Activity).await?;
        journal::erasing_all(entries.into_iter().map(|(key, _)| key), &headers)
    };
    database.write(&erased).await
}
