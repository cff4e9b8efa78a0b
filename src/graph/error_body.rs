//! The body of an error: Graph's envelope, and Intune's JSON inside its message.

use serde_json::Value;

use super::retry_after;
use crate::{
    text::{
        json::{self, Object},
        substring,
    },
    time,
};

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
    /// Intune's own word for what went wrong: `CustomApiErrorPhrase`.
    pub phrase: String,
    /// Whether Intune wrote the message, so that Graph itself had let the request pass.
    pub from_intune: bool,
    pub activity_id: String,
    /// `request-id` as the body repeats it.
    pub request_id: String,
    /// `client-request-id` as the body repeats it.
    pub client_request_id: String,
    /// When Graph refused, in milliseconds since 1970-01-01T00:00:00Z.
    pub date_ms: Option<i64>,
    /// Intune's `RetryAfter`, in milliseconds.
    pub retry_after_ms: Option<u64>,
}

/// How much of a body is looked into, in bytes. Graph's errors have a few thousand.
const LONGEST_BODY: usize = 262_144;

/// How many times JSON is looked for inside a message, and an error inside an error.
const DEEPEST: usize = 3;

/// How much of a message is shown, in characters.
const LONGEST: usize = 2_000;

/// How much of a body is shown to be copied, in bytes.
const LONGEST_RAW: usize = 8_000;

/// What Intune adds to its messages. The URL names machines of the service, and nobody outside can use it.
const TAILS: [&str; 4] = [
    " - Operation ID",
    " - Activity ID",
    " - Url:",
    " - CustomApiErrorPhrase",
];

impl ErrorBody {
    /// Reads a body; `None` when it holds no error of Graph or Intune.
    pub fn parse(body: &str) -> Option<Self> {
        if body.len() > LONGEST_BODY {
            return None;
        }
        let body = object(body)?;
        let mut read = Self::default();
        if let Some(error) = field(&body, "error") {
            read.envelope(error.as_object()?);
        } else if is_intunes(&body) {
            read.intune(&body);
        } else {
            return None;
        }
        for _ in 0..DEEPEST {
            let Some(inside) = json::object(&read.message) else {
                break;
            };
            if let Some(error) = field(&inside, "error").and_then(Value::as_object) {
                read.wrapped(error);
            } else if is_intunes(&inside) {
                read.intune(&inside);
            } else {
                break;
            }
        }
        if read.phrase.is_empty() {
            read.phrase = after(&read.message, "CustomApiErrorPhrase: ");
        }
        read.activity_id = after(&read.message, "Activity ID: ")
            .chars()
            .take_while(|c| c.is_ascii_hexdigit() || *c == '-')
            .take(36)
            .collect();
        read.from_intune |= !read.activity_id.is_empty();
        let meant = TAILS
            .into_iter()
            .fold(read.message.as_str(), substring::before);
        read.message = without_internal_urls(meant.trim(), LONGEST_RAW)
            .chars()
            .take(LONGEST)
            .collect();
        Some(read)
    }

    /// Reads Graph's own envelope. What an error leaves empty is taken from the errors inside it, the outermost first.
    fn envelope(&mut self, error: &Object) {
        let mut level = Some(error);
        for _ in 0..=DEEPEST {
            let Some(error) = level else { break };
            fill(&mut self.code, error, "code");
            fill(&mut self.message, error, "message");
            fill(&mut self.request_id, error, "request-id");
            fill(&mut self.client_request_id, error, "client-request-id");
            if self.date_ms.is_none() {
                self.date_ms = field(error, "date")
                    .and_then(Value::as_str)
                    .and_then(time::unix_ms);
            }
            level = field(error, "innerError").and_then(Value::as_object);
        }
        let details = field(error, "details").and_then(Value::as_array);
        for detail in details.into_iter().flatten().filter_map(Value::as_object) {
            fill(&mut self.code, detail, "code");
            fill(&mut self.message, detail, "message");
        }
    }

