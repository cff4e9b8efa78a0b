//! `cargo xtask check` and `cargo xtask test`: one check after the other, whatever became of the one before.

use std::env;
use std::fs;
use std::process::{Command, ExitCode};

use crate::chromium;
use crate::dev_page;
use crate::emulators;
use crate::engines::{self, Extent};
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
use crate::web_servers;

/// The end of what `src/lazy.rs` says.
const REFUSAL: &str = "build it with `cargo xtask build`";

type Check = fn(&Project, &Tools) -> Result<Tally>;

/// What needs no page and no browser. A new one is a line here, and is then part of both commands.
const QUICK: [Check; 10] = [
    formatting,
    formatting_of_scripts,
    types_of_scripts,
    lints_of_scripts,
    lints_of_the_host,
    lints_of_the_page,
    lints_of_the_dev_page,
    unsplit_release,
    fuzz_targets,
    host_tests,
];

/// `cargo xtask check`.
pub fn check(project: &Project) -> ExitCode {
    run(project, Tools::set_up_for_checks(project), &QUICK)
}

/// `cargo xtask test`.
pub fn test(project: &Project, extent: Extent) -> ExitCode {
    let browser_tests: Check = match extent {
        Extent::Smoke => |project, tools| browser_tests(project, tools, Extent::Smoke),
        Extent::Everything => |project, tools| browser_tests(project, tools, Extent::Everything),
    };
    let all = [&QUICK[..], &[browser_tests]].concat();
    run(project, Tools::set_up(project), &all)
}

/// Runs the checks; the last line says how many passed and failed.
fn run(project: &Project, tools: Result<Tools>, checks: &[Check]) -> ExitCode {
    let mut total = Tally::default();
    match tools {
        Ok(tools) => {
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
    let mut clippy = lints_of_wasm(tools)?;
    clippy.args(["--features", split::FEATURE]);
    clippy.args(["--", "-D", "warnings"]);
    silent_if_good(project, "Clippy, wasm32", "clippy-wasm32", clippy)
}

/// As `cargo xtask dev` compiles it.
fn lints_of_the_dev_page(project: &Project, tools: &Tools) -> Result<Tally> {
    let mut clippy = lints_of_wasm(tools)?;
    clippy.args(["--", "-D", "warnings"]);
    silent_if_good(
        project,
        "Clippy, wasm32, in one piece",
        "clippy-dev",
        clippy,
    )
}

fn lints_of_wasm(tools: &Tools) -> Result<Command> {
    let mut clippy = tools.command("cargo-clippy")?;
    clippy.args(["clippy", "--locked", "--quiet"]).args([
        "--package",
        "token-console",
        "--target",
        WASM,
    ]);
    Ok(clippy)
}

/// A plain `trunk build --release` would make a page that nothing here has tried. `src/lazy.rs` refuses it; of the profile, only
/// what it looks at is a release's, so that nothing else is compiled for this.
fn unsplit_release(project: &Project, tools: &Tools) -> Result<Tally> {
    let mut cargo = tools.command("cargo")?;
    cargo
        .args(["check", "--locked", "--quiet"])
        .args(["--package", "token-console", "--target", WASM])
        .args([
            "--config",
            "profile.dev.package.token-console.debug-assertions=false",
        ])
        .current_dir(project.root());
    let log = Log::new(project, "unsplit-release");
    let step = Step::start("Release without `cargo xtask build`");
    let result = log.run(&mut cargo);
    let refused = matches!(result, Ok(false)) && log.text().contains(REFUSAL);
    step.end(if refused { "refused" } else { "not refused" });
    result?;
    if !refused {
        eprintln!("{}", log.text());
    }
    Ok(Tally::one(refused))
}

/// The fuzz targets are a workspace of their own, so nothing else here would notice that what they name is not there any more.
/// What runs them is built by a nightly Rust; to see that they compile takes neither that nor libFuzzer.
fn fuzz_targets(project: &Project, tools: &Tools) -> Result<Tally> {
    let mut cargo = tools.command("cargo")?;
    cargo
        .args(["check", "--locked", "--quiet"])
        .args(["--manifest-path", "fuzz/Cargo.toml"])
        .args(["--target-dir", "target"])
        // With one of the user's own, libfuzzer-sys compiles none; to check links nothing.
        .env("CUSTOM_LIBFUZZER_PATH", "none/libfuzzer.a");
    silent_if_good(project, "Fuzz targets", "fuzz-targets", cargo)
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

fn browser_tests(project: &Project, tools: &Tools, extent: Extent) -> Result<Tally> {
    page::build(project, tools)?;
    dev_page::set_up(project, tools)?;
    let chromium = chromium::set_up(project)?;
    let hosts = [web_servers::set_up(project), emulators::set_up(project)].concat();
    let report = project.path("target/browser-tests.xml");
    // A run that dies before its report must not be judged by the last one.
    files::delete(&report)?;
    let mut playwright = playwright::command(project, "tests/playwright.config.mjs", &chromium);
    playwright
        .args(["--reporter", "list,junit,./tests/helpers/flaky-policy.mjs"])
        // The second try tells what fails from what fails sometimes. That fails the run too, unless tests/flaky-tests.mjs names it.
        .args(["--retries", "1"])
        .env("EVERY_TEST", "1")
        // Those that are here; of each other a line has said that it is not.
        .env("HOSTS", hosts.join(" "))
        .env("PLAYWRIGHT_JUNIT_OUTPUT_FILE", &report);
    engines::hand_over(project, extent, &mut playwright)?;
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
