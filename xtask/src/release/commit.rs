//! The commit that a release is made of.

use std::process::Command;

use crate::failure::{Failure, Result};
use crate::log::cannot_start;
use crate::project::Project;

/// A commit, and when it was made.
#[derive(Debug)]
pub struct Commit {
    pub id: String,
    /// In UTC, as RFC 3339 has it.
    pub time: String,
}

impl Commit {
    /// The commit that is checked out; with anything that is not in it, a release would be of no commit.
    pub fn of_clean_tree(project: &Project) -> Result<Self> {
        let changes = git(project, &["status", "--porcelain"])?;
        if !changes.is_empty() {
            return Err(Failure::new(format!(
                "A release is made of a commit, and this is in none: commit or delete it.\n{changes}"
            )));
        }
        let id = git(project, &["rev-parse", "HEAD"])?;
        let time = git(
            project,
            &[
                "show",
                "--no-patch",
                "--date=format-local:%Y-%m-%dT%H:%M:%SZ",
                "--format=%cd",
            ],
        )?;
        Ok(Self { id, time })
    }
}

/// What Git says, without the end of its last line.
fn git(project: &Project, arguments: &[&str]) -> Result<String> {
    let mut git = Command::new("git");
    git.args(arguments)
        .current_dir(project.root())
        // `format-local` is the time of this zone.
        .env("TZ", "UTC");
    let output = git.output().map_err(|error| cannot_start(&git, &error))?;
    if !output.status.success() {
        return Err(Failure::new(format!(
            "A release is made of a commit, and Git tells of none: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned())
}
