//! Makes one file of several pieces, by Binaryen's `wasm-merge`.
//!
//! The pieces find each other's functions in the table of the main file, at places that the splitter has given them; so
//! nothing but what they import has to be joined.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{About, Failure, Result};
use crate::log::cannot_start;
use crate::project::Project;

/// The name under which the pieces import the memory, the table and the globals of the main file.
pub(crate) const IMPORTED: &str = "__wasm_split";

/// The name under which the parts do.
///
/// `wasm-merge` imports twice what two files import, and two memories are something else than one. So it is given a module of
/// the name that they import from, which has all of it from elsewhere: from here.
pub(crate) const MAIN: &str = "main";

/// A program of Binaryen.
pub(crate) fn binaryen(project: &Project, program: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(project.path("node_modules/binaryen/bin").join(program));
    command
}

/// Makes a part of its pieces.
pub(crate) fn into_part(project: &Project, pieces: &[PathBuf], part: &Path) -> Result<()> {
    let mut imports = Vec::new();
    for piece in pieces {
        for import in imports_of(&output(binaryen(project, "wasm-dis").arg(piece))?)? {
            if !imports.contains(&import) {
                imports.push(import);
            }
        }
    }
    let text = part.with_extension("wat");
    fs::write(&text, passing_on(&imports)).about("write", &text)?;
    let passes_on = part.with_extension("imports");
    output(
        binaryen(project, "wasm-as")
            .arg(&text)
            .arg("--output")
            .arg(&passes_on),
    )?;
    let (first, rest) = pieces
        .split_first()
        .ok_or_else(|| Failure::new(format!("{} has no pieces.", part.display())))?;
    // The first one says what WebAssembly the file needs.
    let mut merge = binaryen(project, "wasm-merge");
    merge.arg(first).arg("piece").arg(&passes_on).arg(IMPORTED);
    for piece in rest {
        merge.arg(piece).arg("piece");
    }
    output(merge.arg("--output").arg(part)).map(drop)
}

/// Adds pieces to the main file.
pub(crate) fn into_main(project: &Project, main: &Path, pieces: &[PathBuf]) -> Result<()> {
    if pieces.is_empty() {
        return Ok(());
    }
    let joined = main.with_extension("joined");
    let mut merge = binaryen(project, "wasm-merge");
    merge.arg(main).arg(IMPORTED);
    for piece in pieces {
        merge.arg(piece).arg("piece");
    }
    output(merge.arg("--output").arg(&joined))?;
    fs::rename(&joined, main).about("write", main)
}

/// What a piece imports, from its text: each the name, and the kind with the type.
fn imports_of(text: &str) -> Result<Vec<(String, String)>> {
    let mut imports = Vec::new();
    for line in text.lines() {
        let Some(import) = line.trim_start().strip_prefix("(import ") else {
            continue;
        };
        // (import "__wasm_split" "memory" (memory $mimport$0 19))
        let mut quoted = import.splitn(5, '"');
        let (Some(""), Some(IMPORTED), Some(" "), Some(name), Some(rest)) = (
            quoted.next(),
            quoted.next(),
            quoted.next(),
            quoted.next(),
            quoted.next(),
        ) else {
            return Err(unexpected(line));
        };
        let mut words = rest.trim_start().splitn(3, ' ');
        let (Some(kind @ ("(memory" | "(table" | "(global")), Some(_), Some(of_type)) =
            (words.next(), words.next(), words.next())
        else {
            return Err(unexpected(line));
        };
        let of_type = of_type.strip_suffix(')').ok_or_else(|| unexpected(line))?;
        imports.push((name.to_owned(), format!("{} {of_type}", &kind[1..])));
    }
    Ok(imports)
}

fn unexpected(line: &str) -> Failure {
    Failure::new(format!(
        "A piece of the page imports something unexpected: {line}"
    ))
}

/// The text of a module that has all this from the main file, and passes it on.
fn passing_on(imports: &[(String, String)]) -> String {
    let mut text = String::from("(module\n");
    for (name, of_type) in imports {
        // `memory 19)` becomes `memory (export "memory") (import "main" "memory") 19)`.
        let (kind, of_type) = of_type.split_once(' ').unwrap_or((of_type, ""));
        writeln!(
            text,
            " ({kind} (export \"{name}\") (import \"{MAIN}\" \"{name}\") {of_type}"
        )
        .ok();
    }
    text + ")\n"
}

fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::new(format!(
        "`{command:?}` failed: {}",
        String::from_utf8_lossy(&output.stderr)
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"(module
 (type $0 (func))
 (import "__wasm_split" "memory" (memory $mimport$0 19))
 (import "__wasm_split" "__indirect_function_table" (table $timport$0 3276 funcref))
 (import "__wasm_split" "__wasm_split_shared0" (global $__stack_pointer (mut i32)))
 (data $0 (i32.const 4) "\00")
)
"#;

    #[test]
    fn what_all_pieces_import_is_imported_once_by_their_file() {
        let imports = imports_of(TEXT).unwrap();
        assert_eq!(
            passing_on(&imports),
            r#"(module
 (memory (export "memory") (import "main" "memory") 19)
 (table (export "__indirect_function_table") (import "main" "__indirect_function_table") 3276 funcref)
 (global (export "__wasm_split_shared0") (import "main" "__wasm_split_shared0") (mut i32))
)
"#
        );
    }

    #[test]
    fn a_piece_that_imports_a_function_or_of_something_else_is_refused() {
        for (from, to) in [
            ("(memory $mimport$0 19)", "(func $f)"),
            ("\"__wasm_split\" \"memory\"", "\"other\" \"memory\""),
        ] {
            assert!(imports_of(&TEXT.replace(from, to)).is_err());
        }
    }
}
