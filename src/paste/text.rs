//! Text as people copy it: what cannot be seen in it, and how much of it is shown.

use std::borrow::Cow;

/// How much of a line is shown, in characters.
const LONGEST_EXCERPT: usize = 80;

/// The text without what cannot be seen and carries no meaning here: control characters other than line breaks and tabs,
/// byte order marks, zero-width spaces and marks of direction.
///
/// Zero-width joiners stay: names in Persian and Hindi, and emoji, are spelt with them.
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_invisible) {
        Cow::Owned(text.chars().filter(|&char| !is_invisible(char)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_invisible(char: char) -> bool {
    match char {
        '\n' | '\r' | '\t' => false,
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{61c}'
        | '\u{feff}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' => true,
        _ => char.is_control(),
    }
}

/// The text with a hyphen for every dash that word processors put in its place.
pub fn with_plain_hyphens(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let plain = |char| match char {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        _ => char,
    };
    Cow::Owned(text.chars().map(plain).collect())
}

/// The first 80 characters, on one line.
pub fn excerpt(text: &str) -> String {
    let text = text.trim();
    let mut excerpt: String = text
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char })
        .take(LONGEST_EXCERPT)
        .collect();
    if excerpt.len() < text.len() {
        excerpt.pop();
        excerpt.push('…');
    }
    excerpt
}

/// Whether a text holds a phrase of ASCII characters, in any case.
pub fn contains(text: &str, phrase: &str) -> bool {
    end_of(text, phrase).is_some()
}

/// Where the first occurrence of a phrase of ASCII characters, in any case, ends, in bytes.
pub fn end_of(text: &str, phrase: &str) -> Option<usize> {
    text.as_bytes()
        .windows(phrase.len())
        .position(|window| window.eq_ignore_ascii_case(phrase.as_bytes()))
        .map(|start| start + phrase.len())
}

/// Letters and digits alone, in lower case: `Profile ID`, `profile_id` and `profileId` are one name.
pub fn key(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|char| char.to_ascii_lowercase())
        .collect()
}
