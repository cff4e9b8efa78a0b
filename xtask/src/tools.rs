//! Everything that the page needs to be built, in its place.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo_tools;
use crate::failure::{Failure, Result};
use crate::node;
use crate::project::Project;
use crate::toolchain::{self, Toolchain};

/// The tools of one project, installed.
#[derive(Debug)]
pub struct Tools {
    toolchain: Toolchain,
    path: Vec<PathBuf>,
    versions: String,
}

impl Tools {
    /// Installs what is missing for the checks that build no page.
    pub fn set_up_for_checks(project: &Project) -> Result<Self> {
        node::check()?;
        let toolchain = Toolchain::set_up(project)?;
        node::set_up(project)?;
        Ok(Self {
            toolchain,
            path: vec![project.path("node_modules/.bin")],
            versions: toolchain::VERSION.to_owned(),
        })
    }

    /// Installs what is missing, the quick checks first.
    pub fn set_up(project: &Project) -> Result<Self> {
        node::check()?;
        let wasm_bindgen = locked_version(&project.read("Cargo.lock")?, "wasm-bindgen")
            .ok_or_else(|| {
                Failure::new("Cargo.lock names no wasm-bindgen: restore it from version control.")
            })?;
        cargo_tools::announce(project, &wasm_bindgen);
        let toolchain = Toolchain::set_up(project)?;
        node::set_up(project)?;
        cargo_tools::set_up(project, &toolchain, &wasm_bindgen)?;
        Ok(Self {
            toolchain,
            // Trunk takes wasm-bindgen and wasm-opt from `PATH` as long as Trunk.toml pins neither. On Windows the latter is
            // npm's `wasm-opt.cmd`, which Trunk's look-up finds by PATHEXT.
            path: vec![cargo_tools::bin(project), project.path("node_modules/.bin")],
            versions: format!(
                "{} {} {wasm_bindgen} {}",
                toolchain::VERSION,
                cargo_tools::TRUNK,
                cargo_tools::SPLITTER
            ),
        })
    }

    /// A program among the tools, in whose environment all of them are found first.
    pub fn command(&self, program: &str) -> Result<Command> {
        self.toolchain.command(program, &self.path)
    }

    /// The same, with one more directory before all others.
    pub fn command_before(&self, program: &str, first: &Path) -> Result<Command> {
        let path = [&[first.to_path_buf()], self.path.as_slice()].concat();
        self.toolchain.command(program, &path)
    }

    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// The versions of those tools that no file of the project names.
    pub fn versions(&self) -> &str {
        &self.versions
    }
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry+https://github.com/rust-lang/crates.io-index"
"#;

    #[test]
    fn finds_the_version_of_exactly_this_package() {
        assert_eq!(
            locked_version(LOCK, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }
}
