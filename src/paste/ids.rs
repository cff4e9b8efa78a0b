//! IDs in running text, and what the text calls them.

use super::naming::{self, Name, Thing};
use crate::{guid::Guid, profile::ProfileId};

/// How far before an ID its name is looked for, in bytes.
const NEAR: usize = 80;

/// Reads one word: a GUID with or without hyphens, or `AOSP-` and a GUID.
pub(super) fn read(word: &str) -> Option<ProfileId> {
    match word.len() {
        32 if word.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            let part = |from, to| word.get(from..to).unwrap_or_default();
            let guid = [
                part(0, 8),
                part(8, 12),
                part(12, 16),
                part(16, 20),
                part(20, 32),
            ];
            ProfileId::parse(&guid.join("-")).ok()
        }
        36 => Guid::parse(word).and_then(|guid| ProfileId::parse(guid.as_str()).ok()),
        41 => ProfileId::parse(word).ok(),
        _ => None,
    }
}

/// The IDs in a text from some byte on, in order. What is before may name the first.
pub(super) fn mentions(text: &str, from: usize) -> impl Iterator<Item = (ProfileId, Name)> {
    let mut end = from;
    text.get(from..)
        .unwrap_or_default()
        .split_inclusive(|char: char| !(char.is_ascii_alphanumeric() || char == '-'))
        .filter_map(move |piece| {
            let start = end;
            end += piece.len();
            let word = piece.trim_matches(|char: char| !char.is_ascii_alphanumeric());
            let id = read(word)?;
            Some((id, name_before(text.get(..start)?)))
        })
}

/// The one ID in a text that may be a profile's.
pub(super) fn only(text: &str) -> Option<ProfileId> {
    let mut ids = mentions(text, 0).filter(|(_, name)| !matches!(name, Name::Other(_)));
    match (ids.next(), ids.next()) {
        (Some((id, _)), None) => Some(id),
        _ => None,
    }
}

/// Whether a text shows an ID of which the end was left out: `5d0c7e21-3b6f-4a98-9...`.
pub(super) fn is_cut_off(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(['"', '\'', '{', '(', '|', ',', ';', '@', '=']);
        let Some(start) = word
            .strip_suffix('…')
            .or_else(|| Some(word.strip_suffix("..")?.trim_end_matches('.')))
        else {
            return false;
        };
        start.len() < 36
            && start.get(8..9) == Some("-")
            && start.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
    })
}

/// What an ID is called by the text before it.
fn name_before(before: &str) -> Name {
    let mut start = before.len().saturating_sub(NEAR);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let near = before.get(start..).unwrap_or_default();
    if near.ends_with('@') {
        return Name::Other(Thing::Tenant);
    }
    let between = |char: char| " \t\"'`{[(<>/\\=:~-".contains(char);
    let mut end = near.trim_end_matches(between);
    // `deviceId eq '…'`, `the tenant's ID is …`
    for word in [
        " eq", " ne", " -eq", " is", " was", " ist", " est", " es", "是", "为",
    ] {
        if let Some(rest) = end.strip_suffix(word) {
            end = rest.trim_end_matches(between);
        }
    }
    let name = end
        .rsplit(|char: char| !(char.is_alphanumeric() || " _-.'".contains(char)))
        .next()
        .unwrap_or_default();
    let named = naming::named(name);
    match named {
        Name::Unsaid | Name::Property | Name::Called => {
            // A name of several words may begin with what does not belong to it.
            let last = name.rsplit(' ').next().unwrap_or_default();
            match naming::named(last) {
                other @ (Name::Other(_) | Name::Profile(_) | Name::Id | Name::Target) => other,
                _ => Name::Unsaid,
            }
        }
        named => named,
    }
}

/// The number that a GUID is, by which it is counted once.
pub(super) fn number(id: &ProfileId) -> u128 {
    id.bare()
        .bytes()
        .filter_map(|byte| char::from(byte).to_digit(16))
        .fold(0, |number, digit| number << 4 | u128::from(digit))
}

