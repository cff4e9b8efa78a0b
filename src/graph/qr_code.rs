//! The QR code of a token, as Graph tells it. It is a secret: it is shown to who asks for it, and goes nowhere else.

use std::fmt;

use serde_json::Value;

use super::{
    answer::{Answer, Cause, Refusal},
    profile::Profile,
};
use crate::{
    profile::Target,
    text::{
        base64,
        json::{self, Object},
    },
};

/// How much of an answer is read, in bytes: a picture of 1 MB is one and a third in base64.
const LONGEST_BODY: usize = 2_000_000;

/// The largest picture that is taken, in bytes.
const LARGEST_PICTURE: usize = 1_000_000;

/// The widest and highest picture that is taken, in pixels: what is larger could fill the memory.
const LARGEST_SIDE: u32 = 4_096;

/// The longest content that is taken, in bytes: a QR code holds 2,953 at most (ISO/IEC 18004, table 7).
const LONGEST_CONTENT: usize = 2_953;

/// The QR code of a profile's token, with what the profile says of itself.
#[derive(Clone, PartialEq, Eq)]
pub struct QrCode {
    /// Whose it is, and until when it works.
    pub profile: Profile,
    /// What it holds, if Graph tells that: JSON.
    pub content: Option<String>,
    /// The picture of it, if Graph has one: the bytes of a PNG.
    pub picture: Option<Vec<u8>>,
}

/// Nothing of it reaches a log.
impl fmt::Debug for QrCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QrCode(…)")
    }
}

impl QrCode {
    /// `None` for what is no profile.
    fn parse(target: &Target, text: &str) -> Option<Self> {
        if text.len() > LONGEST_BODY {
            return None;
        }
        let json = json::object(text)?;
        let profile = Profile::from_json(target.profile_type, &json)?;
        Some(Self {
            content: content(&json),
            picture: picture(&json),
            profile,
        })
    }
}

/// `qrCodeContent`. Microsoft's own sample reads base64 of JSON for AOSP; what it is for Android Enterprise is not documented, so
/// JSON itself is taken as well: `AOSP_Token_Renew_Export.ps1` in <https://github.com/microsoft/mggraph-intune-samples>.
fn content(json: &Object) -> Option<String> {
    let text = json.get("qrCodeContent")?.as_str()?.trim();
    let is_content = |text: &String| text.len() <= LONGEST_CONTENT && json::object(text).is_some();
    let decoded = || String::from_utf8(base64::decoded(text.as_bytes(), LONGEST_CONTENT)?).ok();
    let itself = Some(text.to_owned()).filter(is_content);
    itself.or_else(|| decoded().filter(is_content))
}

/// `qrCodeImage`, a `mimeContent`: <https://learn.microsoft.com/graph/api/resources/intune-shared-mimecontent>. What it says of
/// its type is not relied on. Of another kind than Microsoft's samples save, it is as if it were not there.
fn picture(json: &Object) -> Option<Vec<u8>> {
    let Value::String(value) = json.get("qrCodeImage")?.as_object()?.get("value")? else {
        return None;
    };
    let bytes = base64::decoded(value.trim().as_bytes(), LARGEST_PICTURE)?;
    let (width, height) = png_size(&bytes)?;
    let is_fine = |side| (1..=LARGEST_SIDE).contains(&side);
    (is_fine(width) && is_fine(height)).then_some(bytes)
}

/// Width and height of a PNG: its signature, then its first chunk. <https://www.w3.org/TR/png-3/#11IHDR>
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

