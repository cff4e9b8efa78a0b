//! Cuts the program into files: one for the start, and one for each part that `lazy!` names.
//!
//! The splitter makes pieces, of which [`cut`] and [`join`] make one file a part.
//!
//! Trunk runs `cargo`, `wasm-bindgen` and `wasm-opt`, and lets nobody in between. So this very program stands first on
//! Trunk's `PATH` under the name of `wasm-bindgen`, splits what Cargo made, and hands the main file on to the real one.
//! Without it, as in a plain `trunk build`, the page is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::env::{self, consts::EXE_SUFFIX};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

mod cut;
mod join;

use self::cut::{Cut, unexpected};
use crate::cargo_tools;
use crate::failure::{About, Failure, Result};
use crate::files;
use crate::log::cannot_start;
use crate::pin::Pin;
use crate::project::Project;

/// The feature of the page that marks where to cut.
pub const FEATURE: &str = "split";

/// What the splitter needs of the linker.
pub const RUSTFLAGS: &str = "-Clink-arg=--emit-relocs";

const NAME: &str = "wasm-bindgen";

/// What index.html has Trunk do with the main file.
///
/// Tried on the part `console`, 182.3 kB then with brotli: `-Oz` 182.6, `-Oz --gufa` 182.8, `-O2` 182.1, similar functions merged
/// 182.5, functions by name 182.6, functions not in order of use 185.6. And on the whole page, 624 kB without any of this: the
/// standard library built anew with `panic=immediate-abort` 605 kB, which no stable Rust does, and which takes from a crash its
/// message.
///
/// On the part `paste`, 61.3 kB: without local common subexpressions 61.2, with added constants in the offsets of low memory 61.1,
/// without inlining 61.7, locals not in order of use 62.2, not coalesced 66.3; without one of eight other passes between 61.3 and 61.6. On the
/// code of the page in one piece, 374.0 kB: 384.3 where the compiler inlines up to a cost of 30 and not 5, 373.8 up to -20.
const WASM_OPT: [&str; 2] = ["-Os", "--converge"];

/// The name of the splitter's own script, as the main file imports it.
const LOADER: &str = "__wasm_split.js";

/// What the splitter's script does where a part fails.
const FAILED: &str = "success = false;";

/// What it does then: `src/guard.js` says whether a newer version has taken the place of this one, which
/// `token_console::lazy` tells from everything else.
const FAILED_HOW: &str =
    "success = await globalThis.tokenConsole?.miss?.(e.part ?? import.meta.url);";

/// Asks for a part, once and pinned by its hash, where `src/guard.js` has not. Streaming, by which the browser may keep what it
/// compiled, needs the right type; a web server that does not know it serves the right file all the same.
const PART: &str = r#"const part = (file, pin) => {
    const url = new URL(file, import.meta.url);
    const { early } = globalThis.tokenConsole ?? {};
    const source = early?.[file] ?? fetch(url, pin);
    delete early?.[file];
    source.catch(() => {});
    return async (imports) => {
        try {
            const answer = await source;
            return await (answer.headers.get("Content-Type") === "application/wasm"
                ? WebAssembly.instantiateStreaming(answer, imports)
                : WebAssembly.instantiate(await answer.arrayBuffer(), imports));
        } catch (error) {
            error.part = url.href;
            throw error;
        }
    };
};
"#;

/// How what loads a part is called in the script.
const PART_LOADER: &str = "load_";

/// Puts this program where Trunk takes it for `wasm-bindgen`, and answers the directory.
pub fn set_up(project: &Project) -> Result<PathBuf> {
    let directory = project.tools().join("split");
    fs::create_dir_all(&directory).about("make", &directory)?;
    let this = env::current_exe().map_err(|error| {
        Failure::new(format!("This program does not know where it is: {error}."))
    })?;
    let copy = directory.join(format!("{NAME}{EXE_SUFFIX}"));
    files::delete(&copy)?;
    fs::copy(this, &copy).about("write", &copy)?;
    Ok(directory)
}

