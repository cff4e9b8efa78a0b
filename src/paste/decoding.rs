//! What text is wrapped in on its way: percent-encoding, HTML entities, quoted-printable, base64, doubled quotes.
//!
//! Nothing that is decoded is longer than what it was decoded from, or than three times that for the few bytes that are
//! read as old single-byte text; [`Work`] bounds how much is decoded in total.

use percent_encoding::percent_decode_str;

use super::{bytes, text};
use crate::text::base64::sextet;

/// How deep one text may stand in another: JSON in a string in a link in a mail, and so on.
pub(super) const DEEPEST: u8 = 8;

/// How many times the length of a text may be decoded in total.
const MOST_TIMES: usize = 12;

/// How much has been done for a text, and how much more may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// How many bytes were looked at, every pass over a piece counted anew.
    pub read: usize,
    /// How many bytes decoding has produced.
    pub decoded: usize,
    limit: usize,
}

impl Work {
    /// The work on a text.
    pub fn on(text: &str) -> Self {
        Self {
            limit: text.len().saturating_mul(MOST_TIMES).saturating_add(4096),
            ..Self::default()
        }
    }

    /// Counts a pass over so many bytes.
    pub fn pass(&mut self, bytes: usize) {
        self.read = self.read.saturating_add(bytes);
    }

    /// Counts decoded bytes; `false` once they are too many.
    pub fn decode(&mut self, bytes: usize) -> bool {
        self.decoded = self.decoded.saturating_add(bytes);
        self.decoded <= self.limit
    }
}

/// The text without one layer of what mail, HTML, spreadsheets and scripts wrap all of it in; `None` if there is none.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    let decoded = if has_entities(text) {
        entities(text)
    } else if is_quoted_printable(text) {
        quoted_printable(text)
    } else if text::contains(text, "\\u0022") {
        // Scripts in HTML write quotes so.
        replaced(text, "\\u0022", "\"")
    } else {
        return None;
    };
    (decoded != text).then_some(decoded)
}

/// The text of a cell of a spreadsheet that was copied with the quotes around it, in which quotes are doubled.
pub(super) fn undoubled(text: &str) -> Option<String> {
    text::contains(text, "{\"\"").then(|| replaced(text, "\"\"", "\""))
}

