//! Tables: values separated by commas, semicolons, tabs or bars, with a header row that names columns.
//!
//! Quoting as in RFC 4180. What a cell of the column of IDs holds is read as a line is.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use serde_json::Value;

use super::{
    ids,
    line::Label,
    naming::{self, Kind, Name},
    pasted::{PasteProblem, Place, Reason},
    reading::{PasteReading, PasteSource},
    record, text,
};
use crate::text::json;

/// How many lines one row may span; past that, a quote was never closed.
const LONGEST_ROW: usize = 100;

/// How many columns a table may have, and how long their names may be, in bytes: each row is read by all of them.
const MOST_COLUMNS: usize = 1_000;
const LONGEST_NAME: usize = 200;

/// Reads a table; `None` for a text that is none: without a header that names a column of IDs, tokens or names, without
/// rows, or with a quote that swallows rows.
pub(super) fn read(
    text: &str,
    reading: &mut PasteReading,
    source: PasteSource,
) -> Option<Result<(), PasteProblem>> {
    let (text, line) = without_preamble(text);
    let header = text.lines().next()?;
    // Another separator than the right one leaves fewer columns.
    let (separator, columns) = b"|\t;,"
        .iter()
        .filter_map(|&separator| Some((separator, TableColumns::parse(header, separator)?)))
        .max_by_key(|(_, columns)| columns.names.len())?;
    if !columns.fits(text, separator) {
        return None;
    }
    reading.work.pass(text.len() * 2);
    let mut rows = Rows::new(text, line, separator);
    rows.next(|_, _| ())?;
    // What an unclosed quote swallows is read as lines, and nothing of it twice.
    let mut trial = Rows::new(text, line, separator);
    trial.next(|_, _| ());
    let is_single = columns.names.len() == 1;
    let mut has_label = false;
    while let Some(line) =
        trial.next(|_, cell| has_label |= is_single && naming::named(cell) != Name::Unsaid)
    {
        // One column with a name further down is no table, but names and what they stand for, line by line.
        if trial.line - line > LONGEST_ROW || has_label {
            return None;
        }
    }
    let before = reading.collector.mentions();
    let mut cells = Vec::new();
    while let Some(line) = rows.next(|_, cell| cells.push(cell.trim().to_owned())) {
        if separator == b'|' {
            if cells.first().is_some_and(String::is_empty) {
                cells.remove(0);
            }
            let is_rule = |cell: &String| cell.bytes().all(|byte| b"-:+= ".contains(&byte));
            if cells.iter().all(is_rule) {
                cells.clear();
                continue;
            }
        }
        if let Err(problem) = columns.read(&cells, source.at(Place::Line(line)), reading) {
            return Some(Err(problem));
        }
        cells.clear();
    }
    (reading.collector.mentions() > before).then_some(Ok(()))
}

/// The columns of a table.
struct TableColumns {
    names: Vec<String>,
    /// The column of IDs.
    id: Option<usize>,
    profile_type: Option<usize>,
    /// The thing that the rows are about, by the names of all columns.
    kind: Kind,
    /// Whether a row says itself what it is about, as the entries of logs do.
    is_log: bool,
}

impl TableColumns {
    /// Reads a header; `None` if it names no column that is known.
    fn parse(header: &str, separator: u8) -> Option<Self> {
        let mut names = Vec::new();
        Rows::new(header, 1, separator)
            .next(|_, name| names.push(name.trim().trim_matches('*').to_owned()))?;
        if separator == b'|' && names.first().is_some_and(String::is_empty) {
            names.remove(0);
        }
        let is_no_name = |name: &String| {
            name.contains(['{', '}', '[', ']', '<', '>', '=', ':'])
                || ids::mentions(name, 0).next().is_some()
        };
        if names.len() > MOST_COLUMNS
            || names.iter().any(|name| name.len() > LONGEST_NAME)
            || names.iter().any(is_no_name)
            || separator == b'|' && names.len() < 2
        {
            return None;
        }
        let find =
            |wanted: fn(Name) -> bool| names.iter().position(|name| wanted(naming::named(name)));
        let id =
            find(|name| matches!(name, Name::Profile(_))).or_else(|| find(|name| name == Name::Id));
        let known = |name: &&String| {
            !matches!(
                naming::named(name),
                Name::Unsaid | Name::Property | Name::Called
            )
        };
        let is_profile_name = |name: &&String| {
            matches!(
                text::key(name).as_str(),
                "profilename" | "enrollmentprofilename" | "displayname"
            )
        };
        let header = json::object_of(names.iter().map(|name| (name.clone(), Value::Null)));
        let is_log = record::is_event(&header);
        let is_known = names
            .iter()
            .any(|name| known(&name) || is_profile_name(&name));
        if id.is_none() && (names.len() < 2 || !is_known && !is_log) {
            return None;
        }
        let profile_type = names.iter().position(|name| {
            matches!(
                text::key(name).as_str(),
                "type" | "profiletype" | "collection" | "odatatype"
            )
        });
        Some(Self {
            kind: record::kind(&header, Kind::Unsaid),
            is_log,
            names,
            id,
            profile_type,
        })
    }