/// Copies the parts to where the page is served from.
pub fn add_parts(project: &Project, dist: &Path) -> Result<()> {
    let parts = parts(project);
    for part in fs::read_dir(&parts).about("read", &parts)? {
        let part = part.about("read", &parts)?;
        fs::copy(part.path(), dist.join(part.file_name())).about("copy", &part.path())?;
    }
    Ok(())
}

/// The pieces of each file of the page that was built last, as the splitter left them, with the names of their functions; `None`
/// is the main file.
pub fn pieces_of_parts(project: &Project) -> Result<Vec<(Option<String>, Vec<PathBuf>)>> {
    let scratch = project.path("target/split");
    let cut = Cut::of(&read(&scratch.join(LOADER))?)?;
    let mut main = pieces(&scratch, &cut.of_main);
    main.push(scratch.join("token-console.wasm"));
    let parts = cut.parts.into_iter().map(|part| {
        let pieces = pieces(&scratch, &part.pieces);
        (Some(part.name), pieces)
    });
    Ok([(None, main)].into_iter().chain(parts).collect())
}

/// Whether this program was started under the name of `wasm-bindgen`.
pub fn is_meant() -> bool {
    env::current_exe().is_ok_and(|path| path.file_stem().is_some_and(|stem| stem == NAME))
}

/// Does what Trunk expects of `wasm-bindgen`.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    match Project::open().and_then(|project| bind(&project, arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn bind(project: &Project, mut arguments: Vec<OsString>) -> Result<()> {
    let wasm_bindgen = cargo_tools::bin(project).join(NAME);
    let input = arguments
        .iter()
        .position(|argument| Path::new(argument).extension() == Some("wasm".as_ref()));
    let (Some(input), Some(directory), Some(name)) = (
        input,
        option(&arguments, "--out-dir="),
        option(&arguments, "--out-name="),
    ) else {
        // Trunk asks for the version.
        return run(Command::new(wasm_bindgen).args(arguments));
    };

    let scratch = project.path("target/split");
    if scratch.exists() {
        fs::remove_dir_all(&scratch).about("delete", &scratch)?;
    }
    let parts = parts(project);
    fs::create_dir_all(&parts).about("make", &parts)?;
    run(Command::new(cargo_tools::splitter(project))
        .arg(&arguments[input])
        .arg(&scratch)
        .args(["--target", "web", "--out-name", &name]))?;

    arguments[input] = scratch.join(format!("{name}.wasm")).into();
    run(Command::new(wasm_bindgen)
        .args(arguments)
        // The parts import the memory and the table of the main file.
        .arg("--keep-lld-exports"))?;

    let cut = Cut::of(&read(&scratch.join(LOADER))?)?;
    let parts = finished_parts(project, &scratch, &name, &cut)?;
    let directory = PathBuf::from(directory);
    let glue = directory.join(format!("{name}.js"));
    let main = directory.join(format!("{name}_bg.wasm"));
    join::into_main(project, &main, &pieces(&scratch, &cut.of_main))?;
    let mut contents = fs::read(&main).about("read", &main)?;
    let text = with_numbers(&read(&glue)?, &mut contents)?;
    fs::write(&main, contents).about("write", &main)?;
    let text = with_loader(&text, &cut.runtime, &parts)?;
    fs::write(&glue, text).about("write", &glue)
}

/// How the name of what the main file imports of its script starts; it ends with a hash.
const IMPORTED: &str = "__wbg_";
const HASH_LENGTH: usize = 16;

