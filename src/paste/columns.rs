//! Tables in columns of text, as `Format-Table` and `az … --output table` print them: a header, a line of dashes, and rows.

use serde_json::Value;

use super::{
    ids,
    naming::{self, Name},
    pasted::{PasteProblem, Place, Reason},
    reading::{PasteReading, PasteSource},
};
use crate::text::json::{self, Object};

/// How many columns a table may have: each row is read by all of them.
const MOST_COLUMNS: usize = 64;

/// Reads the table whose header is on some line; returns how many lines it has. `None` where none begins.
pub(super) fn read(
    lines: &[&str],
    index: usize,
    reading: &mut PasteReading,
    source: PasteSource,
) -> Result<Option<usize>, PasteProblem> {
    let Some((columns, head)) = AlignedColumns::of(lines, index) else {
        return Ok(None);
    };
    // Names and values, one pair a row, are the properties of one thing.
    let is_pairs = columns.is_pairs();
    let mut pairs = Object::new();
    let mut count = head;
    for (offset, &line) in lines.iter().skip(index + head).enumerate() {
        if line.trim().is_empty() {
            break;
        }
        count = head + offset + 1;
        reading.work.pass(line.len() + columns.0.len());
        let row = columns.row(line);
        if is_pairs {
            let text = |name: &str| row.get(name).and_then(Value::as_str);
            let (key, value) = columns.pair(text);
            pairs.insert(key, Value::String(value));
            continue;
        }
        one(
            &row,
            line,
            source.at(Place::Line(index + head + offset + 1)),
            reading,
        )?;
    }
    if is_pairs {
        let line = lines.get(index).copied().unwrap_or_default();
        one(&pairs, line, source.at(Place::Line(index + 1)), reading)?;
    }
    Ok(Some(count))
}

/// Reads one thing of a table.
fn one(
    row: &Object,
    line: &str,
    here: PasteSource,
    reading: &mut PasteReading,
) -> Result<(), PasteProblem> {
    let before = reading.collector.mentions();
    let inside = PasteSource {
        may_name: false,
        ..here
    };
    let left_out = reading.record(row, inside)?;
    if reading.collector.mentions() > before {
        return Ok(());
    }
    let of = |wanted: fn(Name) -> bool| {
        row.iter()
            .filter(move |(key, _)| wanted(naming::named(key)))
            .find_map(|(_, value)| value.as_str())
            .filter(|text| !text.is_empty())
    };
    let has_secret = of(|name| matches!(name, Name::Token | Name::Code | Name::Secret)).is_some();
    let excerpt = if has_secret { "" } else { line };
    if of(|name| matches!(name, Name::Id | Name::Profile(_))).is_some_and(ids::is_cut_off) {
        return reading
            .collector
            .refuse(here.place(), excerpt, Reason::CutOff);
    }
    match (left_out, of(|name| name == Name::Called)) {
        (None, Some(name)) => reading.collector.name(here.place(), name),
        (reason, _) => {
            reading
                .collector
                .refuse(here.place(), excerpt, reason.unwrap_or(Reason::WithoutId))
        }
    }
}

/// Where the columns of a table begin, in the width of the characters, and how they are called.
struct AlignedColumns<'a>(Vec<(usize, &'a str)>);

impl<'a> AlignedColumns<'a> {
    /// The columns of the table whose header is on some line, and how many lines that takes.
    fn of(lines: &[&'a str], index: usize) -> Option<(Self, usize)> {
        let (header, rule) = (*lines.get(index)?, *lines.get(index + 1)?);
        let is_rule = rule.trim().len() >= 2
            && rule.contains("--")
            && rule
                .bytes()
                .all(|byte| matches!(byte, b'-' | b' ' | b'\t' | b'\r'));
        if !is_rule {
            return None;
        }
        let starts = starts(rule);
        if starts.len() > MOST_COLUMNS {
            return None;
        }
        let cells: Vec<&str> = cells(header, &starts).collect();
        let named: Vec<(usize, &str)> = starts.into_iter().zip(cells).collect();
        let columns = Self(named);
        let is_known = |(_, name): &(usize, &str)| naming::named(name) != Name::Unsaid;
        (columns.0.iter().any(is_known) || columns.is_pairs()).then_some((columns, 2))
    }

    fn is_pairs(&self) -> bool {
        matches!(
            self.0.as_slice(),
            [(_, key), (_, value)]
                if matches!(*key, "Name" | "Key" | "name" | "key" | "Property" | "Field")
                    && value.eq_ignore_ascii_case("value")
        )
    }

    fn pair<'b>(&self, text: impl Fn(&str) -> Option<&'b str>) -> (String, String) {
        let mut cells = self
            .0
            .iter()
            .map(|(_, name)| text(name).unwrap_or_default().to_owned());
        (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        )
    }

    fn row(&self, line: &str) -> Object {
        let starts: Vec<usize> = self.0.iter().map(|(start, _)| *start).collect();
        let cells = self.0.iter().zip(cells(line, &starts));
        json::object_of(
            cells.map(|((_, name), cell)| ((*name).to_owned(), Value::String(cell.to_owned()))),
        )
    }
}

fn starts(line: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut before = ' ';
    for (at, char) in line.chars().enumerate() {
        if !char.is_whitespace() && before.is_whitespace() {
            starts.push(at);
        }
        before = char;
    }
    starts
}

/// The parts of a line between columns. A word that reaches over the edge of its column stays whole.
fn cells<'a>(line: &'a str, starts: &[usize]) -> impl Iterator<Item = &'a str> {
    let mut edges: Vec<usize> = Vec::with_capacity(starts.len() + 1);
    let mut next = starts.iter().skip(1).peekable();
    let mut width = 0;
    let mut before = ' ';
    edges.push(0);
    for (at, char) in line.char_indices() {
        while let Some(&&start) = next.peek()
            && width >= start
            && (before.is_whitespace() || char.is_whitespace())
        {
            edges.push(at);
            next.next();
        }
        // Letters of East Asia take two columns.
        width += if u32::from(char) >= 0x1100
            && char.is_alphabetic()
            && !char.is_lowercase()
            && !char.is_uppercase()
        {
            2
        } else {
            1
        };
        before = char;
    }
    let count = starts.len();
    edges.resize(count.max(1), line.len());
    edges.push(line.len());
    (0..count).map(move |index| {
        let (start, end) = (
            edges.get(index).copied().unwrap_or(line.len()),
            edges.get(index + 1).copied().unwrap_or(line.len()),
        );
        line.get(start..end).unwrap_or_default().trim()
    })
}
