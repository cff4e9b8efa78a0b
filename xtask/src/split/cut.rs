//! Which pieces the splitter has cut, and which file of the page each of them goes to.
//!
//! The splitter makes a piece for each part, and one for each set of parts that share something: a dozen small files. So what
//! several parts share goes to the one that is always there before them, or to the main file; then each part is one file.

use crate::failure::{Failure, Result};
use std::fmt::Write as _;

/// Parts that only code of another part asks for. That one is there first, and holds what it shares with them.
const WITHIN: [(&str, &str); 7] = [
    ("panel", "console"),
    ("runs", "panel"),
    ("devices", "panel"),
    ("incident", "panel"),
    ("qr_code", "panel"),
    ("paste", "console"),
    ("pictures", "console"),
];

/// What the splitter's script says of itself before it names the pieces ends here, or where the first part does.
const FIRST_SHARED: &str = "/* ";
const FIRST_PART: &str = "export const __wasm_split_load_";

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// What its script does before it names the pieces.
    pub runtime: String,
    /// The parts; one that is there before another one comes before it.
    pub parts: Vec<CutPart>,
    /// The pieces that go to the main file.
    pub of_main: Vec<String>,
}

/// A part, and what makes up its file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CutPart {
    /// Its name in `lazy!`.
    pub name: String,
    /// The part that is there before it.
    pub within: Option<String>,
    /// Its pieces: files of the splitter without their ending.
    pub pieces: Vec<String>,
}

/// A piece that several parts share.
struct Shared {
    piece: String,
    users: Vec<String>,
}

impl Cut {
    /// Reads it from the splitter's script.
    pub(crate) fn of(script: &str) -> Result<Self> {
        let start = [FIRST_SHARED, FIRST_PART]
            .iter()
            .filter_map(|first| script.find(&format!("\n{first}")))
            .min()
            .ok_or_else(|| unexpected("it names no part"))?;
        let (runtime, pieces) = script.split_at(start + 1);
        let mut shared = Vec::new();
        let mut names = Vec::new();
        let mut lines = pieces.lines().peekable();
        while let Some(line) = lines.next() {
            let users = line
                .strip_prefix("/* ")
                .and_then(|rest| rest.strip_suffix(" */"));
            if let Some(users) = users {
                let next = lines.peek().copied().unwrap_or_default();
                let number = next
                    .strip_prefix("const __chunk_")
                    .and_then(|rest| rest.split_whitespace().next())
                    .ok_or_else(|| unexpected(next))?;
                shared.push(Shared {
                    piece: format!("chunk_{number}"),
                    users: users.split(", ").map(str::to_owned).collect(),
                });
            } else if let Some(rest) = line.strip_prefix(FIRST_PART) {
                let name = rest.split_whitespace().next();
                names.push(name.ok_or_else(|| unexpected(line))?.to_owned());
            }
        }
        // Whatever else it may say is something that this program does not know.
        if pieces != written(&shared, &names) {
            return Err(unexpected("it loads its parts in another way"));
        }
        Ok(Self::joined(runtime, names, shared))
    }

    fn joined(runtime: &str, names: Vec<String>, shared: Vec<Shared>) -> Self {
        let mut parts: Vec<CutPart> = names
            .into_iter()
            .map(|name| CutPart {
                within: within(&name).map(str::to_owned),
                pieces: vec![format!("split_{name}")],
                name,
            })
            .collect();
        parts.sort_by_key(|part| (way_to(&part.name).len(), part.name.clone()));
        let mut of_main = Vec::new();
        for Shared { piece, users } in shared {
            let home = home(&users);
            match parts.iter_mut().find(|part| Some(&*part.name) == home) {
                Some(part) => part.pieces.push(piece),
                None => of_main.push(piece),
            }
        }
        Self {
            runtime: runtime.to_owned(),
            parts,
            of_main,
        }
    }
}

fn within(part: &str) -> Option<&'static str> {
    let (_, outer) = WITHIN.into_iter().find(|(inner, _)| *inner == part)?;
    Some(outer)
}

/// The parts that are there when this one is, in the order in which they come; it is the last.
fn way_to(part: &str) -> Vec<&str> {
    let mut way = within(part).map(way_to).unwrap_or_default();
    way.push(part);
    way
}

/// The innermost part that is there whenever one of these is; `None` is the main file.
fn home(users: &[String]) -> Option<&str> {
    let (first, rest) = users.split_first()?;
    let mut common = way_to(first);
    for user in rest {
        let way = way_to(user);
        let same = common
            .iter()
            .zip(&way)
            .take_while(|(one, other)| one == other);
        let same = same.count();
        common.truncate(same);
    }
    common.last().copied()
}

