//! What is handed on to somebody who only runs the page: one zip with all that this takes, and beside it the sums to check it by
//! and the list of the software in it. Its bytes depend on the commit alone, not on who makes it where.

mod archive;
mod commit;
mod contents;
mod links;
mod sbom;
mod twice;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use self::archive::Files;
use self::commit::Commit;
use crate::failure::{About, Failure, Result};
use crate::notices::{self, Origin};
use crate::page;
use crate::project::Project;
use crate::step::say;
use crate::tools::Tools;

pub use self::twice::write_twice;

/// The names of the file of sums and, without its beginning, of the SBOM, which are a contract.
const SUMS: &str = "SHA256SUMS";
const SBOM: &str = "cdx.json";

/// Writes the zip, the SBOM and their sums.
pub fn write(project: &Project) -> Result<()> {
    if env::var_os("TOKEN_CONSOLE_COMMIT").is_some() {
        return Err(Failure::new(
            "TOKEN_CONSOLE_COMMIT is set, and would be in the page: unset it. A release is the same whoever makes it, and its SBOM names the commit.",
        ));
    }
    let commit = Commit::of_clean_tree(project)?;
    let tools = Tools::set_up(project)?;
    page::build(project, &tools)?;

    let works = notices::works(project, &tools)?;
    let page = works
        .iter()
        .find(|work| work.origin == Origin::Project && work.name == contents::PAGE)
        .ok_or_else(|| Failure::new("The notices do not name the page itself."))?;
    let name = format!("{}-{}", page.name, page.version);
    let sbom = sbom::of(project, page, &works, &commit)?;
    let zip = archive::packed(&name, &contents::of(project, &sbom)?)?;

    let mut files = Files::from([
        (format!("{name}.zip"), zip),
        (format!("{name}.{SBOM}"), sbom.into_bytes()),
    ]);
    let sums = sums(&files);
    files.insert(SUMS.to_owned(), sums.clone().into_bytes());
    put(project, &files)?;
    say(&format!(
        "{}, in {}:\n{sums}",
        commit.id,
        directory(project).display()
    ));
    Ok(())
}

/// Writes these files and deletes those of the last time.
fn put(project: &Project, files: &Files) -> Result<()> {
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
fn directory(project: &Project) -> PathBuf {
    project.path("target/release-archive")
}

/// A line for each file, as `sha256sum --check` reads it.
fn sums(files: &Files) -> String {
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
