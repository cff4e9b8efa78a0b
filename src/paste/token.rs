//! Enrollment tokens: secrets that name their profile only to who can compare them.

use std::{fmt, hint, mem};

use serde_json::Value;

use super::{
    naming::{self, Name},
    text,
};
use crate::text::json::Object;

/// An enrollment token, or what may be one, from the text of a person who wants to know whose it is.
///
/// It is never shown, and its memory is cleared when it is dropped.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct TokenSecret(String);

impl TokenSecret {
    /// Reads what a person says is a token: 8 to 256 characters that need no escape in a URL, and no ID.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let url_safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        ((8..=256).contains(&text.len())
            && text.bytes().all(url_safe)
            && super::ids::read(text).is_none())
        .then(|| Self(text.to_owned()))
    }

    /// Reads what can hardly be anything but a token: 8 or 20 digits, 20 capital letters, as Google's are written, or a long
    /// word of letters in both cases and digits, as those of AOSP are.
    pub(super) fn parse_bare(text: &str) -> Option<Self> {
        let all = |is: fn(&u8) -> bool| text.bytes().all(|byte| is(&byte));
        let any = |is: fn(&u8) -> bool| text.bytes().any(|byte| is(&byte));
        let digits = matches!(text.len(), 8 | 20) && all(u8::is_ascii_digit);
        let letters = text.len() == 20 && all(u8::is_ascii_uppercase);
        let names_aosp = text
            .get(..5)
            .is_some_and(|start| start.eq_ignore_ascii_case("AOSP-"));
        let encoded = text.len() >= LONG
            // That is how an ID may begin, and be it a wrong one.
            && !names_aosp
            && any(u8::is_ascii_digit)
            && any(u8::is_ascii_uppercase)
            && any(u8::is_ascii_lowercase);
        if digits || letters {
            return Some(Self(text.to_owned()));
        }
        encoded.then(|| Self::parse(text)).flatten()
    }

    /// Reads what a name that is a token's stands before.
    pub(super) fn parse_value(value: &str) -> Option<Self> {
        word(value.trim())
    }

    /// Reads a line of enrollment data: `"…EXTRA_ENROLLMENT_TOKEN": "…"`, or `Token: …`.
    pub(super) fn parse_line(line: &str) -> Option<Self> {
        let (name, value) = line.split_once([':', '='])?;
        if naming::named(name) != Name::Token {
            return None;
        }
        let value = value.trim_start_matches(|char: char| !char.is_ascii_alphanumeric());
        let end = value
            .find(|char: char| char.is_whitespace() || "\"',;{}".contains(char))
            .unwrap_or(value.len());
        Self::parse(value.get(..end)?)
    }

    /// Whether it is the token that a profile has.
    pub fn matches(&self, token_value: &str) -> bool {
        self.0 == token_value.trim()
    }
}

impl fmt::Debug for TokenSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenSecret")
    }
}

impl Drop for TokenSecret {
    fn drop(&mut self) {
        clear(mem::take(&mut self.0));
    }
}

/// A text that may be a secret: it is looked up, and never shown; its memory is cleared when it is dropped.
#[derive(PartialEq, Eq)]
pub struct HiddenText(String);

impl HiddenText {
    pub(super) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text, to be looked up.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for HiddenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HiddenText")
    }
}

impl Drop for HiddenText {
    fn drop(&mut self) {
        clear(mem::take(&mut self.0));
    }
}

/// Overwrites a text that held a secret.
fn clear(text: String) {
    let mut bytes = text.into_bytes();
    bytes.fill(0);
    // Otherwise the compiler would leave out writing what nobody reads.
    hint::black_box(&bytes);
}

/// From how many characters on a single word is no name.
const LONG: usize = 40;

/// The key of the token in Android Enterprise enrollment data, but for its package.
///
/// <https://learn.microsoft.com/intune/intune-service/enrollment/android-dedicated-devices-fully-managed-enroll>
const EXTRA: &str = "EXTRA_ENROLLMENT_TOKEN";

/// How the keys of Android's provisioning data start.
///
/// <https://developer.android.com/reference/android/app/admin/DevicePolicyManager>
const PROVISIONING: &str = "android.app.extra.";

/// The key of what an app to enroll with is told.
const BUNDLE: &str = "PROVISIONING_ADMIN_EXTRAS_BUNDLE";

/// Whether a JSON object is enrollment data: what an enrollment QR code says, or what zero-touch and Knox portals take.
pub(super) fn is_enrollment(object: &Object) -> bool {
    object
        .keys()
        .any(|key| key.starts_with(PROVISIONING) || ends_with(key, EXTRA))
}

/// The tokens in enrollment data: whatever is under a key that ends in `TOKEN`, or else every word of the admin extras, of
/// which one is the token. AOSP's extras have keys of their own, and none are published.
pub(super) fn in_enrollment(object: &Object) -> Vec<TokenSecret> {
    let mut tokens = Vec::new();
    for (key, value) in object {
        strings(key, value, &mut |key, value| {
            if ends_with(key, "TOKEN") {
                tokens.extend(word(value));
            } else if text::contains(value, EXTRA) {
                // Where the extras are written as properties, or as JSON in a string.
                tokens.extend(in_any(value));
            }
        });
    }
    if tokens.is_empty() {
        for (key, value) in object {
            if ends_with(key, BUNDLE) {
                strings(key, value, &mut |_, value| tokens.extend(word(value)));
            }
        }
    }
    tokens
}

/// Reads a token that stands alone in its line, or with its name.
pub(super) fn in_line(line: &str) -> Option<TokenSecret> {
    TokenSecret::parse_bare(line).or_else(|| TokenSecret::parse_line(line))
}

/// The tokens behind their key in text of any kind, however it is quoted, escaped or cut off.
pub(super) fn in_any(text: &str) -> Vec<TokenSecret> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(end) = text::end_of(rest, EXTRA) {
        rest = rest.get(end..).unwrap_or_default();
        let between = |char: char| char.is_whitespace() || "\\\"'`:=>".contains(char);
        let value = rest.trim_start_matches(between);
        if value.len() == rest.len() {
            continue;
        }
        let end = value
            .find(|char: char| !(char.is_ascii_alphanumeric() || "-._~".contains(char)))
            .unwrap_or(value.len());
        tokens.extend(value.get(..end).and_then(TokenSecret::parse));
    }
    tokens
}

/// Whether a text is enrollment data of some kind.
pub(super) fn is_in(text: &str) -> bool {
    text::contains(text, EXTRA) || text::contains(text, PROVISIONING)
}

fn word(text: &str) -> Option<TokenSecret> {
    ((8..=256).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic()))
        .then(|| TokenSecret(text.to_owned()))
}

fn ends_with(text: &str, end: &str) -> bool {
    text.len()
        .checked_sub(end.len())
        .and_then(|start| text.get(start..))
        .is_some_and(|rest| rest.eq_ignore_ascii_case(end))
}

/// Every string, with the key that it is under; JSON is at most 128 levels deep.
fn strings<'a>(key: &'a str, value: &'a Value, take: &mut impl FnMut(&'a str, &'a str)) {
    match value {
        Value::String(text) => take(key, text),
        Value::Array(items) => {
            for item in items {
                strings(key, item, take);
            }
        }
        Value::Object(object) => {
            for (key, value) in object {
                strings(key, value, take);
            }
        }
        _ => {}
    }
}
