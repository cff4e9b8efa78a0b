//! What is in the archive.
//!
//! - `site/`: the page as it is built, to be put on a web server once `config.json` is filled in.
//! - `hosts/`: what tells a web server of it, where that is no file of the page.
//! - the documents that whoever runs the page needs, and whom it is from.

use std::fs;
use std::path::Path;

use super::archive::Files;
use super::links;
use crate::failure::{About, Result};
use crate::hosts::{self, HostRules, Place};
use crate::notices;
use crate::project::Project;

/// The crate that is the page.
pub const PAGE: &str = "token-console";

/// The list of the software in it.
const SBOM: &str = "sbom.cdx.json";

/// What is at the top, and so in the project.
const AT_THE_TOP: [&str; 5] = [
    "README.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];

/// The documents of whoever changes the page. Any other one is for whoever runs it, until it is named here.
const FOR_DEVELOPERS: [&str; 3] = ["development.md", "fuzzing.md", "performance.md"];

/// All files, with the SBOM, of the page that is in `dist/`.
pub fn of(project: &Project, sbom: &str) -> Result<Files> {
    let mut files = documents(project)?;
    let dist = project.dist();
    let site = tree(&dist)?;
    for file in hosts::files(&HostRules::of_page(&dist)?) {
        if file.place == Place::Host {
            files.insert(format!("hosts/{}", file.name), file.text.into_bytes());
        }
    }
    if let Some(notices) = site.get(notices::FILE) {
        files.insert(notices::FILE.to_owned(), notices.clone());
    }
    files.insert(SBOM.to_owned(), sbom.as_bytes().to_vec());
    files.extend(
        site.into_iter()
            .map(|(path, contents)| (format!("site/{path}"), contents)),
    );
    Ok(files)
}

/// The documents with the pictures that they show. None links to what is not there.
fn documents(project: &Project) -> Result<Files> {
    let mut paths: Vec<String> = AT_THE_TOP.map(String::from).into();
    let docs = project.path("docs");
    for entry in fs::read_dir(&docs).about("read", &docs)? {
        let name = entry.about("read", &docs)?.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".md") && !FOR_DEVELOPERS.contains(&&*name) {
            paths.push(format!("docs/{name}"));
        }
    }

    let mut files = Files::new();
    for path in paths {
        let text = project.read(&path)?;
        for picture in links::links(&text).iter().filter(|link| link.is_picture) {
            if let Some(file) = picture.file(&path) {
                let from = project.path(&file);
                files.insert(file, fs::read(&from).about("read", &from)?);
            }
        }
        files.insert(path, text.into_bytes());
    }
    let there: Vec<String> = files.keys().cloned().collect();
    for (path, contents) in &mut files {
        if let Ok(text) = str::from_utf8(contents) {
            let is_there = |file: &str| there.iter().any(|there| there == file);
            *contents = links::without_dead(path, text, is_there).into_bytes();
        }
    }
    Ok(files)
}

/// All files in a folder, however deep.
pub fn tree(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).about("read", folder)? {
        let entry = entry.about("read", folder)?;
        let (name, path) = (entry.file_name(), entry.path());
        let name = name.to_string_lossy();
        if path.is_dir() {
            let within = tree(&path)?.into_iter();
            files.extend(within.map(|(path, contents)| (format!("{name}/{path}"), contents)));
        } else {
            files.insert(name.into_owned(), fs::read(&path).about("read", &path)?);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs::FileTimes;
    use std::path::PathBuf;
    use std::time::{Duration, SystemTime};

    use super::super::archive::packed;
    use super::*;

    /// A folder of one test's own, deleted at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        /// A folder of this name with the same two files, in this order, of this age.
        fn new(name: &str, order: [usize; 2], age: Duration) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            let scratch = Self(path);
            for at in order {
                let file = scratch.0.join(["a.txt", "b/c.txt"][at]);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, ["one", "two"][at]).unwrap();
                let times = FileTimes::new().set_modified(SystemTime::now() - age);
                let open = fs::File::options().append(true).open(&file).unwrap();
                open.set_times(times).unwrap();
            }
            scratch
        }

        fn packed(&self) -> Vec<u8> {
            packed("top", &tree(&self.0).unwrap()).unwrap()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn the_same_files_make_the_same_archive_in_any_folder_at_any_time_with_any_mode() {
        let one = Scratch::new("release", [0, 1], Duration::ZERO);
        let other = Scratch::new("of-another-name", [1, 0], Duration::from_hours(10_000));
        let file = other.0.join("a.txt");
        let mut mode = fs::metadata(&file).unwrap().permissions();
        mode.set_readonly(true);
        fs::set_permissions(&file, mode).unwrap();
        assert_eq!(one.packed(), other.packed());
        fs::write(one.0.join("b/c.txt"), "twO").unwrap();
        assert_ne!(one.packed(), other.packed(), "a changed byte");
    }

    /// The anchor of a heading, as GitHub makes it.
    fn anchor(heading: &str) -> String {
        let heading = heading.trim_start_matches('#').trim().to_lowercase();
        heading
            .chars()
            .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter))
            .map(|letter| if letter == ' ' { '-' } else { letter })
            .collect()
    }

    #[test]
    fn every_link_of_the_documents_leads_somewhere() {
        let files = documents(&Project::open().unwrap()).unwrap();
        for path in AT_THE_TOP {
            assert!(files.contains_key(path), "{path}");
        }
        let mut count = 0;
        let mut dead = Vec::new();
        for (path, contents) in &files {
            let Ok(text) = str::from_utf8(contents) else {
                continue;
            };
            for link in links::links(text) {
                let Some(file) = link.file(path) else {
                    continue;
                };
                count += 1;
                let found = files.get(&file).is_some_and(|contents| {
                    link.target.split_once('#').is_none_or(|(_, to)| {
                        String::from_utf8_lossy(contents)
                            .lines()
                            .any(|line| line.starts_with('#') && anchor(line) == to)
                    })
                });
                if !found {
                    dead.push(format!("{path}: {}", link.target));
                }
            }
        }
        assert!(count > 60, "{count} links");
        assert!(dead.is_empty(), "{dead:#?}");
    }

    #[test]
    fn what_is_for_developers_is_there_and_stays_out() {
        let project = Project::open().unwrap();
        let files = documents(&project).unwrap();
        for name in FOR_DEVELOPERS {
            let path = format!("docs/{name}");
            assert!(project.path(&path).exists(), "{path} is gone");
            assert!(!files.contains_key(&path), "{path}");
        }
        for name in ["outcomes", "sign-in", "receipt", "run-report", "activity"] {
            assert!(files.contains_key(&format!("docs/{name}.md")), "{name}");
        }
    }
}
