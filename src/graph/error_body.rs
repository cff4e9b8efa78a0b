//! The body of an error: Graph's envelope, and Intune's JSON inside its message.

use serde_json::{Map, Value};

/// What an error's body says. Empty texts where it says nothing.
///
/// The envelope: <https://learn.microsoft.com/graph/errors>. The rest is Intune's own: its message is JSON in a string,
/// sometimes twice, or a text that goes on with an Activity ID and an internal URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErrorBody {
    /// Graph's code, or the one Intune put inside.
    pub code: String,
    /// The message as Intune meant it, without ids and internal URLs.
    pub message: String,
    /// Intune's Activity ID.
    pub activity_id: String,
    /// `request-id` as the body repeats it.
    pub request_id: String,
    /// `client-request-id` as the body repeats it.
    pub client_request_id: String,
}

/// How many times JSON is looked for inside a message.
const DEEPEST: usize = 3;

/// How much of a message is shown, in characters.
const LONGEST: usize = 2_000;

impl ErrorBody {
    /// Reads a body; `None` when it holds no error of Graph.
    pub fn parse(body: &str) -> Option<Self> {
        let body: Map<String, Value> = serde_json::from_str(body).ok()?;
        let error = body.get("error")?.as_object()?;
        let inner = ["innerError", "innererror"]
            .into_iter()
            .find_map(|name| error.get(name)?.as_object());
        let inner_text = |name| inner.map(|inner| text(inner, name)).unwrap_or_default();

        let mut code = text(error, "code");
        if code.is_empty() {
            code = inner_text("code");
        }
        let mut message = text(error, "message");
        for _ in 0..DEEPEST {
            let Ok(intune) = serde_json::from_str::<Map<String, Value>>(&message) else {
                break;
            };
            let inside = text(&intune, "ErrorCode");
            if !inside.is_empty() {
                code = inside;
            }
            message = text(&intune, "Message");
        }
        let activity_id = after(&message, "Activity ID: ");
        let meant = message
            .split(" - Operation ID")
            .next()
            .and_then(|text| text.split(" - Activity ID").next())
            .and_then(|text| text.split(" - CustomApiErrorPhrase").next())
            .unwrap_or_default();
        Some(Self {
            code,
            message: meant.trim().chars().take(LONGEST).collect(),
            activity_id,
            request_id: inner_text("request-id"),
            client_request_id: inner_text("client-request-id"),
        })
    }
}

fn text(object: &Map<String, Value>, name: &str) -> String {
    object
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn after(message: &str, label: &str) -> String {
    message
        .split_once(label)
        .map(|(_, rest)| {
            rest.chars()
                .take_while(|c| c.is_ascii_hexdigit() || *c == '-')
                .take(36)
                .collect()
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const ACTIVITY: &str = "b6fa0c6e-5d3b-4a57-8b0e-6b0b6f0d7c11";

    fn intune(text: &str) -> String {
        json!({
            "_version": 3,
            "Message": format!("{text} - Operation ID (for customer support): 0000 - Activity ID: {ACTIVITY} - Url: https://fef.amsub0102.manage.microsoft.com/x?api-version=5"),
            "CustomApiErrorPhrase": "",
            "RetryAfter": null,
        })
        .to_string()
    }

    #[test]
    fn graphs_own_envelope_is_read_with_either_spelling() {
        for inner in ["innerError", "innererror"] {
            let body = json!({"error": {"code": "ResourceNotFound", "message": "Not here.",
                inner: {"date": "2026-11-23T10:17:05", "request-id": "r-1", "client-request-id": "c-1"}}});
            let error = ErrorBody::parse(&body.to_string()).unwrap();
            assert_eq!(error.code, "ResourceNotFound");
            assert_eq!(error.message, "Not here.");
            assert_eq!(
                (error.request_id.as_str(), error.client_request_id.as_str()),
                ("r-1", "c-1")
            );
        }
    }

    #[test]
    fn an_empty_code_is_filled_from_within() {
        let body =
            json!({"error": {"code": "", "message": "x", "innerError": {"code": "AccessDenied"}}});
        assert_eq!(
            ErrorBody::parse(&body.to_string()).unwrap().code,
            "AccessDenied"
        );
    }

    #[test]
    fn intunes_message_is_unwrapped_once_and_twice() {
        let once = intune("User is not authorized to perform this operation");
        let twice = json!({"ErrorCode": "Forbidden", "Message": once, "Target": null}).to_string();
        for (code, message) in [("Forbidden", once.clone()), ("UnknownError", twice)] {
            let body = json!({"error": {"code": code, "message": message}}).to_string();
            let error = ErrorBody::parse(&body).unwrap();
            assert_eq!(error.code, "Forbidden");
            assert_eq!(
                error.message,
                "User is not authorized to perform this operation"
            );
            assert_eq!(error.activity_id, ACTIVITY);
        }
    }

    #[test]
    fn the_older_plain_form_loses_its_tail() {
        let body = json!({"error": {"code": "BadRequest", "message": format!("Bad id. - Activity ID: {ACTIVITY} - Url: https://fef.x/y - CustomApiErrorPhrase: ")}});
        let error = ErrorBody::parse(&body.to_string()).unwrap();
        assert_eq!(error.message, "Bad id.");
        assert!(!format!("{error:?}").contains("fef"));
    }

    #[test]
    fn a_body_that_is_no_error_of_graph_is_none() {
        for body in [
            "",
            "<html>502</html>",
            "{\"error\":{\"code\":\"Un",
            "[]",
            "{}",
            "{\"error\":\"x\"}",
            "null",
        ] {
            assert_eq!(ErrorBody::parse(body), None, "{body}");
        }
    }

    proptest! {
        #[test]
        fn no_message_makes_it_panic_and_none_is_endless(message in "\\PC*") {
            let body = json!({"error": {"code": "x", "message": message}}).to_string();
            prop_assert!(ErrorBody::parse(&body).unwrap().message.chars().count() <= LONGEST);
            ErrorBody::parse(&message).ok_or(()).ok();
        }
    }
}
