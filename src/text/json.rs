//! JSON objects.

use serde_json::{Map, Value};

/// The fields of a JSON object.
pub(crate) type Object = Map<String, Value>;

/// An object of these fields; of those with one name it has the last.
///
/// Not collected: the standard library would sort them first, by code that is written anew for each place where that is done.
pub(crate) fn object_of(fields: impl Iterator<Item = (String, Value)>) -> Object {
    let mut object = Object::new();
    for (name, value) in fields {
        object.insert(name, value);
    }
    object
}

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

/// The fields of a JSON object that must be what they are read as; `null` is as if it were not there. Each can be taken once.
///
/// By hand, and not by deriving `Deserialize`: what that makes of the records of a run is 40 kB, and 13 kB of what everybody
/// loads who signs in, compressed.
pub(crate) struct Fields(Object);

impl Fields {
    /// Reads a JSON object; `None` for any other text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        object(text).map(Self)
    }

    pub(crate) fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(object) => Some(Self(object)),
            _ => None,
        }
    }

    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !value.is_null())
    }

    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        text(self.take(name)?)
    }

    pub(crate) fn flag(&mut self, name: &str) -> Option<bool> {
        self.take(name)?.as_bool()
    }

    pub(crate) fn number(&mut self, name: &str) -> Option<i64> {
        self.take(name)?.as_i64()
    }

    /// What is at most 2³² − 1, and not below 0.
    pub(crate) fn count(&mut self, name: &str) -> Option<u32> {
        u32::try_from(self.number(name)?).ok()
    }

    /// A field that may be missing; `None` where it is there and cannot be read.
    #[expect(
        clippy::option_option,
        reason = "what is missing and what is wrong are two things, and `?` tells them apart"
    )]
    pub(crate) fn optional<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Value) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.take(name) {
            None => Some(None),
            Some(value) => read(value).map(Some),
        }
    }
}

/// The text that a JSON string holds.
pub(crate) fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// A JSON object with one field more, whose value is JSON.
pub(crate) fn with_field(json: &str, name: &str, value: &str) -> String {
    let open = json.trim_end().strip_suffix('}').unwrap_or(json);
    format!("{},\n  \"{name}\": {value}\n}}\n", open.trim_end())
}

/// An object as text, with its fields in the order in which they are added; `serde_json` would sort them.
#[derive(Default)]
pub(crate) struct ObjectText {
    text: String,
    has_lines: bool,
}

impl ObjectText {
    /// With a line for each field.
    pub(crate) fn lines() -> Self {
        Self {
            text: String::new(),
            has_lines: true,
        }
    }

    /// Adds a text, unless there is nothing to say.
    pub(crate) fn text(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.raw(key, &serde_json::to_string(value).unwrap_or_default());
        }
    }

    pub(crate) fn flag(&mut self, key: &str, value: bool) {
        self.raw(key, if value { "true" } else { "false" });
    }

    /// Adds what is JSON already.
    pub(crate) fn raw(&mut self, key: &str, value: &str) {
        self.text.push(if self.text.is_empty() { '{' } else { ',' });
        self.text.push_str(match (self.has_lines, self.text.len()) {
            (true, _) => "\n  \"",
            (false, 1) => "\"",
            (false, _) => " \"",
        });
        self.text.push_str(key);
        self.text.push_str("\": ");
        self.text.push_str(value);
    }

    pub(crate) fn end(self) -> String {
        self.text + if self.has_lines { "\n}" } else { "}" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_what_it_is_read_as_or_is_not_there() {
        let fields = || {
            Fields::read(r#"{"text":"a","flag":true,"number":-1,"count":7,"null":null}"#).unwrap()
        };
        assert_eq!(fields().text("text").as_deref(), Some("a"));
        assert_eq!(fields().flag("flag"), Some(true));
        assert_eq!(fields().number("number"), Some(-1));
        assert_eq!(fields().count("count"), Some(7));
        for name in ["flag", "number", "null", "missing"] {
            assert_eq!(fields().text(name), None, "{name}");
        }
        for name in ["text", "flag", "number", "null", "missing"] {
            assert_eq!(fields().count(name), None, "{name}");
        }
        for name in ["null", "missing"] {
            assert_eq!(fields().optional(name, text), Some(None), "{name}");
        }
        assert_eq!(fields().optional("text", text), Some(Some("a".to_owned())));
        assert_eq!(fields().optional("count", text), None);
        assert!(Fields::read("[]").is_none() && Fields::read("{").is_none());
    }
}
