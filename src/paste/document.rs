//! What a text is: JSON, a table, a block of properties, objects between lines of prose, or lines.

use std::borrow::Cow;

use super::{
    block, columns,
    decoding::{self, DEEPEST},
    ids,
    line::Label,
    loose,
    naming::{self, Kind, Name},
    pasted::{PasteProblem, Place, Reason},
    reading::{PasteReading, PasteSource},
    table, text,
    token::{self, TokenSecret},
};
use crate::text::{base64, json};

impl PasteReading {
    /// Reads a text that is handed in, or stands in another.
    pub(super) fn text(&mut self, text: &str, source: PasteSource) -> Result<(), PasteProblem> {
        self.work.pass(text.len());
        if source.depth > DEEPEST || source.depth > 0 && !self.work.decode(text.len()) {
            return self.collector.refuse(source.place(), "", Reason::TooDeep);
        }
        let text = text::visible(text);
        if self.json(&text, source)? {
            return Ok(());
        }
        if source.place.is_none()
            && let Some(read) = table::read(&text, self, source)
        {
            return read;
        }
        if let Some(unwrapped) = decoding::unwrapped(&text) {
            if !self.work.decode(unwrapped.len()) || source.depth >= DEEPEST {
                return self.collector.refuse(source.place(), "", Reason::TooDeep);
            }
            let source = PasteSource {
                depth: source.depth + 1,
                ..source
            };
            return self.text(&unwrapped, source);
        }
        self.lines(&ids::joined(&unquoted_all(&text)), source)
    }