/// The script of `wasm-bindgen`, and the main file beside it, with numbers where each import has a hash in its name. Nothing but
/// these two knows the names, and compression makes no hash smaller: they were 4.8 kB of the first load. The numbers are as long,
/// so that nothing in the file moves.
fn with_numbers(glue: &str, wasm: &mut [u8]) -> Result<String> {
    let mut numbered = BTreeMap::new();
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let mut text = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(at) = rest.find(IMPORTED) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let (name, after) = from.split_at(end.unwrap_or(from.len()));
        rest = after;
        text.push_str(before);
        let Some(stem) = without_hash(name) else {
            text.push_str(name);
            continue;
        };
        let number = numbered.entry(name).or_insert_with(|| {
            let next = taken.entry(stem).or_default();
            *next += 1;
            format!("{stem}{next:0HASH_LENGTH$}")
        });
        text.push_str(number);
    }
    text.push_str(rest);

    let mut missing: BTreeSet<&str> = numbered.keys().copied().collect();
    let places: Vec<usize> = wasm
        .windows(IMPORTED.len())
        .enumerate()
        .filter_map(|(at, bytes)| (bytes == IMPORTED.as_bytes()).then_some(at))
        .collect();
    for at in places {
        let found = numbered
            .iter()
            .find(|(name, _)| wasm[at..].starts_with(name.as_bytes()));
        if let Some((name, number)) = found {
            wasm[at..at + name.len()].copy_from_slice(number.as_bytes());
            missing.remove(name);
        }
    }
    match missing.first() {
        None => Ok(text),
        Some(name) => Err(Failure::new(format!(
            "The main file does not import {name}, as its script expects."
        ))),
    }
}

/// The name of an import up to its hash.
fn without_hash(name: &str) -> Option<&str> {
    let (stem, hash) = name.split_at_checked(name.len().checked_sub(HASH_LENGTH)?)?;
    let is_hash = hash
        .bytes()
        .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    (is_hash && stem.ends_with('_')).then_some(stem)
}

/// A file of the page that holds a part.
#[derive(Debug)]
struct Part {
    /// Its name in `lazy!`.
    name: String,
    /// The part that is there before it.
    within: Option<String>,
    /// The name of the file.
    file: String,
    /// <https://www.w3.org/TR/SRI/>
    integrity: String,
}

impl Part {
    fn new(page: &str, name: &str, within: Option<&str>, contents: &[u8]) -> Self {
        let Pin { mark, integrity } = Pin::of(contents);
        Self {
            name: name.to_owned(),
            within: within.map(str::to_owned),
            file: format!("{page}-{}-{mark}.wasm", name.replace('_', "-")),
            integrity,
        }
    }
}

fn finished_parts(project: &Project, scratch: &Path, page: &str, cut: &Cut) -> Result<Vec<Part>> {
    let mut finished = Vec::new();
    for part in &cut.parts {
        let whole = scratch.join(format!("{}.whole", part.name));
        join::into_part(project, &pieces(scratch, &part.pieces), &whole)?;
        let small = whole.with_extension("small");
        run(join::binaryen(project, "wasm-opt")
            .args(WASM_OPT)
            .arg("--output")
            .arg(&small)
            .arg(&whole))?;
        let contents = fs::read(&small).about("read", &small)?;
        let part = Part::new(page, &part.name, part.within.as_deref(), &contents);
        let path = parts(project).join(&part.file);
        fs::write(&path, contents).about("write", &path)?;
        finished.push(part);
    }
    Ok(finished)
}

fn pieces(scratch: &Path, stems: &[String]) -> Vec<PathBuf> {
    let file = |stem| scratch.join(format!("{stem}.wasm"));
    stems.iter().map(file).collect()
}