    /// Whether the first row has as many cells as the header, or IDs: a sentence with a comma is no header.
    fn fits(&self, text: &str, separator: u8) -> bool {
        if self.id.is_some() {
            return true;
        }
        let mut rows = Rows::new(text, 1, separator);
        rows.next(|_, _| ());
        let mut count = 0;
        rows.next(|_, _| count += 1).is_some() && count + 1 >= self.names.len() && count > 1
    }

    fn read(
        &self,
        cells: &[String],
        here: PasteSource,
        reading: &mut PasteReading,
    ) -> Result<(), PasteProblem> {
        let Some(start) = self.start(cells) else {
            return Ok(());
        };
        let own = self.id.and_then(|id| cells.get(id)).map(String::as_str);
        if let Some(id) = own
            && !self.is_log
            && !matches!(self.kind, Kind::Other(_))
        {
            if id.is_empty() {
                return reading
                    .collector
                    .refuse(here.place(), start, Reason::WithoutId);
            }
            self.count_others(cells, reading);
            let typed = self.profile_type.and_then(|column| cells.get(column));
            let kind = match typed.and_then(|typed| naming::profile_type(typed)) {
                Some(profile_type) => Kind::Profile(Some(profile_type)),
                None => self.typed_by_mode(cells),
            };
            reading.line(id, id, Label::None, false, here.about(kind))?;
            return Ok(());
        }
        let named = self.names.iter().zip(cells);
        let row =
            json::object_of(named.map(|(name, cell)| (name.clone(), Value::String(cell.clone()))));
        let before = reading.collector.mentions();
        let inside = PasteSource {
            may_name: false,
            ..here
        };
        let left_out = reading.record(&row, inside.about(self.kind))?;
        if reading.collector.mentions() > before {
            return Ok(());
        }
        let name = self.names.iter().zip(cells).find_map(|(name, cell)| {
            (naming::named(name) == Name::Called && !cell.is_empty()).then_some(cell)
        });
        match (left_out, name, self.kind) {
            (None, Some(name), Kind::Profile(_) | Kind::Unsaid) if !self.is_log => {
                reading.collector.name(here.place(), name)
            }
            (Some(reason), ..) => reading.collector.refuse(here.place(), start, reason),
            (None, ..) => reading
                .collector
                .refuse(here.place(), start, Reason::WithoutId),
        }
    }

    /// The first cell with something in it; nothing of what may be a secret.
    fn start<'a>(&self, cells: &'a [String]) -> Option<&'a str> {
        let full = |cell: &&'a String| !cell.is_empty();
        cells.iter().find(full)?;
        let shown = cells.iter().enumerate().find(|(column, cell)| {
            let name = self
                .names
                .get(*column)
                .map_or(Name::Unsaid, |name| naming::named(name));
            !cell.is_empty() && !matches!(name, Name::Token | Name::Code | Name::Secret)
        });
        Some(shown.map_or("", |(_, cell)| cell.as_str()))
    }

    /// Only one of the two collections has modes.
    fn typed_by_mode(&self, cells: &[String]) -> Kind {
        let has_mode = self
            .names
            .iter()
            .zip(cells)
            .any(|(name, cell)| text::key(name) == "enrollmentmode" && !cell.is_empty());
        if has_mode {
            Kind::Profile(Some(crate::profile::ProfileType::DeviceOwner))
        } else {
            Kind::Unsaid
        }
    }

    fn count_others(&self, cells: &[String], reading: &mut PasteReading) {
        for (name, cell) in self.names.iter().zip(cells) {
            if let Name::Other(thing) = naming::named(name) {
                for (id, _) in ids::mentions(cell, 0) {
                    reading.collector.other(thing, &id);
                }
            }
        }
    }
}
/// The rows of a table, one after another.
struct Rows<'a> {
    reader: Reader,
    rest: &'a [u8],
    /// The line of `rest`, from 1.
    line: usize,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, line: usize, separator: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(separator).build(),
            rest: text.as_bytes(),
            line,
        }
    }

    /// Reads a row cell by cell; returns the line on which it starts.
    fn next(&mut self, mut take: impl FnMut(usize, &str)) -> Option<usize> {
        let blank = self
            .rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        self.skip(blank);
        let line = self.line;
        let mut cell = Vec::new();
        let mut column = 0;
        let mut buffer = [0; 256];
        loop {
            let (result, read, written) = self.reader.read_field(self.rest, &mut buffer);
            self.skip(read);
            cell.extend_from_slice(buffer.get(..written).unwrap_or_default());
            match result {
                // A second call without input ends the last row.
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    take(column, &String::from_utf8_lossy(&cell));
                    if record_end {
                        return Some(line);
                    }
                    cell.clear();
                    column += 1;
                }
                ReadFieldResult::End => return None,
            }
        }
    }

    fn skip(&mut self, count: usize) {
        let (passed, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.line += passed.split(|&byte| byte == b'\n').count() - 1;
        self.rest = rest;
    }
}

/// The text from its header on, and the line of that: before it may be blank lines, PowerShell's `#TYPE` and Excel's `sep=`.
fn without_preamble(text: &str) -> (&str, usize) {
    let mut rest = text;
    let mut number = 1;
    while let Some((line, after)) = rest.split_once('\n') {
        let preamble = line.trim().is_empty()
            || line.starts_with("#TYPE ")
            || line.starts_with("sep=")
            || line.starts_with('+') && line.contains("--");
        if !preamble {
            break;
        }
        rest = after;
        number += 1;
    }
    (rest, number)
}
