//! What SECURITY.md, CONTRIBUTING.md and the glossary name is there: a document that names a test, a file or a type that is gone
//! is wrong.

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::Project;

/// A test, as a list item of SECURITY.md names it.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    /// `` - `name_of_the_test` ``: on the host.
    Host(String),
    /// `` - `file.spec.mjs`: title ``: in the browser. The title is the one in the source, with what is put into it.
    Browser { file: String, title: String },
}

/// The tests that a document names.
fn named_tests(document: &str) -> Vec<Named> {
    document
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.strip_prefix("- `")?.split_once('`')?;
            Some(match rest.strip_prefix(": ") {
                Some(title) => Named::Browser {
                    file: name.to_owned(),
                    title: title.to_owned(),
                },
                None => Named::Host(name.to_owned()),
            })
        })
        .collect()
}

/// Whether one of these files, each with its text, holds the test.
fn is_there(test: &Named, files: &[(PathBuf, String)]) -> bool {
    files.iter().any(|(path, text)| match test {
        Named::Host(name) => {
            path.extension().is_some_and(|of| of == "rs") && holds_test(text, name)
        }
        Named::Browser { file, title } => {
            path.file_name().is_some_and(|of| *of == **file)
                && ["'", "\"", "`"]
                    .iter()
                    .any(|quote| text.contains(&format!("test({quote}{title}{quote},")))
        }
    })
}

/// Whether a function of this name has `#[test]` among its attributes.
fn holds_test(text: &str, name: &str) -> bool {
    let head = format!("fn {name}(");
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    lines.iter().enumerate().any(|(at, line)| {
        line.starts_with(&head)
            && lines[..at]
                .iter()
                .rev()
                .take_while(|line| line.starts_with("#["))
                .any(|line| *line == "#[test]")
    })
}

/// The paths that a document names: in code spans, with a slash or an ending, and without blanks and placeholders; and the
/// targets of its links.
fn named_paths(document: &str) -> Vec<&str> {
    let prose = document.split("```").step_by(2);
    let is_path = |span: &&str| {
        let ends = [
            ".rs", ".mjs", ".md", ".toml", ".html", ".js", ".css", ".json",
        ];
        let named = span.trim_start_matches('.');
        !span.is_empty()
            && !span.contains([' ', '<', '…', '*', ':', '(', '@'])
            && !span.starts_with(['/', '?', '-'])
            && (span.contains('/') || ends.iter().any(|end| named.ends_with(end)))
    };
    prose
        .flat_map(|part| {
            let spans = part.split('`').skip(1).step_by(2);
            let links = part.split("](").skip(1).filter_map(|rest| {
                let target = rest.split_once(')')?.0.split('#').next()?;
                (!target.contains("://")).then_some(target)
            });
            spans.chain(links)
        })
        .filter(is_path)
        .collect()
}

fn files_under(directory: &Path, files: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(directory) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files_under(&path, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.push((path, text));
        }
    }
}

#[test]
fn every_test_that_security_md_names_is_there() {
    let project = Project::open().unwrap();
    let mut files = Vec::new();
    for directory in ["src", "tests", "xtask/src"] {
        files_under(&project.path(directory), &mut files);
    }
    let tests = named_tests(&project.read("SECURITY.md").unwrap());
    assert!(tests.len() > 40, "{} tests", tests.len());
    let gone: Vec<_> = tests
        .iter()
        .filter(|test| !is_there(test, &files))
        .collect();
    assert!(gone.is_empty(), "SECURITY.md names what is gone: {gone:#?}");
}

#[test]
fn every_file_that_contributing_md_names_is_there() {
    let project = Project::open().unwrap();
    let document = project.read("CONTRIBUTING.md").unwrap();
    let paths = named_paths(&document);
    assert!(paths.len() > 40, "{} paths", paths.len());
    // What is made by a build or by set-up may not be there yet.
    let made = |path: &str| path.starts_with("dist/") || path.starts_with("target/");
    let gone: Vec<_> = paths
        .into_iter()
        .filter(|path| !made(path) && !project.path(path).exists())
        .collect();
    assert!(
        gone.is_empty(),
        "CONTRIBUTING.md names what is gone: {gone:#?}"
    );
}

