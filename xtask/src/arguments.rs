//! What the command line asks for.

use crate::failure::{Failure, Result};

/// The text shown for `help` and after a command that makes no sense.
pub const USAGE: &str = "\
Usage: cargo xtask <command>

  demo [--port N]  build the page and try it against a local tenant, on port 8080 unless told otherwise
  test             formatting, lints, host tests and browser tests
  bench            measure the page against a local tenant, and write docs/performance.md
  build            write the page to dist/, ready for any static web server
  help             this text

Each command first installs what it misses into target/.";

const DEFAULT_PORT: u16 = 8080;

/// One run of this program.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Write `dist/`.
    Build,
    /// Serve `dist/` with the local tenant, on this port.
    Demo { port: u16 },
    /// Run every check.
    Test,
    /// Measure the page and write down how it did.
    Bench,
    /// Show the usage.
    Help,
}

impl Command {
    /// Reads the arguments after the program's name.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self> {
        let arguments: Vec<String> = arguments.into_iter().collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        match arguments.as_slice() {
            ["build"] => Ok(Self::Build),
            ["test"] => Ok(Self::Test),
            ["bench"] => Ok(Self::Bench),
            ["help" | "--help" | "-h"] => Ok(Self::Help),
            ["demo"] => Ok(Self::Demo { port: DEFAULT_PORT }),
            ["demo", "--port", port] => parse_port(port).map(|port| Self::Demo { port }),
            ["demo", option] if let Some(port) = option.strip_prefix("--port=") => {
                parse_port(port).map(|port| Self::Demo { port })
            }
            [] => Err(Failure::new("A command is missing.")),
            other => Err(Failure::new(format!(
                "`{}` is not a command.",
                other.join(" ")
            ))),
        }
    }
}

fn parse_port(text: &str) -> Result<u16> {
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
        assert_eq!(parse("test"), Some(Command::Test));
        assert_eq!(parse("bench"), Some(Command::Bench));
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
            "bench 1000",
            "demo --port",
            "demo --port 0",
            "demo --port 65536",
            "demo --port=http",
        ] {
            assert_eq!(parse(line), None, "`{line}` was accepted");
        }
    }
}