/// The text with another phrase in place of one, which is found in any case.
pub(super) fn replaced(text: &str, from: &str, to: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = text::end_of(rest, from) {
        let (passed, after) = rest.split_at(end);
        replaced.push_str(passed.get(..end - from.len()).unwrap_or_default());
        replaced.push_str(to);
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

fn has_entities(text: &str) -> bool {
    text.contains('&')
        && [
            "&quot;", "&amp;", "&lt;", "&gt;", "&apos;", "&nbsp;", "&ldquo;", "&rdquo;", "&#",
        ]
        .iter()
        .any(|sign| text::contains(text, sign))
}

/// The text with the characters that HTML entities stand for.
pub(super) fn entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        decoded.push_str(before);
        let entity = from
            .bytes()
            .take(10)
            .position(|byte| byte == b';')
            .and_then(|end| from.get(1..end));
        if let Some((name, char)) = entity.and_then(|name| Some((name, entity_char(name)?))) {
            decoded.push(char);
            rest = from.get(name.len() + 2..).unwrap_or_default();
        } else {
            decoded.push('&');
            rest = from.get(1..).unwrap_or_default();
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity_char(name: &str) -> Option<char> {
    let number = |digits: &str, radix| char::from_u32(u32::from_str_radix(digits, radix).ok()?);
    match name.to_ascii_lowercase().as_str() {
        "quot" | "ldquo" | "rdquo" => Some('"'),
        "apos" | "lsquo" | "rsquo" => Some('\''),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "nbsp" => Some(' '),
        "lbrace" | "lcub" => Some('{'),
        "rbrace" | "rcub" => Some('}'),
        "colon" => Some(':'),
        "hyphen" | "dash" | "ndash" => Some('-'),
        other => match other.strip_prefix("#x") {
            Some(digits) => number(digits, 16),
            None => number(other.strip_prefix('#')?, 10),
        },
    }
}

/// Whether a text is as mail carries it: `=3D`, or long lines that end in `=`.
fn is_quoted_printable(text: &str) -> bool {
    text.contains('=')
        && (text::contains(text, "=3d")
            || text::contains(text, "=22")
            || text::contains(text, "=7b"))
        && !text::contains(text, "%3d")
        && text
            .lines()
            .all(|line| line.len() <= 80 || !line.ends_with('='))
}

/// RFC 2045, section 6.7.
fn quoted_printable(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        match (byte, after) {
            (b'=', [b'\n', after @ ..]) => rest = after,
            (b'=', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    rest = after;
                }
                _ => bytes.push(b'='),
            },
            _ => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: u8) -> Option<u8> {
    u8::try_from(char::from(byte).to_digit(16)?).ok()
}

/// A text without percent-encoding, as often as it is encoded, up to four times; `None` if it is not.
pub(super) fn percent(text: &str) -> Option<String> {
    let mut decoded: Option<String> = None;
    for _ in 0..4 {
        let now = decoded.as_deref().unwrap_or(text);
        if !now.contains('%') {
            break;
        }
        let next = percent_decode_str(now).decode_utf8_lossy().into_owned();
        if next == now {
            break;
        }
        decoded = Some(next);
    }
    decoded
}

/// The text that a word is in base64, in either alphabet, padded or not; `None` for what is none, or no text.
pub(super) fn base64(word: &str) -> Option<String> {
    let word = word.trim_end_matches('=');
    if word.len() < 16 || word.len() % 4 == 1 {
        return None;
    }
    let mut text = base64_bytes(word.as_bytes())?;
    // A word that was cut off may end within a character.
    if let Err(problem) = std::str::from_utf8(&text)
        && problem.error_len().is_none()
    {
        text.truncate(problem.valid_up_to());
    }
    let text = bytes::unmarked(text).ok()?;
    let text_like = |char: char| !char.is_control() || matches!(char, '\n' | '\r' | '\t');
    text.chars().all(text_like).then_some(text)
}

fn base64_bytes(word: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(word.len() / 4 * 3 + 2);
    for group in word.chunks(4) {
        let mut bits = 0_u32;
        for &byte in group {
            bits = bits << 6 | u32::from(sextet(byte)?);
        }
        bits <<= 6 * (4 - group.len());
        let [_, decoded @ ..] = bits.to_be_bytes();
        bytes.extend_from_slice(
            decoded
                .get(..group.len().saturating_sub(1))
                .unwrap_or_default(),
        );
    }
    Some(bytes)
}

/// How many characters in base64 are enough to be no accident where they stand for text.
const ENOUGH: usize = 16;

/// Whether a piece of a text in base64, wherever that was cut, may be in a word.
pub(super) fn may_be_base64(word: &str) -> bool {
    let shown = |byte: &u8| byte.is_ascii_graphic() || b" \r\n\t".contains(byte);
    let is_text = |bytes: &[u8]| {
        bytes.iter().all(shown)
            || bytes
                .chunks(2)
                .all(|pair| matches!(pair, [byte, 0] if shown(byte)))
            || bytes
                .chunks(2)
                .all(|pair| matches!(pair, [0, byte] if shown(byte)))
    };
    word.as_bytes().windows(ENOUGH).any(|piece| {
        let mut bytes = [0; ENOUGH / 4 * 3];
        for (group, bytes) in piece.chunks(4).zip(bytes.chunks_mut(3)) {
            let mut bits = 0;
            for &byte in group {
                let Some(sextet) = sextet(byte) else {
                    return false;
                };
                bits = bits << 6 | u32::from(sextet);
            }
            let [_, decoded @ ..] = bits.to_be_bytes();
            bytes.copy_from_slice(&decoded);
        }
        is_text(&bytes)
    })
}
