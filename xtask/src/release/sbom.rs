//! The software bill of materials of the page, as `CycloneDX` 1.6: <https://cyclonedx.org/docs/1.6/json/>.
//!
//! It lists what the third-party notices list. It has no serial number, which would be another each time, and its time is that
//! of the commit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::commit::Commit;
use crate::failure::{Failure, Result};
use crate::notices::{Origin, Work};
use crate::project::Project;

/// The SBOM of the page with its works, itself among them.
pub fn of(project: &Project, page: &Work, works: &[Work], commit: &Commit) -> Result<String> {
    let locks = Locks::read(project)?;
    let mut metadata = component(page, &locks);
    metadata["type"] = json!("application");
    metadata["properties"] = json!([{"name": "commit", "value": commit.id}]);
    let bom = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": commit.time,
            "lifecycles": [{"phase": "build"}],
            "component": metadata,
        },
        "components": components(page, works, &locks),
        "dependencies": dependencies(page, works),
    });
    Ok(format!("{bom:#}\n"))
}

/// Everything but the page, in the order of their names; what is in Rust's standard library stands within it.
fn components(page: &Work, works: &[Work], locks: &Locks) -> Vec<Value> {
    let listed = |is_listed: &dyn Fn(Origin) -> bool| {
        let mut works: Vec<&Work> = works.iter().filter(|work| is_listed(work.origin)).collect();
        works.sort_by_key(|work| (&work.name, &work.version));
        works.dedup();
        works
    };
    let within_rust: Vec<Value> = listed(&|origin| origin == Origin::StandardLibrary)
        .into_iter()
        .map(|work| component(work, locks))
        .collect();
    listed(&|origin| origin != Origin::StandardLibrary)
        .into_iter()
        .filter(|work| *work != page)
        .map(|work| {
            let mut component = component(work, locks);
            if work.origin == Origin::Rust {
                component["components"] = json!(within_rust);
            }
            component
        })
        .collect()
}

/// Who is built on whom. What nothing else is built on is the page's own: what is no crate, none of its crates depends on.
fn dependencies(page: &Work, works: &[Work]) -> Vec<Value> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for work in works {
        let is_named = |other: &&Work| match (work.origin, other.origin) {
            (Origin::Rust, origin) => origin == Origin::StandardLibrary,
            (_, Origin::StandardLibrary) => false,
            _ => work
                .dependencies
                .iter()
                .any(|(name, version)| (name, version) == (&other.name, &other.version)),
        };
        let named = works.iter().filter(is_named).map(reference).collect();
        all.insert(reference(work), named);
    }
    let used: BTreeSet<String> = all.values().flatten().cloned().collect();
    let page = reference(page);
    let own: Vec<String> = all
        .keys()
        .filter(|work| **work != page && !used.contains(*work))
        .cloned()
        .collect();
    all.entry(page).or_default().extend(own);
    all.into_iter()
        .map(|(work, named)| json!({"ref": work, "dependsOn": named}))
        .collect()
}

fn component(work: &Work, locks: &Locks) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": reference(work),
        "name": work.name,
        "version": work.version,
        // Crates of old have a slash in place of `OR`.
        "licenses": [{"expression": work.license.replace('/', " OR ")}],
    });
    if let Some(purl) = purl(work) {
        component["purl"] = json!(purl);
    }
    if let Some((algorithm, content)) = locks.hash(work) {
        component["hashes"] = json!([{"alg": algorithm, "content": content}]);
    }
    if !work.repository.is_empty() {
        component["externalReferences"] = json!([{"type": "vcs", "url": work.repository}]);
    }
    component
}

/// What no other component is called.
fn reference(work: &Work) -> String {
    let name = format!("{}@{}", work.name, work.version);
    match work.origin {
        Origin::StandardLibrary => format!("rust/{name}"),
        _ => purl(work).unwrap_or(name),
    }
}

/// The package URL, of what is on a registry: <https://github.com/package-url/purl-spec>.
fn purl(work: &Work) -> Option<String> {
    let Work { name, version, .. } = work;
    let version = version.replace('+', "%2B");
    match work.origin {
        Origin::Project => None,
        Origin::Crates | Origin::StandardLibrary => Some(format!("pkg:cargo/{name}@{version}")),
        Origin::Rust => Some(format!("pkg:github/rust-lang/rust@{version}")),
        Origin::Npm => Some(format!("pkg:npm/{}@{version}", name.replace('@', "%40"))),
    }
}

