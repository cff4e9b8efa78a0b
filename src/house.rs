//! The house, read from the imports: they make a tree, and every layer knows only what it may know. `lib.rs` has the map.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use syn::visit::{self, Visit};

/// The folders of `ui` that are for all screens. Each of the others is a screen, which knows these and no other screen.
const OF_ALL_SCREENS: [&str; 3] = ["common", "generated_docs", "words"];

/// What `ui` may name of the web by way of Leptos: the types that its own events and node references are of, and the cast to
/// them. Where the focus and a click are is a matter of what is shown; all else of the web is `browser`.
const WEB_OF_UI: [&str; 3] = [
    "leptos::wasm_bindgen::JsCast",
    "leptos::web_sys::Element",
    "leptos::web_sys::HtmlElement",
];

/// The drivers of parts of a screen, each with the one that shows the screen and begins them. No other driver knows one.
const OF_A_SCREEN: [(&str, &str); 5] = [
    ("wiring/activity_driver.rs", "wiring/audit_driver.rs"),
    ("wiring/intake_driver.rs", "wiring/camera_driver.rs"),
    ("wiring/intake_driver.rs", "wiring/list_driver.rs"),
    ("wiring/intake_driver.rs", "wiring/readiness_driver.rs"),
    ("wiring/intake_driver.rs", "wiring/token_search_driver.rs"),
];

/// The crates that only `browser`, `ui` and `wiring` name, each their part: those that Cargo.toml has for wasm32.
fn web(manifest: &str) -> BTreeSet<String> {
    let table = "[target.'cfg(target_arch = \"wasm32\")'.dependencies]";
    manifest
        .lines()
        .skip_while(|line| *line != table)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(' '))
        .map(|(name, _)| name.replace('-', "_"))
        .collect()
}

/// The layers, the lowest one first, each with its modules, as the table in `lib.rs` has them.
fn layers(lib: &str) -> Vec<(String, Vec<String>)> {
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | "));
    rows.filter_map(|row| {
        let (layer, row) = row.split_once(" | ")?;
        let (modules, _) = row.split_once(" | ")?;
        let modules = modules.split('`').skip(1).step_by(2).map(str::to_owned);
        Some((layer.to_owned(), modules.collect()))
    })
    .filter(|(_, modules): &(_, Vec<_>)| !modules.is_empty())
    .collect()
}

/// A source file: its path below `src/`, and what it says.
type Source = (String, String);

/// What one file names: paths from the root of the crate, and other crates.
#[derive(Default)]
struct Names {
    module: Vec<String>,
    /// The modules that are files.
    files: BTreeSet<Vec<String>>,
    own: BTreeSet<Vec<String>>,
    crates: BTreeSet<String>,
}

impl Names {
    fn path(&mut self, path: &[String]) {
        let absolute = match path.split_first() {
            Some((first, rest)) if first == "crate" => rest.to_vec(),
            Some((first, rest)) if first == "self" => [&self.module, rest].concat(),
            Some((first, _)) if first == "super" => {
                let up = path.iter().take_while(|segment| *segment == "super");
                let up = up.count();
                let Some(kept) = self.module.len().checked_sub(up) else {
                    return;
                };
                [&self.module[..kept], &path[up..]].concat()
            }
            Some((first, rest)) => {
                let child = [&self.module[..], std::slice::from_ref(first)].concat();
                if !self.files.contains(&child) {
                    self.crates.insert(first.clone());
                    if first == "leptos" && rest.len() > 1 {
                        self.crates.insert(path[..3].join("::"));
                    }
                    return;
                }
                [&child, rest].concat()
            }
            None => return,
        };
        self.own.insert(absolute);
    }

    fn tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) if name.ident == "self" => self.path(before),
            syn::UseTree::Name(name) => self.path(&with(&name.ident)),
            syn::UseTree::Rename(rename) => self.path(&with(&rename.ident)),
            syn::UseTree::Glob(_) => self.path(before),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.tree(before, tree);
                }
            }
        }
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