/// The script of `wasm-bindgen` with the splitter's in it: another file would be another request of every start, and only
/// what stands in the script that index.html pins can pin the parts.
fn with_loader(glue: &str, runtime: &str, parts: &[Part]) -> Result<String> {
    // One import for each part, all of the same script.
    let (imports, rest): (Vec<&str>, Vec<&str>) = glue
        .lines()
        .partition(|line| line.starts_with("import * as ") && line.contains(LOADER));
    if imports.is_empty() {
        return Err(unexpected("nothing imports it"));
    }
    let mut bindings = Vec::new();
    for import in imports {
        let binding = import.split_whitespace().nth(3);
        bindings.push(binding.ok_or_else(|| unexpected(import))?);
    }
    if runtime.matches(FAILED).count() != 1 {
        return Err(unexpected("it does not say where a part fails"));
    }
    let (_, runtime) = runtime
        .split_once('\n')
        .filter(|(import, _)| import.starts_with("import { initSync } from "))
        .ok_or_else(|| unexpected("it does not import the main file's script first"))?;
    let object = format!("{{ {}: {{", join::IMPORTED);
    if runtime.matches(&object).count() != 1 {
        return Err(unexpected("it hands the parts something else"));
    }
    let mut body = String::from(PART);
    body += &runtime
        .replace(FAILED, FAILED_HOW)
        .replace(&object, &format!("{{ {}: {{", join::MAIN))
        .replace(
            &format!("sharedImports.{}", join::IMPORTED),
            &format!("sharedImports.{}", join::MAIN),
        );
    let mut exports = Vec::new();
    for part in parts {
        let within = part
            .within
            .iter()
            .map(|outer| format!("{PART_LOADER}{outer}"));
        writeln!(
            body,
            "const {PART_LOADER}{name} = makeLoad(() => part(\"./{file}\", {{ integrity: \"{integrity}\" }}), [{within}]);",
            name = part.name,
            file = part.file,
            integrity = part.integrity,
            within = within.collect::<String>(),
        ).ok();
        exports.push(format!(
            "__wasm_split_load_{0}: wrapAsyncCb({PART_LOADER}{0})",
            part.name
        ));
    }
    let exports = exports.join(", ");
    let bindings = bindings.join(" = ");
    let glue = rest.join("\n");
    if glue.contains("from \"./__wasm_split") {
        return Err(unexpected("it is imported in another way too"));
    }
    Ok(format!(
        "{glue}\nlet {names};\n{bindings} = (() => {{\n{body}return {{ {exports} }};\n}})();\n",
        names = bindings.replace(" = ", ", "),
    ))
}

fn parts(project: &Project) -> PathBuf {
    project.path("target/split/parts")
}

fn option(arguments: &[OsString], prefix: &str) -> Option<String> {
    arguments
        .iter()
        .find_map(|argument| argument.to_str()?.strip_prefix(prefix))
        .map(str::to_owned)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).about("read", path)
}