/// What the lock files pin.
struct Locks {
    cargo: String,
    npm: Value,
}

impl Locks {
    fn read(project: &Project) -> Result<Self> {
        let npm = serde_json::from_str(&project.read("package-lock.json")?)
            .map_err(|error| Failure::new(format!("package-lock.json is no JSON: {error}.")))?;
        Ok(Self {
            cargo: project.read("Cargo.lock")?,
            npm,
        })
    }

    /// The algorithm and the hash of the package as its registry delivers it, in hexadecimal digits.
    fn hash(&self, work: &Work) -> Option<(&'static str, String)> {
        match work.origin {
            Origin::Crates => Some(("SHA-256", self.checksum(work)?.to_owned())),
            Origin::Npm => Some(("SHA-512", self.integrity(work)?)),
            // Rust delivers its library with the compiler, for each system another one.
            Origin::Project | Origin::Rust | Origin::StandardLibrary => None,
        }
    }

    fn checksum(&self, work: &Work) -> Option<&str> {
        let head = format!("name = \"{}\"\nversion = \"{}\"\n", work.name, work.version);
        let (_, rest) = self.cargo.split_once(&head)?;
        let package = rest.split("[[package]]").next()?;
        let (_, checksum) = package.split_once("checksum = \"")?;
        Some(checksum.split_once('"')?.0)
    }

