//! Text as people copy it: what cannot be seen in it, how it is punctuated, and how much of it is shown.

use std::borrow::Cow;

/// How much of a line is shown, in characters.
const LONGEST_EXCERPT: usize = 80;

/// The text without what cannot be seen and carries no meaning here, and with `\n` for every way to end a line: control
/// characters, byte order marks, zero-width spaces and marks of direction are left out.
///
/// Zero-width joiners stay: names in Persian and Hindi, and emoji, are spelt with them.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text
        .chars()
        .any(|char| is_invisible(char) || ends_line(char))
    {
        return Cow::Borrowed(text);
    }
    let mut visible = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        if ends_line(char) {
            if char == '\r' && chars.peek() == Some(&'\n') {
                continue;
            }
            visible.push('\n');
        } else if !is_invisible(char) {
            visible.push(char);
        }
    }
    Cow::Owned(visible)
}

/// Other ends of a line than `\n`: those of old Macs, and the soft ones of word processors.
fn ends_line(char: char) -> bool {
    matches!(
        char,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
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

/// The text as programs write it: plain hyphens, quotes, spaces and full-width forms, in place of those that word
/// processors, translators and input methods put there. Lines stay lines.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(plain_char).collect())
}

/// The text as its letters are read: [`plain`], and without what stands on or between letters and is none itself, such as
/// marks that underline, and whatever is drawn as nothing.
///
/// Source: the blocks of combining marks, and `Default_Ignorable_Code_Point` of
/// <https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt>.
pub(super) fn bare_letters(text: &str) -> String {
    plain(&visible(text))
        .chars()
        .filter(|char| {
            !matches!(
                char,
                '\u{300}'..='\u{36f}'
                    | '\u{1ab0}'..='\u{1aff}'
                    | '\u{1dc0}'..='\u{1dff}'
                    | '\u{20d0}'..='\u{20ff}'
                    | '\u{fe20}'..='\u{fe2f}'
                    | '\u{115f}'..='\u{1160}'
                    | '\u{17b4}'..='\u{17b5}'
                    | '\u{180b}'..='\u{180f}'
                    | '\u{200b}'..='\u{200f}'
                    | '\u{3164}'
                    | '\u{ffa0}'
                    | '\u{fff0}'..='\u{fffb}'
                    | '\u{1bca0}'..='\u{1bca3}'
                    | '\u{1d173}'..='\u{1d17a}'
                    | '\u{e0000}'..='\u{e0fff}'
            )
        })
        .collect()
}

fn plain_char(char: char) -> Option<char> {
    Some(match char {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '〟' | '「' | '」' | '『'
        | '』' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' => '\'',
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            ' '
        }
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(char) - 0xff01 + u32::from('!')).unwrap_or(char)
        }
        '\u{200c}' | '\u{200d}' | '\u{180e}' | '\u{fe00}'..='\u{fe0f}' => return None,
        _ => char,
    })
}

/// The first 80 characters, on one line.
pub(super) fn excerpt(text: &str) -> String {
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
pub(super) fn contains(text: &str, phrase: &str) -> bool {
    end_of(text, phrase).is_some()
}

/// Where the first occurrence of a phrase of ASCII characters, in any case, ends, in bytes.
pub(super) fn end_of(text: &str, phrase: &str) -> Option<usize> {
    let (&first, others) = phrase.as_bytes().split_first()?;
    let (lower, upper) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    text.as_bytes()
        .windows(phrase.len())
        .position(|window| {
            window.split_first().is_some_and(|(&first, rest)| {
                (first == lower || first == upper) && rest.eq_ignore_ascii_case(others)
            })
        })
        .map(|start| start + phrase.len())
}

/// Letters and digits alone, in lower case: `Profile ID`, `profile_id` and `profileId` are one name.
pub(super) fn key(text: &str) -> String {
    text.chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
