//! Programs of this machine.

use std::env::{self, consts::EXE_SUFFIX};
use std::path::PathBuf;

use crate::failure::{Failure, Result};

/// The program that an environment variable names, which must be there.
pub fn named_by(variable: &str) -> Result<Option<PathBuf>> {
    match env::var_os(variable).map(PathBuf::from) {
        Some(path) if !path.is_file() => Err(Failure::new(format!(
            "{variable} names {}, which is no file.",
            path.display()
        ))),
        named => Ok(named),
    }
}

/// The first of these that is on `PATH` under one of the names, or in a usual place.
pub fn find(names: &[&str], usual_places: Vec<PathBuf>) -> Option<PathBuf> {
    let on_path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&on_path)
        .flat_map(|directory| {
            names
                .iter()
                .map(move |name| directory.join(format!("{name}{EXE_SUFFIX}")))
        })
        .chain(usual_places)
        .find(|path| path.is_file())
}
