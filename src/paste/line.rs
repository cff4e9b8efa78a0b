//! Text read line by line.

use super::{
    PasteProblem, Place, Reason, Reference,
    collect::Collector,
    ids::{self, Role},
    json,
    link::{self, Linked},
    text, token,
};
use crate::profile::ProfileType;

/// The longest line that may be a name, in characters.
const LONGEST_NAME: usize = 256;

/// Where a line comes from, and what is known of all that it holds.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// Where.
    pub place: Place,
    /// The collection of what has none of its own.
    pub profile_type: Option<ProfileType>,
}

/// Reads every line of a text.
pub fn read_all(text: &str, collector: &mut Collector) -> Result<(), PasteProblem> {
    for (index, line) in text.lines().enumerate() {
        let place = Place::Line(index + 1);
        match json::parse(line) {
            Some(json) => json::read(&json, Some(place), collector)?,
            None => read(
                line,
                Source {
                    place,
                    profile_type: None,
                },
                collector,
            )?,
        }
    }
    Ok(())
}

/// Reads one line: all the IDs and links in it; if there are none, a token or a name.
///
/// A line without letters and digits says nothing and is passed over.
pub fn read(line: &str, source: Source, collector: &mut Collector) -> Result<(), PasteProblem> {
    let before = collector.mentions();
    let plain = text::with_plain_hyphens(line);
    let mut reason = None;
    let mut start = 0;
    for word in plain.split_inclusive(char::is_whitespace) {
        let end = start + word.len();
        if link::is_link(word) {
            for piece in link::pieces(word.trim_end()) {
                let why = if link::is_link(piece) {
                    read_link(piece, source, collector)?
                } else {
                    read_ids(piece, 0, source, collector)?
                };
                reason = reason.or(why);
            }
        } else {
            let up_to_here = plain.get(..end).unwrap_or_default();
            let why = read_ids(up_to_here, start, source, collector)?;
            reason = reason.or(why);
        }
        start = end;
    }
    if collector.mentions() > before {
        return Ok(());
    }
    match reason {
        Some(reason) => collector.refuse(source.place, line, reason),
        None => read_words(unwrapped(line), source, collector),
    }
}

/// Reads a link; returns why nothing was taken.
fn read_link(
    link: &str,
    source: Source,
    collector: &mut Collector,
) -> Result<Option<Reason>, PasteProblem> {
    match link::read(link) {
        Ok(Linked::Profile(reference)) => collector.profile(
            source.place,
            Reference {
                profile_type: reference.profile_type.or(source.profile_type),
                ..reference
            },
        )?,
        Ok(Linked::Token(token)) => collector.token(source.place, token)?,
        // A person has to choose, whatever else is on the line.
        Err(Reason::AmbiguousLink) => {
            collector.refuse(source.place, link, Reason::AmbiguousLink)?;
        }
        Err(reason) => return Ok(Some(reason)),
    }
    Ok(None)
}

/// Reads the IDs from some place of a text on; returns why one was not taken.
fn read_ids(
    text: &str,
    from: usize,
    source: Source,
    collector: &mut Collector,
) -> Result<Option<Reason>, PasteProblem> {
    let mut reason = None;
    for (profile_id, role) in ids::mentions(text, from) {
        if role == Role::Other {
            reason = Some(Reason::OtherId);
        } else {
            collector.profile(
                source.place,
                Reference {
                    profile_id,
                    profile_type: source.profile_type,
                },
            )?;
        }
    }
    Ok(reason)
}

/// Reads a line without IDs and links.
fn read_words(line: &str, source: Source, collector: &mut Collector) -> Result<(), PasteProblem> {
    let says_something = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    if !line.bytes().any(says_something) {
        return Ok(());
    }
    if let Some(token) = token::in_line(line) {
        return collector.token(source.place, token);
    }
    if token::is_near(line) {
        return collector.refuse(source.place, line, Reason::Secret);
    }
    if line.chars().nth(LONGEST_NAME).is_some() {
        return collector.refuse(source.place, line, Reason::TooLong);
    }
    collector.name(source.place, line)
}

/// A line without what lists and programs put around their entries.
fn unwrapped(line: &str) -> &str {
    let line = line.trim();
    let line = ["- ", "* ", "• "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))
        .unwrap_or(line);
    let line = line.trim_end_matches([',', ';']).trim();
    ['"', '\'', '`']
        .iter()
        .find_map(|&quote| line.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(line)
        .trim()
}