impl<'a> Visit<'a> for Names {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        if !is_for_tests(&item.attrs) {
            self.tree(&[], &item.tree);
        }
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if is_for_tests(&item.attrs) {
            return;
        }
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments = path.segments.iter();
        let segments: Vec<_> = segments.map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.path(&segments);
        }
        visit::visit_path(self, path);
    }
}

/// The module that a file is.
fn module(file: &str) -> Vec<String> {
    let path = file.strip_suffix(".rs").unwrap_or(file);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    match path {
        "lib" | "main" => Vec::new(),
        path => path.split('/').map(str::to_owned).collect(),
    }
}

/// The files that are there for tests only: those that a module declares as such, and what is below them.
fn for_tests(sources: &[Source]) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for (file, text) in sources {
        for item in syn::parse_file(text).unwrap().items {
            if let syn::Item::Mod(item) = item
                && is_for_tests(&item.attrs)
            {
                found.insert([module(file), vec![item.ident.to_string()]].concat());
            }
        }
    }
    found
}

/// Which file imports which, and which crates each names.
type Imports = BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>;

/// The imports among the files of the page, or among those that are there for tests only.
fn imports(sources: &[Source], of_tests: bool) -> Imports {
    let tests = for_tests(sources);
    let is_test = |module: &[String]| tests.iter().any(|of| module.starts_with(of));
    let files: BTreeMap<_, _> = sources
        .iter()
        .filter(|(file, _)| file != "main.rs" && is_test(&module(file)) == of_tests)
        .map(|(file, _)| (module(file), file))
        .collect();
    let names = |file: &str, text: &str| {
        let mut names = Names {
            module: module(file),
            files: files.keys().cloned().collect(),
            ..Names::default()
        };
        names.visit_file(&syn::parse_file(text).unwrap());
        let here = module(file);
        let to = names.own.iter().filter_map(|path| {
            let lengths = (1..=path.len()).rev();
            let mut prefixes = lengths.map(|length| &path[..length]);
            let to = prefixes.find(|prefix| files.contains_key(*prefix))?;
            files.get(to).filter(|_| to != here)
        });
        (to.map(|file| (*file).clone()).collect(), names.crates)
    };
    sources
        .iter()
        .filter(|(file, _)| files.get(&module(file)) == Some(&file))
        .map(|(file, text)| (file.clone(), names(file, text)))
        .collect()
}

/// The files that need one another: whoever can be reached from each of them can reach it.
fn rings(imports: &Imports) -> Vec<Vec<String>> {
    let reached = |from: &String| {
        let mut reached = BTreeSet::new();
        let mut next = vec![from];
        while let Some(file) = next.pop() {
            for to in imports.get(file).iter().flat_map(|(files, _)| files) {
                if reached.insert(to) {
                    next.push(to);
                }
            }
        }
        reached
    };
    let reached: BTreeMap<_, _> = imports.keys().map(|file| (file, reached(file))).collect();
    let mut rings: Vec<Vec<String>> = Vec::new();
    for (file, from_it) in &reached {
        if from_it.contains(file) && !rings.iter().flatten().any(|known| known == *file) {
            let back = |other: &&&String| reached[**other].contains(file);
            rings.push(
                from_it
                    .iter()
                    .filter(back)
                    .map(|of| (*of).clone())
                    .collect(),
            );
        }
    }
    rings
}

fn said(rings: &[Vec<String>]) -> Vec<String> {
    rings
        .iter()
        .map(|ring| format!("These files import one another: {}", ring.join(", ")))
        .collect()
}

/// The modules above a file, by whose files it must not go to its siblings: `a/b.rs` is below `a/mod.rs` and `a.rs`.
fn is_above(above: &str, file: &str) -> bool {
    let (above, below) = (module(above), module(file));
    !above.is_empty() && above.len() < below.len() && below.starts_with(&above)
}

