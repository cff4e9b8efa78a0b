//! The runner of everything that needs a browser.

use std::path::Path;
use std::process::Command;

use crate::failure::Result;
use crate::log::cannot_start;
use crate::project::Project;

/// Playwright with one of its configurations, and with a browser of this machine.
pub fn command(project: &Project, config: &str, chromium: &Path) -> Command {
    let mut playwright = Command::new("node");
    playwright
        .arg("node_modules/@playwright/test/cli.js")
        .args(["test", "--config", config])
        // A forgotten `test.only` must not hide the others.
        .arg("--forbid-only")
        .env("CHROMIUM", chromium)
        .current_dir(project.root());
    playwright
}

/// Runs it to its end on this terminal; the answer is whether everything passed.
pub fn run(playwright: &mut Command) -> Result<bool> {
    playwright
        .status()
        .map(|status| status.success())
        .map_err(|error| cannot_start(playwright, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_configuration_gets_the_browser_and_a_guard_against_a_forgotten_only() {
        let project = Project::open().unwrap();
        let command = command(&project, "x.mjs", Path::new("/opt/browser"));
        let arguments: Vec<_> = command.get_args().collect();
        assert!(arguments.ends_with(&[
            "--config".as_ref(),
            "x.mjs".as_ref(),
            "--forbid-only".as_ref()
        ]));
        let mut variables = command.get_envs();
        assert!(
            variables
                .any(|(name, value)| name == "CHROMIUM" && value == Some("/opt/browser".as_ref()))
        );
        assert_eq!(command.get_current_dir(), Some(project.root()));
    }
}
