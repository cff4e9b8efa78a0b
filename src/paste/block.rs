//! Blocks of properties, one a line: `key : value` of PowerShell's `Format-List`, `key = "value"`, `key: value` of YAML,
//! `"key": "value",` cut out of JSON, `<key>value</key>`, the headers of a request, and properties of Java.

use serde_json::Value;

use super::{
    ids,
    naming::{self, Kind, Name},
    pasted::{PasteProblem, Place, Reason},
    reading::{PasteReading, PasteSource},
    text, token,
};
use crate::text::json::Object;

/// How many lines one value may go on for.
const LONGEST_VALUE: usize = 2_000;

/// Reads the block that begins on some line; returns how many lines it has, or in how many there is none.
pub(super) fn read(
    lines: &[&str],
    index: usize,
    reading: &mut PasteReading,
    source: PasteSource,
) -> Result<Result<usize, usize>, PasteProblem> {
    let block = match Block::begin(lines, index) {
        Ok(block) => block,
        Err(tried) => return Ok(Err(tried)),
    };
    for record in &block.records {
        reading.work.pass(record.length);
        let here = source.at(Place::Line(record.line + 1));
        let before = reading.collector.mentions();
        let inside = PasteSource {
            may_name: false,
            ..here
        };
        let left_out = reading.record(&record.object, inside.about(record.kind))?;
        if reading.collector.mentions() > before {
            continue;
        }
        // IDs that stand behind names of no known meaning, as in lines of their own.
        for (key, value) in &record.object {
            if let (Name::Unsaid, Some(value)) = (naming::named(key), value.as_str())
                && left_out.is_none()
            {
                reading.line(value, value, super::line::Label::None, false, inside)?;
            }
        }
        if reading.collector.mentions() > before {
            continue;
        }
        let cut_off = record
            .object
            .values()
            .filter_map(Value::as_str)
            .any(ids::is_cut_off);
        let name = record
            .object
            .iter()
            .find(|(key, _)| naming::named(key) == Name::Called)
            .and_then(|(_, value)| value.as_str())
            .filter(|name| !name.is_empty());
        match (left_out, name) {
            _ if cut_off => reading
                .collector
                .refuse(here.place(), record.first, Reason::CutOff)?,
            (None, Some(name)) => reading.collector.name(here.place(), name)?,
            (Some(reason), _) => reading
                .collector
                .refuse(here.place(), record.first, reason)?,
            (None, None) => {
                reading
                    .collector
                    .refuse(here.place(), record.first, Reason::WithoutId)?;
            }
        }
    }
    Ok(Ok(block.lines))
}

struct Block<'a> {
    records: Vec<Record<'a>>,
    lines: usize,
}

struct Record<'a> {
    object: Object,
    kind: Kind,
    line: usize,
    first: &'a str,
    length: usize,
}

