//! Rust's standard library and the crates that it is made of, which are in every program.
//!
//! Rust brings a page about them, made by its `generate-copyright`. Those that are for other systems have no file for the
//! target of the page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::work::{Origin, Work, read, tidy};
use crate::failure::{About, Failure, Result};
use crate::toolchain::{self, Toolchain};

/// The licences of files within the library itself.
const OWN: [&str; 3] = ["Apache-2.0", "MIT", "Unicode-3.0"];

/// The library, and its crates.
pub(super) fn works(toolchain: &Toolchain) -> Result<Vec<Work>> {
    let path = toolchain.documentation().join("COPYRIGHT-library.html");
    let page = fs::read_to_string(&path).about("read", &path)?;
    let all = crates(&page).ok_or_else(|| unexpected(&path))?;
    let there = compiled(&toolchain.standard_library())?;
    let mut works: Vec<Work> = all
        .into_iter()
        .filter(|work| there.contains(&work.name.replace('-', "_")))
        .collect();
    if works.is_empty() {
        return Err(unexpected(&path));
    }
    let texts: Result<Vec<String>> = OWN.iter().map(|name| text(toolchain, name)).collect();
    works.push(Work {
        origin: Origin::Rust,
        name: "Rust's standard library".into(),
        version: toolchain::VERSION.into(),
        license: "(MIT OR Apache-2.0) AND Unicode-3.0".into(),
        authors: vec!["The Rust Project Developers (https://thanks.rust-lang.org)".into()],
        repository: "https://github.com/rust-lang/rust".into(),
        dependencies: Vec::new(),
        texts: texts?,
    });
    Ok(works)
}

fn unexpected(path: &Path) -> Failure {
    Failure::new(format!(
        "{} is not as expected, and so says nothing of the crates in Rust's standard library.",
        path.display()
    ))
}

/// The names of the crates that are there compiled, `lib<name>-<hash>.rlib` each.
fn compiled(directory: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(directory).about("read", directory)? {
        let name = entry.about("read", directory)?.file_name();
        let name = name.to_string_lossy();
        let stem = name
            .strip_prefix("lib")
            .and_then(|name| name.strip_suffix(".rlib"));
        if let Some((name, _)) = stem.and_then(|stem| stem.rsplit_once('-')) {
            names.insert(name.to_owned());
        }
    }
    Ok(names)
}

/// The standard text of a licence, by its SPDX name.
pub(super) fn text(toolchain: &Toolchain, license: &str) -> Result<String> {
    read(
        &toolchain
            .documentation()
            .join("licenses")
            .join(format!("{license}.txt")),
    )
}

/// The crates on Rust's page.
fn crates(page: &str) -> Option<Vec<Work>> {
    let mut works = Vec::new();
    for crate_of_library in page.split("<h3>").skip(1) {
        let (head, rest) = crate_of_library.split_once("</h3>")?;
        // Versions begin with a digit, and names have no hyphen before one.
        let head = head.trim_start_matches(|first: char| !first.is_ascii_alphanumeric());
        let at = head
            .match_indices('-')
            .map(|(at, _)| at)
            .find(|at| head[at + 1..].starts_with(|next: char| next.is_ascii_digit()))?;
        let field = |name: &str| -> Option<String> {
            let (_, value) = rest.split_once(&format!("<b>{name}:</b>"))?;
            Some(unescaped(value.split_once("</p>")?.0.trim()))
        };
        let texts = rest
            .split("<pre>")
            .skip(1)
            .map(|text| Some(tidy(&unescaped(text.split_once("</pre>")?.0))));
        let work = Work {
            origin: Origin::StandardLibrary,
            name: head[..at].to_owned(),
            version: head[at + 1..].to_owned(),
            license: field("License")?,
            authors: vec![field("Authors")?],
            repository: format!("https://crates.io/crates/{}", &head[..at]),
            dependencies: Vec::new(),
            texts: texts.collect::<Option<Vec<_>>>()?,
        };
        works.push(work);
    }
    (!works.is_empty()).then_some(works)
}

/// The text of what has been escaped for HTML, of which Rust's page uses numbers only.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let character = part.split_once(';').and_then(|(number, rest)| {
            let code = number.parse().ok()?;
            Some((char::from_u32(code)?, rest))
        });
        if let Some((character, rest)) = character {
            plain.push(character);
            plain.push_str(rest);
        } else {
            plain.push_str("&#");
            plain.push_str(part);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two crates, as Rust 1.97.0 has them.
    const PAGE: &str = "
    <h3>📦 wit-bindgen-0.57.1+b-2</h3>
    <p><b>URL:</b> <a href=\"https://crates.io/crates/wit-bindgen/0.57.1\">x</a></p>
    <p><b>Authors:</b> Ada &#60;ada@example.com&#62;</p>
    <p><b>License:</b> MIT OR Apache-2.0</p>
        <p><b>Notices:</b>
            <details>
                <summary><code>LICENSE-MIT</code></summary>
                <pre>
Copyright

The &#34;Software&#34;
                </pre>
            </details>
        </p>
    <h3>📦 cfg-if-1.0.4</h3>
    <p><b>Authors:</b> Bo</p>
    <p><b>License:</b> MIT</p>
";

    #[test]
    fn rusts_page_tells_of_each_crate() {
        let works = crates(PAGE).unwrap();
        let names: Vec<&str> = works.iter().map(|work| work.name.as_str()).collect();
        assert_eq!(names, ["wit-bindgen", "cfg-if"]);
        assert_eq!(works[0].version, "0.57.1+b-2");
        assert_eq!(works[0].license, "MIT OR Apache-2.0");
        assert_eq!(works[0].authors, ["Ada <ada@example.com>"]);
        assert_eq!(works[0].texts, ["Copyright\n\nThe \"Software\""]);
        assert_eq!(works[1].texts, Vec::<String>::new());
    }

    #[test]
    fn a_page_that_is_not_as_expected_tells_nothing() {
        assert_eq!(crates(""), None);
        assert_eq!(crates(&PAGE.replace("<b>License:</b>", "")), None);
        assert_eq!(crates(&PAGE.replace("</pre>", "")), None);
        assert_eq!(crates(&PAGE.replace("-1.0.4", "")), None);
    }
}
