//! The output of one tool, kept in a file.

use std::fs::{self, File};
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::failure::{About, Failure, Result};
use crate::network;
use crate::project::Project;
use crate::step::Step;

const TAIL_LINES: usize = 40;

/// A log file of `target/tools/logs`.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
}

impl Log {
    /// The log with this name; what an earlier run wrote is overwritten by the next command.
    pub fn new(project: &Project, name: &str) -> Self {
        Self {
            path: project.logs().join(format!("{name}.log")),
        }
    }

    /// Runs a command to its end with all its output in the log; the answer is whether it succeeded.
    pub fn run(&self, command: &mut Command) -> Result<bool> {
        let file = File::create(&self.path).about("write", &self.path)?;
        let second = file.try_clone().about("write", &self.path)?;
        command
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(second)
            .status()
            .map(|status| status.success())
            .map_err(|error| cannot_start(command, &error))
    }

    /// Runs a command as a step; a failure says what could not be done, after the end of the log.
    pub fn run_step(&self, title: &str, done: &str, command: &mut Command) -> Result<()> {
        let step = Step::start(title);
        // Where a tool failed in its own code says nothing about what to do, and hides what it said.
        let result = self.run(command.env("RUST_BACKTRACE", "0"));
        step.end(if matches!(result, Ok(true)) {
            done
        } else {
            "failed"
        });
        if result? {
            Ok(())
        } else {
            Err(self.failure(title))
        }
    }

    /// Why the command failed; the end of what it printed goes to the terminal.
    pub fn failure(&self, title: &str) -> Failure {
        let text = self.text();
        if network::is_missing(&text) {
            return Failure::new(format!(
                "{title}: the network did not answer; check the connection, or the proxy in HTTPS_PROXY, and run the command again."
            ));
        }
        eprintln!("{}", tail(&text));
        Failure::new(format!(
            "{title} failed; the whole output is in {}.",
            self.path.display()
        ))
    }

    /// What the command printed, with anything that is no UTF-8 replaced.
    pub fn text(&self) -> String {
        fs::read(&self.path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default()
    }
}

/// Why a program could not even be started.
pub fn cannot_start(command: &Command, error: &io::Error) -> Failure {
    Failure::new(format!(
        "`{}` could not be started: {error}.",
        command.get_program().display()
    ))
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tail_keeps_the_end() {
        let text: Vec<String> = (1..=100).map(|line| line.to_string()).collect();
        let tail = tail(&text.join("\n"));
        assert!(
            tail.starts_with("61\n") && tail.ends_with("\n100"),
            "{tail}"
        );
    }

    #[test]
    fn tail_of_a_short_text_is_the_text() {
        assert_eq!(tail("one\ntwo\n"), "one\ntwo");
    }
}
