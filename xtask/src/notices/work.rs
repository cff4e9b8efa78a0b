//! Software that somebody made, with its licence texts and notices.

use std::fs;
use std::path::Path;

use crate::failure::{About, Result};

/// What the names of files begin with that hold licences and notices.
const BEGINNINGS: [&str; 6] = [
    "license",
    "licence",
    "unlicense",
    "copying",
    "copyright",
    "notice",
];

/// What a file with such a name ends with, if not with the beginning itself: `license.rs` is a program.
const EXTENSIONS: [&str; 3] = ["txt", "md", "html"];

/// Where software is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// This project.
    Project,
    /// crates.io.
    Crates,
    /// The Rust project.
    Rust,
    /// crates.io, by way of Rust's standard library.
    StandardLibrary,
    /// npm's registry.
    Npm,
}

/// Software that somebody made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    pub origin: Origin,
    pub name: String,
    pub version: String,
    /// An SPDX expression, as its manifest has it.
    pub license: String,
    pub authors: Vec<String>,
    pub repository: String,
    /// The names and versions of those works of its kind that it is built on.
    pub dependencies: Vec<(String, String)>,
    pub texts: Vec<String>,
}

/// The licence texts and notices that lie at the top of a directory, in the order of their names.
pub(super) fn texts_in(directory: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).about("read", directory)? {
        let path = entry.about("read", directory)?.path();
        if path.is_file() && is_notice(&path) {
            found.push(path);
        }
    }
    // The order of a directory is the file system's own affair.
    found.sort();
    found.iter().map(|path| read(path)).collect()
}

fn is_notice(path: &Path) -> bool {
    let lower = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().to_lowercase())
            .unwrap_or_default()
    };
    let name = lower(path.file_name());
    let extension = lower(path.extension());
    BEGINNINGS
        .iter()
        .any(|beginning| name.starts_with(beginning))
        && (extension.is_empty() || EXTENSIONS.contains(&extension.as_str()))
}

pub(super) fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).about("read", path)?;
    Ok(tidy(&String::from_utf8_lossy(&bytes)))
}

/// The text without what differs between copies of the same: line ends, blanks at the end of lines, blank lines around it.
pub(super) fn tidy(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_are_told_from_programs_by_their_names() {
        for name in [
            "LICENSE",
            "LICENSE-MIT",
            "license.md",
            "COPYING",
            "UNLICENSE",
            "NOTICE.txt",
            "LICENCE.TXT",
        ] {
            assert!(is_notice(Path::new(name)), "{name}");
        }
        for name in ["license.rs", "Cargo.toml", "README.md", "notices.json"] {
            assert!(!is_notice(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn copies_of_the_same_text_are_the_same() {
        assert_eq!(
            tidy("\u{feff}\r\n  Licence \r\n\r\nOne\t\r\n\r\n"),
            "  Licence\n\nOne"
        );
    }
}
