//! Debian packages, for whoever may install them.

use std::process::Command;

use crate::failure::Result;
use crate::log::Log;
use crate::project::Project;

/// Whether this is root on a system with apt-get.
pub fn may_install() -> bool {
    let succeeds = |program: &str, argument: &str| Command::new(program).arg(argument).output();
    succeeds("id", "-u").is_ok_and(|output| output.stdout.trim_ascii() == b"0")
        && succeeds("apt-get", "--version").is_ok()
}

pub fn install(project: &Project, title: &str, packages: &[&str]) -> Result<()> {
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    Log::new(project, "apt-update").run_step(
        "List of Debian packages",
        "updated",
        &mut apt(&["update"]),
    )?;
    let arguments = ["install", "--yes", "--no-install-recommends"];
    Log::new(project, "apt-install").run_step(
        title,
        "installed",
        &mut apt(&[&arguments, packages].concat()),
    )
}
