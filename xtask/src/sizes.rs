//! `cargo xtask sizes`: what the page's WebAssembly is made of, by part and by where the code comes from.
//!
//! Measured on the pieces as the splitter leaves them: `wasm-opt`, which comes after it, drops the names. So the bytes are those
//! before it, and what counts is their share.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rustc_demangle::demangle;

use crate::failure::{About, Failure, Result};
use crate::page;
use crate::project::Project;
use crate::split;
use crate::step::say;
use crate::tools::Tools;

/// Where code comes from, and how the paths of its functions start; the first that fits counts.
const GROUPS: [(&str, &[&str]); 11] = [
    ("own: words", &["token_console::ui::words"]),
    ("own: `ui`", &["token_console::ui"]),
    ("own: `wiring`", &["token_console::wiring"]),
    ("own: `browser`", &["token_console::browser"]),
    (
        "own: rules",
        &["token_console", "__wasm_split", "main", "__original_main"],
    ),
    ("drop glue", &["core::ptr::drop_"]),
    (
        "Leptos, reactive graph",
        &[
            "leptos",
            "tachys",
            "reactive_graph",
            "reactive_stores",
            "or_poisoned",
            "any_spawner",
            "throw_error",
            "hydration_context",
            "guardian",
            "either_of",
            "next_tuple",
            "oco_ref",
            "slotmap",
            "server_fn",
            "send_wrapper",
            "wasm_split",
            "futures",
            "indexmap",
            "hashbrown",
            "rustc_hash",
        ],
    ),
    (
        "wasm-bindgen, web-sys",
        &[
            "wasm_bindgen",
            "js_sys",
            "web_sys",
            "wasm_streams",
            "gloo",
            "__wbindgen",
            "__wbg",
            "__externref",
        ],
    ),
    ("QR", &["rxing", "once_cell"]),
    ("serde", &["serde", "itoa", "ryu", "zmij", "memchr"]),
    (
        "core, alloc, std",
        &[
            "core",
            "alloc",
            "std",
            "compiler_builtins",
            "dlmalloc",
            "__rust",
            "memcpy",
            "memmove",
            "memset",
            "memcmp",
            "bcmp",
            "str",
            "char>",
            "bool",
            "u8",
            "u16",
            "u32",
            "u64",
            "usize",
            "i8",
            "i32",
            "i64",
            "isize",
            "f64",
        ],
    ),
];
const OTHER: &str = "everything else";
const DATA: &str = "data: texts and tables";
const MAIN: &str = "main";

/// Describes imports to `wasm-bindgen`, which takes it out.
const DESCRIPTIONS: &str = "__wbindgen_describe";

/// What the splitter adds to the name of a function that is called by way of the table.
const BY_TABLE: &str = " indirect_call_shim";

/// How many bytes of a part come from where.
type Bytes = BTreeMap<&'static str, usize>;

/// Builds the page, and prints what it is made of.
pub fn run(project: &Project) -> Result<()> {
    page::build(project, &Tools::set_up(project)?)?;
    say(&table(project)?);
    Ok(())
}

/// What the page that was built last is made of, as a table of Markdown.
pub fn table(project: &Project) -> Result<String> {
    let mut parts = Vec::new();
    for (part, pieces) in split::pieces_of_parts(project)? {
        let mut bytes = Bytes::new();
        for piece in pieces {
            let contents = fs::read(&piece).about("read", &piece)?;
            add(&mut bytes, &contents).ok_or_else(|| not_understood(&piece))?;
        }
        parts.push((part.unwrap_or_else(|| MAIN.to_owned()), bytes));
    }
    Ok(written(&parts))
}

fn not_understood(piece: &Path) -> Failure {
    Failure::new(format!(
        "{} is no WebAssembly as this program knows it.",
        piece.display()
    ))
}

fn written(parts: &[(String, Bytes)]) -> String {
    let all: usize = parts.iter().flat_map(|(_, bytes)| bytes.values()).sum();
    let row = |head: &str, of: &dyn Fn(&Bytes) -> usize| {
        let mut line = format!("| {head} |");
        let mut sum = 0;
        for (_, bytes) in parts {
            sum += of(bytes);
            write!(line, " {} |", kilobytes(of(bytes))).ok();
        }
        let permille = (sum * 1000).checked_div(all).unwrap_or_default();
        writeln!(
            line,
            " {} | {}.{} % |",
            kilobytes(sum),
            permille / 10,
            permille % 10
        )
        .ok();
        line
    };
    let mut text = String::from("| kB before `wasm-opt` |");
    for (name, _) in parts {
        write!(text, " {} |", name.replace('_', "-")).ok();
    }
    text += " all | share |\n|";
    text += &" --- |".repeat(parts.len() + 3);
    text.push('\n');
    let groups = GROUPS.iter().map(|(group, _)| *group);
    for group in groups.chain([OTHER, DATA]) {
        text += &row(group, &|bytes| {
            bytes.get(group).copied().unwrap_or_default()
        });
    }
    text += &row("**all**", &|bytes| bytes.values().sum());
    text
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

/// Where the code of a function with this path comes from.
fn group(path: &str) -> &'static str {
    // `<T as Trait>::f` is where `T` is.
    let start = path.trim_start_matches(['<', '&', '[', '(', '*']);
    // Where that is anything, it is where the trait is.
    let start = ["mut ", "dyn ", "_ as "]
        .iter()
        .fold(start, |left, word| left.strip_prefix(word).unwrap_or(left));
    let found = GROUPS
        .iter()
        .find(|(_, prefixes)| prefixes.iter().any(|prefix| start.starts_with(prefix)));
    found.map_or(OTHER, |(group, _)| group)
}