    /// Reads Graph's envelope where it was the message of another, whose code and message it takes the place of.
    fn wrapped(&mut self, error: &Object) {
        let outer = std::mem::take(self);
        self.envelope(error);
        for (inner, outer) in [
            (&mut self.code, outer.code),
            (&mut self.request_id, outer.request_id),
            (&mut self.client_request_id, outer.client_request_id),
        ] {
            if inner.is_empty() {
                *inner = outer;
            }
        }
        self.date_ms = outer.date_ms.or(self.date_ms);
        self.retry_after_ms = outer.retry_after_ms;
        self.from_intune = outer.from_intune;
        self.phrase = outer.phrase;
    }

    /// Reads one level of Intune's own JSON, whose message takes the place of the one that it was in.
    fn intune(&mut self, object: &Object) {
        self.from_intune = true;
        let code = text(object, "ErrorCode");
        if !code.is_empty() {
            code.clone_into(&mut self.code);
        }
        self.message.clear();
        fill(&mut self.message, object, "Message");
        fill(&mut self.message, object, "CustomApiErrorPhrase");
        let phrase = text(object, "CustomApiErrorPhrase");
        if !phrase.is_empty() {
            self.phrase = word(phrase);
        }
        self.retry_after_ms = match field(object, "RetryAfter") {
            Some(Value::String(text)) => retry_after::span_ms(text),
            Some(Value::Number(seconds)) => seconds.as_f64().and_then(retry_after::seconds_ms),
            _ => None,
        }
        .or(self.retry_after_ms);
    }
}

/// A body to be shown and copied: at most [`LONGEST_RAW`] bytes of it, without the addresses of Intune's own machines.
pub(super) fn raw(body: &str) -> String {
    without_internal_urls(body, LONGEST_RAW)
}

/// Reads an object, or one that is the content of a JSON string.
fn object(text: &str) -> Option<Object> {
    match json::value(text)? {
        Value::Object(object) => Some(object),
        Value::String(text) => json::object(&text),
        _ => None,
    }
}

/// Whether an object is Intune's own. A gateway's may have a `message` too.
fn is_intunes(object: &Object) -> bool {
    object.get("Message").is_some_and(Value::is_string)
        || (field(object, "Message").is_some_and(Value::is_string)
            && ["ErrorCode", "CustomApiErrorPhrase"]
                .into_iter()
                .any(|name| field(object, name).is_some()))
}

/// A field by its name, in whichever case it is written.
fn field<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    object.get(name).or_else(|| {
        let mut fields = object.iter();
        fields.find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
    })
}

fn text<'a>(object: &'a Object, name: &str) -> &'a str {
    field(object, name)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn fill(into: &mut String, object: &Object, name: &str) {
    if into.is_empty() {
        text(object, name).clone_into(into);
    }
}

/// The word behind a label.
fn after(message: &str, label: &str) -> String {
    substring::split_once(message, label).map_or_else(String::new, |(_, rest)| word(rest))
}

/// A word such as codes are, from the start of a text.
fn word(text: &str) -> String {
    const LONGEST: usize = 100;
    text.chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
        .take(LONGEST)
        .collect()
}

/// Copies at most so many bytes of a text, with `[…]` for each URL of a host like `fef.amsub0102.manage.microsoft.com`.
///
/// JSON in a string, even twice, may have written the URL's slashes and other characters with backslashes.
fn without_internal_urls(text: &str, longest: usize) -> String {
    /// The part of the host that all clouds share.
    const HOST: &[u8] = b"manage.microsoft";
    let bytes = text.as_bytes();
    let mut copy = String::new();
    let mut done = 0;
    while done < bytes.len() && copy.len() < longest {
        let found = bytes[done..]
            .windows(HOST.len())
            .position(|window| window.eq_ignore_ascii_case(HOST));
        let (start, end) = found.map_or((bytes.len(), bytes.len()), |at| {
            let at = done + at;
            (url_start(bytes, done, at), url_end(bytes, at))
        });
        copy.push_str(text.get(done..start).unwrap_or_default());
        if start < end {
            copy.push_str("[…]");
        }
        done = end;
    }
    if copy.len() > longest {
        copy.truncate(copy.floor_char_boundary(longest));
        copy.push('…');
    }
    copy
}

