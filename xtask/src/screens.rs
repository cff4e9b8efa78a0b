//! `cargo xtask screens`: pictures of every screen, for the documents.

use crate::chromium;
use crate::failure::{Failure, Result};
use crate::page;
use crate::playwright;
use crate::project::Project;
use crate::tools::Tools;

/// Builds the page, brings it to each screen, and writes `docs/screens/` anew.
///
/// Only the pictures that are named in `tests/screenshots/screens.mjs` are written; a test finds what is there besides.
pub fn run(project: &Project) -> Result<()> {
    page::build(project, &Tools::set_up(project)?)?;
    let mut playwright = playwright::command(
        project,
        "tests/playwright.config.mjs",
        &chromium::set_up(project)?,
    );
    playwright
        .args(["--reporter", "list", "--workers", "1"])
        .env("SCREENSHOTS", "1");
    if playwright::run(&mut playwright)? {
        Ok(())
    } else {
        Err(Failure::new("Not every picture could be taken."))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    /// The names of the pictures that the command takes.
    fn named(source: &str) -> BTreeSet<String> {
        let rests = source
            .lines()
            .filter_map(|line| line.strip_prefix("picture('"));
        rests
            .filter_map(|rest| Some(format!("{}.webp", rest.split_once('\'')?.0)))
            .collect()
    }

    #[test]
    fn the_pictures_are_those_that_are_taken_and_small() {
        const MOST_EACH: u64 = 60_000;
        const MOST: u64 = 1_050_000;
        let project = Project::open().unwrap();
        let files: Vec<_> = fs::read_dir(project.path("docs/screens"))
            .unwrap()
            .map(|file| file.unwrap())
            .map(|file| {
                (
                    file.file_name().into_string().unwrap(),
                    file.metadata().unwrap().len(),
                )
            })
            .collect();
        let there: BTreeSet<_> = files.iter().map(|(name, _)| name.clone()).collect();
        let taken = named(&project.read("tests/screenshots/screens.mjs").unwrap());
        assert!(taken.len() > 20, "{} pictures", taken.len());
        assert_eq!(there, taken, "cargo xtask screens");
        let large: Vec<_> = files.iter().filter(|(_, size)| *size > MOST_EACH).collect();
        assert!(large.is_empty(), "{large:?}");
        let all: u64 = files.iter().map(|(_, size)| size).sum();
        assert!(all <= MOST, "{all} bytes");
    }

    #[test]
    fn every_picture_that_a_document_shows_is_there() {
        let project = Project::open().unwrap();
        let mut shown = 0;
        for document in ["README.md", "docs/development.md"] {
            let Ok(text) = project.read(document) else {
                continue;
            };
            let folder = if document.starts_with("docs/") {
                "docs/"
            } else {
                ""
            };
            for target in text.split("![").skip(1).filter_map(|rest| {
                let (_, rest) = rest.split_once("](")?;
                Some(rest.split_once(')')?.0)
            }) {
                let path = format!("{folder}{target}");
                assert!(project.path(&path).is_file(), "{document} shows {path}");
                shown += 1;
            }
        }
        assert!(shown > 0);
    }

    #[test]
    fn a_picture_is_named_in_a_line_of_its_own() {
        let source = "picture('a', a);\n  picture('b', b);\npicture('dark-c', c, DARK);";
        assert_eq!(
            named(source),
            BTreeSet::from(["a.webp".to_owned(), "dark-c.webp".to_owned()])
        );
    }
}