/// Everything that the house forbids, in a sentence each.
fn violations(sources: &[Source]) -> Vec<String> {
    let imports = imports(sources, false);
    let mut violations = said(&rings(&imports));
    violations.extend(said(&rings(&self::imports(sources, true))));
    let web = web(include_str!("../Cargo.toml"));
    let lib = sources.iter().find(|(file, _)| file == "lib.rs");
    let layers = lib.map(|(_, text)| layers(text)).unwrap_or_default();
    for (file, (files, crates)) in &imports {
        let room = |file: &str| module(file).into_iter().next().unwrap_or_default();
        let layer = |file: &str| {
            let room = room(file);
            let of = |(_, modules): &(_, Vec<String>)| modules.contains(&room);
            layers.iter().position(of)
        };
        let screen = |file: &str| {
            let module = module(file);
            (module.len() > 1 && module[0] == "ui" && *file != format!("ui/{}.rs", module[1]))
                .then(|| module[1].clone())
                .filter(|name| !OF_ALL_SCREENS.contains(&name.as_str()))
        };
        let here = room(file);
        if file != "lib.rs" && !layers.is_empty() && layer(file).is_none() {
            violations.push(format!("{file} is in no layer"));
        }
        for to in files {
            let there = room(to);
            let forbidden = match here.as_str() {
                "ui" => ["browser", "wiring"].contains(&there.as_str()),
                "browser" => ["ui", "wiring"].contains(&there.as_str()),
                "wiring" | "" => false,
                _ => {
                    ["browser", "ui", "wiring"].contains(&there.as_str())
                        || layer(file)
                            .zip(layer(to))
                            .is_some_and(|(here, there)| here < there)
                }
            };
            if forbidden {
                violations.push(format!("{file} must not know {to}"));
            }
            if is_above(to, file) {
                violations.push(format!("{file} goes by {to} to its siblings"));
            }
            if let (Some(here), Some(there)) = (screen(file), screen(to))
                && here != there
            {
                violations.push(format!("{file} must not know another screen, {to}"));
            }
            let is_driver = |file: &str| file.ends_with("_driver.rs");
            if is_driver(file) && is_driver(to) && !OF_A_SCREEN.contains(&(file, to)) {
                violations.push(format!("{file} must not know another driver, {to}"));
            }
        }
        let may_name = |name: &str| match here.as_str() {
            "wiring" | "lazy" => true,
            "ui" => name == "leptos" || WEB_OF_UI.contains(&name),
            "browser" => web.contains(name) && name != "leptos" && name != "wasm_split_macros",
            _ => false,
        };
        let is_web = |name: &str| match name.strip_prefix("leptos::") {
            None => web.contains(name),
            Some(path) => path
                .split("::")
                .next()
                .is_some_and(|first| web.contains(first)),
        };
        for name in crates.iter().filter(|name| is_web(name) && !may_name(name)) {
            violations.push(format!("{file} must not name {name}"));
        }
    }
    violations
}

