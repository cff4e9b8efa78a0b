//! Objects as people and programs write them down where JSON is not read strictly: with single quotes, none, or those of a
//! word processor; with a comma too many, comments, or the end missing; escaped as in a string; as PowerShell's hashtables,
//! and as blocks of Terraform.

use serde_json::{Map, Value};

/// How deep such objects may be nested.
const DEEPEST: usize = 64;

/// The longest key, in bytes.
const LONGEST_KEY: usize = 200;

/// Where an object, or an array of some, begins in a text: the first place from `from` up to `to`.
pub(super) fn start(text: &str, from: usize, to: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < to {
        match bytes.get(at)? {
            b'{' if is_object(bytes, at + 1) => {
                // `@{`, `#{`
                return Some(at);
            }
            b'[' => {
                let inside = skip_space(bytes, at + 1);
                if bytes.get(inside) == Some(&b'{') && is_object(bytes, inside + 1) {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

pub(super) struct Read {
    pub value: Value,
    pub end: usize,
    /// How many bytes were looked at; those behind the end that fit in no way are looked at again.
    pub steps: usize,
}

/// Reads what begins at some place of a text.
pub(super) fn read(text: &str, at: usize) -> Read {
    let mut reader = LooseReader {
        text,
        bytes: text.as_bytes(),
        at,
        depth: 0,
        is_broken: false,
        in_vain: 0,
    };
    let value = reader.value(Ends::Json);
    let end = reader.at.max(at + 1);
    Read {
        value,
        end,
        steps: end - at + reader.in_vain,
    }
}

/// What ends a bare value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// A comma too.
    Json,
    /// Semicolons and line ends alone: values of PowerShell's objects are written without quotes.
    Hashtable,
}

struct LooseReader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    /// What is here fits in no way; all that was read up to here counts.
    is_broken: bool,
    /// How many bytes were looked at for keys that are none.
    in_vain: usize,
}

impl LooseReader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn value(&mut self, ends: Ends) -> Value {
        match ends {
            Ends::Json => self.at = skip_escaped(self.bytes, self.at),
            Ends::Hashtable => {
                while matches!(self.peek(), Some(b' ' | b'\t')) {
                    self.at += 1;
                }
            }
        }
        if self.peek() == Some(b'[') && is_cast(self.bytes, self.at) {
            while self.peek().is_some_and(|byte| byte != b']') {
                self.at += 1;
            }
            self.at += 1;
        }
        match self.peek() {
            Some(b'@') if self.bytes.get(self.at + 1) == Some(&b'{') => {
                self.at += 1;
                self.object(Ends::Hashtable)
            }
            Some(b'@') if self.bytes.get(self.at + 1) == Some(&b'(') => {
                self.at += 1;
                self.array(b')')
            }
            Some(b'{') => {
                let ends = match self.at.checked_sub(1).and_then(|at| self.bytes.get(at)) {
                    Some(b'@') => Ends::Hashtable,
                    _ => Ends::Json,
                };
                self.object(ends)
            }
            Some(b'[') => self.array(b']'),
            Some(b'"' | b'\'' | b'\\') => match self.string(usize::MAX) {
                Some(text) => Value::String(text),
                None => self.bare(ends),
            },
            _ => self.bare(ends),
        }
    }

    fn enter(&mut self) -> bool {
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            self.is_broken = true;
        }
        !self.is_broken
    }

    fn object(&mut self, ends: Ends) -> Value {
        let mut object = Map::new();
        if self.enter() {
            while !self.is_broken {
                self.skip_separators();
                match self.peek() {
                    None => break,
                    Some(b'}') => {
                        self.at += 1;
                        break;
                    }
                    Some(_) => {}
                }
                let Some(key) = self.key() else {
                    self.is_broken = true;
                    break;
                };
                let value = self.value(ends);
                insert(&mut object, key, value);
                self.go_to_separator(ends);
            }
        }
        self.depth -= 1;
        Value::Object(object)
    }

    fn array(&mut self, end: u8) -> Value {
        let mut items = Vec::new();
        if self.enter() {
            while !self.is_broken {
                self.skip_separators();
                match self.peek() {
                    None => break,
                    Some(byte) if byte == end => {
                        self.at += 1;
                        break;
                    }
                    Some(b'}') => {
                        self.is_broken = true;
                        break;
                    }
                    Some(_) => {}
                }
                let before = self.at;
                items.push(self.value(Ends::Json));
                self.go_to_separator(Ends::Json);
                if self.at == before {
                    self.is_broken = true;
                }
            }
        }
        self.depth -= 1;
        Value::Array(items)
    }

    /// A key and the sign behind it; nothing is read if there is none.
    fn key(&mut self) -> Option<String> {
        let before = self.at;
        let key = match self.peek() {
            Some(b'"' | b'\'' | b'\\') => self.string(LONGEST_KEY),
            _ => self.word(),
        };
        self.skip_space();
        let is_key = match (self.peek(), self.bytes.get(self.at + 1)) {
            (Some(b'=' | b':'), Some(b'>' | b'=')) => {
                self.at += 2;
                true
            }
            (Some(b'=' | b':'), _) => {
                self.at += 1;
                true
            }
            // A block of Terraform.
            (Some(b'{'), _) => true,
            _ => false,
        };
        match key {
            Some(key) if is_key && !key.is_empty() => Some(key),
            _ => {
                self.in_vain += self.at - before;
                self.at = before;
                None
            }
        }
    }

    fn word(&mut self) -> Option<String> {
        let rest = self.bytes.get(self.at..)?;
        let length = rest
            .iter()
            .take(LONGEST_KEY)
            .take_while(|&&byte| is_in_word(byte))
            .count();
        let word = rest.get(..length)?;
        self.at += length;
        (length > 0).then(|| String::from_utf8_lossy(word).trim().to_owned())
    }

    /// A string in quotes, which may be escaped: `\"…\"` ends where as many backslashes stand before the quote. One that is
    /// longer is none.
    fn string(&mut self, longest: usize) -> Option<String> {
        let slashes = self
            .bytes
            .get(self.at..)?
            .iter()
            .take_while(|&&byte| byte == b'\\')
            .count();
        let quote = *self.bytes.get(self.at + slashes)?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let start = self.at + slashes + 1;
        let mut at = start;
        let mut breaks = false;
        let mut before = 0;
        let end = loop {
            if at - start > longest {
                self.in_vain += at - start;
                return None;
            }
            match self.bytes.get(at) {
                None => break at,
                Some(b'\\') => before += 1,
                Some(b'\n') => {
                    if !goes_on(self.bytes, at + 1, quote) {
                        break at;
                    }
                    breaks = true;
                    before = 0;
                }
                Some(&byte) if byte == quote => {
                    let is_end = if slashes == 0 {
                        before % 2 == 0
                    } else {
                        before == slashes
                    };
                    if is_end && ends_value(self.bytes, at + 1) {
                        break at - slashes.min(before);
                    }
                    before = 0;
                }
                Some(_) => before = 0,
            }
            at += 1;
        };
        let raw = self.text.get(start..end).unwrap_or_default();
        self.at = match self.bytes.get(at) {
            Some(&byte) if byte == quote => at + 1,
            _ => at,
        };
        let raw = if breaks {
            raw.lines().map(str::trim_start).collect()
        } else {
            raw.to_owned()
        };
        Some(if slashes == 0 { unescaped(&raw) } else { raw })
    }

    fn bare(&mut self, ends: Ends) -> Value {
        let start = self.at;
        while let Some(byte) = self.peek() {
            let is_end = match byte {
                b'\n' | b';' | b'}' => true,
                b',' | b']' | b')' => ends == Ends::Json,
                _ => false,
            };
            if is_end {
                break;
            }
            self.at += 1;
        }
        let text = self.text.get(start..self.at).unwrap_or_default().trim();
        match text {
            "" | "null" | "$null" | "None" => Value::Null,
            text => Value::String(text.to_owned()),
        }
    }

    /// Goes on to what separates this value from the next.
    fn go_to_separator(&mut self, ends: Ends) {
        while !self.is_broken
            && let Some(byte) = self.peek()
            && !matches!(byte, b'\n' | b';' | b'}' | b']')
            && !(byte == b',' && ends == Ends::Json || byte == b')')
        {
            // Another object that begins here is not passed over.
            if byte == b'{' {
                self.is_broken = true;
                return;
            }
            self.at += 1;
        }
    }

    fn skip_separators(&mut self) {
        loop {
            self.skip();
            match self.peek() {
                // A bracket, behind an array that was written without one.
                Some(b',' | b';' | b')') => self.at += 1,
                _ => return,
            }
        }
    }

    fn skip_space(&mut self) {
        self.at = skip_space(self.bytes, self.at);
    }

    /// Passes over white space, comments, the quotes that mail puts before lines, and escaped line ends.
    fn skip(&mut self) {
        loop {
            self.skip_space();
            match (self.peek(), self.bytes.get(self.at + 1)) {
                (Some(b'/'), Some(b'/')) | (Some(b'#'), _) => {
                    while self.peek().is_some_and(|byte| byte != b'\n') {
                        self.at += 1;
                    }
                }
                (Some(b'/'), Some(b'*')) => {
                    while let Some(byte) = self.peek() {
                        self.at += 1;
                        if byte == b'*' && self.peek() == Some(b'/') {
                            self.at += 1;
                            break;
                        }
                    }
                }
                (Some(b'\\'), Some(b'n' | b'r' | b't')) => self.at += 2,
                (Some(b'+'), _) => self.at += 1,
                _ => return,
            }
        }
    }
}

fn insert(object: &mut Map<String, Value>, key: String, value: Value) {
    match object.get_mut(&key) {
        // What is said twice is a list.
        Some(Value::Array(items)) => items.push(value),
        Some(earlier) => {
            let first = earlier.take();
            *earlier = Value::Array(vec![first, value]);
        }
        None => {
            object.insert(key, value);
        }
    }
}

fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_.-@$".contains(&byte) || byte >= 0x80
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// Whether what is in a brace begins as an object does: with a key.
fn is_object(bytes: &[u8], at: usize) -> bool {
    let mut at = skip_escaped(bytes, at);
    let slashes = bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take(64)
        .take_while(|&&byte| byte == b'\\')
        .count();
    match bytes.get(at + slashes) {
        Some(&quote @ (b'"' | b'\'')) => {
            at += slashes + 1;
            let key = bytes.get(at..).unwrap_or_default();
            let Some(length) = key.iter().take(LONGEST_KEY).position(|&byte| byte == quote) else {
                // It was cut off, perhaps.
                return key.len() < LONGEST_KEY && !key.is_empty();
            };
            let behind = skip_space(bytes, at + length + 1);
            length > 0 && matches!(bytes.get(behind), Some(b':' | b'='))
        }
        Some(_) if slashes == 0 => {
            let length = bytes
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take(LONGEST_KEY)
                .take_while(|&&byte| is_in_word(byte))
                .count();
            let behind = skip_space(bytes, at + length);
            length > 0 && matches!(bytes.get(behind), Some(b':' | b'='))
        }
        _ => false,
    }
}

fn skip_escaped(bytes: &[u8], at: usize) -> usize {
    let mut at = skip_space(bytes, at);
    while matches!(
        (bytes.get(at), bytes.get(at + 1)),
        (Some(b'\\'), Some(b'n' | b'r' | b't'))
    ) {
        at = skip_space(bytes, at + 2);
    }
    at
}

/// `[DateTime]::Parse("…")`, `[string]"…"`
fn is_cast(bytes: &[u8], at: usize) -> bool {
    let inside = bytes.get(at + 1..).unwrap_or_default();
    let name = inside
        .iter()
        .take(40)
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'.')
        .count();
    name > 0
        && inside.get(name) == Some(&b']')
        && matches!(
            inside.get(name + 1),
            Some(b':' | b'"' | b'\'' | b'$' | b'@')
        )
}

