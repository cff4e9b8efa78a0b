//! The proof that a release depends on its commit alone: it is made in two clean clones, in different folders.
//!
//! The clones share the tools and Cargo's downloads, and nothing that was compiled.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use super::archive::Files;
use super::commit::Commit;
use super::contents;
use super::output::{SUMS, directory, put};
use crate::cargo_tools;
use crate::failure::{About, Failure, Result};
use crate::log::Log;
use crate::page;
use crate::project::Project;
use crate::step::say;
use crate::tools::Tools;

/// Folders of different depths and lengths: a path that got into a file would also move what comes after it.
const CLONES: [&str; 2] = ["first", "the/second/in-another-folder"];

/// Writes the release as two clones of the commit make it, if they agree.
pub fn write_twice(project: &Project) -> Result<()> {
    let commit = Commit::of_clean_tree(project)?;
    let tools = Tools::set_up(project)?;
    let scratch = Scratch::new()?;
    for clone in CLONES {
        make(project, &tools, &commit, &scratch.0.join(clone))?;
    }
    let release = agreed(&CLONES.map(|clone| Project::at(scratch.0.join(clone))))?;
    put(project, &release)?;
    say(&format!(
        "{}, the same from two clones, in {}:\n{}",
        commit.id,
        directory(project).display(),
        sums(&release)
    ));
    Ok(())
}

/// The files of the release that two clones have made, if they are the same.
fn agreed([first, second]: &[Project; 2]) -> Result<Files> {
    let release = contents::tree(&directory(first))?;
    let other = contents::tree(&directory(second))?;
    if release == other {
        return Ok(release);
    }
    Err(Failure::new(format!(
        "The two releases are not the same.\n{}{}What differs in dist/: {}.",
        sums(&release),
        sums(&other),
        differing(&first.dist(), &second.dist())?
    )))
}

/// The file of the sums.
fn sums(release: &Files) -> Cow<'_, str> {
    String::from_utf8_lossy(release.get(SUMS).map_or(&[], Vec::as_slice))
}

/// Has a clone of the commit make its release.
fn make(project: &Project, tools: &Tools, commit: &Commit, folder: &Path) -> Result<()> {
    let log = |step| Log::new(project, &format!("release-{step}"));
    let mut clone = Command::new("git");
    clone
        .args(["clone", "--quiet", "--no-checkout"])
        .args([project.root(), folder]);
    log("clone").run_step("Clone", "made", &mut clone)?;
    let mut checkout = Command::new("git");
    checkout
        .args(["checkout", "--quiet", "--detach", &commit.id])
        .current_dir(folder);
    log("checkout").run_step("Commit", "checked out", &mut checkout)?;

    let home = folder.join("target/tools");
    fs::create_dir_all(&home).about("make", &home)?;
    // Rust is taken from here, crates lie at another path in each clone, and the other tools are found on `PATH`.
    share(&project.tools().join("rustup"), &home.join("rustup"))?;
    let cargo_home = home.join("cargo");
    share(&page::cargo_home()?, &cargo_home)?;
    let splitter = cargo_tools::splitter(project);
    let splitter = splitter.parent().unwrap_or(&splitter);
    let mut release = tools.command_before("cargo", splitter)?;
    release
        .args(["xtask", "release"])
        .current_dir(folder)
        .env("CARGO_HOME", cargo_home)
        .env_remove("CARGO_TARGET_DIR");
    let title = format!("Release in {}", folder.display());
    log("made").run_step(&title, "made", &mut release)
}

/// The names of the files that one of two folders has otherwise than the other.
fn differing(one: &Path, other: &Path) -> Result<String> {
    let (one, other) = (contents::tree(one)?, contents::tree(other)?);
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differing: Vec<&str> = paths
        .into_iter()
        .filter(|path| one.get(*path) != other.get(*path))
        .map(String::as_str)
        .collect();
    Ok(if differing.is_empty() {
        "nothing".to_owned()
    } else {
        differing.join(", ")
    })
}

/// Lets a clone use a directory at a path of its own.
fn share(directory: &Path, place: &Path) -> Result<()> {
    link(directory, place).about("link", place)
}

#[cfg(unix)]
fn link(directory: &Path, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(directory, place)
}

/// A symbolic link needs a privilege on Windows that few people have.
#[cfg(not(unix))]
fn link(_directory: &Path, _place: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A folder of this run's own, deleted at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let path = env::temp_dir().join(format!("token-console-release-{}", process::id()));
        fs::create_dir_all(&path).about("make", &path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be deleted does no harm, and lies where the system deletes it one day.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_that_differ_are_refused_and_what_differs_is_named() {
        let scratch = Scratch::new().unwrap();
        let clones = ["a", "b"].map(|name| Project::at(scratch.0.join(name)));
        let write = |clone: &Project, path: &str, text: &str| {
            let path = clone.path(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for clone in &clones {
            write(clone, "dist/same", "x");
            write(clone, "dist/changed", "x");
            write(clone, "target/release-archive/SHA256SUMS", "0  a.zip\n");
        }
        let release = agreed(&clones).unwrap();
        assert_eq!(sums(&release), "0  a.zip\n");

        let [first, second] = &clones;
        write(first, "dist/only", "");
        write(second, "dist/changed", "y");
        write(second, "target/release-archive/SHA256SUMS", "1  a.zip\n");
        assert_eq!(
            agreed(&clones).unwrap_err().to_string(),
            "The two releases are not the same.\n0  a.zip\n1  a.zip\nWhat differs in dist/: changed, only."
        );
    }
}
