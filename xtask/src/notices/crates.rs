//! The crates that the page is compiled from.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::work::{Origin, Work, read, texts_in};
use crate::failure::{Failure, Result};
use crate::log::cannot_start;
use crate::project::Project;
use crate::split;
use crate::toolchain::WASM;
use crate::tools::Tools;

/// The crate that is the page.
const PAGE: &str = "token-console";

/// The page itself, and all that is compiled into it.
pub(super) fn of_page(project: &Project, tools: &Tools) -> Result<Vec<Work>> {
    let mut cargo = tools.command("cargo")?;
    cargo
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", WASM, "--features", split::FEATURE])
        .current_dir(project.root());
    let metadata = json_of(&mut cargo)?;
    compiled_in(&metadata)
        .ok_or_else(|| Failure::new("`cargo metadata` tells of no crates."))?
        .into_iter()
        .map(work)
        .collect()
}

/// What Cargo says of a package, and of those that it depends on.
type Package<'a> = (&'a Value, Vec<&'a Value>);

fn json_of(cargo: &mut Command) -> Result<Value> {
    let output = cargo
        .output()
        .map_err(|error| cannot_start(cargo, &error))?;
    if !output.status.success() {
        return Err(Failure::new(format!(
            "`cargo metadata` failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::new(format!("`cargo metadata` wrote no JSON: {error}.")))
}

/// The packages that go into the page, by normal dependencies: what is only built or tested with, and what runs in the
/// compiler, stays out of it. Some of them the linker may leave out; whose code is left, nobody can tell from outside.
///
/// <https://doc.rust-lang.org/cargo/commands/cargo-metadata.html>
fn compiled_in(metadata: &Value) -> Option<Vec<Package<'_>>> {
    let packages = metadata["packages"].as_array()?;
    let nodes = metadata["resolve"]["nodes"].as_array()?;
    let package = |id: &Value| packages.iter().find(|package| package["id"] == *id);
    let root = packages.iter().find(|package| package["name"] == PAGE)?;
    let mut ids = BTreeSet::new();
    let mut found = Vec::new();
    let mut next = vec![root];
    while let Some(at) = next.pop() {
        if !ids.insert(at["id"].as_str()?) {
            continue;
        }
        let mut dependencies = Vec::new();
        let node = nodes.iter().find(|node| node["id"] == at["id"])?;
        for dependency in node["deps"].as_array()? {
            let kinds = dependency["dep_kinds"].as_array()?;
            let of = package(&dependency["pkg"])?;
            if kinds.iter().any(|kind| kind["kind"].is_null()) && !runs_in_the_compiler(of) {
                dependencies.push(of);
            }
        }
        next.extend(&dependencies);
        found.push((at, dependencies));
    }
    Some(found)
}

fn runs_in_the_compiler(package: &Value) -> bool {
    let targets = package["targets"].as_array().into_iter().flatten();
    let mut kinds = targets.flat_map(|target| target["kind"].as_array().into_iter().flatten());
    kinds.any(|kind| kind == "proc-macro")
}

fn work((package, dependencies): Package<'_>) -> Result<Work> {
    let text_of = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let text = |key| text_of(package, key);
    let authors = package["authors"].as_array().into_iter().flatten();
    let manifest = text("manifest_path");
    let directory = Path::new(&manifest).parent().unwrap_or(Path::new(""));
    let mut texts = texts_in(directory)?;
    let mut license = text("license");
    if let Some(file) = package["license_file"].as_str() {
        let file = read(&directory.join(file))?;
        if !texts.contains(&file) {
            texts.push(file);
        }
        if license.is_empty() {
            "as its text says".clone_into(&mut license);
        }
    }
    Ok(Work {
        // A crate in a folder of ours has no source.
        origin: if package["source"].is_null() {
            Origin::Project
        } else {
            Origin::Crates
        },
        name: text("name"),
        version: text("version"),
        license,
        authors: authors
            .filter_map(|author| Some(author.as_str()?.to_owned()))
            .collect(),
        repository: text("repository"),
        dependencies: dependencies
            .into_iter()
            .map(|of| (text_of(of, "name"), text_of(of, "version")))
            .collect(),
        texts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, kind: &str) -> Value {
        json!({"id": format!("id {name}"), "name": name, "targets": [{"kind": [kind]}, {"kind": ["custom-build"]}]})
    }

    fn node(name: &str, deps: &[(&str, &[Value])]) -> Value {
        let deps: Vec<Value> = deps
            .iter()
            .map(|(name, kinds)| {
                let kinds: Vec<Value> = kinds.iter().map(|kind| json!({"kind": kind})).collect();
                json!({"pkg": format!("id {name}"), "dep_kinds": kinds})
            })
            .collect();
        json!({"id": format!("id {name}"), "deps": deps})
    }

    #[test]
    fn only_what_is_compiled_into_the_page_counts_and_each_once() {
        let metadata = json!({
            "packages": [
                package("xtask", "bin"), package(PAGE, "lib"), package("ui", "lib"), package("macros", "proc-macro"),
                package("syntax", "lib"), package("tester", "lib"), package("builder", "lib"), package("both", "rlib"),
            ],
            "resolve": {"nodes": [
                node("xtask", &[("builder", &[Value::Null])]),
                node(PAGE, &[
                    ("ui", &[Value::Null]), ("tester", &[json!("dev")]), ("builder", &[json!("build")]),
                    ("both", &[json!("dev"), Value::Null]),
                ]),
                node("ui", &[("macros", &[Value::Null]), ("both", &[Value::Null])]),
                node("macros", &[("syntax", &[Value::Null])]),
                node("syntax", &[]), node("tester", &[]), node("builder", &[]),
                node("both", &[("ui", &[Value::Null])]),
            ]},
        });
        let found = compiled_in(&metadata).unwrap();
        let mut names: Vec<_> = found
            .iter()
            .map(|(package, dependencies)| {
                let name = |package: &Value| package["name"].as_str().unwrap().to_owned();
                let of: Vec<_> = dependencies.iter().map(|of| name(of)).collect();
                format!("{}: {}", name(package), of.join(" "))
            })
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["both: ui", "token-console: ui both", "ui: both"]);
    }

    #[test]
    fn what_says_nothing_of_crates_is_told() {
        for metadata in [
            json!({}),
            json!({"packages": [package(PAGE, "lib")], "resolve": null}),
            json!({"packages": [package(PAGE, "lib")], "resolve": {"nodes": [node(PAGE, &[("gone", &[Value::Null])])]}}),
        ] {
            assert_eq!(compiled_in(&metadata), None, "{metadata}");
        }
    }

    #[test]
    fn a_crate_is_read_with_its_texts() {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
        let package = json!({
            "name": "x", "version": "1.0.0", "license": "MIT", "authors": ["Ada"], "manifest_path": manifest,
        });
        let dependency = json!({"name": "y", "version": "2.0.0"});
        let work = work((&package, vec![&dependency])).unwrap();
        assert_eq!(work.dependencies, [("y".to_owned(), "2.0.0".to_owned())]);
        assert_eq!((work.name.as_str(), work.license.as_str()), ("x", "MIT"));
        assert_eq!(work.authors, ["Ada"]);
        assert!(
            work.texts
                .iter()
                .any(|text| text.starts_with("Permission is hereby granted")
                    || text.starts_with("MIT License")
                    || text.starts_with("Copyright")),
            "{:?}",
            work.texts
        );
    }
}
