//! The pinned Rust of the release page, in a rustup home of the project's own.

use std::env::{self, consts::EXE_SUFFIX};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::log::Log;
use crate::project::Project;

/// Rust that builds the page, formats and lints: its size and its lints do not change with the user's next update.
/// Trunk 0.22.1 also needs 1.96.1 or later to be installed, which is more than the 1.95 that the page asks for.
pub const VERSION: &str = "1.97.0";

/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The directory of the pinned `cargo` and `rustc`.
#[derive(Debug)]
pub struct Toolchain {
    bin: PathBuf,
}

impl Toolchain {
    /// Finds the toolchain, or has rustup install it.
    pub fn set_up(project: &Project) -> Result<Self> {
        let home = project.tools().join("rustup");
        let name = format!("{VERSION}-{}", host()?);
        let directory = home.join("toolchains").join(&name);
        if !is_complete(&directory) {
            let mut rustup = Command::new("rustup");
            rustup
                .args(["toolchain", "install", &name])
                .args(["--profile", "minimal", "--no-self-update"])
                .args(["--target", WASM])
                .args(["--component", "clippy", "--component", "rustfmt"])
                .env("RUSTUP_HOME", &home)
                .env_remove("RUSTUP_TOOLCHAIN");
            if is_missing("rustup") {
                return Err(Failure::new(
                    "rustup is missing: install it from https://rustup.rs and run the command again.",
                ));
            }
            Log::new(project, "rustup").run_step(
                &format!("Rust {VERSION} with {WASM}"),
                "installed",
                &mut rustup,
            )?;
        }
        Ok(Self {
            bin: directory.join("bin"),
        })
    }

    /// What it says of itself, whose texts name copyrights and licences.
    pub fn documentation(&self) -> PathBuf {
        self.bin.with_file_name("share").join("doc").join("rust")
    }

    /// Where its standard library is for the target of the page: a file for each crate.
    pub fn standard_library(&self) -> PathBuf {
        standard_library(self.bin.parent().unwrap_or(&self.bin))
    }

    /// One of its programs, with its directory and then `more` first on `PATH`: a rustup proxy that comes later there
    /// would run another Rust.
    pub fn command(&self, program: &str, more: &[PathBuf]) -> Result<Command> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let directories = iter::once(self.bin.clone())
            .chain(more.iter().cloned())
            .chain(env::split_paths(&inherited));
        let path = env::join_paths(directories).map_err(|_| {
            Failure::new(format!(
                "{} cannot be put on PATH: move the project to a directory without `:`, `;` and `\"` in its name.",
                self.bin.display()
            ))
        })?;
        let mut command = Command::new(executable(program));
        command
            .env("PATH", path)
            .env("CARGO", self.bin.join(executable("cargo")))
            .env_remove("RUSTC")
            .env_remove("RUSTUP_TOOLCHAIN");
        Ok(command)
    }
}

fn executable(program: &str) -> String {
    format!("{program}{EXE_SUFFIX}")
}

fn is_complete(directory: &Path) -> bool {
    standard_library(directory).exists()
        && ["cargo", "rustc", "cargo-clippy", "cargo-fmt"]
            .iter()
            .all(|program| directory.join("bin").join(executable(program)).exists())
}

fn standard_library(directory: &Path) -> PathBuf {
    directory.join("lib/rustlib").join(WASM).join("lib")
}

fn is_missing(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_err()
}

/// The platform that the user's own Rust is for.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output().ok();
    output
        .and_then(|output| parse_host(&String::from_utf8_lossy(&output.stdout)))
        .ok_or_else(|| {
            Failure::new(
                "rustc does not run: install Rust from https://rustup.rs and run the command again.",
            )
        })
}

fn parse_host(version: &str) -> Option<String> {
    version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_host() {
        let version = "rustc 1.95.0 (59807616e 2026-04-14)\nbinary: rustc\nhost: x86_64-pc-windows-msvc\nrelease: 1.95.0\n";
        assert_eq!(
            parse_host(version).as_deref(),
            Some("x86_64-pc-windows-msvc")
        );
        assert_eq!(parse_host("rustc 1.95.0"), None);
    }
}
