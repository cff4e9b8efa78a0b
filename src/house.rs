//! The house, read from the imports: they make a tree, and every layer knows only what it may know. `lib.rs` has the map.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use syn::visit::{self, Visit};

/// The screens of `ui`, which know what is common to them and not one another.
const SCREENS: [&str; 4] = ["activity", "console", "runs", "start"];

/// What only `browser`, `ui` and `wiring` name, each their part.
const WEB: [&str; 8] = [
    "gloo_events",
    "gloo_net",
    "js_sys",
    "leptos",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "wasm_split",
    "web_sys",
];

/// A source file: its path below `src/`, and what it says.
type Source = (String, String);

/// What one file names: paths from the root of the crate, and other crates.
#[derive(Default)]
struct Names {
    module: Vec<String>,
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
            Some((first, _)) => {
                self.crates.insert(first.clone());
                return;
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
        match segments.first().map(String::as_str) {
            Some("crate" | "self" | "super") if segments.len() > 1 => self.path(&segments),
            Some(name) if WEB.contains(&name) => self.path(&segments),
            _ => {}
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

/// Which file imports which, and which crates each names. Tests are left out.
fn imports(sources: &[Source]) -> BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> {
    let tests = for_tests(sources);
    let is_test = |module: &[String]| tests.iter().any(|of| module.starts_with(of));
    let files: BTreeMap<_, _> = sources
        .iter()
        .filter(|(file, _)| file != "main.rs" && !is_test(&module(file)))
        .map(|(file, _)| (module(file), file))
        .collect();
    let names = |file: &str, text: &str| {
        let mut names = Names {
            module: module(file),
            ..Names::default()
        };
        names.visit_file(&syn::parse_file(text).unwrap());
        let here = module(file);
        let to = names.own.iter().filter_map(|path| {
            let lengths = (1..=path.len()).rev();
            let mut prefixes = lengths.map(|length| &path[..length]);
            prefixes.find_map(|prefix| files.get(prefix).filter(|_| prefix != here))
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
fn rings(imports: &BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)>) -> Vec<Vec<String>> {
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

/// Everything that the house forbids, in a sentence each.
fn violations(sources: &[Source]) -> Vec<String> {
    let imports = imports(sources);
    let mut violations: Vec<_> = rings(&imports)
        .iter()
        .map(|ring| format!("These files import one another: {}", ring.join(", ")))
        .collect();
    for (file, (files, crates)) in &imports {
        let room = |file: &str| module(file).into_iter().next().unwrap_or_default();
        let screen = |file: &str| {
            let module = module(file);
            (module.len() > 1 && module[0] == "ui")
                .then(|| module[1].clone())
                .filter(|name| SCREENS.contains(&name.as_str()))
        };
        let here = room(file);
        for to in files {
            let there = room(to);
            let forbidden = match here.as_str() {
                "ui" => ["browser", "wiring"].contains(&there.as_str()),
                "browser" => ["ui", "wiring"].contains(&there.as_str()),
                "wiring" | "" => false,
                _ => ["browser", "ui", "wiring"].contains(&there.as_str()),
            };
            if forbidden {
                violations.push(format!("{file} must not know {to}"));
            }
            if let Some(folder) = to.strip_suffix("mod.rs")
                && file.starts_with(folder)
            {
                violations.push(format!("{file} goes by {to} to its siblings"));
            }
            if let (Some(here), Some(there)) = (screen(file), screen(to))
                && here != there
            {
                violations.push(format!("{file} must not know another screen, {to}"));
            }
        }
        let may_name: &[&str] = match here.as_str() {
            "wiring" | "lazy" => &WEB,
            "ui" => &["leptos"],
            "browser" => &[
                "gloo_events",
                "gloo_net",
                "js_sys",
                "wasm_bindgen",
                "wasm_bindgen_futures",
                "web_sys",
            ],
            _ => &[],
        };
        let named = crates.iter().filter(|name| WEB.contains(&name.as_str()));
        for name in named.filter(|name| !may_name.contains(&name.as_str())) {
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

#[test]
fn the_house_is_as_the_map_says() {
    let mut sources = Vec::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        "",
        &mut sources,
    );
    assert!(sources.len() > 100);
    let violations = violations(&sources);
    assert!(violations.is_empty(), "{}", violations.join("\n"));
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
fn what_a_layer_may_not_know_is_seen() {
    let one = |file: &str, text: &str| {
        seen(&[
            (file, text),
            ("browser/fetch.rs", ""),
            ("ui/runs/table.rs", ""),
            ("wiring/store.rs", ""),
            ("graph/mod.rs", ""),
        ])
    };
    for (file, text, violation) in [
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
            "graph/pager.rs",
            "use super::Page;",
            "graph/pager.rs goes by graph/mod.rs to its siblings",
        ),
    ] {
        assert_eq!(one(file, text), [violation], "{file}: {text}");
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
    ] {
        assert!(one(file, text).is_empty(), "{file}: {text}");
    }
}
