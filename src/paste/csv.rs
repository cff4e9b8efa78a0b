//! Tables: comma-, semicolon- or tab-separated values with a header row that names a column of IDs.
//!
//! Quoting as in RFC 4180. What a cell of that column holds is read as a line is.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use super::{
    PasteProblem, Pasted, Place, Reason,
    collect::Collector,
    ids,
    line::{self, Source},
    text,
};

/// How many lines one row may span; past that, a quote was never closed.
const LONGEST_ROW: usize = 100;

/// Reads a table; `None` for a text that is none: without a header that names a column of IDs, without rows, or with a quote
/// that swallows rows.
pub fn read(text: &str) -> Option<Result<Pasted, PasteProblem>> {
    let (text, line) = without_preamble(text);
    let header = text.lines().next()?;
    // Another separator than the right one leaves fewer columns.
    let (separator, columns) = b"\t;,"
        .iter()
        .filter_map(|&separator| Some((separator, Columns::parse(header, separator)?)))
        .max_by_key(|(_, columns)| columns.count)?;
    let mut rows = Rows::new(text, line, separator);
    rows.next(|_, _| ())?;
    let mut collector = Collector::default();
    let mut row = Row::default();
    while let Some(line) = rows.next(|column, cell| row.take(&columns, column, cell)) {
        if rows.line - line > LONGEST_ROW {
            return None;
        }
        if let Err(problem) = row.read(Place::Line(line), &mut collector) {
            return Some(Err(problem));
        }
        row = Row::default();
    }
    (collector.mentions() > 0).then(|| Ok(collector.finish()))
}

/// Which columns count, from 0.
struct Columns {
    count: usize,
    id: usize,
    profile_type: Option<usize>,
}

impl Columns {
    /// Reads a header; `None` if it names no column of IDs.
    fn parse(header: &str, separator: u8) -> Option<Self> {
        let mut count = 0;
        let mut id = None;
        let mut plain_id = None;
        let mut profile_type = None;
        Rows::new(header, 1, separator).next(|column, name| {
            count += 1;
            match text::key(name).as_str() {
                "id" => plain_id = plain_id.or(Some(column)),
                "type" | "profiletype" | "collection" | "odatatype" => {
                    profile_type = profile_type.or(Some(column));
                }
                _ if ids::is_id_name(name) => id = id.or(Some(column)),
                _ => {}
            }
        })?;
        Some(Self {
            count,
            id: id.or(plain_id)?,
            profile_type,
        })
    }
}

/// What counts in a row.
#[derive(Default)]
struct Row {
    id: String,
    profile_type: String,
    /// The first cell with something in it.
    start: String,
}

impl Row {
    fn take(&mut self, columns: &Columns, column: usize, cell: &str) {
        if self.start.is_empty() {
            cell.trim().clone_into(&mut self.start);
        }
        if column == columns.id {
            cell.trim().clone_into(&mut self.id);
        } else if Some(column) == columns.profile_type {
            cell.clone_into(&mut self.profile_type);
        }
    }

    fn read(&self, place: Place, collector: &mut Collector) -> Result<(), PasteProblem> {
        if self.start.is_empty() {
            return Ok(());
        }
        if self.id.is_empty() {
            return collector.refuse(place, &self.start, Reason::WithoutId);
        }
        let source = Source {
            place,
            profile_type: ids::profile_type(&self.profile_type),
        };
        line::read(&self.id, source, collector)
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
        let preamble =
            line.trim().is_empty() || line.starts_with("#TYPE ") || line.starts_with("sep=");
        if !preamble {
            break;
        }
        rest = after;
        number += 1;
    }
    (rest, number)
}