/// Where a URL begins of whose host a part is at `at`; not before `from`.
fn url_start(bytes: &[u8], from: usize, at: usize) -> usize {
    /// `https:` and the slashes of JSON in JSON in JSON in a string.
    const LONGEST_SCHEME: usize = 40;
    let host = bytes[from..at]
        .iter()
        .rposition(|&byte| !(byte.is_ascii_alphanumeric() || b".-@:".contains(&byte)))
        .map_or(from, |before| from + before + 1);
    let near = host.saturating_sub(LONGEST_SCHEME).max(from);
    let scheme = bytes[near..host]
        .windows(4)
        .rposition(|window| window.eq_ignore_ascii_case(b"http"))
        .map(|scheme| near + scheme);
    match scheme {
        Some(scheme)
            if bytes[scheme + 4..host]
                .iter()
                .all(|byte| b"sS:/\\%23AFafu0".contains(byte)) =>
        {
            scheme
        }
        // The letter after a backslash belongs to the escape.
        _ if host > from && bytes[host - 1] == b'\\' => (host + 1).min(at),
        _ => host,
    }
}

/// Where a URL ends that `at` is in.
fn url_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(&byte) = bytes.get(end) {
        let next = if byte == b'\\' {
            let slashes = bytes[end..]
                .iter()
                .take_while(|&&byte| byte == b'\\')
                .count();
            match &bytes[end + slashes..] {
                // An escaped character of the URL, such as `&`, and no quote or angle bracket.
                [b'/', ..] => end + slashes + 1,
                [b'u', b'0', b'0', code @ ..]
                    if !matches!(
                        code,
                        [b'2', b'2', ..] | [b'3', b'c' | b'C' | b'e' | b'E', ..]
                    ) =>
                {
                    end + slashes + 1
                }
                _ => break,
            }
        } else if byte.is_ascii_graphic() && !b"\"<>".contains(&byte) {
            end + 1
        } else {
            break;
        };
        end = next;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    macro_rules! fixture {
        ($name:literal) => {
            include_str!(concat!("fixtures/", $name))
        };
    }

    const ACTIVITY: &str = "ce80e7e8-8a96-4c03-898c-d85f9cdf805a";
    const REQUEST: &str = "0f6a3f4e-52f1-4d0c-8a57-4c8c0e7a1b22";
    /// `2026-11-23T10:17:05`, which every fixture has.
    const DATE_MS: i64 = 1_795_429_025_000;

    /// Reads a fixture that has the ids and the date.
    #[track_caller]
    fn read(body: &str) -> ErrorBody {
        let error = ErrorBody::parse(body).unwrap();
        assert_eq!(error.request_id, REQUEST);
        assert_eq!(error.client_request_id, ACTIVITY);
        assert_eq!(error.date_ms, Some(DATE_MS));
        error
    }

    #[test]
    fn graphs_own_envelope_is_read() {
        for (body, code, message) in [
            (
                fixture!("wrong-version.json"),
                "ResourceNotFound",
                "Invalid version: deviceManagement",
            ),
            (
                fixture!("lower-case-inner.json"),
                "ResourceNotFound",
                "Not here.",
            ),
            (
                fixture!("nested-inner.json"),
                "ItemNotFound",
                "The item is gone.",
            ),
            (
                fixture!("details.json"),
                "InvalidId",
                "The id is not valid.",
            ),
            (
                fixture!("planner-empty-code.json"),
                "",
                "You do not have the required permissions to access this item, or the item may not exist.",
            ),
            (
                fixture!("busy.json"),
                "ServiceUnavailable",
                "The service is temporarily unavailable.",
            ),
        ] {
            let error = read(body);
            assert_eq!(
                (error.code.as_str(), error.message.as_str()),
                (code, message)
            );
            assert!(!error.from_intune, "{message}");
        }
    }

    #[test]
    fn intunes_message_is_found_up_to_three_levels_down() {
        for (body, code, message) in [
            (
                fixture!("intune-level-1.json"),
                "BadRequest",
                "The enrollment profile cannot be changed",
            ),
            (
                fixture!("intune-401-forbidden.json"),
                "Forbidden",
                "An error has occurred",
            ),
            (
                fixture!("intune-level-3.json"),
                "Forbidden",
                "User is not authorized to perform this operation",
            ),
            (
                fixture!("intune-escaped-slashes.json"),
                "Forbidden",
                "An error has occurred",
            ),
            (
                fixture!("intune-gov.json"),
                "Forbidden",
                "An error has occurred",
            ),
            (
                fixture!("intune-plain-activity.json"),
                "BadRequest",
                "The enrollment profile cannot be changed",
            ),
        ] {
            let error = read(body);
            assert_eq!(
                (error.code.as_str(), error.message.as_str()),
                (code, message)
            );
            assert_eq!(error.activity_id, ACTIVITY);
            assert!(error.from_intune, "{message}");
        }
    }

    #[test]
    fn a_message_beyond_that_stays_as_it_is() {
        let error = read(fixture!("intune-level-4.json"));
        assert!(error.message.contains("Too deep"), "{}", error.message);
        assert!(
            !error.message.contains("manage.microsoft"),
            "{}",
            error.message
        );
        for message in ["{}", r#"{"Message":1}"#, r#"{"Message":"#, "[]", "\"x\""] {
            let body = json!({"error": {"code": "x", "message": message}}).to_string();
            assert_eq!(ErrorBody::parse(&body).unwrap().message, message);
        }
    }

    #[test]
    fn intunes_json_is_read_without_graphs_envelope_too() {
        let error = ErrorBody::parse(fixture!("intune-bare.json")).unwrap();
        assert_eq!(
            (error.message.as_str(), error.activity_id.as_str()),
            ("An error has occurred", ACTIVITY)
        );
    }

    #[test]
    fn the_older_plain_form_loses_its_tail() {
        let error = read(fixture!("intune-plain.json"));
        assert_eq!(error.message, "The enrollment profile cannot be changed");
    }

    #[test]
    fn an_empty_message_gives_way_to_the_phrase_beside_it() {
        let intune = json!({"Message": "", "CustomApiErrorPhrase": "TokenLocked"}).to_string();
        let body = json!({"error": {"code": "x", "message": intune}}).to_string();
        assert_eq!(ErrorBody::parse(&body).unwrap().message, "TokenLocked");
    }

    #[test]
    fn intunes_wait_is_a_number_or_a_span() {
        for (body, expected) in [
            (fixture!("throttled.json"), None),
            (fixture!("throttled-number.json"), Some(17_000)),
            (fixture!("throttled-span.json"), Some(30_000)),
        ] {
            let error = read(body);
            assert_eq!(
                (error.message.as_str(), error.retry_after_ms),
                ("Too many requests", expected)
            );
        }
        for value in [json!(-1), json!("soon"), json!(true), json!({})] {
            let intune = json!({"Message": "x", "RetryAfter": value}).to_string();
            assert_eq!(
                ErrorBody::parse(&intune).unwrap().retry_after_ms,
                None,
                "{value}"
            );
        }
    }

    #[test]
    fn a_body_that_is_no_error_of_graph_is_none() {
        let huge = json!({"error": {"code": "x", "message": "y".repeat(LONGEST_BODY)}}).to_string();
        let deep = format!(r#"{{"error":{}"#, "{\"innerError\":".repeat(1_000));
        for body in [
            "",
            fixture!("gateway-page.html"),
            fixture!("cut-off.txt"),
            "[]",
            "{}",
            "{\"error\":\"x\"}",
            "{\"Message\":null}",
            "null",
            &huge,
            &deep,
        ] {
            assert_eq!(ErrorBody::parse(body), None);
        }
    }

    #[test]
    fn wrong_types_are_passed_over() {
        let body = json!({"error": {"code": 5, "message": {"x": 1}, "innerError": [], "details": [1, {"code": []}],
            "date": "yesterday"}});
        assert_eq!(
            ErrorBody::parse(&body.to_string()),
            Some(ErrorBody::default())
        );
    }

    #[test]
    fn the_raw_answer_is_without_internal_addresses() {
        for body in [
            fixture!("intune-level-1.json"),
            fixture!("intune-401-forbidden.json"),
            fixture!("intune-level-3.json"),
            fixture!("intune-escaped-slashes.json"),
            fixture!("intune-gov.json"),
            fixture!("intune-plain-activity.json"),
            fixture!("intune-bare.json"),
            fixture!("cut-off.txt"),
        ] {
            let shown = raw(body);
            for gone in [
                "fef",
                "manage.microsoft",
                "amsub",
                "http",
                "api-version",
                "revokeToken",
            ] {
                assert!(!shown.contains(gone), "{gone}: {shown}");
            }
            assert!(
                shown.contains("Activity ID: ce80") && shown.contains(" - Url: […]"),
                "{shown}"
            );
            if serde_json::from_str::<Value>(body).is_ok() {
                assert_eq!(
                    ErrorBody::parse(&shown),
                    ErrorBody::parse(body),
                    "still what it was"
                );
            }
        }
        for (text, expected) in [
            ("no address", "no address"),
            (
                "https://graph.microsoft.com/beta stays",
                "https://graph.microsoft.com/beta stays",
            ),
            (
                "a HTTPS://FEF.X.MANAGE.MICROSOFT.COM:443/y?z#w b",
                "a […] b",
            ),
            (
                r"a https:\/\/fef.x.manage.microsoft.com\/y\u0026z b",
                "a […] b",
            ),
            (
                r#"{"u":"https:\\\/\\\/fef.x.manage.microsoft.com\\\/y\\\","v":1}"#,
                r#"{"u":"[…]\\\","v":1}"#,
            ),
            (
                "a\\r\\nfef.x.manage.microsoft.com/y\\r\\nb",
                "a\\r\\n[…]\\r\\nb",
            ),
            (
                "a https%3A%2F%2Ffef.x.manage.microsoft.com%2Fy b",
                "a […] b",
            ),
            ("https://manage.microsoft.com", "[…]"),
            ("äfef.manage.microsoft.com/ä", "ä[…]ä"),
            (
                "<https://fef.manage.microsoft.cn>, (https://fef.manage.microsoft.us/a('b')) c",
                "<[…]>, ([…] c",
            ),
        ] {
            assert_eq!(raw(text), expected);
        }
    }

    proptest! {
        #[test]
        fn no_message_makes_it_panic_and_none_is_endless(message in "\\PC*") {
            let body = json!({"error": {"code": "x", "message": message}}).to_string();
            prop_assert!(ErrorBody::parse(&body).unwrap().message.chars().count() <= LONGEST);
            ErrorBody::parse(&message).ok_or(()).ok();
        }

        #[test]
        fn what_is_shown_is_bounded_and_names_no_internal_host(body in "(\\PC|[\\\\/:\"u0]|https?:|fef\\.|manage\\.microsoft|\\.com){0,80}", times in 1..200_usize) {
            let shown = raw(&body.repeat(times));
            prop_assert!(shown.len() <= LONGEST_RAW + '…'.len_utf8());
            prop_assert!(!shown.to_ascii_lowercase().contains("manage.microsoft"));
        }
    }
}
