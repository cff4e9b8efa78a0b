//! Node and the npm packages.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{About, Failure, Result};
use crate::files;
use crate::log::Log;
use crate::project::Project;

/// The oldest Node that the packages run on.
/// What the linter of the scripts needs, which needs the newest of all.
const OLDEST: (u32, u32) = (20, 19);

/// npm is a batch file on Windows, which is found under its full name only.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

const PACKAGES: &str = "target/npm/node_modules";
const LINK: &str = "node_modules";

/// Fails unless Node is here and new enough.
pub fn check() -> Result<()> {
    let (oldest, minor) = OLDEST;
    let advice = format!("install Node {oldest}.{minor} or later from https://nodejs.org");
    let output = Command::new("node")
        .arg("--version")
        .output()
        .map_err(|_| Failure::new(format!("Node is missing: {advice}.")))?;
    let version = String::from_utf8_lossy(&output.stdout);
    match major_and_minor(&version) {
        Some(found) if found >= OLDEST => Ok(()),
        Some(_) => Err(Failure::new(format!(
            "Node {} is too old: {advice}.",
            version.trim().trim_start_matches('v')
        ))),
        None => Err(Failure::new(format!(
            "`node --version` does not tell a version: {advice}."
        ))),
    }
}

/// Installs the packages of `package-lock.json` where they are not yet, and links them to where Node looks.
pub fn set_up(project: &Project) -> Result<()> {
    install(project, "npm packages", "", "target/npm")?;
    link(project)
}

/// Installs the packages of the lock file in `of` into `into`, where they are not yet.
pub fn install(project: &Project, title: &str, of: &str, into: &str) -> Result<()> {
    let of = project.path(of);
    let manifests = [
        ("package.json", files::read(&of.join("package.json"))?),
        (
            "package-lock.json",
            files::read(&of.join("package-lock.json"))?,
        ),
    ];
    let directory = project.path(into);
    let stamp = directory.join("installed");
    let wanted = manifests
        .iter()
        .map(|(_, text)| text.as_str())
        .collect::<String>();
    if directory.join("node_modules").exists()
        && fs::read_to_string(&stamp).is_ok_and(|last| last == wanted)
    {
        return Ok(());
    }
    if Command::new(NPM).arg("--version").output().is_err() {
        return Err(Failure::new(
            "npm is missing: install it (https://nodejs.org has it with Node) and run the command again.",
        ));
    }
    fs::create_dir_all(&directory).about("make", &directory)?;
    // An installation that stops half-way must not pass for a finished one.
    files::delete(&stamp)?;
    for (name, text) in &manifests {
        files::write(&directory.join(name), text)?;
    }
    let mut npm = Command::new(NPM);
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&directory);
    let log = into.rsplit('/').next().unwrap_or(into);
    Log::new(project, log).run_step(title, "installed", &mut npm)?;
    files::write(&stamp, &wanted)
}

/// A tool of the packages, by its script in `node_modules`.
pub fn tool(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(Path::new(LINK).join(script));
    node
}

/// Makes `node_modules` at the top a link, which is where Node and Trunk look for packages.
fn link(project: &Project) -> Result<()> {
    let link = project.path(LINK);
    let packages = project.path(PACKAGES);
    match fs::symlink_metadata(&link) {
        Ok(found) if !found.is_symlink() => Err(Failure::new(format!(
            "{} is a directory of its own, not the link that this program makes: delete it and run the command again.",
            link.display()
        ))),
        Ok(_) if leads_to(&link, &packages) => Ok(()),
        Ok(_) => {
            remove_link(&link).about("delete", &link)?;
            make_link(&link, &packages)
        }
        Err(_) => make_link(&link, &packages),
    }
}

fn leads_to(link: &Path, directory: &Path) -> bool {
    let real = |path: &Path| -> Option<PathBuf> { fs::canonicalize(path).ok() };
    real(link).is_some_and(|end| Some(end) == real(directory))
}

#[cfg(unix)]
fn remove_link(link: &Path) -> io::Result<()> {
    fs::remove_file(link)
}

#[cfg(unix)]
fn make_link(link: &Path, _packages: &Path) -> Result<()> {
    // Relative, so that the whole project can be moved.
    std::os::unix::fs::symlink(PACKAGES, link).about("link", link)
}

#[cfg(windows)]
fn remove_link(link: &Path) -> io::Result<()> {
    fs::remove_dir(link)
}

/// A junction: a symbolic link needs a privilege on Windows that few people have.
#[cfg(windows)]
fn make_link(link: &Path, packages: &Path) -> Result<()> {
    let native = |path: &Path| path.display().to_string().replace('/', "\\");
    let made = Command::new("cmd")
        .args(["/C", "mklink", "/J"])
        .args([native(link), native(packages)])
        .output()
        .is_ok_and(|output| output.status.success());
    if made {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "Could not link {} to {}.",
            link.display(),
            packages.display()
        )))
    }
}

fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix('v')?.split('.');
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version() {
        assert_eq!(major_and_minor("v20.20.2\n"), Some((20, 20)));
        assert_eq!(major_and_minor("v8.0.0"), Some((8, 0)));
        assert_eq!(major_and_minor("v20"), None);
        assert_eq!(major_and_minor("not node"), None);
        assert_eq!(major_and_minor(""), None);
    }
}
