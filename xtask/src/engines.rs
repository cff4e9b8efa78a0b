//! Firefox and `WebKit` for the browser tests, each where it can be had.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::debian;
use crate::failure::Result;
use crate::programs;
use crate::project::Project;
use crate::step::say;

/// How much the browser tests try in Chromium, Firefox and `WebKit` alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What people mainly do.
    Smoke,
    /// Every journey there is.
    Everything,
}

/// An engine besides Chromium.
struct Engine {
    /// As the titles of its tests begin.
    name: &'static str,
    /// Hands its program over.
    variable: &'static str,
    packages: &'static [&'static str],
    find: fn() -> Option<PathBuf>,
}

const ENGINES: [Engine; 2] = [
    Engine {
        name: "firefox",
        variable: "FIREFOX",
        packages: &["firefox-esr"],
        find: firefox,
    },
    Engine {
        name: "webkit",
        variable: "MINI_BROWSER",
        packages: &["webkit2gtk-driver", "xvfb"],
        find: mini_browser,
    },
];

/// Hands the engines over to Playwright, and installs Debian's where that is allowed. One that cannot be had is left out, and
/// that is said.
pub fn hand_over(project: &Project, extent: Extent, playwright: &mut Command) -> Result<()> {
    let mut missing = Vec::new();
    for engine in &ENGINES {
        if let Some(program) = engine.set_up(project)? {
            playwright.env(engine.variable, program);
        } else {
            say(&engine.skipped());
            missing.push(engine.name);
        }
    }
    if let Some(titles) = titles_of(&missing) {
        playwright.args(["--grep-invert", &titles]);
    }
    if extent == Extent::Everything {
        playwright.env("BROWSERS", "1");
    }
    Ok(())
}

impl Engine {
    fn set_up(&self, project: &Project) -> Result<Option<PathBuf>> {
        if let Some(path) = programs::named_by(self.variable)? {
            return Ok(Some(path));
        }
        let mut found = (self.find)();
        if found.is_none() && debian::may_install() {
            debian::install(project, &self.packages.join(", "), self.packages)?;
            found = (self.find)();
        }
        Ok(found)
    }

    fn skipped(&self) -> String {
        format!(
            "Tests in {}: skipped, as it is missing: `apt-get install {}`, or name its program in the variable {}.",
            self.name,
            self.packages.join(" "),
            self.variable
        )
    }
}

/// A pattern of the titles of the tests in these engines.
fn titles_of(engines: &[&str]) -> Option<String> {
    (!engines.is_empty()).then(|| format!(r"\b({})(, \w+)?: ", engines.join("|")))
}

fn firefox() -> Option<PathBuf> {
    let usual_places = [
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox.exe",
    ];
    programs::find(
        &["firefox-esr", "firefox"],
        usual_places.map(PathBuf::from).to_vec(),
    )
}

/// `WebKit`'s small browser, if its driver and the screen that it needs are there too.
fn mini_browser() -> Option<PathBuf> {
    let libraries = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let places = libraries
        .map(|folder| folder.path().join("webkit2gtk-4.1/MiniBrowser"))
        .collect();
    programs::find(&["WebKitWebDriver"], Vec::new())?;
    programs::find(&["Xvfb"], Vec::new())?;
    programs::find(&["MiniBrowser"], places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_left_out() {
        assert_eq!(titles_of(&[]), None);
        assert_eq!(
            titles_of(&["firefox", "webkit"]).unwrap(),
            r"\b(firefox|webkit)(, \w+)?: "
        );
    }

    #[test]
    fn what_is_missing_is_named_with_how_to_get_it() {
        let [_, webkit] = &ENGINES;
        assert_eq!(
            webkit.skipped(),
            "Tests in webkit: skipped, as it is missing: `apt-get install webkit2gtk-driver xvfb`, or name its program in the variable MINI_BROWSER."
        );
    }
}
