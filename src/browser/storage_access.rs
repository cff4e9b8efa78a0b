//! Whether the browser keeps anything for this page.

use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{DomException, Storage};

const KEY: &str = "kept";

/// Tries to keep something for this tab, where MSAL keeps the sign-in; why that does not work, by the name of what the
/// browser throws, or by our own where it throws nothing.
pub(crate) fn check() -> Result<(), String> {
    let Some(storage) = web_sys::window()
        .map(|window| window.session_storage())
        .transpose()
        .map_err(name)?
        .flatten()
    else {
        return Err("no_session_storage".to_owned());
    };
    let is_kept = try_out(&storage).map_err(name)?;
    if is_kept {
        Ok(())
    } else {
        Err("not_kept".to_owned())
    }
}

fn try_out(storage: &Storage) -> Result<bool, JsValue> {
    storage.set_item(KEY, KEY)?;
    let read = storage.get_item(KEY)?;
    storage.remove_item(KEY)?;
    Ok(read.as_deref() == Some(KEY))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an error is handed over to be turned into another"
)]
fn name(thrown: JsValue) -> String {
    thrown
        .dyn_ref::<DomException>()
        .map_or_else(String::new, DomException::name)
}