    fn integrity(&self, work: &Work) -> Option<String> {
        let package = &self.npm["packages"][format!("node_modules/{}", work.name)];
        if package["version"] != work.version {
            return None;
        }
        let base64 = package["integrity"].as_str()?.strip_prefix("sha512-")?;
        let bytes = STANDARD.decode(base64).ok()?;
        let mut digits = String::new();
        for byte in bytes {
            let _ = write!(digits, "{byte:02x}");
        }
        Some(digits)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use boon::{Compiler, Schemas};

    use super::super::contents::PAGE;
    use super::*;
    use crate::notices;
    use crate::tools::Tools;

    /// Where the npm package has the schemas of `CycloneDX`, and what these call each other.
    const SCHEMAS: &str = "node_modules/@cyclonedx/cyclonedx-library/res/schema";
    const BOM: &str = "http://cyclonedx.org/schema/bom-1.6.SNAPSHOT.schema.json";

    fn schema(project: &Project, name: &str) -> Value {
        serde_json::from_str(&project.read(&format!("{SCHEMAS}/{name}")).unwrap()).unwrap()
    }

    /// The works in the page as it is: asked for once, as set-up is not to run twice at a time.
    static WORKS: LazyLock<Vec<Work>> = LazyLock::new(|| {
        let project = Project::open().unwrap();
        let tools = Tools::set_up_for_checks(&project).unwrap();
        notices::works(&project, &tools).unwrap()
    });

    /// The SBOM of the page.
    fn bom(project: &Project) -> Value {
        let works = &*WORKS;
        let page = works.iter().find(|work| work.name == PAGE).unwrap();
        let commit = Commit {
            id: "0123456789abcdef0123456789abcdef01234567".into(),
            time: "2026-01-02T03:04:05Z".into(),
        };
        let text = of(project, page, works, &commit).unwrap();
        let mut turned = works.clone();
        turned.reverse();
        assert_eq!(
            of(project, page, &turned, &commit).unwrap(),
            text,
            "the order of the works counts"
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn the_sbom_of_the_page_is_as_the_schema_of_cyclonedx_has_it() {
        let project = Project::open().unwrap();
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        for name in ["bom-1.6", "spdx", "jsf-0.82", "cryptography-defs"] {
            let name = format!("{name}.SNAPSHOT.schema.json");
            let url = format!("http://cyclonedx.org/schema/{name}");
            compiler
                .add_resource(&url, schema(&project, &name))
                .unwrap();
        }
        let mut schemas = Schemas::new();
        let schema = compiler.compile(BOM, &mut schemas).unwrap();
        let mut bom = bom(&project);
        if let Err(error) = schemas.validate(&bom, schema) {
            panic!("{error:#}");
        }
        bom["components"][0]["type"] = json!("crate");
        assert!(schemas.validate(&bom, schema).is_err());
    }

    #[test]
    fn every_work_is_in_the_sbom_once_with_a_known_licence_and_what_pins_it() {
        let project = Project::open().unwrap();
        let bom = bom(&project);
        let outer = bom["components"].as_array().unwrap();
        let inner = outer
            .iter()
            .filter_map(|component| component["components"].as_array())
            .flatten();
        let all: Vec<&Value> = outer.iter().chain(inner).collect();
        // The page is not a component of itself.
        assert_eq!(all.len(), WORKS.len() - 1);
        let references: BTreeSet<_> = all.iter().map(|of| of["bom-ref"].as_str()).collect();
        assert_eq!(references.len(), all.len());

        let spdx = schema(&project, "spdx.SNAPSHOT.schema.json");
        let known = spdx["enum"].as_array().unwrap();
        for component in &all {
            let expression = component["licenses"][0]["expression"].as_str().unwrap();
            for word in expression.split([' ', '(', ')']) {
                let is_operator = ["", "OR", "AND", "WITH"].contains(&word);
                assert!(is_operator || known.contains(&json!(word)), "{component}");
            }
        }
        let unpinned: Vec<&Value> = outer
            .iter()
            .filter(|component| component["hashes"].is_null())
            .map(|component| &component["name"])
            .collect();
        // A stand-in of ours, the compiler's, and a tool that no lock file names.
        assert_eq!(
            unpinned,
            [
                "Rust's standard library",
                "wasm-streams",
                "wasm_split_cli_support"
            ]
        );
    }

    #[test]
    fn every_work_is_reached_from_the_page_by_dependencies() {
        let bom = bom(&Project::open().unwrap());
        let dependencies = bom["dependencies"].as_array().unwrap();
        let on = |work: &str| -> Vec<&str> {
            let named = dependencies.iter().find(|of| of["ref"] == work).unwrap();
            let on = named["dependsOn"].as_array().unwrap().iter();
            on.map(|work| work.as_str().unwrap()).collect()
        };
        let page = bom["metadata"]["component"]["bom-ref"].as_str().unwrap();
        let mut reached = BTreeSet::new();
        let mut next = vec![page];
        while let Some(work) = next.pop() {
            if reached.insert(work) {
                next.extend(on(work));
            }
        }
        assert_eq!(reached.len(), WORKS.len());

        let begin = |work: &str, with: &str| on(work).iter().any(|on| on.starts_with(with));
        let msal = *on(page)
            .iter()
            .find(|on| on.starts_with("pkg:npm/%40azure/msal-browser@"))
            .unwrap();
        assert!(begin(msal, "pkg:npm/%40azure/msal-common@"));
        assert!(!begin(page, "pkg:npm/%40azure/msal-common@"));
        assert!(begin(page, "pkg:cargo/leptos@"));
        assert!(!begin(page, "rust/"), "a crate of Rust's standard library");
    }

    #[test]
    fn a_package_has_the_address_and_the_hash_of_its_registry() {
        let project = Project::open().unwrap();
        let bom = bom(&project);
        let components = bom["components"].as_array().unwrap();
        let named = |name: &str| {
            let mut of_name = components.iter().filter(|of| of["name"] == name);
            of_name
                .next()
                .unwrap_or_else(|| panic!("{name} is missing"))
        };
        let of = |name: &str, field: &str| named(name)[field].as_str().unwrap().to_owned();
        let msal = "@azure/msal-browser";
        assert_eq!(
            of(msal, "purl"),
            format!("pkg:npm/%40azure/msal-browser@{}", of(msal, "version"))
        );
        let content = named(msal)["hashes"][0]["content"].as_str().unwrap();
        assert_eq!(content.len(), 128);
        named("@azure/msal-common");
        named("@fluentui/svg-icons");
        assert_eq!(
            of("leptos", "purl"),
            format!("pkg:cargo/leptos@{}", of("leptos", "version"))
        );
        let lock = project.read("Cargo.lock").unwrap();
        let checksum = named("leptos")["hashes"][0]["content"].as_str().unwrap();
        let entry = format!("checksum = \"{checksum}\"");
        let (before, _) = lock.split_once(&entry).unwrap();
        assert!(
            before
                .rsplit("[[package]]")
                .next()
                .unwrap()
                .contains("name = \"leptos\"\n")
        );
    }
}
