//! What a release is written as.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::archive::Files;
use crate::failure::{About, Result};
use crate::project::Project;

/// The name of the file of sums, which is a contract.
pub const SUMS: &str = "SHA256SUMS";

/// Writes these files and deletes those of the last time.
pub fn put(project: &Project, files: &Files) -> Result<()> {
    let directory = directory(project);
    if directory.exists() {
        fs::remove_dir_all(&directory).about("delete", &directory)?;
    }
    fs::create_dir_all(&directory).about("make", &directory)?;
    for (name, contents) in files {
        let path = directory.join(name);
        fs::write(&path, contents).about("write", &path)?;
    }
    Ok(())
}

/// Where the release is written to.
pub fn directory(project: &Project) -> PathBuf {
    project.path("target/release-archive")
}

/// A line for each file, as `sha256sum --check` reads it.
pub fn sums(files: &Files) -> String {
    let mut sums = String::new();
    for (name, contents) in files {
        let _ = writeln!(sums, "{:x}  {name}", Sha256::digest(contents));
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4's own example, and the form of GNU coreutils.
    #[test]
    fn sums_are_as_sha256sum_reads_them() {
        assert_eq!(
            sums(&Files::from([("a.zip".into(), b"abc".to_vec())])),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.zip\n"
        );
    }
}
