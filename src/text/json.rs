//! JSON objects.

use serde_json::{Map, Value};

/// The fields of a JSON object.
pub(crate) type Object = Map<String, Value>;

/// Reads a JSON object; `None` for any other text.
///
/// Not straight into a map: that would link serde's words for values of a wrong type, and with them how a float is written,
/// whose tables are 10 kB that no compression makes smaller.
pub(crate) fn object(text: &str) -> Option<Object> {
    match value(text) {
        Some(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// Reads a JSON value; `None` for text that is none, or is nested deeper than 128 levels.
pub(crate) fn value(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}
