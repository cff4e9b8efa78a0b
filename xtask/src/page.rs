//! The release build of the page.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{About, Failure, Result};
use crate::files;
use crate::fingerprint::Fingerprint;
use crate::hosts::{self, HostRules, Place};
use crate::log::Log;
use crate::notices;
use crate::project::Project;
use crate::seal;
use crate::split;
use crate::step::say;
use crate::tools::Tools;

/// What lies at the top of the project and has no part in `dist/`. Anything else may have one, so that a new kind of source
/// can cost a needless build but never leave an old page.
pub const NO_INPUT: [&str; 19] = [
    ".ci",
    ".editorconfig",
    ".git",
    ".gitattributes",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "deny.toml",
    "dist",
    "docs",
    "fuzz",
    "node_modules",
    "sandbox",
    "target",
    "test-results",
    "tests",
];

/// What the page links to of what it is told by: the document, and the file that any web server serves as a text.
const DOCUMENTS: [(&str, &str); 2] = [
    ("CHANGELOG.md", "changelog.txt"),
    ("README.md", "readme.txt"),
];

/// Writes `dist/`, or leaves it as it is where nothing has changed since the last time.
pub fn build(project: &Project, tools: &Tools) -> Result<()> {
    let stamp = project.path("target/page");
    let source = source(project, tools)?;
    if let Ok(last) = fs::read_to_string(&stamp)
        && output(project).is_ok_and(|output| last == format!("{source} {output}"))
    {
        say("Release page … up to date in dist/");
        return add_the_rest(project);
    }

    fetch_crates(project, tools)?;
    let dist = project.dist();
    fs::create_dir_all(&dist).about("make", &dist)?;
    let mut trunk = tools.command_before("trunk", &split::set_up(project)?)?;
    trunk
        .args(["build", "--release", "--offline", "--locked"])
        .args(["--features", split::FEATURE])
        .env("CARGO_ENCODED_RUSTFLAGS", rustflags()?)
        // https://no-color.org allows any value; Trunk's command line takes `true` and `false` only.
        .env_remove("NO_COLOR")
        .current_dir(project.root());
    Log::new(project, "page").run_step("Release page", "built in dist/", &mut trunk)?;
    // Trunk's own, and nothing that a web server should serve.
    files::delete(&dist.join(".trunk-lock"))?;
    split::add_parts(project, &dist)?;
    seal::seal(project, &dist)?;
    notices::write(project, tools, &dist)?;

    let output = output(project)?;
    fs::write(&stamp, format!("{source} {output}")).about("write", &stamp)?;
    add_the_rest(project)
}

/// What costs no build, whatever is new in it: the documents, and the files of hosts that do not lie in the page.
fn add_the_rest(project: &Project) -> Result<()> {
    let hosts = project.path("target/hosts");
    fs::create_dir_all(&hosts).about("make", &hosts)?;
    hosts::write(&HostRules::of_page(&project.dist())?, Place::Host, &hosts)?;
    for (document, file) in DOCUMENTS {
        let path = project.dist().join(file);
        // Told to be UTF-8, whatever the web server says.
        let text = format!("\u{feff}{}", project.read(document)?);
        fs::write(&path, text).about("write", &path)?;
    }
    Ok(())
}

/// Fetches the crates that are not here yet.
///
/// Trunk is told to stay offline, so that it downloads no tool of its own choice. Cargo below it then stays offline too, and
/// Trunk's look at the metadata needs the crates of every platform.
pub fn fetch_crates(project: &Project, tools: &Tools) -> Result<()> {
    let mut fetch = tools.command("cargo")?;
    fetch
        .args(["fetch", "--locked"])
        .current_dir(project.root());
    Log::new(project, "fetch").run_step("Crates", "fetched", &mut fetch)
}

/// What the compiler is told. Panic messages name files of crates: without the way to where they lie on the builder's
/// machine, the page says nothing of it, and is the same wherever it is built.
fn rustflags() -> Result<String> {
    let mut flags = split::RUSTFLAGS.to_owned();
    for registry in registries(&cargo_home()?)? {
        let _ = write!(
            flags,
            "\x1f--remap-path-prefix={}=crates",
            registry.display()
        );
    }
    Ok(flags)
}

/// Where Cargo keeps what it fetches.
pub fn cargo_home() -> Result<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| Some(env::home_dir()?.join(".cargo")))
        .ok_or_else(|| {
            Failure::new("There is no home directory: set CARGO_HOME to where Cargo may write.")
        })
}

/// The folders of unpacked crates, one for each registry or mirror that they were ever fetched from, whose names are of Cargo's
/// making.
fn registries(cargo_home: &Path) -> Result<Vec<PathBuf>> {
    let all = cargo_home.join("registry").join("src");
    let mut registries = fs::read_dir(&all)
        .about("read", &all)?
        .map(|entry| Ok(entry.about("read", &all)?.path()))
        .collect::<Result<Vec<_>>>()?;
    // The order of a directory is the file system's own affair.
    registries.sort();
    Ok(registries)
}

fn source(project: &Project, tools: &Tools) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add_text(tools.versions());
    // It is in the page.
    fingerprint.add_text(&env::var("TOKEN_CONSOLE_COMMIT").unwrap_or_default());
    fingerprint.add_directory(project.root(), &NO_INPUT)?;
    Ok(fingerprint.finish())
}

fn output(project: &Project) -> Result<String> {
    let dist = project.dist();
    if !dist.join("index.html").exists() {
        return Err(Failure::new("dist/ holds no page."));
    }
    let mut fingerprint = Fingerprint::default();
    fingerprint.add_directory(&dist, &DOCUMENTS.map(|(_, file)| file))?;
    Ok(fingerprint.finish())
}
