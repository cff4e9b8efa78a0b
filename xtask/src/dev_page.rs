//! The page for whoever works on it: not optimized, in one piece, and otherwise as `cargo xtask build` makes it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{About, Result};
use crate::files;
use crate::fingerprint::Fingerprint;
use crate::log::Log;
use crate::page;
use crate::project::Project;
use crate::seal;
use crate::tools::Tools;

/// The profile of Cargo.toml. As it is one of its own, its build waits for no `cargo test` or `cargo clippy` that runs
/// beside it, and takes nothing from their caches.
const PROFILE: &str = "page-dev";

/// Where it is served from.
pub fn directory(project: &Project) -> PathBuf {
    project.path("target/dev/page")
}

/// Writes it anew; the answer is whether it is another one than before. Where that fails, what was there stays.
pub fn build(project: &Project, tools: &Tools) -> Result<bool> {
    let next = project.path("target/dev/next");
    fs::create_dir_all(&next).about("make", &next)?;
    let mut trunk = tools.command("trunk")?;
    trunk
        .args(["build", "--offline", "--locked"])
        .args(["--cargo-profile", PROFILE])
        // `seal` knows the documents as Trunk minifies them.
        .arg("--minify")
        .arg("--dist")
        .arg(&next)
        // https://no-color.org allows any value; Trunk's command line takes `true` and `false` only.
        .env_remove("NO_COLOR")
        .current_dir(project.root());
    Log::new(project, "dev-page").run_step("Page", "built", &mut trunk)?;
    files::delete(&next.join(".trunk-lock"))?;
    seal::seal(project, &next)?;

    let directory = directory(project);
    let changed = fingerprint(&directory).ok() != Some(fingerprint(&next)?);
    if directory.exists() {
        fs::remove_dir_all(&directory).about("delete", &directory)?;
    }
    fs::rename(&next, &directory).about("rename", &next)?;
    Ok(changed)
}

/// Fetches what the first build needs, and builds.
pub fn set_up(project: &Project, tools: &Tools) -> Result<()> {
    page::fetch_crates(project, tools)?;
    build(project, tools).map(|_| ())
}

fn fingerprint(directory: &Path) -> Result<String> {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add_directory(directory, &[])?;
    Ok(fingerprint.finish())
}
