//! Finding a place in a document of the page. Not a parser: the documents are the project's own, and whatever is not as
//! expected is an error.

use std::ops::Range;

use crate::failure::{Failure, Result};

/// Where the one element is that starts so, and whose first tag holds these marks.
pub fn element(page: &str, start: &str, marks: &[&str], end: &str) -> Result<Range<usize>> {
    let mut found = page.match_indices(start).filter_map(|(at, _)| {
        let tag = at + page[at..].find('>')?;
        let is_meant = marks.iter().all(|mark| page[at..=tag].contains(mark));
        let length = page[at..].find(end)? + end.len();
        is_meant.then_some(at..at + length)
    });
    match (found.next(), found.next()) {
        (Some(range), None) => Ok(range),
        _ => Err(unexpected(&format!("{start}{}", marks.join(" ")))),
    }
}

/// An attribute of a tag, with or without quotes.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([' ', '>']).next(),
    }
}

/// The text with another in the place of the one that stands there exactly once.
pub fn replaced_once(text: &str, from: &str, to: &str) -> Result<String> {
    if text.matches(from).count() == 1 {
        Ok(text.replace(from, to))
    } else {
        Err(unexpected(&format!("`{from}` is not there once")))
    }
}

/// Why the page cannot be sealed.
pub fn unexpected(what: &str) -> Failure {
    Failure::new(format!(
        "The page is not as expected, and so cannot be sealed: {what}."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_found_only_where_there_is_no_other() {
        let page = "<a><p class=x>one</p><p class=y>two</p></a>";
        let found = element(page, "<p ", &["class=y"], "</p>");
        assert_eq!(found.map(|range| &page[range]), Ok("<p class=y>two</p>"));
        assert!(element(page, "<p ", &["class"], "</p>").is_err());
        assert!(element(page, "<p ", &["class=z"], "</p>").is_err());
    }

    #[test]
    fn an_attribute_may_have_quotes() {
        assert_eq!(attribute("<a b=c d=\"e f\">", "b"), Some("c"));
        assert_eq!(attribute("<a b=c d=\"e f\">", "d"), Some("e f"));
        assert_eq!(attribute("<a b=c>", "c"), None);
    }
}