/// The rows of the tables of a document: the code spans of the first column, and those of the last.
fn rows(document: &str) -> Vec<(Vec<&str>, Vec<&str>)> {
    fn spans(cell: &str) -> Vec<&str> {
        cell.split('`').skip(1).step_by(2).collect()
    }
    document
        .lines()
        .filter_map(|line| {
            let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
            let (first, rest) = cells.split_once(" | ")?;
            let (_, last) = rest.rsplit_once(" | ")?;
            Some((spans(first), spans(last)))
        })
        .filter(|(_, files)| !files.is_empty())
        .collect()
}

/// Whether a text holds a name that is no part of a longer one.
fn names(text: &str, name: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .any(|word| word == name)
}

#[test]
fn every_name_of_the_glossary_is_in_the_file_that_it_begins_in() {
    let project = Project::open().unwrap();
    let document = project.read("docs/glossary.md").unwrap();
    let rows = rows(&document);
    assert!(rows.len() > 50, "{} rows", rows.len());
    let gone: Vec<_> = rows
        .iter()
        .flat_map(|(words, files)| {
            let texts: Vec<_> = files
                .iter()
                .map(|file| (*file, project.read(file).ok()))
                .collect();
            let missing = texts.iter().filter(|(_, text)| text.is_none());
            let missing = missing.map(|(file, _)| (*file).to_owned());
            let absent = words.iter().filter(|word| {
                let name = word.trim_end_matches('!');
                !texts
                    .iter()
                    .flat_map(|(_, text)| text)
                    .any(|text| names(text, name))
            });
            missing
                .chain(absent.map(|word| format!("{word} in {files:?}")))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(
        gone.is_empty(),
        "the glossary names what is gone: {gone:#?}"
    );
}

#[test]
fn a_name_is_not_a_part_of_another() {
    assert!(names("pub struct Run {", "Run"));
    assert!(!names("pub struct RunPhase {", "Run"));
}

#[test]
fn a_test_is_told_from_a_function_and_a_title_from_another() {
    let files = [
        (
            PathBuf::from("src/a.rs"),
            "#[test]\n#[should_panic]\nfn one() {}\n\nfn two() {}\n    #[test]\n    fn three(x: u8) {}"
                .to_owned(),
        ),
        (
            PathBuf::from("tests/b.spec.mjs"),
            "test(`of ${what}`, async () => {});\ntest.describe('group', () => {});".to_owned(),
        ),
    ];
    let of = |line: &str| is_there(&named_tests(line)[0], &files);
    assert!(of("- `one`"));
    assert!(!of("- `two`"));
    assert!(of("- `three`"));
    assert!(!of("- `on`"));
    assert!(of("- `b.spec.mjs`: of ${what}"));
    assert!(!of("- `b.spec.mjs`: of"));
    assert!(!of("- `b.spec.mjs`: group"));
    assert!(!of("- `a.spec.mjs`: of ${what}"));
    assert_eq!(named_tests("- **Microsoft**: `x`\nAlso `y`."), []);
}

#[test]
fn paths_are_told_from_other_code() {
    let text = "`src/a.rs`, `cargo xtask dev`, `README.md`, `a b/c`, `src/x/<name>.rs`, `Wait::of`, `?x=a/b`, [l](docs/a.md#b), \
                [m](https://x.example/y)\n```sh\ncargo `src/no.rs`\n```\n`style/`, `.ci/run`, `.editorconfig`";
    assert_eq!(
        named_paths(text),
        ["src/a.rs", "README.md", "docs/a.md", "style/", ".ci/run"]
    );
}
