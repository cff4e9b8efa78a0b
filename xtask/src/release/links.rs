//! The links of a Markdown document, and which of them lead somewhere within an archive that has not every file of the project.

use std::ops::Range;

/// A link or a picture: `[text](target)`, with `!` before it.
#[derive(Debug, PartialEq, Eq)]
pub struct Link<'a> {
    pub text: &'a str,
    pub target: &'a str,
    pub is_picture: bool,
    place: Range<usize>,
}

/// The links of a document, in its order. A text in brackets within the text of a link is none of ours.
pub fn links(document: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    for (middle, _) in document.match_indices("](") {
        let start = document[..middle].rfind('[');
        let length = document[middle..].find(')');
        if let (Some(start), Some(length)) = (start, length) {
            let end = middle + length;
            links.push(Link {
                text: &document[start + 1..middle],
                target: &document[middle + 2..end],
                is_picture: document[..start].ends_with('!'),
                place: start..end + 1,
            });
        }
    }
    links
}

impl Link<'_> {
    /// The file that it leads to, by its path from the top, where it stands in the document of that path; nothing if it leads
    /// to another site or stays in its document.
    pub fn file(&self, document: &str) -> Option<String> {
        let target = self.target.split('#').next().unwrap_or_default();
        if target.is_empty() || target.contains("://") {
            return None;
        }
        let mut folders: Vec<&str> = document.split('/').collect();
        folders.pop();
        for part in target.split('/') {
            match part {
                ".." => drop(folders.pop()),
                "." => {}
                part => folders.push(part),
            }
        }
        Some(folders.join("/"))
    }
}

/// The document of this path, where links to files that are not there have become their texts.
pub fn without_dead(path: &str, document: &str, is_there: impl Fn(&str) -> bool) -> String {
    let mut text = document.to_owned();
    for link in links(document).into_iter().rev() {
        if link.file(path).is_some_and(|file| !is_there(&file)) {
            text.replace_range(link.place, link.text);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_from_the_folder_of_its_document() {
        let document = "![p](a.webp) [b](../README.md#top), [c](https://x.example/y), [d](#here), [`e`](./f/g.md)\n";
        let found: Vec<_> = links(document)
            .iter()
            .map(|link| (link.text, link.is_picture, link.file("docs/z.md")))
            .collect();
        let file = |path: &str| Some(path.to_owned());
        assert_eq!(
            found,
            [
                ("p", true, file("docs/a.webp")),
                ("b", false, file("README.md")),
                ("c", false, None),
                ("d", false, None),
                ("`e`", false, file("docs/f/g.md")),
            ]
        );
    }

    #[test]
    fn only_what_leads_nowhere_becomes_its_text() {
        let document = "See [a](docs/a.md), [docs/b.md](docs/b.md#x) and [c](https://x.example).";
        assert_eq!(
            without_dead("README.md", document, |file| file == "docs/a.md"),
            "See [a](docs/a.md), docs/b.md and [c](https://x.example)."
        );
    }
}
