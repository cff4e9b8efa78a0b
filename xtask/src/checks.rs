//! `cargo xtask test`: every check, one after the other, whatever became of the one before.

use std::env;
use std::fs;
use std::process::{Command, ExitCode};

use crate::chromium;
use crate::failure::Result;
use crate::files;
use crate::log::Log;
use crate::node;
use crate::page;
use crate::playwright;
use crate::project::Project;
use crate::split;
use crate::static_words;
use crate::step::{Step, say};
use crate::tally::Tally;
use crate::toolchain::WASM;
use crate::tools::Tools;

/// Runs every check; the last line says how many passed and failed.
pub fn run(project: &Project) -> ExitCode {
    let mut total = Tally::default();
    match Tools::set_up(project) {
        Ok(tools) => {
            let checks: [fn(&Project, &Tools) -> Result<Tally>; 8] = [
                formatting,
                formatting_of_scripts,
                types_of_scripts,
                lints_of_scripts,
                lints_of_the_host,
                lints_of_the_page,
                host_tests,
                browser_tests,
            ];
            for check in checks {
                total += counted(check(project, &tools));
            }
        }
        failed => total += counted(failed.map(|_| Tally::default())),
    }
    say(&total.to_string());
    if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// A check that could not be carried out has failed.
fn counted(result: Result<Tally>) -> Tally {
    result.unwrap_or_else(|failure| {
        eprintln!("{failure}");
        Tally::one(false)
    })
}

fn formatting(project: &Project, tools: &Tools) -> Result<Tally> {
    let mut fmt = tools.command("cargo-fmt")?;
    fmt.args(["fmt", "--all", "--check", "--"])
        .args(static_words::folders(project));
    silent_if_good(project, "Formatting", "formatting", fmt)
}

/// Of the scripts of the page, of the local tenant and of the browser tests, as in the two checks that follow.
fn formatting_of_scripts(project: &Project, _tools: &Tools) -> Result<Tally> {
    let mut biome = node::tool("@biomejs/biome/bin/biome");
    biome.arg("check");
    silent_if_good(project, "Formatting, scripts", "formatting-scripts", biome)
}

fn types_of_scripts(project: &Project, _tools: &Tools) -> Result<Tally> {
    let mut tsc = node::tool("typescript/bin/tsc");
    tsc.arg("--build");
    silent_if_good(project, "Types, scripts", "types-scripts", tsc)
}

fn lints_of_scripts(project: &Project, _tools: &Tools) -> Result<Tally> {
    let mut oxlint = node::tool("oxlint/bin/oxlint");
    oxlint.args(["sandbox", "tests", "src", "public"]);
    silent_if_good(project, "Lints, scripts", "lints-scripts", oxlint)
}

fn lints_of_the_host(project: &Project, tools: &Tools) -> Result<Tally> {
    let mut clippy = tools.command("cargo-clippy")?;
    clippy
        .args(["clippy", "--locked", "--quiet"])
        .args(["--workspace", "--all-targets"])
        .args(["--", "-D", "warnings"]);
    silent_if_good(project, "Clippy, host", "clippy-host", clippy)
}

/// `src/browser` is compiled for the browser only, and so it is linted only here.
fn lints_of_the_page(project: &Project, tools: &Tools) -> Result<Tally> {
    let mut clippy = tools.command("cargo-clippy")?;
    clippy
        .args(["clippy", "--locked", "--quiet"])
        .args(["--package", "token-console", "--target", WASM])
        .args(["--features", split::FEATURE])
        .args(["--", "-D", "warnings"]);
    silent_if_good(project, "Clippy, wasm32", "clippy-wasm32", clippy)
}

/// With the user's own Rust, so that the oldest one that Cargo.toml allows is tried as well.
fn host_tests(project: &Project, _tools: &Tools) -> Result<Tally> {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["test", "--locked", "--workspace", "--no-fail-fast"])
        .current_dir(project.root());
    let log = Log::new(project, "host-tests");
    let step = Step::start("Rules and components");
    let success = log.run(&mut cargo)?;
    let output = log.text();
    let tally = Tally::of_cargo_test(&output).judged_by(success);
    step.end(&tally.to_string());
    if tally.failed != 0 {
        eprintln!("{output}");
    }
    Ok(tally)
}

fn browser_tests(project: &Project, tools: &Tools) -> Result<Tally> {
    page::build(project, tools)?;
    let chromium = chromium::set_up(project)?;
    let report = project.path("target/browser-tests.xml");
    // A run that dies before its report must not be judged by the last one.
    files::delete(&report)?;
    let mut playwright = playwright::command(project, "tests/playwright.config.mjs", &chromium);
    playwright
        .args(["--reporter", "list,junit,./tests/helpers/flaky-policy.mjs"])
        // The second try tells what fails from what fails sometimes. That fails the run too, unless tests/flaky-tests.mjs names it.
        .args(["--retries", "1"])
        .env("EVERY_TEST", "1")
        .env("PLAYWRIGHT_JUNIT_OUTPUT_FILE", &report);
    say("Browser tests:");
    let success = playwright::run(&mut playwright)?;
    let tally = fs::read_to_string(&report)
        .ok()
        .and_then(|report| Tally::of_junit(&report))
        .unwrap_or_default()
        .judged_by(success);
    say(&format!("Browser tests: {tally}"));
    Ok(tally)
}

/// A check whose output matters only when it fails.
fn silent_if_good(
    project: &Project,
    title: &str,
    log: &str,
    mut command: Command,
) -> Result<Tally> {
    let log = Log::new(project, log);
    let step = Step::start(title);
    let result = log.run(command.current_dir(project.root()));
    step.end(if matches!(result, Ok(true)) {
        "good"
    } else {
        "failed"
    });
    let good = result?;
    if !good {
        eprintln!("{}", log.text());
    }
    Ok(Tally::one(good))
}
