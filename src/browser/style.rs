//! Style that comes with the code that needs it.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type CSSStyleSheet;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<CSSStyleSheet, JsValue>;
    #[wasm_bindgen(method, js_name = replaceSync, catch)]
    fn replace_sync(this: &CSSStyleSheet, text: &str) -> Result<(), JsValue>;
}

/// Adds rules to those of the page, after them, for as long as the page is there.
///
/// A sheet that a script makes is none of those that `style-src` is about: <https://drafts.csswg.org/cssom/#dom-cssstylesheet-replacesync>.
pub(crate) fn adopt(rules: &str) {
    let adopted = || {
        let document = web_sys::window()?.document()?;
        let sheet = CSSStyleSheet::new().ok()?;
        sheet.replace_sync(rules).ok()?;
        let name = "adoptedStyleSheets".into();
        let sheets = Array::from(&Reflect::get(&document, &name).ok()?);
        sheets.push(&sheet);
        Reflect::set(&document, &name, &sheets).ok()
    };
    adopted();
}
