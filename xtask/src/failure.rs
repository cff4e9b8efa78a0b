//! Why a command stops.

use std::fmt;
use std::io;
use std::path::Path;

/// One sentence for the person at the terminal: what went wrong, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The result of everything here that can stop a command.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// Says which file an I/O error is about.
pub trait About<T> {
    /// Turns the error into `Could not <verb> <path>: <reason>.`
    fn about(self, verb: &str, path: &Path) -> Result<T>;
}

impl<T> About<T> for io::Result<T> {
    fn about(self, verb: &str, path: &Path) -> Result<T> {
        self.map_err(|error| Failure::new(format!("Could not {verb} {}: {error}.", path.display())))
    }
}
