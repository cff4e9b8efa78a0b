//! The database of this browser, `IndexedDB`. Its values are texts; what they say is not decided here.
//!
//! Of the crates, only `indexed_db_futures` lets a transaction ask to be on disk before it is called complete.

mod connection;
mod stores;

use std::cell::{Cell, RefCell};

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbRequest, IdbTransaction};

use self::{
    connection::{Connection, ConnectionFailure},
    stores::{ACTIVITY, ITEMS, RUNS, STORES},
};
use crate::browser_records::{RecordChange, RecordKey, RecordStore, StorageProblem};

/// The open database.
///
/// A connection that the browser or another tab has closed is opened anew, once for each call.
pub(crate) struct Database {
    connection: RefCell<Connection>,
    was_emptied: Cell<bool>,
}

impl Database {
    /// Opens the database, and makes it where there is none.
    pub(crate) async fn open() -> Result<Self, StorageProblem> {
        let (connection, _) = connection::open().await?;
        Ok(Self {
            connection: RefCell::new(connection),
            was_emptied: Cell::new(false),
        })
    }

    /// Whether the database was deleted and made anew since this was asked the last time, so that all is gone but what
    /// was put afterwards.
    pub(crate) fn was_emptied(&self) -> bool {
        self.was_emptied.take()
    }

    /// Changes all of it, or nothing. It is on disk when this returns, as far as the browser can tell.
    pub(crate) async fn write(&self, changes: &[RecordChange]) -> Result<(), StorageProblem> {
        let write = |transaction: &IdbTransaction| {
            changes.iter().try_for_each(|change| match change {
                RecordChange::Put(key, text) => {
                    let (store, key) = address(key);
                    let store = transaction.object_store(store)?;
                    store.put_with_key(&(&**text).into(), &key).map(drop)
                }
                RecordChange::Delete(key) => {
                    let (store, key) = address(key);
                    transaction.object_store(store)?.delete(&key).map(drop)
                }
                RecordChange::DeleteRun(id) => {
                    let runs = transaction.object_store(RUNS)?;
                    runs.delete(&id.into())?;
                    let items = transaction.object_store(ITEMS)?;
                    items.delete(&items_range(id)?).map(drop)
                }
            })
        };
        let stores: Array = STORES.iter().map(|name| JsValue::from_str(name)).collect();
        self.carried_out(&stores, "readwrite", write).await
    }

    /// The text that is kept there, if there is one.
    pub(crate) async fn get(&self, key: &RecordKey) -> Result<Option<String>, StorageProblem> {
        let read = |transaction: &IdbTransaction| {
            let (store, key) = address(key);
            transaction.object_store(store)?.get(&key)
        };
        let request = self.reading(address(key).0, read).await?;
        Ok(result(&request).as_string())
    }

    /// All texts of a collection with their ids.
    pub(crate) async fn all(
        &self,
        collection: RecordStore,
    ) -> Result<Vec<(String, String)>, StorageProblem> {
        let name = match collection {
            RecordStore::Runs => RUNS,
            RecordStore::Activity => ACTIVITY,
        };
        let read = |transaction: &IdbTransaction| {
            let store = transaction.object_store(name)?;
            Ok((store.get_all_keys()?, store.get_all()?))
        };
        let (keys, texts) = self.reading(name, read).await?;
        Ok(pairs(&keys, &texts, JsValue::as_string))
    }

    /// All profiles of a run, in their order.
    pub(crate) async fn items_of(
        &self,
        run_id: &str,
    ) -> Result<Vec<(u32, String)>, StorageProblem> {
        let read = |transaction: &IdbTransaction| {
            let store = transaction.object_store(ITEMS)?;
            let range = items_range(run_id)?;
            Ok((
                store.get_all_keys_with_key(&range)?,
                store.get_all_with_key(&range)?,
            ))
        };
        let (keys, texts) = self.reading(ITEMS, read).await?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it was put there as a u32"
        )]
        let place = |key: &JsValue| Array::from(key).get(1).as_f64().map(|place| place as u32);
        Ok(pairs(&keys, &texts, place))
    }

    async fn reading<T>(
        &self,
        store: &str,
        work: impl Fn(&IdbTransaction) -> Result<T, JsValue>,
    ) -> Result<T, StorageProblem> {
        self.carried_out(&Array::of1(&store.into()), "readonly", work)
            .await
    }

    /// Does the work in one transaction, and waits until that is complete.
    async fn carried_out<T>(
        &self,
        stores: &Array,
        mode: &str,
        work: impl Fn(&IdbTransaction) -> Result<T, JsValue>,
    ) -> Result<T, StorageProblem> {
        let connection = self.connection.borrow().clone();
        let mut done = connection::attempt(&connection, stores, mode, &work).await;
        if let Err(ConnectionFailure::Lost(_)) = done {
            self.reconnect(&connection).await?;
            let connection = self.connection.borrow().clone();
            done = connection::attempt(&connection, stores, mode, &work).await;
        }
        done.map_err(StorageProblem::from)
    }

    /// Opens the database anew, unless somebody else who lost the same connection has done so.
    async fn reconnect(&self, lost: &Connection) -> Result<(), StorageProblem> {
        if *self.connection.borrow() == *lost {
            let (connection, is_new) = connection::open().await?;
            if is_new {
                self.was_emptied.set(true);
            }
            self.connection.replace(connection).close();
        }
        Ok(())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.connection.borrow().close();
    }
}

/// The store of a text, and its key there.
fn address(key: &RecordKey) -> (&'static str, JsValue) {
    match key {
        RecordKey::Run(id) => (RUNS, id.into()),
        RecordKey::Item(run_id, place) => {
            let key = Array::of2(&run_id.into(), &(*place).into());
            (ITEMS, key.into())
        }
        RecordKey::Activity(id) => (ACTIVITY, id.into()),
    }
}

/// The keys of all profiles of a run: an array comes after every number.
fn items_range(run_id: &str) -> Result<JsValue, JsValue> {
    let first = Array::of1(&run_id.into());
    let last = Array::of2(&run_id.into(), &Array::new());
    IdbKeyRange::bound(&first, &last).map(JsValue::from)
}

fn pairs<T>(
    keys: &IdbRequest,
    texts: &IdbRequest,
    plain: impl Fn(&JsValue) -> Option<T>,
) -> Vec<(T, String)> {
    let keys = Array::from(&result(keys));
    let texts = Array::from(&result(texts));
    keys.iter()
        .zip(texts.iter())
        .filter_map(|(key, text)| Some((plain(&key)?, text.as_string()?)))
        .collect()
}

/// What came of a request whose transaction is complete.
fn result(request: &IdbRequest) -> JsValue {
    request.result().unwrap_or(JsValue::UNDEFINED)
}