fn read(folder: &Path, below: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &format!("{name}/"), sources);
        } else if Path::new(&name)
            .extension()
            .is_some_and(|kind| kind == "rs")
        {
            sources.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

fn sources_of(folder: &str) -> Vec<Source> {
    let mut sources = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    read(&folder, "", &mut sources);
    sources
}

#[test]
fn the_house_is_as_the_map_says() {
    let sources = sources_of("src");
    assert!(sources.len() > 100);
    let violations = violations(&sources);
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// The program that builds the page is a house of one layer.
#[test]
fn no_files_of_xtask_import_one_another() {
    let sources = sources_of("xtask/src");
    assert!(sources.len() > 20);
    let violations = violations(&sources);
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

/// Of a patch that nothing wants any more, Cargo only warns, and compiles the crate that it was to replace.
#[test]
fn every_patched_dependency_is_still_wanted() {
    let patches: Vec<_> = include_str!("../Cargo.toml")
        .lines()
        .skip_while(|line| *line != "[patch.crates-io]")
        .skip(1)
        .filter_map(|line| line.split_once(" = { path = "))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(patches, ["wasm-streams"]);
    let lock = include_str!("../Cargo.lock");
    assert!(!lock.contains("[[patch.unused]]"));
    for name in patches {
        let package = lock.split("[[package]]").find(|package| {
            let mut lines = package.trim_start().lines();
            lines.next() == Some(&format!("name = \"{name}\""))
        });
        let package = package.unwrap_or_else(|| panic!("nothing wants {name}"));
        assert!(!package.contains("source = "), "{name} is not the one here");
    }
}

/// What is wrong with a house of these files.
fn seen(files: &[(&str, &str)]) -> Vec<String> {
    let owned = files.iter();
    let sources: Vec<_> = owned
        .map(|(file, text)| ((*file).to_owned(), (*text).to_owned()))
        .collect();
    violations(&sources)
}

#[test]
fn a_ring_is_seen() {
    let two = |first: &str, second: &str| {
        seen(&[
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", first),
            ("b.rs", second),
            ("c.rs", "pub struct C;"),
        ])
    };
    let ring = ["These files import one another: a.rs, b.rs"];
    assert_eq!(two("use crate::b::B;", "use crate::a::A;"), ring);
    assert_eq!(two("use super::{c::C, b};", "use crate::{a as x};"), ring);
    assert_eq!(two("use crate::b::*;", "fn f() -> crate::a::A {}"), ring);
    assert_eq!(
        two(
            "fn f() { super::b::f(); }",
            "mod inner { use super::super::a::A; }"
        ),
        ring
    );
    assert!(two("use crate::{b::B, c::C};", "use crate::c::C;").is_empty());
    // What only tests import is no matter.
    assert!(
        two(
            "use crate::b::B;",
            "#[cfg(test)] mod tests { use crate::a::A; }"
        )
        .is_empty()
    );
    assert!(two("use crate::b::B;", "#[cfg(test)] use crate::a::A;").is_empty());
}

#[test]
fn a_ring_of_a_module_and_its_child_is_seen() {
    let two = |above: &str, parent: &str, child: &str| {
        seen(&[
            ("lib.rs", "mod a; mod c;"),
            (above, parent),
            ("a/b.rs", child),
            ("c.rs", "pub struct C;"),
        ])
    };
    for above in ["a.rs", "a/mod.rs"] {
        let ring = format!(
            "These files import one another: {}",
            if above == "a.rs" {
                "a.rs, a/b.rs"
            } else {
                "a/b.rs, a/mod.rs"
            }
        );
        let goes_by = format!("a/b.rs goes by {above} to its siblings");
        for parent in [
            "mod b; use b::B;",
            "mod b; fn f() -> b::B {}",
            "mod b; use self::b::B;",
        ] {
            assert_eq!(
                two(above, parent, "use super::A;"),
                [ring.clone(), goes_by.clone()]
            );
            assert!(two(above, parent, "use crate::c::C;").is_empty());
        }
        assert_eq!(two(above, "mod b;", "use super::A;"), [goes_by]);
    }
    // A crate of the same name is none of them.
    assert!(two("a.rs", "use c::C;", "").is_empty());
}

#[test]
fn a_ring_of_files_for_tests_is_seen() {
    let rings = seen(&[
        ("lib.rs", "mod a;"),
        ("a/mod.rs", "#[cfg(test)] mod tests;"),
        ("a/tests/mod.rs", "mod one; mod two;"),
        ("a/tests/one.rs", "use super::two::Two;"),
        ("a/tests/two.rs", "use super::one::One;"),
    ]);
    assert_eq!(
        rings,
        ["These files import one another: a/tests/one.rs, a/tests/two.rs"]
    );
}

#[test]
fn the_crates_of_the_web_are_those_of_the_manifest() {
    let web = web(include_str!("../Cargo.toml"));
    for name in [
        "leptos",
        "gloo_timers",
        "js_sys",
        "wasm_split_macros",
        "web_sys",
    ] {
        assert!(web.contains(name), "{name}");
    }
    assert!(!web.contains("serde_json") && !web.contains("syn"));
}

/// A file, what it says, and what is wrong with that.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    (
        "ui/app.rs",
        "use crate::browser::fetch::x;",
        "ui/app.rs must not know browser/fetch.rs",
    ),
    (
        "ui/app.rs",
        "fn f() { crate::wiring::store::f() }",
        "ui/app.rs must not know wiring/store.rs",
    ),
    (
        "ui/app.rs",
        "use web_sys::Window;",
        "ui/app.rs must not name web_sys",
    ),
    (
        "browser/clock.rs",
        "use leptos::prelude::*;",
        "browser/clock.rs must not name leptos",
    ),
    (
        "browser/clock.rs",
        "use crate::ui::runs::table::x;",
        "browser/clock.rs must not know ui/runs/table.rs",
    ),
    (
        "runs/run.rs",
        "use crate::ui::runs::table::x;",
        "runs/run.rs must not know ui/runs/table.rs",
    ),
    (
        "runs/run.rs",
        "use leptos::prelude::*;",
        "runs/run.rs must not name leptos",
    ),
    (
        "time.rs",
        "fn now() -> f64 { js_sys::Date::now() }",
        "time.rs must not name js_sys",
    ),
    (
        "ui/console/list.rs",
        "use crate::ui::runs::table::x;",
        "ui/console/list.rs must not know another screen, ui/runs/table.rs",
    ),
    (
        "ui/a_new_screen/list.rs",
        "use crate::ui::runs::table::x;",
        "ui/a_new_screen/list.rs must not know another screen, ui/runs/table.rs",
    ),
    (
        "graph/pager.rs",
        "use super::Page;",
        "graph/pager.rs goes by graph/mod.rs to its siblings",
    ),
    (
        "text/json.rs",
        "use crate::guid::Guid;",
        "text/json.rs must not know guid.rs",
    ),
    (
        "cloud.rs",
        "use crate::graph::Page;",
        "cloud.rs must not know graph/mod.rs",
    ),
    ("found.rs", "", "found.rs is in no layer"),
    (
        "wiring/run_driver.rs",
        "use super::list_driver::perform;",
        "wiring/run_driver.rs must not know another driver, wiring/list_driver.rs",
    ),
    (
        "runs/run.rs",
        "use gloo_timers::callback::Timeout;",
        "runs/run.rs must not name gloo_timers",
    ),
    (
        "ui/app.rs",
        "use leptos::{prelude::*, web_sys::Window};",
        "ui/app.rs must not name leptos::web_sys::Window",
    ),
    (
        "ui/app.rs",
        "fn f() { leptos::web_sys::window(); }",
        "ui/app.rs must not name leptos::web_sys::window",
    ),
];

#[test]
fn what_a_layer_may_not_know_is_seen() {
    const LIB: &str = "\
        //! | layer | modules | knows |\n//! |---|---|---|\n\
        //! | tools | `text` | nothing |\n//! | domain | `time`, `cloud`, `guid` | words |\n\
        //! | rules | `graph`, `runs` | what |\n//! | browser | `browser`, x | y |\n\
        //! | ui | `ui` | y |\n//! | wiring | `wiring` | y |\n";
    let one = |file: &str, text: &str| {
        seen(&[
            (file, text),
            ("lib.rs", LIB),
            ("guid.rs", ""),
            ("wiring/list_driver.rs", ""),
            ("browser/fetch.rs", ""),
            ("ui/runs/table.rs", ""),
            ("wiring/store.rs", ""),
            ("graph/mod.rs", ""),
        ])
    };
    for (file, text, violation) in FORBIDDEN {
        assert_eq!(one(file, text), [*violation], "{file}: {text}");
    }
    for (file, text) in [
        (
            "ui/app.rs",
            "use crate::ui::runs::table::x; use leptos::prelude::*;",
        ),
        (
            "wiring/page.rs",
            "use crate::{browser::fetch::x, ui::runs::table::y};",
        ),
        ("runs/run.rs", "use crate::graph::Page;"),
        ("graph/page.rs", "use crate::guid::Guid;"),
        (
            "wiring/intake_driver.rs",
            "use super::list_driver::ListDriver;",
        ),
        (
            "ui/app.rs",
            "use leptos::{wasm_bindgen::JsCast as _, web_sys::Element};",
        ),
    ] {
        assert!(one(file, text).is_empty(), "{file}: {text}");
    }
}