/// Whether a text, from its start, is nothing but the beginning of a GUID: at least its first group and a hyphen.
fn is_beginning(text: &str) -> bool {
    (9..36).contains(&text.len())
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The text with every GUID on one line that was wrapped over several; what follows it goes to the next line.
pub(super) fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        let (line, after) = rest.split_at(at);
        let after = after.get(1..).unwrap_or_default();
        joined.push_str(line);
        rest = after;
        let Some(wrapped) = wrapped(line, after) else {
            joined.push('\n');
            continue;
        };
        joined.truncate(joined.trim_end_matches([' ', '\t']).len());
        joined.push_str(&wrapped.id);
        // The line ends with the last of those lines; as many as before keep the numbers right.
        let rest_of = after.get(wrapped.end..).unwrap_or_default();
        let end = rest_of.find('\n').unwrap_or(rest_of.len());
        let (beside, next) = rest_of.split_at(end);
        joined.push_str(beside);
        for _ in 0..wrapped.lines {
            joined.push('\n');
        }
        rest = next;
    }
    joined.push_str(rest);
    joined
}

struct Wrapped {
    /// What is missing of the ID.
    id: String,
    end: usize,
    /// Over how many ends of a line it went.
    lines: usize,
}

fn wrapped(line: &str, after: &str) -> Option<Wrapped> {
    let in_id = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    let line = line.trim_end();
    let start = line
        .bytes()
        .rev()
        .take(36)
        .take_while(|&byte| in_id(byte))
        .count();
    let beginning = line.get(line.len() - start..)?;
    let is_apart = !line
        .get(..line.len() - start)?
        .ends_with(|char: char| char.is_ascii_alphanumeric());
    if !is_apart || !is_beginning(beginning) {
        return None;
    }
    let mut id = String::new();
    let mut end = 0;
    let mut lines = 1;
    while beginning.len() + id.len() < 36 && lines < 4 {
        let rest = after.get(end..)?;
        end += rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        let rest = after.get(end..)?;
        let length = rest
            .bytes()
            .take(37)
            .take_while(|&byte| in_id(byte))
            .count();
        if length == 0 {
            return None;
        }
        id.push_str(rest.get(..length)?);
        end += length;
        if beginning.len() + id.len() < 36 {
            let rest = rest.get(length..)?;
            let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            rest.get(spaces..)?.strip_prefix('\n')?;
            end += spaces + 1;
            lines += 1;
        }
    }
    let whole = [beginning, &id].concat();
    let ends = !after
        .get(end..)?
        .starts_with(|char: char| char.is_ascii_alphanumeric() || char == '-');
    (ends && Guid::parse(&whole).is_some()).then_some(Wrapped { id, end, lines })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A: &str = "5d0c7e21-3b6f-4a98-9c14-7e2f8a6b0d31";

    proptest! {
        #[test]
        fn an_id_that_was_wrapped_anywhere_is_one(at in 9_usize..36, indent in "[ \t>]{0,3}", after in "[.,)\n ]{0,3}") {
            let text = format!("x {}\n{indent}{}{after}", &A[..at], &A[at..]);
            let joined = joined(&text);
            prop_assert!(joined.contains(A), "{}", joined);
            prop_assert_eq!(joined.matches('\n').count(), text.matches('\n').count());
        }

        #[test]
        fn any_other_text_stays_as_it_is(text in "[a-z\n -]{0,40}") {
            if !text.contains(char::is_numeric) {
                prop_assert_eq!(joined(&text), text);
            }
        }
    }

    #[test]
    fn what_follows_an_id_is_not_taken_for_its_end() {
        let other = format!("{}\n{A}", &A[..19]);
        assert_eq!(joined(&other), other);
        let longer = format!("{}\n{}0", &A[..24], &A[24..]);
        assert_eq!(joined(&longer), longer);
        assert_eq!(
            joined(&format!("{}\n{} x", &A[..24], &A[24..])),
            format!("{A} x\n")
        );
    }
}