/// Trunk shows what the tool prints.
fn run(command: &mut Command) -> Result<()> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failure::new(format!(
            "`{}` failed.",
            command.get_program().display()
        ))),
        Err(error) => Err(cannot_start(command, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = r#"/* @ts-self-types="./page.d.ts" */
import * as import1 from "./__wasm_split.js"
import * as import2 from "./__wasm_split.js"

function imports() { return { "./__wasm_split.js": import1, "./__wasm_split.js": import2 }; }
export { initSync, init as default };
"#;
    const RUNTIME: &str = r#"import { initSync } from "./page.js";
function getSharedImports() {
    sharedImports = { __wasm_split: {  } };
    Object.assign(sharedImports.__wasm_split, { memory, __wasm_split_shared0,  });
}
function wrapAsyncCb(callee) { try { success = true; } catch (e) { success = false; } }
"#;

    fn parts() -> Vec<Part> {
        vec![
            Part::new("page", "console", None, b"console"),
            Part::new("page", "runs", Some("console"), b"runs"),
        ]
    }

    #[test]
    fn an_import_has_a_number_where_it_had_a_hash_in_both_files() {
        let glue = "{__wbg_get_1d33d8d1c6cefa41:f,__wbg_get_2080c49015e35254:g,__wbg__wbg_cb_unref_09736879a3f67559:h,\
            __wbg_ptr:1,__wbindgen_cast_0000000000000001:i};__wbg_get_1d33d8d1c6cefa41";
        let mut wasm =
            b"\x1a__wbg_get_2080c49015e35254\0\x05\x1a__wbg_get_1d33d8d1c6cefa41\0__wbg__wbg_cb_unref_09736879a3f67559abc"
                .to_vec();
        assert_eq!(
            with_numbers(glue, &mut wasm).unwrap(),
            "{__wbg_get_0000000000000001:f,__wbg_get_0000000000000002:g,__wbg__wbg_cb_unref_0000000000000001:h,\
            __wbg_ptr:1,__wbindgen_cast_0000000000000001:i};__wbg_get_0000000000000001"
        );
        assert_eq!(
            wasm.escape_ascii().to_string(),
            "\\x1a__wbg_get_0000000000000002\\x00\\x05\\x1a__wbg_get_0000000000000001\\x00__wbg__wbg_cb_unref_0000000000000001abc"
        );
    }

    #[test]
    fn a_main_file_that_lacks_an_import_is_refused() {
        let mut wasm = b"__wbg_get_2080c49015e35254".to_vec();
        assert!(with_numbers("{__wbg_get_1d33d8d1c6cefa41:f}", &mut wasm).is_err());
    }

    #[test]
    fn a_part_has_the_hash_of_its_contents() {
        let part = Part::new("page", "set_up", None, b"abc");
        assert_eq!(part.file, "page-set-up-ba7816bf8f01cfea.wasm");
        // The digest of `abc` in FIPS 180-4's examples.
        assert_eq!(
            part.integrity,
            "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }

    #[test]
    fn the_script_of_the_page_loads_each_part_with_its_hash_after_the_one_that_it_is_within() {
        let parts = parts();
        let text = with_loader(GLUE, RUNTIME, &parts).unwrap();
        assert_eq!(text.matches("import ").count(), 0, "{text}");
        assert_eq!(text.matches("export ").count(), 1, "{text}");
        for (part, needs) in parts.iter().zip(["", "load_console"]) {
            let pinned = format!(
                "const load_{} = makeLoad(() => part(\"./{}\", {{ integrity: \"{}\" }}), [{needs}]);\n",
                part.name, part.file, part.integrity
            );
            assert!(text.contains(&pinned), "{text}");
        }
        assert_eq!(text.matches("fetch(").count(), 1, "{text}");
        assert!(
            !text.contains(FAILED) && text.contains(FAILED_HOW),
            "{text}"
        );
        assert!(text.contains("sharedImports = { main: {  } };\n"), "{text}");
        assert!(
            text.contains("sharedImports.main, { memory, __wasm_split_shared0,  }"),
            "{text}"
        );
        assert!(
            text.contains("let import1, import2;\nimport1 = import2 = (() => {\nconst part = ")
        );
        assert!(text.ends_with(
            "return { __wasm_split_load_console: wrapAsyncCb(load_console), \
            __wasm_split_load_runs: wrapAsyncCb(load_runs) };\n})();\n"
        ));
    }

    #[test]
    fn a_script_that_is_not_as_expected_is_refused() {
        for (from, to) in [
            ("success = false;", ""),
            ("import { initSync }", "import { init }"),
            ("{ __wasm_split: {", "{ __wasm_joined: {"),
        ] {
            let other = RUNTIME.replace(from, to);
            assert_ne!(other, RUNTIME);
            assert!(with_loader(GLUE, &other, &parts()).is_err(), "{other}");
        }
        assert!(with_loader("export {};\n", RUNTIME, &parts()).is_err());
        let twice = format!("{GLUE}import {{ load }} from \"./__wasm_split.js\";\n");
        assert!(with_loader(&twice, RUNTIME, &parts()).is_err());
    }

    #[test]
    fn parts_are_optimized_like_the_main_file() {
        let [level, more] = WASM_OPT;
        let page = include_str!("../../index.html");
        let level = level.trim_start_matches("-O");
        let wanted = format!(r#"data-wasm-opt="{level}" data-wasm-opt-params="{more}""#);
        assert!(page.contains(&wanted), "{wanted}");
    }

    #[test]
    fn finds_the_options_that_trunk_gives() {
        let arguments: Vec<OsString> = ["--target=web", "--out-name=page", "in/page.wasm"]
            .map(Into::into)
            .into();
        assert_eq!(option(&arguments, "--out-name=").as_deref(), Some("page"));
        assert_eq!(option(&arguments, "--out-dir="), None);
    }
}
