//! A connection to the database, and what is done over it.

use std::{cell::Cell, rc::Rc};

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbTransaction};

use super::stores::STORES;
use crate::{browser::timer, browser_records::StorageProblem};

/// How long the browser may take to open the database, in milliseconds; some never answer when their files are damaged.
const OPEN_WITHIN_MS: u32 = 5_000;

/// How long a transaction may take, in milliseconds.
const DONE_WITHIN_MS: u32 = 10_000;

const NAME: &str = "token-console";
const VERSION: u32 = 1;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = IdbDatabase)]
    #[derive(Clone, PartialEq)]
    pub type Connection;

    // With the third argument it stands behind an unstable flag of web-sys. Browsers that do not know it ignore it.
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Connection,
        stores: &Array,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// Why something was not carried out.
pub(crate) enum ConnectionFailure {
    /// The connection is closed: another connection may do.
    Lost(String),
    /// Another connection would not help.
    Other(StorageProblem),
}

impl From<ConnectionFailure> for StorageProblem {
    fn from(trouble: ConnectionFailure) -> Self {
        match trouble {
            ConnectionFailure::Lost(words) => Self::Failed(words),
            ConnectionFailure::Other(problem) => problem,
        }
    }
}

/// Opens the database, and says whether it was made just now.
pub(super) async fn open() -> Result<(Connection, bool), StorageProblem> {
    let request = request()?;
    let is_new = Rc::new(Cell::new(false));
    let on_upgrade = {
        let (request, is_new) = (request.clone(), is_new.clone());
        Closure::once(move || {
            is_new.set(true);
            make_stores(&request);
        })
    };
    request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
    let opened = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    });
    let Some(opened) = timer::within(opened, OPEN_WITHIN_MS).await else {
        // Nobody waits for it any more, and a connection that stays open is in the way of others.
        let close = Closure::once(|event: Event| {
            let request = event
                .target()
                .map(wasm_bindgen::JsCast::unchecked_into::<IdbOpenDbRequest>);
            if let Some(database) = request.and_then(|request| request.result().ok()) {
                database.unchecked_into::<IdbDatabase>().close();
            }
        });
        request.set_onsuccess(Some(close.into_js_value().unchecked_ref()));
        return Err(StorageProblem::Silent);
    };
    if let Err(event) = opened {
        if event.unchecked_ref::<Event>().type_() == "blocked" {
            return Err(StorageProblem::Blocked);
        }
        return Err(unopened(request.error().ok().flatten()));
    }
    let connection = request.result().map_err(|_| unopened(None))?;
    let connection: Connection = connection.unchecked_into();
    // A tab that wants to delete or change the database has to wait until all others have let go of it.
    let let_go = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        if let Some(connection) = event.target() {
            connection.unchecked_into::<IdbDatabase>().close();
        }
    });
    connection.set_onversionchange(Some(let_go.into_js_value().unchecked_ref()));
    Ok((connection, is_new.get()))
}

/// Does the work in one transaction, and waits until that is complete.
pub(super) async fn attempt<T>(
    connection: &Connection,
    stores: &Array,
    mode: &str,
    work: impl Fn(&IdbTransaction) -> Result<T, JsValue>,
) -> Result<T, ConnectionFailure> {
    let options = Object::new();
    // Complete is what is on disk, and not what the system promises to write some time: a run counts on it.
    Reflect::set(&options, &"durability".into(), &"strict".into()).ok();
    let transaction = connection
        .transaction(stores, mode, &options)
        .map_err(|thrown| trouble(thrown.dyn_into().ok()))?;
    let complete = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let done = match work(&transaction) {
        Ok(done) => done,
        Err(thrown) => {
            transaction.abort().ok();
            JsFuture::from(complete).await.ok();
            return Err(trouble(thrown.dyn_into().ok()));
        }
    };
    match timer::within(complete, DONE_WITHIN_MS).await {
        Some(Ok(_)) => Ok(done),
        Some(Err(_)) => Err(trouble(transaction.error())),
        None => Err(ConnectionFailure::Other(StorageProblem::Silent)),
    }
}

fn request() -> Result<IdbOpenDbRequest, StorageProblem> {
    let factory: Option<IdbFactory> =
        web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    factory
        .ok_or(StorageProblem::Unavailable)?
        .open_with_u32(NAME, VERSION)
        .map_err(|thrown| unopened(thrown.dyn_into().ok()))
}

fn make_stores(request: &IdbOpenDbRequest) {
    if let Ok(database) = request.result() {
        let database: IdbDatabase = database.unchecked_into();
        for name in STORES {
            database.create_object_store(name).ok();
        }
    }
}

fn unopened(error: Option<DomException>) -> StorageProblem {
    match error.as_ref().map(DomException::name).as_deref() {
        // Firefox says InvalidStateError where it keeps nothing.
        None | Some("SecurityError" | "InvalidStateError") => StorageProblem::Unavailable,
        // A newer version of the page has been here.
        Some("VersionError") => StorageProblem::Blocked,
        Some(_) => trouble(error).into(),
    }
}

/// A transaction that the browser itself has aborted, as its connection was closed, has no error or an `AbortError`.
fn trouble(error: Option<DomException>) -> ConnectionFailure {
    let Some(error) = error else {
        return ConnectionFailure::Lost("AbortError".to_owned());
    };
    let name = error.name();
    let words = format!("{name}: {}", error.message());
    match &*name {
        "QuotaExceededError" => ConnectionFailure::Other(StorageProblem::Full),
        "AbortError" | "InvalidStateError" | "NotFoundError" => ConnectionFailure::Lost(words),
        _ => ConnectionFailure::Other(StorageProblem::Failed(words)),
    }
}