/// Whether a quote ends its string: what is behind it can follow a value.
fn ends_value(bytes: &[u8], at: usize) -> bool {
    let mut at = at;
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\r')) {
        at += 1;
    }
    match bytes.get(at) {
        // A backslash: an escaped line end, or the end of the string that all of this is in.
        None => true,
        Some(b'/') => matches!(bytes.get(at + 1), Some(b'/' | b'*')),
        Some(byte) => b",:;}])=\n#{\"\\".contains(byte),
    }
}

/// Whether a string that a line ends in goes on in the next, as where mail has wrapped it: its quote is there, and no new
/// object or key begins.
fn goes_on(bytes: &[u8], at: usize, quote: u8) -> bool {
    let line = bytes.get(at..).unwrap_or_default();
    let end = line
        .iter()
        .position(|&byte| byte == b'\n')
        .unwrap_or(line.len());
    let line = line.get(..end).unwrap_or_default().trim_ascii_start();
    !line.starts_with(b"{")
        && !line.starts_with(b"}")
        && !line.starts_with(b"[")
        && line.first() != Some(&quote)
        && line.contains(&quote)
}

/// What the escapes of a JSON string stand for; any others stay.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let mut chars = from.chars().skip(1);
        let Some(escape) = chars.next() else {
            rest = "";
            break;
        };
        let mut length = 1 + escape.len_utf8();
        match escape {
            'n' => plain.push('\n'),
            't' => plain.push('\t'),
            'r' => plain.push('\r'),
            '"' | '\\' | '/' | '\'' => plain.push(escape),
            'u' => {
                let code = from
                    .get(2..6)
                    .and_then(|digits| u32::from_str_radix(digits, 16).ok());
                length = if code.is_some() { 6 } else { 2 };
                plain.push(code.and_then(char::from_u32).unwrap_or('\u{fffd}'));
            }
            other => {
                plain.push('\\');
                plain.push(other);
            }
        }
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}
