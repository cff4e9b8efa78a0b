//! The web servers on which the browser tests try the files of hosts: Debian's packages, unpacked into `target/` and not installed.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{About, Failure, Result};
use crate::log::Log;
use crate::project::Project;
use crate::step::{Step, say};

/// Each by the name of its program, with the packages that it takes.
const WEB_SERVERS: [(&str, &[&str]); 4] = [
    ("nginx", &["nginx"]),
    ("apache2", &["apache2"]),
    ("lighttpd", &["lighttpd", "lighttpd-mod-deflate"]),
    ("caddy", &["caddy"]),
];

/// Gets those that are not here yet; the answer names those that can be tried. A line says of each other that it is not.
pub fn set_up(project: &Project) -> Vec<&'static str> {
    WEB_SERVERS
        .into_iter()
        .filter(|(program, packages)| {
            let folder = project.path("target/tools/web-servers").join(program);
            if folder.exists() {
                return true;
            }
            let step = Step::start(&format!("Web server {program}"));
            let unpacked = unpack(project, program, packages, &folder);
            let is_here = unpacked.is_ok() || is_on_path(program);
            step.end(match (&unpacked, is_here) {
                (Ok(()), _) => "unpacked",
                (_, true) => "found on PATH",
                _ => "not here",
            });
            if let (Err(why), false) = (unpacked, is_here) {
                say(&format!("  {program} is not tried: {why}"));
            }
            is_here
        })
        .map(|(program, _)| program)
        .collect()
}

/// Downloads and unpacks it, with what it needs and this system lacks. The folder appears when it is whole.
fn unpack(project: &Project, program: &str, packages: &[&str], folder: &Path) -> Result<()> {
    let log = Log::new(project, &format!("web-server-{program}"));
    let new = folder.with_extension("new");
    if new.exists() {
        fs::remove_dir_all(&new).about("delete", &new)?;
    }
    let archives = new.join("archives");
    let partial = archives.join("partial");
    fs::create_dir_all(&partial).about("make", &partial)?;

    if !has_lists() {
        // As root only; anybody else is told below what is missing.
        log.run(Command::new("apt-get").arg("update"))?;
    }
    let mut apt = Command::new("apt-get");
    let mut cache = OsString::from("Dir::Cache::archives=");
    cache.push(&archives);
    apt.arg("-o")
        .arg(cache)
        // Nothing of the system is changed, so nobody has to wait for it.
        .args(["-o", "Debug::NoLocking=1"])
        .args(["--download-only", "--yes", "--no-install-recommends"])
        .arg("install")
        .args(packages);
    if !log.run(&mut apt)? {
        return Err(Failure::new(format!(
            "apt-get could not get it ({}).",
            log.text()
                .lines()
                .rfind(|line| line.starts_with("E: "))
                .unwrap_or("it said nothing")
        )));
    }
    for archive in fs::read_dir(&archives).about("read", &archives)? {
        let archive = archive.about("read", &archives)?.path();
        if archive.extension().is_none_or(|ending| ending != "deb") {
            continue;
        }
        let mut dpkg = Command::new("dpkg-deb");
        dpkg.arg("-x").arg(&archive).arg(&new);
        if !log.run(&mut dpkg)? {
            return Err(log.failure(&format!("Unpacking {}", archive.display())));
        }
    }
    fs::remove_dir_all(&archives).about("delete", &archives)?;
    fs::rename(&new, folder).about("rename", &new)
}

/// Whether apt-get was ever told what there is.
fn has_lists() -> bool {
    fs::read_dir("/var/lib/apt/lists").is_ok_and(|mut lists| {
        lists.any(|list| {
            list.is_ok_and(|list| list.file_name().to_string_lossy().contains("_Packages"))
        })
    })
}

fn is_on_path(program: &str) -> bool {
    let on_path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&on_path)
        .chain([PathBuf::from("/usr/sbin")])
        .any(|directory| directory.join(program).is_file())
}
