//! What the standard library's file functions lack, and that their errors name the file.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::failure::{About, Result};

pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).about("read", path)
}

pub fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).about("write", path)
}

/// Deletes a file that may not be there.
pub fn delete(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        result => result.about("delete", path),
    }
}
