//! Where things are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{About, Failure, Result};

#[derive(Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the project that this program belongs to and makes the directories it writes to.
    pub fn open() -> Result<Self> {
        // Cargo's value at run time stays right when the whole directory has been moved.
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package
            .parent()
            .ok_or_else(|| Failure::new("Run this program as `cargo xtask`."))?
            .to_path_buf();
        let project = Self { root };
        let logs = project.logs();
        fs::create_dir_all(&logs).about("make", &logs)?;
        Ok(project)
    }

    /// The project that lies there.
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file or directory by its path from the top.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    pub fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// The tools that set-up installs.
    pub fn tools(&self) -> PathBuf {
        self.path("target/tools")
    }

    /// What the tools print.
    pub fn logs(&self) -> PathBuf {
        self.path("target/tools/logs")
    }

    /// The version of the page, which Cargo.toml has.
    pub fn version(&self) -> Result<String> {
        let manifest = self.read("Cargo.toml")?;
        manifest
            .lines()
            .find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
            .map(str::to_owned)
            .ok_or_else(|| Failure::new("Cargo.toml has no version."))
    }

    /// The text of a file, by its path from the top.
    pub fn read(&self, relative: &str) -> Result<String> {
        let path = self.path(relative);
        fs::read_to_string(&path).about("read", &path)
    }
}