impl Answer {
    /// Only `200 OK` with the very profile that was asked for counts. The rest as in [`Answer::into_accepted`].
    pub fn into_qr_code(
        self,
        asked: &Target,
        sent_as: &str,
        now_ms: i64,
    ) -> Result<QrCode, Box<Refusal>> {
        if self.status == 200
            && let Some(code) = QrCode::parse(asked, &self.body)
            && code.profile.id.bare() == asked.profile_id.bare()
        {
            return Ok(code);
        }
        let is_success = self.status == 200;
        // What a refusal shows of an answer must not be this one.
        let body = if is_success { String::new() } else { self.body };
        let mut refusal = Self { body, ..self }.into_refusal(sent_as, now_ms);
        if is_success {
            refusal.cause = Cause::UnreadableAnswer;
        }
        Err(Box::new(refusal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{ProfileId, ProfileType};
    use proptest::prelude::*;
    use serde_json::json;

    const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    const JSON: &str = r#"{"token":"s3cret"}"#;
    const BASE64: &str = "eyJ0b2tlbiI6InMzY3JldCJ9";

    fn target() -> Target {
        Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse(ID).unwrap(),
        }
    }

    fn read(status: u16, body: impl Into<String>) -> Result<QrCode, Box<Refusal>> {
        let answer = Answer {
            status,
            body: body.into(),
            ..Answer::default()
        };
        answer.into_qr_code(&target(), "c", 0)
    }

    fn told(content: &Value, picture: &Value) -> QrCode {
        let body = json!({"id": ID, "displayName": "Shop", "qrCodeContent": content, "qrCodeImage": picture});
        read(200, body.to_string()).unwrap()
    }

    #[test]
    fn content_is_json_or_the_base64_of_it() {
        for (content, is) in [
            (json!(JSON), Some(JSON)),
            (json!(BASE64), Some(JSON)),
            (json!(format!(" {BASE64}\n")), Some(JSON)),
            (json!(null), None),
            (json!(""), None),
            (json!(7), None),
            (json!("not json"), None),
            (json!("bm90IGpzb24="), None),
            (json!("[1]"), None),
            (json!("{\"a\":1"), None),
            (
                json!(format!("{{\"a\":\"{}\"}}", "x".repeat(LONGEST_CONTENT))),
                None,
            ),
        ] {
            let code = told(&content, &Value::Null);
            assert_eq!(code.content.as_deref(), is, "{content}");
        }
    }

    #[test]
    fn a_picture_is_told_by_its_bytes_and_not_by_what_is_said_of_it() {
        let png = "iVBORw0KGgoAAAANSUhEUgAAACEAAAAh";
        for (picture, is) in [
            (json!({"type": "image/png", "value": png}), true),
            (json!({"type": "text/html", "value": png}), true),
            (json!({"value": "/9j/4AAQ"}), false),
            // The signature alone, no width, 0 pixels, 4,097 and 65,536 of them.
            (json!({"value": "iVBORw0KGgo="}), false),
            (json!({"value": "iVBORw0KGgoAAAANSUhEUgAAACE="}), false),
            (json!({"value": "iVBORw0KGgoAAAANSUhEUgAAAAAAAAAh"}), false),
            (json!({"value": "iVBORw0KGgoAAAANSUhEUgAAEAEAAAAh"}), false),
            (json!({"value": "iVBORw0KGgoAAAANSUhEUgAAACEAAQAA"}), false),
            (json!({"type": "image/png", "value": "PHN2Zz4="}), false),
            (json!({"type": "image/png", "value": "%%%"}), false),
            (json!({"type": "image/png", "value": null}), false),
            (json!({"type": "image/png"}), false),
            (json!(png), false),
            (json!(null), false),
        ] {
            assert_eq!(
                told(&Value::Null, &picture).picture.is_some(),
                is,
                "{picture}"
            );
        }
        let large = format!("{png}{}", "A".repeat(1_400_000));
        assert_eq!(told(&Value::Null, &json!({"value": large})).picture, None);
    }

    #[test]
    fn nothing_of_it_is_in_a_log_or_in_a_refusal() {
        let code = told(&json!(JSON), &Value::Null);
        assert!(!format!("{code:?}").contains("s3cret"));
        let other = ID.replace("0a1b", "1a1b");
        for body in [
            json!({"id": other, "qrCodeContent": JSON}).to_string(),
            format!("{{\"qrCodeContent\": \"{BASE64}\""),
        ] {
            let refusal = read(200, body).unwrap_err();
            assert_eq!(refusal.cause, Cause::UnreadableAnswer);
            assert!(!format!("{refusal:?}").contains("s3cret"));
            assert!(!format!("{refusal:?}").contains(BASE64));
        }
    }

    proptest! {
        #[test]
        fn any_answer_is_a_code_or_none(status in 0_u16..600, body in "\\PC*") {
            _ = read(status, body);
        }
    }
}