    /// A text that is one JSON value, or one in a string.
    fn json(&mut self, text: &str, source: PasteSource) -> Result<bool, PasteProblem> {
        let text = text.trim();
        if !text.starts_with(['{', '[', '"']) {
            return Ok(false);
        }
        match json::value(text) {
            Some(serde_json::Value::String(inner)) => {
                let may_name = source.may_name;
                let inside = PasteSource {
                    may_name,
                    ..source.inside()
                };
                // A name in quotes, and not JSON in a string.
                let is_text = inner.starts_with(['{', '[', '"']) || token::is_in(&inner);
                if is_text {
                    let before = self.collector.mentions();
                    let inside = inside.at(Place::Element(1));
                    self.text(&inner, inside)?;
                    if self.collector.mentions() == before {
                        self.collector
                            .refuse(inside.place(), "", Reason::WithoutId)?;
                    }
                }
                Ok(is_text)
            }
            Some(value) if value.is_object() || value.is_array() => {
                self.value(&value, source)?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// Lines, and what spans several of them.
    fn lines(&mut self, original: &str, source: PasteSource) -> Result<(), PasteProblem> {
        let plain = text::plain(original);
        let plain: &str = &decoding::undoubled(&plain).map_or(plain, Into::into);
        self.work.pass(plain.len() * 2);
        let starts = line_starts(plain);
        let original: Vec<&str> = original.split('\n').collect();
        let line = |index: usize| {
            let start = *starts.get(index)?;
            let end = starts.get(index + 1).map_or(plain.len(), |next| next - 1);
            plain.get(start..end)
        };
        let lines: Vec<&str> = (0..starts.len()).filter_map(line).collect();
        let mut label = Label::None;
        let mut no_block_before = 0;
        let mut no_base64_before = 0;
        let mut index = 0;
        while let Some(&line) = lines.get(index) {
            let here = source.at(Place::Line(index + 1));
            if line.trim().is_empty() {
                index += 1;
                continue;
            }
            // The whole of a line that is JSON is read strictly, with the quotes that it has.
            if let Some(&original) = original.get(index)
                && original.trim_start().starts_with(['{', '['])
                && self.json(original, here)?
            {
                index += 1;
                continue;
            }
            if let Some(read) = columns::read(&lines, index, self, source)? {
                index += read;
                continue;
            }
            let start = starts.get(index).copied().unwrap_or_default();
            let end = starts.get(index + 1).copied().unwrap_or(plain.len());
            if let Some(at) = loose::start(plain, start, end) {
                let title = plain.get(start..at).unwrap_or_default();
                let to = self.objects(plain, at, title, here)?;
                index += plain
                    .get(start..to)
                    .unwrap_or_default()
                    .matches('\n')
                    .count();
                index += usize::from(
                    starts.get(index).is_some_and(|&start| start < to) || to >= plain.len(),
                );
                continue;
            }
            // A line that only names the object in the next.
            let next = starts.get(index + 1..index + 2).and_then(<[_]>::first);
            if let Some(&next) = next
                && plain
                    .get(next..)
                    .is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with('{'))
                && let Some(at) = loose::start(
                    plain,
                    next,
                    starts
                        .get(index + 2)
                        .copied()
                        .unwrap_or(plain.len())
                        .min(next + 200),
                )
                && plain
                    .get(next..at)
                    .is_some_and(|between| between.trim().is_empty())
                && let kind = Kind::of_type(line)
                && kind != Kind::Unsaid
            {
                let to = self.objects(plain, at, line, source.at(Place::Line(index + 2)))?;
                index += plain
                    .get(start..to)
                    .unwrap_or_default()
                    .matches('\n')
                    .count();
                index += usize::from(
                    starts.get(index).is_some_and(|&start| start < to) || to >= plain.len(),
                );
                continue;
            }
            if index >= no_block_before {
                match block::read(&lines, index, self, source)? {
                    Ok(read) => {
                        index += read;
                        label = Label::None;
                        continue;
                    }
                    // Nor does one begin further down among the same lines.
                    Err(tried) => no_block_before = index + tried,
                }
            }
            if let Some(read) = self.base64(&lines, index, &mut no_base64_before, here)? {
                index += read;
                continue;
            }
            let shown = original.get(index).copied().unwrap_or(line);
            let may_label = lines
                .get(index + 1..)
                .is_some_and(|rest| rest.iter().any(|line| !line.trim().is_empty()));
            label = self.line(line, shown, label, may_label, here)?;
            index += 1;
        }
        Ok(())
    }

    /// The objects on a line from some place on, and the text between them; returns where all that ends.
    fn objects(
        &mut self,
        plain: &str,
        at: usize,
        title: &str,
        source: PasteSource,
    ) -> Result<usize, PasteProblem> {
        let inside = PasteSource {
            may_name: false,
            ..source
        };
        let mut title = title.trim();
        let mut at = at;
        let mut line_end = 0;
        loop {
            let loose::Read { value, end, steps } = loose::read(plain, at);
            self.work.pass(steps);
            let key = title
                .trim_end_matches(['=', ':', ' ', '@', '"', '\'', '\\'])
                .rsplit(['"', '\'', ' ', '&', '\\'])
                .next()
                .unwrap_or_default();
            let kind = match Kind::of_type(title) {
                Kind::Unsaid => source.kind,
                kind => kind,
            };
            self.beside(title, source)?;
            match naming::named(key) {
                // `qrCodeContent: {…}`, or an object in a request that is a secret as a whole.
                Name::Secret => self.collector.refuse(source.place(), "", Reason::Secret)?,
                _ => self.value(&value, inside.about(kind))?,
            }
            // Once for all the objects of a line.
            if end >= line_end {
                line_end = plain
                    .get(end..)
                    .and_then(|rest| rest.find('\n'))
                    .map_or(plain.len(), |length| end + length);
            }
            let rest = plain.get(end..line_end).unwrap_or_default();
            let Some(next) = loose::start(plain, end, line_end) else {
                self.beside(rest, source)?;
                return Ok((line_end + 1).min(plain.len()));
            };
            title = plain.get(end..next).unwrap_or_default().trim();
            at = next;
        }
    }

    /// Text beside an object, which is no name.
    fn beside(&mut self, text: &str, source: PasteSource) -> Result<(), PasteProblem> {
        let source = PasteSource {
            may_name: false,
            ..source
        };
        self.line(text, text, Label::None, false, source)?;
        Ok(())
    }

    /// Lines of base64 that are one text; returns how many. Where such lines are none together, none of those that are as
    /// long begins another text: they are tried one by one.
    fn base64(
        &mut self,
        lines: &[&str],
        index: usize,
        tried: &mut usize,
        source: PasteSource,
    ) -> Result<Option<usize>, PasteProblem> {
        let rest = lines.get(index..).unwrap_or_default();
        let first = rest.first().map_or("", |line| line.trim());
        if first.len() < 16 {
            return Ok(None);
        }
        if index >= *tried {
            let count = base64_lines(rest, first.len());
            let length = |line: &&str| line.trim().len();
            let all = || rest.iter().take(count);
            self.work.pass(all().map(length).sum::<usize>() * 2);
            let full = all().filter(|line| length(line) == first.len());
            *tried = index + full.count();
            if count > 1 {
                let word: String = all().map(|line| line.trim()).collect();
                if let Some(decoded) = decoding::base64(&word) {
                    self.encoded(&word, &decoded, source)?;
                    return Ok(Some(count));
                }
            }
        }
        self.work.pass(first.len());
        let Some(decoded) = decoding::base64(first) else {
            return Ok(None);
        };
        self.encoded(first, &decoded, source)?;
        Ok(Some(1))
    }

    /// What was decoded out of a word: what is in it, or else that it is not shown.
    pub(super) fn encoded(
        &mut self,
        word: &str,
        decoded: &str,
        source: PasteSource,
    ) -> Result<(), PasteProblem> {
        let before = self.collector.mentions();
        self.text(decoded, source.inside().at(source.place()))?;
        if self.collector.mentions() > before {
            return Ok(());
        }
        match TokenSecret::parse_bare(word) {
            Some(token) => self.collector.token(source.place(), token),
            None => self.collector.refuse(source.place(), "", Reason::Secret),
        }
    }
}

/// The text without the signs that mail puts before the lines that it quotes.
fn unquoted_all(text: &str) -> Cow<'_, str> {
    let is_quoted = |line: &str| line.trim_start().starts_with('>');
    if !text.lines().any(is_quoted) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split('\n').map(unquoted).collect();
    Cow::Owned(lines.join("\n"))
}

/// How many lines may be one text in base64: each is as long as the first, but for the last, which may be shorter or end in
/// padding.
fn base64_lines(lines: &[&str], length: usize) -> usize {
    let mut count = 0;
    for line in lines {
        let line = line.trim();
        let is_base64 = (4..=length).contains(&line.len())
            && line
                .trim_end_matches('=')
                .bytes()
                .all(|byte| base64::sextet(byte).is_some());
        if !is_base64 {
            break;
        }
        count += 1;
        if line.len() < length || line.ends_with('=') {
            break;
        }
    }
    count
}

/// Where the lines of a text begin.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect()
}

/// A line without the signs that mail puts before what it quotes.
fn unquoted(line: &str) -> &str {
    let mut rest = line;
    while let Some(quoted) = rest.trim_start().strip_prefix("> ") {
        rest = quoted;
    }
    match rest.trim() {
        ">" => "",
        _ => rest,
    }
}
