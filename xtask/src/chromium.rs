//! A Chromium for the browser tests.

#[cfg(windows)]
use std::env;
use std::path::PathBuf;

use crate::debian;
use crate::failure::{Failure, Result};
use crate::programs;
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
    if let Some(path) = programs::named_by("CHROMIUM")? {
        return Ok(path);
    }
    if let Some(path) = find() {
        return Ok(path);
    }
    if debian::may_install() {
        // Chinese text would otherwise be boxes in the screenshots.
        debian::install(project, "Chromium", &["chromium", "fonts-noto-cjk"])?;
    }
    find().ok_or_else(|| {
        Failure::new(
            "Chromium is missing: install Chromium, Google Chrome or Microsoft Edge, or name its program in the variable CHROMIUM.",
        )
    })
}

fn find() -> Option<PathBuf> {
    programs::find(&NAMES, usual_places())
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
