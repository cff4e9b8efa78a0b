//! What the person's Intune roles allow, as Graph tells it.
//!
//! <https://learn.microsoft.com/graph/api/intune-rbac-devicemanagement-geteffectivepermissions>

use std::collections::BTreeSet;

use serde_json::Value;

use super::answer::{Answer, Cause, Refusal};
use crate::text::json;

/// How much of an answer is read, in bytes: Intune has some hundred actions, and a person may have many roles.
const LONGEST_BODY: usize = 1_000_000;

/// What stands for every action: an administrator is told no names.
const EVERYTHING: &str = "*";

/// What names of actions begin with, in small letters: documentation and answers differ in the sign.
const PREFIXES: [&str; 2] = ["microsoft.intune_", "microsoft.intune/"];

/// The actions that the roles of a person allow, and those that they name to leave out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedActions {
    allowed: BTreeSet<String>,
    left_out: BTreeSet<String>,
}

impl AllowedActions {
    /// Whether an action is allowed; its name is without what all names begin with. `None` where the answer says both, which
    /// nothing explains.
    pub fn tells(&self, action: &str) -> Option<bool> {
        let action = plain(action);
        let is_among =
            |names: &BTreeSet<String>| names.contains(&action) || names.contains(EVERYTHING);
        match (is_among(&self.allowed), is_among(&self.left_out)) {
            (true, true) => None,
            (is_allowed, _) => Some(is_allowed),
        }
    }

    /// `None` for what is not whole, of another shape, or names no action at all: of that nothing follows.
    fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST_BODY {
            return None;
        }
        let mut json = json::object(text)?;
        if json.contains_key("@odata.nextLink") {
            return None;
        }
        let mut actions = Self::default();
        match json.remove("value") {
            Some(Value::Array(roles)) => {
                for role in &roles {
                    actions.add_role(role)?;
                }
            }
            Some(Value::Object(role)) => actions.add_role(&Value::Object(role))?,
            Some(_) => return None,
            None => actions.add_role(&Value::Object(json))?,
        }
        (!actions.allowed.is_empty()).then_some(actions)
    }

    /// Takes in a `rolePermission`. Its older property `actions` says the same as `resourceActions`, and counts alone where that
    /// is missing.
    fn add_role(&mut self, role: &Value) -> Option<()> {
        match role.get("resourceActions") {
            Some(Value::Array(all)) => {
                for one in all {
                    add(&mut self.allowed, one.get("allowedResourceActions")?)?;
                    match one.get("notAllowedResourceActions") {
                        None | Some(Value::Null) => {}
                        Some(names) => add(&mut self.left_out, names)?,
                    }
                }
                Some(())
            }
            None | Some(Value::Null) => add(&mut self.allowed, role.get("actions")?),
            Some(_) => None,
        }
    }
}

fn add(actions: &mut BTreeSet<String>, names: &Value) -> Option<()> {
    for name in names.as_array()? {
        actions.insert(plain(name.as_str()?));
    }
    Some(())
}

/// A name in small letters, without what all names begin with.
fn plain(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    PREFIXES
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(&name)
        .to_owned()
}

impl Answer {
    /// Only `200 OK` with a whole answer that names actions counts. The rest as in [`Answer::into_accepted`].
    pub fn into_allowed_actions(
        self,
        sent_as: &str,
        now_ms: i64,
    ) -> Result<AllowedActions, Box<Refusal>> {
        if self.status == 200
            && let Some(actions) = AllowedActions::parse(&self.body)
        {
            return Ok(actions);
        }
        let mut refusal = self.into_refusal(sent_as, now_ms);
        if refusal.status == 200 {
            refusal.cause = Cause::UnreadableAnswer;
        }
        Err(Box::new(refusal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const READ: &str = "AndroidSync_Read";

    fn read(status: u16, body: impl Into<String>) -> Result<AllowedActions, Box<Refusal>> {
        let answer = Answer {
            status,
            body: body.into(),
            ..Answer::default()
        };
        answer.into_allowed_actions("c", 0)
    }

    fn role(allowed: &Value, left_out: &Value) -> Value {
        json!({"resourceActions": [{"allowedResourceActions": allowed, "notAllowedResourceActions": left_out}]})
    }

    #[test]
    fn names_are_read_in_each_shape_case_and_prefix() {
        for name in [
            "Microsoft.Intune_AndroidSync_Read",
            "Microsoft.Intune/AndroidSync_Read",
            "microsoft.intune_ANDROIDSYNC_read",
            "AndroidSync_Read",
            "*",
        ] {
            let one = role(&json!([name]), &json!([]));
            for body in [
                json!({"value": [one]}),
                json!({"value": [role(&json!(["x"]), &json!(null)), one]}),
                json!({"value": one}),
                one.clone(),
                json!({"value": [{"actions": [name]}]}),
                json!({"actions": [name], "resourceActions": null}),
            ] {
                let told = read(200, body.to_string()).unwrap();
                assert_eq!(told.tells(READ), Some(true), "{body}");
                assert_eq!(
                    told.tells("Microsoft.Intune_AndroidSync_Read"),
                    Some(true),
                    "{body}"
                );
                let is_all = name == "*";
                assert_eq!(told.tells("AndroidSync_Update"), Some(is_all), "{body}");
            }
        }
    }

    #[test]
    fn what_is_allowed_and_left_out_is_not_told() {
        for (allowed, left_out, told) in [
            (json!(["*"]), json!([READ]), None),
            (json!([READ]), json!(["*"]), None),
            (json!([READ]), json!(["Other"]), Some(true)),
            (json!(["Other"]), json!([READ]), Some(false)),
        ] {
            let body = role(&allowed, &left_out).to_string();
            assert_eq!(read(200, body).unwrap().tells(READ), told);
        }
    }

    #[test]
    fn other_shapes_tell_nothing() {
        let good = role(&json!([READ]), &json!([]));
        let huge = role(&json!(["x".repeat(LONGEST_BODY)]), &json!([]));
        for body in [
            json!(null),
            json!("text"),
            json!([good]),
            json!({}),
            json!({"value": null}),
            json!({"value": []}),
            json!({"value": "*"}),
            json!({"value": [null]}),
            json!({"value": [good, "*"]}),
            json!({"value": [good], "@odata.nextLink": "https://graph.microsoft.com/next"}),
            json!({"value": [{"resourceActions": []}]}),
            json!({"value": [{"resourceActions": "*", "actions": ["*"]}]}),
            json!({"value": [{"resourceActions": [{}]}]}),
            role(&json!([]), &json!([])),
            role(&json!(null), &json!([])),
            role(&json!("*"), &json!([])),
            role(&json!([READ, 7]), &json!([])),
            role(&json!([READ]), &json!("x")),
            huge,
        ] {
            let refusal = read(200, body.to_string()).unwrap_err();
            assert_eq!(refusal.cause, Cause::UnreadableAnswer);
        }
        assert!(read(200, "").is_err());
        assert!(read(206, good.to_string()).is_err());
        assert!(read(403, good.to_string()).is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*", status in prop_oneof![Just(200u16), 100u16..600]) {
            read(status, text).ok();
        }
    }
}