/// Adds what a piece is made of: <https://webassembly.github.io/spec/core/binary/modules.html>
fn add(bytes: &mut Bytes, piece: &[u8]) -> Option<()> {
    let mut rest = piece.strip_prefix(b"\0asm\x01\0\0\0")?;
    let mut imported = 0;
    let mut sizes = Vec::new();
    let mut names = BTreeMap::new();
    while let Some((id, after)) = rest.split_first() {
        rest = after;
        let length = number(&mut rest)?;
        let mut section = take(&mut rest, length)?;
        match id {
            0 if sized(&mut section)? == b"name" => names = function_names(section)?,
            2 => imported = imported_functions(section)?,
            10 => {
                for _ in 0..number(&mut section)? {
                    sizes.push(sized(&mut section)?.len());
                }
            }
            11 => *bytes.entry(DATA).or_default() += section.len(),
            _ => {}
        }
    }
    for (at, size) in sizes.into_iter().enumerate() {
        let name = names.get(&(imported + at)).copied().unwrap_or_default();
        if name.starts_with(DESCRIPTIONS) {
            continue;
        }
        let path = format!("{:#}", demangle(name.trim_end_matches(BY_TABLE)));
        *bytes.entry(group(&path)).or_default() += size;
    }
    Some(())
}

/// The names of functions, by their number, of the section `name`:
/// <https://webassembly.github.io/spec/core/appendix/custom.html#name-section>
fn function_names(mut section: &[u8]) -> Option<BTreeMap<usize, &str>> {
    let mut names = BTreeMap::new();
    while let Some((id, after)) = section.split_first() {
        section = after;
        let mut names_of = sized(&mut section)?;
        if *id == 1 {
            for _ in 0..number(&mut names_of)? {
                let function = number(&mut names_of)?;
                names.insert(function, str::from_utf8(sized(&mut names_of)?).ok()?);
            }
        }
    }
    Some(names)
}

/// How many functions come before those of the file itself.
fn imported_functions(mut section: &[u8]) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..number(&mut section)? {
        sized(&mut section)?;
        sized(&mut section)?;
        match byte(&mut section)? {
            0 => {
                functions += 1;
                number(&mut section)?;
            }
            1 => {
                byte(&mut section)?;
                limits(&mut section)?;
            }
            2 => limits(&mut section)?,
            // A global has a type, and may change.
            3 => {
                take(&mut section, 2)?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

fn limits(rest: &mut &[u8]) -> Option<()> {
    if byte(rest)? & 1 == 1 {
        number(rest)?;
    }
    number(rest)?;
    Some(())
}

/// What stands behind its own length.
fn sized<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = number(rest)?;
    take(rest, length)
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    take(rest, 1)?.first().copied()
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(taken)
}

/// An unsigned number, seven bits a byte: <https://en.wikipedia.org/wiki/LEB128>
fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let next = byte(rest)?;
        value |= usize::from(next & 0x7f) << shift;
        if next & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_length(id: u8, contents: &[u8]) -> Vec<u8> {
        let length = u8::try_from(contents.len()).unwrap();
        [&[id, length], contents].concat()
    }

    #[test]
    fn a_function_counts_where_it_comes_from_and_a_description_not_at_all() {
        let names = b"\x03\x01\x0e_RNvC4core3abc\x02\x06memcpy\x03\x15__wbindgen_describe_x";
        let names = [b"\x04name".as_slice(), &with_length(1, names)].concat();
        let piece = [
            b"\0asm\x01\0\0\0".to_vec(),
            // One function and one memory are imported.
            with_length(2, b"\x02\x01m\x01f\0\0\x01m\x01m\x02\0\x01"),
            with_length(10, b"\x03\x02\0\x0b\x03\0\x01\x0b\x02\0\x0b"),
            with_length(11, b"\x01\x02\x03"),
            with_length(0, &names),
        ]
        .concat();
        let mut bytes = Bytes::new();
        add(&mut bytes, &piece).unwrap();
        assert_eq!(bytes, Bytes::from([("core, alloc, std", 5), (DATA, 3)]));
        assert!(add(&mut bytes, b"<!doctype html>").is_none());
    }

    #[test]
    fn an_implementation_is_where_its_type_is() {
        for (path, expected) in [
            ("token_console::ui::words::t", "own: words"),
            (
                "<token_console::ui::app::App as core::clone::Clone>::clone",
                "own: `ui`",
            ),
            ("token_console::runs::run::next", "own: rules"),
            (
                "core::ptr::drop_glue::<token_console::ui::x::Y>",
                "drop glue",
            ),
            (
                "<&mut serde_json::ser::Serializer as serde::Serializer>::f",
                "serde",
            ),
            (
                "<tachys::html::HtmlElement<token_console::x>>::build",
                "Leptos, reactive graph",
            ),
            (
                "<_ as tachys::view::IntoAny>::into_any",
                "Leptos, reactive graph",
            ),
            ("<str>::replace::<char>", "core, alloc, std"),
            ("something", OTHER),
        ] {
            assert_eq!(group(path), expected, "{path}");
        }
    }

    #[test]
    fn the_table_has_a_column_a_part_and_their_sum() {
        let parts = [
            (MAIN.to_owned(), Bytes::from([("serde", 1500), (DATA, 500)])),
            ("set_up".to_owned(), Bytes::from([("serde", 2000)])),
        ];
        let text = written(&parts);
        assert!(
            text.starts_with("| kB before `wasm-opt` | main | set-up | all | share |\n| --- |")
        );
        assert!(text.contains("\n| serde | 1.5 | 2.0 | 3.5 | 87.5 % |\n"));
        assert!(text.ends_with("| **all** | 2.0 | 2.0 | 4.0 | 100.0 % |\n"));
    }
}
