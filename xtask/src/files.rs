//! What the standard library's file functions lack.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::failure::{About, Result};

/// Deletes a file that may not be there.
pub fn delete(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result.about("delete", path),
    }
}
