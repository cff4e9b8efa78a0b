//! A number that changes when files change.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::failure::{About, Result};

/// Hashes names and contents of files and directories. A cache key and no more: another Rust may hash another way.
#[derive(Debug, Default)]
pub struct Fingerprint(DefaultHasher);

impl Fingerprint {
    pub fn add_text(&mut self, text: &str) {
        text.hash(&mut self.0);
    }

    /// Adds a directory with all it holds, except the entries of its top that are named in `skip`.
    pub fn add_directory(&mut self, directory: &Path, skip: &[&str]) -> Result<()> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(directory).about("read", directory)? {
            let entry = entry.about("read", directory)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !skip.contains(&name.as_str()) {
                entries.push((name, entry.path()));
            }
        }
        // The order of a directory is the file system's own affair.
        entries.sort();
        entries.len().hash(&mut self.0);
        for (name, path) in entries {
            name.hash(&mut self.0);
            if path.is_dir() {
                self.add_directory(&path, &[])?;
            } else {
                // Editors leave links to nowhere; a source that is really missing is for the build to complain about.
                fs::read(&path).ok().hash(&mut self.0);
            }
        }
        Ok(())
    }

    /// The number as text.
    pub fn finish(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// A directory of this test's own, deleted at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("src")).unwrap();
            fs::write(path.join("src/lib.rs"), "one").unwrap();
            fs::write(path.join("README.md"), "two").unwrap();
            Self(path)
        }

        fn fingerprint(&self) -> String {
            let mut fingerprint = Fingerprint::default();
            fingerprint.add_directory(&self.0, &["README.md"]).unwrap();
            fingerprint.finish()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn follows_contents_names_and_nothing_else() {
        let scratch = Scratch::new("fingerprint");
        let first = scratch.fingerprint();
        assert_eq!(scratch.fingerprint(), first);

        fs::write(scratch.0.join("README.md"), "changed").unwrap();
        assert_eq!(scratch.fingerprint(), first, "a skipped file counted");

        fs::write(scratch.0.join("src/lib.rs"), "changed").unwrap();
        let changed = scratch.fingerprint();
        assert_ne!(changed, first, "a changed file did not count");

        fs::rename(scratch.0.join("src/lib.rs"), scratch.0.join("src/main.rs")).unwrap();
        assert_ne!(scratch.fingerprint(), changed, "a new name did not count");
    }
}
