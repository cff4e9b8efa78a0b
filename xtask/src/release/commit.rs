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

#[cfg(test)]
mod tests {
    use std::env;
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    /// A repository of one test's own, deleted at the end.
    struct Scratch(PathBuf);

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_commit_is_told_and_a_tree_with_changes_refused() {
        let name = format!("xtask-commit-{}", std::process::id());
        let scratch = Scratch(env::temp_dir().join(name));
        fs::create_dir_all(&scratch.0).unwrap();
        let project = Project::at(scratch.0.clone());
        fs::write(scratch.0.join("a"), "").unwrap();
        git(&project, &["init", "--quiet"]).unwrap();
        assert!(Commit::of_clean_tree(&project).is_err(), "nothing is in it");
        git(&project, &["add", "a"]).unwrap();
        let ada = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
        let commit = ["commit", "--quiet", "--no-gpg-sign", "--message=a"];
        git(&project, &[&ada[..], &commit[..]].concat()).unwrap();

        let commit = Commit::of_clean_tree(&project).unwrap();
        assert_eq!(commit.id.len(), 40);
        let seconds = git(&project, &["show", "--no-patch", "--format=%ct"]).unwrap();
        let of_day = seconds.parse::<u64>().unwrap() % (24 * 60 * 60);
        let (hours, minutes, seconds) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        let end = format!("T{hours:02}:{minutes:02}:{seconds:02}Z");
        assert!(commit.time.ends_with(&end), "{} {end}", commit.time);

        fs::write(scratch.0.join("b"), "").unwrap();
        let refused = Commit::of_clean_tree(&project).unwrap_err().to_string();
        assert!(refused.ends_with("\n?? b"), "{refused}");
    }
}
