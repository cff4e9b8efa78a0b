//! Third-party notices: whose software is in `dist/`, under which licences, with their texts.
//!
//! In it are the crates that the page is compiled from, Rust's standard library, what the splitter writes into the page's
//! script, and the npm packages that are copied. Made anew by each build from the lock files, and the same wherever it is
//! made.

mod crates;
mod packages;
mod standard_library;
mod work;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

pub use self::work::{Origin, Work};
use crate::cargo_tools;
use crate::failure::{About, Failure, Result};
use crate::project::Project;
use crate::tools::Tools;

/// The name of the file, which is a contract.
pub const FILE: &str = "third-party-notices.txt";

/// Writes the notices into `dist/`.
pub fn write(project: &Project, tools: &Tools, dist: &Path) -> Result<()> {
    let works = works(project, tools)?;
    let mit = standard_library::text(tools.toolchain(), "MIT")?;
    let path = dist.join(FILE);
    fs::write(&path, page(works, &mit)?).about("write", &path)
}

/// The page, and every work that is in it.
pub fn works(project: &Project, tools: &Tools) -> Result<Vec<Work>> {
    let mut works = crates::of_page(project, tools)?;
    works.extend(packages::of_page(project)?);
    works.extend(standard_library::works(tools.toolchain())?);
    works.push(splitter());
    Ok(works)
}

/// Its script loads the parts of the page. It is a tool and no dependency, so no lock file names it.
fn splitter() -> Work {
    Work {
        origin: Origin::Crates,
        name: "wasm_split_cli_support".into(),
        version: cargo_tools::SPLITTER.into(),
        license: "MIT OR Apache-2.0".into(),
        authors: Vec::new(),
        repository: "https://github.com/WorldSEnder/wasm-split-prototype".into(),
        dependencies: Vec::new(),
        texts: Vec::new(),
    }
}

/// The notices as one text: every work, then every text once, with the works that it is of.
///
/// `mit` is the text for works that chose the MIT licence and bring none. With a byte order mark, without which browsers take
/// plain text of a web server that names no encoding for something else than UTF-8.
fn page(mut works: Vec<Work>, mit: &str) -> Result<String> {
    works.sort_by_cached_key(Work::title);
    works.dedup();
    let mut list = String::new();
    let mut texts: Vec<(String, Vec<String>)> = Vec::new();
    let mut known = BTreeMap::new();
    for work in &works {
        let name = work.title();
        let mut numbers = Vec::new();
        for text in work.texts_or(mit)? {
            let at = *known.entry(text.clone()).or_insert_with(|| {
                texts.push((text, Vec::new()));
                texts.len()
            });
            if !numbers.contains(&at.to_string()) {
                numbers.push(at.to_string());
                texts[at - 1].1.push(name.clone());
            }
        }
        let _ = writeln!(list, "{name}\n  {}", work.license);
        for line in [&work.repository, &work.authors.join(", ")] {
            if !line.is_empty() {
                let _ = writeln!(list, "  {line}");
            }
        }
        let _ = writeln!(list, "  texts: {}\n", numbers.join(", "));
    }
    let mut page = format!(
        "\u{feff}The software in Token Console\n\nToken Console itself, and the works of others that it is built from, with the licences that they are under.\nBelow the list stands every text once.\n\n{list}"
    );
    for ((text, names), number) in texts.iter().zip(1_usize..) {
        let line = "=".repeat(80);
        let _ = writeln!(
            page,
            "{line}\n[{number}] {}\n{line}\n\n{text}\n",
            names.join(", ")
        );
    }
    Ok(page)
}

impl Work {
    fn title(&self) -> String {
        let within = match self.origin {
            Origin::StandardLibrary => " (in Rust's standard library)",
            _ => "",
        };
        format!("{}{within} {}", self.name, self.version)
    }

    /// Its licence texts; the one of the MIT licence where it has none and chose that.
    fn texts_or(&self, mit: &str) -> Result<Vec<String>> {
        if self.license.is_empty() {
            return Err(Failure::new(format!(
                "{} {} has no licence: nobody may hand it on. Do without it, or ask its authors.",
                self.name, self.version
            )));
        }
        if !self.texts.is_empty() {
            return Ok(self.texts.clone());
        }
        let mut alternatives = self
            .license
            .split(" OR ")
            .flat_map(|part| part.split('/'))
            .map(str::trim);
        if alternatives.any(|license| license == "MIT") {
            Ok(vec![mit.to_owned()])
        } else {
            Err(Failure::new(format!(
                "{} {} brings no text of its licence, {}: add one to xtask/src/notices.",
                self.name, self.version, self.license
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(name: &str, license: &str, texts: &[&str]) -> Work {
        Work {
            origin: Origin::Crates,
            name: name.into(),
            version: "1.0.0".into(),
            license: license.into(),
            authors: vec!["Ada".into()],
            repository: format!("https://example.com/{name}"),
            dependencies: Vec::new(),
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    #[test]
    fn every_work_is_listed_and_every_text_stands_there_once() {
        let works = vec![
            work("b", "MIT OR Apache-2.0", &["Apache", "MIT of Bo"]),
            work("a", "Apache-2.0", &["Apache"]),
            work("c", "MIT", &[]),
        ];
        let page = page(works.clone(), "MIT").unwrap();
        let list = "\
a 1.0.0
  Apache-2.0
  https://example.com/a
  Ada
  texts: 1

b 1.0.0
  MIT OR Apache-2.0
  https://example.com/b
  Ada
  texts: 1, 2

c 1.0.0
  MIT
  https://example.com/c
  Ada
  texts: 3
";
        assert!(page.contains(list), "{page}");
        assert!(page.contains("\n[1] a 1.0.0, b 1.0.0\n"), "{page}");
        assert!(page.contains("\n[2] b 1.0.0\n"), "{page}");
        assert!(page.contains("\n[3] c 1.0.0\n"), "{page}");
        assert_eq!(page.matches("\nApache\n").count(), 1);

        let mut turned = works;
        turned.reverse();
        turned.push(turned[0].clone());
        assert_eq!(super::page(turned, "MIT").as_ref(), Ok(&page));
    }

    #[test]
    fn what_nobody_may_hand_on_is_an_error() {
        let of = |license: &str, texts: &[&str]| page(vec![work("a", license, texts)], "MIT");
        assert!(of("", &["a text"]).is_err(), "no licence");
        assert!(of("Zlib", &[]).is_err(), "no text");
        assert!(
            of("Zlib AND MIT", &[]).is_err(),
            "the text of one of two that both hold"
        );
        assert!(of("Zlib", &["a text"]).is_ok());
        assert!(of("Unlicense/MIT", &[]).is_ok());
        assert!(of("Apache-2.0 OR MIT", &[]).is_ok());
    }
}
