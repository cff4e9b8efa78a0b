//! Set-up, dev, check, build, demo, test and measurement of the page: the only place that runs tools.
//!
//! Written for Linux, macOS and Windows; run on Linux only (Debian 12, `x86_64`), compiled for the other two.
//! What it needs is rustup's stable Rust, Node and npm. Everything else goes into `target/`.

mod arguments;
mod bench;
mod cargo_tools;
mod checks;
mod chromium;
mod debian;
mod demo;
mod dev;
mod dev_page;
#[cfg(test)]
mod documents;
mod emulators;
mod engines;
mod failure;
mod files;
mod fingerprint;
mod hosts;
mod icons;
mod log;
mod markup;
mod network;
mod node;
mod notices;
mod page;
mod pin;
mod playwright;
mod policy;
mod programs;
mod project;
mod release;
mod screens;
mod seal;
mod sizes;
mod split;
mod static_words;
mod step;
mod tally;
mod tenant;
mod toolchain;
mod tools;
mod web_servers;

use std::process::ExitCode;

use arguments::{Command, USAGE};
use failure::Result;
use project::Project;
use tools::Tools;

fn main() -> ExitCode {
    if split::is_meant() {
        return split::main();
    }
    let command = match Command::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(failure) => {
            eprintln!("{failure}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&command) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<ExitCode> {
    let project = Project::open()?;
    match command {
        Command::Build => page::build(&project, &Tools::set_up(&project)?)?,
        Command::Demo { port } => demo::run(&project, *port)?,
        Command::Dev { port } => dev::run(&project, *port)?,
        Command::Check => return Ok(checks::check(&project)),
        Command::Test(extent) => return Ok(checks::test(&project, *extent)),
        Command::Bench { against } => bench::run(&project, against.as_deref())?,
        Command::Sizes => sizes::run(&project)?,
        Command::Screens => screens::run(&project)?,
        Command::Release => release::write(&project)?,
        Command::ReleaseTwice => release::write_twice(&project)?,
        Command::Icons => {
            node::check()?;
            node::set_up(&project)?;
            icons::write(&project)?;
        }
        Command::Help => step::say(USAGE),
    }
    Ok(ExitCode::SUCCESS)
}