impl<'a> Block<'a> {
    /// Takes the lines from some line on that are properties, or go on with one.
    fn begin(lines: &[&'a str], index: usize) -> Result<Self, usize> {
        let mut records: Vec<Record<'a>> = Vec::new();
        let mut last: Option<(String, usize, usize)> = None;
        let mut at = index;
        let mut known = false;
        let mut count = 0;
        let mut skipping: Option<usize> = None;
        while let Some(&line) = lines.get(at) {
            let indent = line.len() - line.trim_start().len();
            if let Some(deep) = skipping {
                let is_below =
                    indent > deep || indent == deep && line.trim_start().starts_with("- ");
                if !line.trim().is_empty() && is_below {
                    at += 1;
                    continue;
                }
                skipping = None;
            }
            if let Some((key, value, begins)) = property(line) {
                let is_new = begins
                    || records
                        .last()
                        .is_none_or(|record| record.object.contains_key(key));
                if is_new {
                    records.push(Record {
                        object: Object::new(),
                        kind: Kind::Unsaid,
                        line: at,
                        first: line,
                        length: 0,
                    });
                }
                known |= naming::named(key) != Name::Unsaid;
                count += 1;
                let Some(record) = records.last_mut() else {
                    break;
                };
                record.length += line.len();
                // What stands below and further in belongs to that, as in YAML.
                let below = lines.get(at + 1).is_some_and(|next| {
                    (next.len() - next.trim_start().len() > indent
                        || next.trim_start().starts_with("- "))
                        && property(next).is_some()
                });
                if value.is_empty() && below && is_apart(key) {
                    skipping = Some(indent);
                }
                record
                    .object
                    .insert(key.to_owned(), Value::String(value.to_owned()));
                last = Some((key.to_owned(), column(line).unwrap_or_default(), at));
            } else if let Some((key, column, since)) = &last
                && indent > 0
                && indent + 4 >= *column
                && at - since < LONGEST_VALUE
                && !line.trim().is_empty()
            {
                // `Format-List` wraps values at the width of the window.
                let Some(record) = records.last_mut() else {
                    break;
                };
                record.length += line.len();
                if let Some(Value::String(value)) = record.object.get_mut(key) {
                    value.push_str(line.trim());
                }
                count += 1;
            } else if line.trim().is_empty() {
                last = None;
                // The next object of a list.
                let mut rest = lines.iter().skip(at + 1).take(4);
                let next = rest.position(|line| !line.trim().is_empty());
                let Some(next) = next.filter(|&next| next < 3) else {
                    break;
                };
                let Some((key, ..)) = lines.get(at + 1 + next).and_then(|line| property(line))
                else {
                    break;
                };
                let again = records
                    .last()
                    .is_some_and(|record| record.object.contains_key(key));
                if !again {
                    break;
                }
            } else if is_rest(line) {
                // `}`, `]`: the end of what the properties were cut out of.
                last = None;
            } else {
                break;
            }
            at += 1;
        }
        if is_block(&records, count, known) {
            Ok(Self {
                records,
                lines: at - index,
            })
        } else {
            Err((at - index).max(1))
        }
    }
}

/// Whether lines that look like properties are some.
fn is_block(records: &[Record<'_>], count: usize, known: bool) -> bool {
    let single = records
        .first()
        .and_then(|record| record.object.iter().next());
    match (count, single) {
        (0, _) | (_, None) => false,
        // Alone, it has to hold something of its own.
        (1, Some((key, value))) => {
            let value = value.as_str().unwrap_or_default();
            match naming::named(key) {
                Name::Code => true,
                _ => value.starts_with(['{', '[']) || token::is_in(value) && value.len() > 8,
            }
        }
        _ => known,
    }
}

/// Whether what stands below a name is about something else.
fn is_apart(key: &str) -> bool {
    matches!(naming::named(key), Name::Other(_) | Name::Secret)
        || matches!(
            text::key(key).as_str(),
            "assignments" | "rolescopetags" | "actor" | "settings"
        )
}

/// Where the value of a line begins, in bytes.
fn column(line: &str) -> Option<usize> {
    let sign = line.find([':', '=', '>'])?;
    let rest = line.get(sign + 1..)?;
    Some(sign + 1 + rest.len() - rest.trim_start().len())
}

fn is_rest(line: &str) -> bool {
    line.trim().bytes().all(|byte| b"{}[](),;".contains(&byte))
}

/// The name and the value on a line, and whether a list's entry begins with it.
fn property(line: &str) -> Option<(&str, &str, bool)> {
    let trimmed = line.trim();
    if let Some(rest) = trimmed.strip_prefix('<') {
        return element(rest).map(|(key, value)| (key, value, false));
    }
    let (trimmed, begins) = match trimmed.strip_prefix("- ") {
        Some(rest) => (rest.trim_start(), true),
        None => (trimmed, false),
    };
    let sign = trimmed
        .char_indices()
        .take(90)
        .find(|(_, char)| matches!(char, ':' | '='))
        .map(|(at, _)| at)?;
    let (key, rest) = trimmed.split_at_checked(sign)?;
    let key = key
        .trim()
        .trim_matches(['"', '\'', '`', '*'])
        .trim_end_matches('\\')
        .trim();
    let mut value = rest.get(1..)?;
    if rest.starts_with(':') && value.starts_with("//") {
        return None;
    }
    value = value.trim_start_matches(['>', '=']).trim();
    let is_key = key.starts_with(|char: char| char.is_alphabetic() || "@$_".contains(char))
        && key.len() <= 120
        && key
            .chars()
            .all(|char| char.is_alphanumeric() || " _-.@$()/'".contains(char))
        && ids::mentions(key, 0).next().is_none();
    if !is_key {
        return None;
    }
    Some((key, without_quotes(value), begins))
}

/// `<key>value</key>`, `<S N="key">value</S>`
fn element(rest: &str) -> Option<(&str, &str)> {
    let (tag, rest) = rest.split_once('>')?;
    let (value, _) = rest.split_once("</")?;
    let key = match tag.split_once("N=\"") {
        Some((_, name)) => name.split('"').next()?,
        None => tag.split(' ').next()?,
    };
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|char| char.is_alphanumeric() || "_-.:".contains(char));
    (is_key && !value.contains('<')).then_some((key, value.trim()))
}

/// The value without its quotes, and without the comma behind it.
fn without_quotes(value: &str) -> &str {
    let value = value.trim_end_matches([',', ';']).trim_end();
    ['"', '\'']
        .iter()
        .find_map(|&quote| {
            let inner = value.strip_prefix(quote)?;
            Some(inner.strip_suffix(quote).unwrap_or(inner))
        })
        .unwrap_or(value)
}
