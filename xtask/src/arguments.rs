//! What the command line asks for.

use crate::engines::Extent;
use crate::failure::{Failure, Result};

/// The text shown for `help` and after a command that makes no sense.
pub const USAGE: &str = "\
Usage: cargo xtask <command>

  demo [--port N]  build the page and try it against a local tenant, on port 8080 unless told otherwise
  dev [--port N]   the same with a debug build, which follows each file that is saved
  check            formatting, lints and types, of Rust and of the scripts, and host tests
  test             all that, and the browser tests, with the main journeys in Chromium, Firefox and WebKit
  test --browsers  all that, with every journey in each of the three
  bench            measure the page against a local tenant, and write docs/performance.md
  bench --against FOLDER  the same, with the first load of another page beside it, which is in this folder
  sizes            build the page, and print what its WebAssembly is made of
  screens          build the page, and take the pictures of it in docs/screens/
  build            write the page to dist/, ready for any static web server
  release          write what is handed on to target/release-archive/: the page and what goes with it, as a zip
  release --twice  the same in two clean clones in different folders, which must not differ by a byte
  icons            take the paths of the page's icons from their npm package
  help             this text

Each command first installs what it misses into target/.";

const DEFAULT_PORT: u16 = 8080;

/// One run of this program.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Write `dist/`.
    Build,
    /// Serve `dist/` with the local tenant, on this port.
    Demo {
        port: u16,
    },
    /// Serve a debug build with the local tenant, on this port, and follow the sources.
    Dev {
        port: u16,
    },
    /// Run every check that needs no browser.
    Check,
    /// Run every check.
    Test(Extent),
    /// Measure the page and write down how it did.
    Bench {
        /// A folder with another page, whose first load is measured too.
        against: Option<String>,
    },
    /// Print what the WebAssembly is made of.
    Sizes,
    /// Take the pictures of the page.
    Screens,
    /// Write the archive that is handed on.
    Release,
    /// Write it from two clones, and compare.
    ReleaseTwice,
    /// Write `src/ui/common/icons.rs`.
    Icons,
    Help,
}

impl Command {
    /// Reads the arguments after the program's name.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self> {
        let arguments: Vec<String> = arguments.into_iter().collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        match arguments.as_slice() {
            ["build"] => Ok(Self::Build),
            ["test"] => Ok(Self::Test(Extent::Smoke)),
            ["test", "--browsers"] => Ok(Self::Test(Extent::Everything)),
            ["bench"] => Ok(Self::Bench { against: None }),
            ["bench", "--against", folder] => Ok(Self::Bench {
                against: Some((*folder).to_owned()),
            }),
            ["sizes"] => Ok(Self::Sizes),
            ["screens"] => Ok(Self::Screens),
            ["release"] => Ok(Self::Release),
            ["release", "--twice"] => Ok(Self::ReleaseTwice),
            ["icons"] => Ok(Self::Icons),
            ["help" | "--help" | "-h"] => Ok(Self::Help),
            ["check"] => Ok(Self::Check),
            ["demo", options @ ..] => parse_port(options).map(|port| Self::Demo { port }),
            ["dev", options @ ..] => parse_port(options).map(|port| Self::Dev { port }),
            [] => Err(Failure::new("A command is missing.")),
            other => Err(Failure::new(format!(
                "`{}` is not a command.",
                other.join(" ")
            ))),
        }
    }
}

/// Reads the options of a command that serves the page.
fn parse_port(options: &[&str]) -> Result<u16> {
    let text = match options {
        [] => return Ok(DEFAULT_PORT),
        ["--port", port] => port,
        [option] if let Some(port) = option.strip_prefix("--port=") => port,
        other => {
            return Err(Failure::new(format!(
                "`{}` is not an option: it takes `--port <number>`.",
                other.join(" ")
            )));
        }
    };
    match text.parse() {
        Ok(port) if port != 0 => Ok(port),
        _ => Err(Failure::new(format!(
            "`{text}` is not a port: a port is a number from 1 to 65535."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Command> {
        Command::parse(line.split_whitespace().map(String::from)).ok()
    }

    #[test]
    fn reads_each_command() {
        assert_eq!(parse("build"), Some(Command::Build));
        assert_eq!(parse("test"), Some(Command::Test(Extent::Smoke)));
        assert_eq!(
            parse("test --browsers"),
            Some(Command::Test(Extent::Everything))
        );
        assert_eq!(parse("check"), Some(Command::Check));
        assert_eq!(parse("bench"), Some(Command::Bench { against: None }));
        assert_eq!(
            parse("bench --against ../other"),
            Some(Command::Bench {
                against: Some("../other".to_owned())
            })
        );
        assert_eq!(parse("sizes"), Some(Command::Sizes));
        assert_eq!(parse("screens"), Some(Command::Screens));
        assert_eq!(parse("release"), Some(Command::Release));
        assert_eq!(parse("release --twice"), Some(Command::ReleaseTwice));
        assert_eq!(parse("icons"), Some(Command::Icons));
        assert_eq!(parse("dev"), Some(Command::Dev { port: 8080 }));
        assert_eq!(parse("dev --port 9000"), Some(Command::Dev { port: 9000 }));
        assert_eq!(parse("--help"), Some(Command::Help));
        assert_eq!(parse("demo"), Some(Command::Demo { port: 8080 }));
        assert_eq!(
            parse("demo --port 9000"),
            Some(Command::Demo { port: 9000 })
        );
        assert_eq!(
            parse("demo --port=9000"),
            Some(Command::Demo { port: 9000 })
        );
    }

    #[test]
    fn refuses_everything_else() {
        for line in [
            "",
            "deploy",
            "build now",
            "test --port 9000",
            "test firefox",
            "bench 1000",
            "bench --against",
            "release 1.0.0",
            "release --twice now",
            "check --port 9000",
            "dev here",
            "demo --port",
            "demo --port 0",
            "demo --port 65536",
            "demo --port=http",
        ] {
            assert_eq!(parse(line), None, "`{line}` was accepted");
        }
    }
}