/// How the splitter writes down these pieces.
fn written(shared: &[Shared], names: &[String]) -> String {
    let load = |piece: &str| {
        format!(
            "makeLoad(() => {{
    const src = fetch(new URL(\"./{piece}.wasm\", import.meta.url));
    src.catch(() => {{}});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}}
, ["
        )
    };
    let mut text = String::new();
    for Shared { piece, users } in shared {
        write!(
            text,
            "/* {} */\nconst __{piece} = {}]);\n",
            users.join(", "),
            load(piece)
        )
        .ok();
    }
    for name in names {
        let needs = shared.iter().filter(|shared| shared.users.contains(name));
        let needs: Vec<String> = needs.map(|shared| format!("__{}", shared.piece)).collect();
        writeln!(
            text,
            "{FIRST_PART}{name} = wrapAsyncCb({}{}]));",
            load(&format!("split_{name}")),
            needs.join(", ")
        )
        .ok();
    }
    text
}

/// The splitter is young: what it says in another way than before is no page that is right by chance.
pub(crate) fn unexpected(what: &str) -> Failure {
    Failure::new(format!("The splitter's script is not as expected: {what}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUNTIME: &str = r#"import { initSync } from "./page.js";
let sharedImports = undefined;
function getSharedImports() {
    if (sharedImports === undefined) {
        sharedImports = { __wasm_split: {  } };
        const { __indirect_function_table, memory,  } = initSync(undefined, undefined);
        Object.assign(sharedImports.__wasm_split, { __indirect_function_table, memory,  });
    }
    return sharedImports;
}
function wrapAsyncCb(callee) { try { success = true; } catch (e) { success = false; } }
function makeLoad(fetcher, deps) {}
"#;

    /// A script of the splitter: these pieces are shared by these parts.
    fn script(names: &[&str], shared: &[&[&str]]) -> String {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let shared: Vec<Shared> = shared
            .iter()
            .enumerate()
            .map(|(number, users)| Shared {
                piece: format!("chunk_{}", number + 2),
                users: owned(users),
            })
            .collect();
        let names: Vec<String> = owned(names);
        format!("{RUNTIME}{}", written(&shared, &names))
    }

    fn pieces<'a>(cut: &'a Cut, name: &str) -> Vec<&'a str> {
        let part = cut.parts.iter().find(|part| part.name == name).unwrap();
        part.pieces.iter().map(String::as_str).collect()
    }

    #[test]
    fn what_parts_share_is_in_the_one_that_is_always_there_before() {
        let cut = Cut::of(&script(
            &["set_up", "runs", "pictures", "console"],
            &[
                &["console", "runs"],
                &["pictures", "runs"],
                &["console", "pictures", "runs"],
                &["console", "set_up"],
                &["runs", "set_up"],
            ],
        ))
        .unwrap();
        assert_eq!(cut.runtime, RUNTIME);
        assert_eq!(
            pieces(&cut, "console"),
            ["split_console", "chunk_2", "chunk_3", "chunk_4"]
        );
        assert_eq!(pieces(&cut, "runs"), ["split_runs"]);
        assert_eq!(pieces(&cut, "set_up"), ["split_set_up"]);
        assert_eq!(cut.of_main, ["chunk_5", "chunk_6"]);
    }

    #[test]
    fn a_part_comes_after_the_one_that_it_is_within() {
        let cut = Cut::of(&script(&["runs", "pictures", "panel", "console"], &[])).unwrap();
        let parts: Vec<_> = cut
            .parts
            .iter()
            .map(|part| (&*part.name, part.within.as_deref()))
            .collect();
        assert_eq!(
            parts,
            [
                ("console", None),
                ("panel", Some("console")),
                ("pictures", Some("console")),
                ("runs", Some("panel"))
            ]
        );
    }

    #[test]
    fn what_is_said_in_another_way_is_refused() {
        let script = script(&["console", "set_up"], &[&["console", "set_up"]]);
        assert!(Cut::of(&script).is_ok());
        for (from, to) in [
            ("./split_set_up.wasm", "./set_up.wasm"),
            ("instantiateStreaming", "compileStreaming"),
            (", [__chunk_2]));\nexport", ", []));\nexport"),
            ("const __chunk_2", "let __chunk_2"),
            ("/* console, set_up */\n", ""),
        ] {
            let other = script.replace(from, to);
            assert_ne!(script, other);
            assert!(Cut::of(&other).is_err(), "{other}");
        }
        assert!(Cut::of(&format!("{script}fetch(\"./more.wasm\");\n")).is_err());
        assert!(Cut::of(RUNTIME).is_err());
    }
}
