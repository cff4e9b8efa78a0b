//! The npm packages that the page serves.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use super::work::{Origin, Work, texts_in, tidy};
use crate::failure::{About, Failure, Result};
use crate::icons;
use crate::project::Project;

/// The licence of the icons, which their package does not bring.
/// Source: <https://github.com/microsoft/fluentui-system-icons/blob/main/LICENSE>
const LICENCE_OF_ICONS: &str = include_str!("fluentui-system-icons.txt");

/// The dependencies of `package.json`, and theirs: a package is delivered with what it is made of within it. What is only
/// tested with is among the others, and so are the icons, of which the page has the paths.
pub(super) fn of_page(project: &Project) -> Result<Vec<Work>> {
    let mut works = Vec::<Work>::new();
    let mut next = dependencies(&parse("package.json", &project.read("package.json")?)?);
    while let Some((name, _)) = next.pop() {
        if works.iter().any(|work| work.name == name) {
            continue;
        }
        let directory = project.path("node_modules").join(&name);
        let path = directory.join("package.json");
        let manifest = parse(&name, &fs::read_to_string(&path).about("read", &path)?)?;
        next.extend(dependencies(&manifest));
        works.push(work(&manifest, texts_in(&directory)?));
    }
    // There is one version of each.
    let versions: BTreeMap<String, String> = works
        .iter()
        .map(|work| (work.name.clone(), work.version.clone()))
        .collect();
    for (name, version) in works.iter_mut().flat_map(|work| &mut work.dependencies) {
        version.clone_from(&versions[name]);
    }
    works.push(of_icons(project)?);
    Ok(works)
}

fn of_icons(project: &Project) -> Result<Work> {
    let path = format!("node_modules/{}/package.json", icons::PACKAGE);
    let manifest = parse(icons::PACKAGE, &project.read(&path)?)?;
    Ok(work(&manifest, vec![tidy(LICENCE_OF_ICONS)]))
}

fn parse(name: &str, text: &str) -> Result<Value> {
    serde_json::from_str(text)
        .map_err(|error| Failure::new(format!("The manifest of {name} is no JSON: {error}.")))
}

/// The names, and the versions that may be taken.
fn dependencies(manifest: &Value) -> Vec<(String, String)> {
    let all = manifest["dependencies"].as_object().into_iter().flatten();
    all.filter_map(|(name, range)| Some((name.clone(), range.as_str()?.to_owned())))
        .collect()
}

/// <https://docs.npmjs.com/cli/configuring-npm/package-json>
fn work(manifest: &Value, texts: Vec<String>) -> Work {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let or_within = |key: &str, within: &str| match &manifest[key] {
        Value::String(text) => text.clone(),
        other => text(&other[within]),
    };
    let author = or_within("author", "name");
    Work {
        origin: Origin::Npm,
        name: text(&manifest["name"]),
        version: text(&manifest["version"]),
        license: text(&manifest["license"]),
        authors: Some(author)
            .filter(|author| !author.is_empty())
            .into_iter()
            .collect(),
        repository: or_within("repository", "url"),
        dependencies: dependencies(manifest),
        texts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_tested_with_is_no_dependency() {
        let manifest = json!({"dependencies": {"@a/b": "1.0.0", "c": "2.0.0"}, "devDependencies": {"d": "3.0.0"}});
        let of = |name: &str, version: &str| (name.to_owned(), version.to_owned());
        assert_eq!(
            dependencies(&manifest),
            [of("@a/b", "1.0.0"), of("c", "2.0.0")]
        );
        assert_eq!(dependencies(&json!({})), []);
    }

    #[test]
    fn the_icons_are_named_with_their_licence() {
        let icons = of_icons(&Project::open().unwrap()).unwrap();
        assert_eq!((&*icons.name, &*icons.license), (icons::PACKAGE, "MIT"));
        assert!(icons.texts[0].contains("Microsoft Corporation"));
        // A package that brings its own is to be taken at its word.
        let directory = Project::open().unwrap().path("node_modules");
        assert_eq!(texts_in(&directory.join(icons::PACKAGE)), Ok(Vec::new()));
    }

    #[test]
    fn a_manifest_says_who_and_under_which_licence_in_either_form() {
        let long = work(
            &json!({
                "name": "@a/b", "version": "1.0.0", "license": "MIT", "author": {"name": "Ada"},
                "repository": {"type": "git", "url": "https://example.com/b.git"},
            }),
            vec!["text".into()],
        );
        let short = work(
            &json!({
                "name": "@a/b", "version": "1.0.0", "license": "MIT", "author": "Ada",
                "repository": "https://example.com/b.git",
            }),
            vec!["text".into()],
        );
        assert_eq!(long, short);
        assert_eq!(
            (long.license.as_str(), long.authors.as_slice()),
            ("MIT", &["Ada".to_owned()][..])
        );
        assert_eq!(long.repository, "https://example.com/b.git");
        assert_eq!(work(&json!({"name": "x"}), Vec::new()).license, "");
    }
}
