//! A Chromium for the browser tests.

use std::env::{self, consts::EXE_SUFFIX};
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::log::Log;
use crate::project::Project;

const NAMES: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
];

/// Finds a browser, or installs Debian's where that is allowed.
pub fn set_up(project: &Project) -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if path.is_file() {
            Ok(path)
        } else {
            Err(Failure::new(format!(
                "CHROMIUM names {}, which is no file.",
                path.display()
            )))
        };
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    if may_install() {
        install(project)?;
    }
    find().ok_or_else(|| {
        Failure::new(
            "Chromium is missing: install Chromium, Google Chrome or Microsoft Edge, or name its program in the variable CHROMIUM.",
        )
    })
}

fn find() -> Option<PathBuf> {
    let on_path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&on_path)
        .flat_map(|directory| NAMES.map(|name| directory.join(format!("{name}{EXE_SUFFIX}"))))
        .chain(usual_places())
        .find(|path| path.is_file())
}

#[cfg(target_os = "macos")]
fn usual_places() -> Vec<PathBuf> {
    ["Chromium", "Google Chrome", "Microsoft Edge"]
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")))
        .to_vec()
}

#[cfg(windows)]
fn usual_places() -> Vec<PathBuf> {
    ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
        .iter()
        .filter_map(env::var_os)
        .flat_map(|directory| {
            [
                r"Chromium\Application\chrome.exe",
                r"Google\Chrome\Application\chrome.exe",
                r"Microsoft\Edge\Application\msedge.exe",
            ]
            .map(|program| PathBuf::from(&directory).join(program))
        })
        .collect()
}

#[cfg(not(any(target_os = "macos", windows)))]
fn usual_places() -> Vec<PathBuf> {
    Vec::new()
}

/// Whether this is root on a system with apt-get.
fn may_install() -> bool {
    let succeeds = |program: &str, argument: &str| Command::new(program).arg(argument).output();
    succeeds("id", "-u").is_ok_and(|output| output.stdout.trim_ascii() == b"0")
        && succeeds("apt-get", "--version").is_ok()
}

fn install(project: &Project) -> Result<()> {
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
    Log::new(project, "apt-install").run_step(
        "Chromium",
        "installed",
        &mut apt(&[
            "install",
            "--yes",
            "--no-install-recommends",
            "chromium",
            // Chinese text would otherwise be boxes in the screenshots.
            "fonts-noto-cjk",
        ]),
    )
}
