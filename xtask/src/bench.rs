//! `cargo xtask bench`: how fast the release page is, measured against a local tenant.

use crate::chromium;
use crate::failure::{Failure, Result};
use crate::page;
use crate::playwright;
use crate::project::Project;
use crate::sizes;
use crate::step::say;
use crate::tools::Tools;

const CONFIG: &str = "tests/bench/playwright.config.mjs";

/// Builds the page, measures it in a browser, and writes `docs/performance.md` and the figures in `docs/performance.json`.
/// `against` is the folder of another page, whose first load is measured beside it.
///
/// No speed makes it fail: machines differ. It fails where the page was throttled, or left a token unrevoked.
pub fn run(project: &Project, against: Option<&str>) -> Result<()> {
    page::build(project, &Tools::set_up(project)?)?;
    let mut playwright = playwright::command(project, CONFIG, &chromium::set_up(project)?);
    playwright
        .args(["--reporter", "list"])
        .env("SIZES", sizes::table(project)?);
    if let Some(folder) = against {
        playwright.env("AGAINST", folder);
    }
    say("Measuring, for about ten minutes:");
    if playwright::run(&mut playwright)? {
        Ok(())
    } else {
        Err(Failure::new(
            "The measurement failed; docs/performance.md is as it was.",
        ))
    }
}
