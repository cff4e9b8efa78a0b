//! Trunk, `wasm-bindgen` and the splitter, in `target/tools`: a link to the one on `PATH` where that is of the right version,
//! or what `cargo-binstall` gets, or else built from crates.io.

use std::env::{self, consts::EXE_SUFFIX};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{About, Result};
use crate::files;
use crate::log::Log;
use crate::project::Project;
use crate::step::{Step, say};
use crate::toolchain::Toolchain;

/// The version of Trunk.
pub const TRUNK: &str = "0.22.1";

/// The version of the splitter.
pub const SPLITTER: &str = "0.2.4";

const SPLITTER_PROGRAM: &str = "wasm-split-cli";

/// A program that `cargo install` provides.
#[derive(Debug)]
struct CargoTool<'a> {
    program: &'static str,
    package: &'static str,
    version: &'a str,
    options: &'static [&'static str],
    root: PathBuf,
    /// Whether it knows its version; if not, the name of its directory does, or what Cargo wrote down beside it.
    tells_version: bool,
}

fn all<'a>(project: &Project, wasm_bindgen: &'a str) -> [CargoTool<'a>; 3] {
    [
        CargoTool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: wasm_bindgen,
            options: &[],
            root: project.tools(),
            tells_version: true,
        },
        CargoTool {
            program: "trunk",
            package: "trunk",
            version: TRUNK,
            // Without its default features Trunk does not ask crates.io for a newer Trunk at each start.
            options: &["--no-default-features", "--features", "rustls"],
            root: project.tools(),
            tells_version: true,
        },
        CargoTool {
            program: SPLITTER_PROGRAM,
            package: "wasm_split_cli_support",
            version: SPLITTER,
            options: &["--features", "build-binary"],
            root: splitter_root(project),
            tells_version: false,
        },
    ]
}

/// Says how long the first time takes, and why, where this is it.
pub fn announce(project: &Project, wasm_bindgen: &str) {
    let missing: Vec<String> = all(project, wasm_bindgen)
        .iter()
        .filter(|tool| !tool.is_installed())
        .map(CargoTool::title)
        .collect();
    if !missing.is_empty() {
        say(&format!(
            "The first time: target/tools lacks {}. What PATH or cargo-binstall has in this version takes seconds. \
             The rest is built from source, once: on two cores all three take 8 to 20 minutes, \
             most of which is Trunk.",
            missing.join(", ")
        ));
    }
}

/// Installs the programs where they are missing or of another version.
pub fn set_up(project: &Project, toolchain: &Toolchain, wasm_bindgen: &str) -> Result<()> {
    let path = env::var_os("PATH").unwrap_or_default();
    let directories: Vec<PathBuf> = env::split_paths(&path).collect();
    let mut has_built = false;
    for tool in all(project, wasm_bindgen) {
        if tool.is_installed()
            || tool.take_from(&directories)?
            || tool.take_prebuilt(project, Path::new("cargo-binstall"))?
        {
            continue;
        }
        tool.build(project, toolchain)?;
        has_built = true;
    }
    if has_built {
        // More than a gigabyte that nothing needs again; what cannot be deleted does no harm.
        let _ = fs::remove_dir_all(intermediate_files(project));
    }
    Ok(())
}

impl CargoTool<'_> {
    fn is_installed(&self) -> bool {
        self.is_meant(&self.place())
    }

    fn title(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn place(&self) -> PathBuf {
        self.root
            .join("bin")
            .join(format!("{}{EXE_SUFFIX}", self.program))
    }

    /// Whether this is the program, in this version, and runs here.
    fn is_meant(&self, file: &Path) -> bool {
        let mut program = Command::new(file);
        if !self.tells_version {
            // What its place is a link to may have become another version since.
            let linked = fs::read_link(file).ok();
            let is_known = match linked {
                None if *file == self.place() => true,
                None => self.is_written_down_beside(file),
                Some(linked) => self.is_written_down_beside(&linked),
            };
            return is_known
                && program
                    .arg("--help")
                    .output()
                    .is_ok_and(|output| output.status.success());
        }
        program.arg("--version").output().is_ok_and(|output| {
            String::from_utf8_lossy(&output.stdout)
                .split_whitespace()
                .any(|word| word == self.version)
        })
    }

    /// Whether Cargo says that it installed this version here: `cargo install` and `cargo binstall` keep
    /// `<root>/.crates.toml` beside `<root>/bin`, a line for each package.
    fn is_written_down_beside(&self, file: &Path) -> bool {
        let records = file
            .parent()
            .and_then(Path::parent)
            .map(|root| root.join(".crates.toml"));
        let package = format!("\"{} {} (", self.package, self.version);
        let program = format!("\"{}{EXE_SUFFIX}\"", self.program);
        records
            .and_then(|records| fs::read_to_string(records).ok())
            .is_some_and(|text| {
                text.lines()
                    .any(|line| line.starts_with(&package) && line.contains(&program))
            })
    }

    /// Links the first of these directories that has it to its place; the answer is whether one has.
    fn take_from(&self, directories: &[PathBuf]) -> Result<bool> {
        let place = self.place();
        let found = directories
            .iter()
            .map(|directory| directory.join(format!("{}{EXE_SUFFIX}", self.program)))
            .find(|file| *file != place && file.is_file() && self.is_meant(file));
        let Some(found) = found else {
            return Ok(false);
        };
        let bin = self.root.join("bin");
        fs::create_dir_all(&bin).about("make", &bin)?;
        files::delete(&place)?;
        link(&found, &place).about("link", &place)?;
        say(&format!("{} … found at {}", self.title(), found.display()));
        Ok(true)
    }

    /// Has `cargo-binstall` get it; the answer is whether it did. That there is nothing to get is no failure.
    fn take_prebuilt(&self, project: &Project, cargo_binstall: &Path) -> Result<bool> {
        if Command::new(cargo_binstall).arg("-V").output().is_err() {
            return Ok(false);
        }
        let mut binstall = Command::new(cargo_binstall);
        binstall
            .arg(format!("{}@{}", self.package, self.version))
            .args(["--no-confirm", "--force", "--root"])
            .arg(&self.root)
            // It would build with the settings of a release, which take more than twice as long.
            .args(["--disable-strategies", "compile"]);
        files::delete(&self.place())?;
        let step = Step::start(&format!("{}, prebuilt", self.title()));
        let done = Log::new(project, &format!("binstall-{}", self.program)).run(&mut binstall);
        let taken = matches!(done, Ok(true)) && self.is_installed();
        step.end(if taken { "installed" } else { "not to be had" });
        Ok(taken)
    }

    fn build(&self, project: &Project, toolchain: &Toolchain) -> Result<()> {
        // A link to somebody's own program is not to be written through.
        files::delete(&self.place())?;
        let title = self.title();
        let log = Log::new(project, self.program);
        let mut cargo = self.cargo_install(project, toolchain)?;
        let step = Step::start(&title);
        let done = log.run(cargo.arg("--locked"));
        if matches!(done, Ok(false)) && is_of_another_index(&log.text()) {
            // Not every mirror of crates.io has what the lock file of the package names.
            step.end("locked to what this index lacks");
            let mut unlocked = self.cargo_install(project, toolchain)?;
            return log.run_step(&title, "installed", &mut unlocked);
        }
        step.end(if matches!(done, Ok(true)) {
            "installed"
        } else {
            "failed"
        });
        if done? {
            Ok(())
        } else {
            Err(log.failure(&title))
        }
    }

    fn cargo_install(&self, project: &Project, toolchain: &Toolchain) -> Result<Command> {
        let mut cargo = toolchain.command("cargo", &[])?;
        cargo
            .args(["install", self.package, "--version", self.version])
            .args(self.options)
            // Only a program that does not run gets here, whatever Cargo's own records say.
            .arg("--force")
            .arg("--root")
            .arg(&self.root)
            // Shared, so that what both depend on is compiled once.
            .arg("--target-dir")
            .arg(intermediate_files(project));
        // These run for seconds a day: time spent on making them fast would never be earned back.
        for (setting, value) in [
            ("LTO", "off"),
            ("OPT_LEVEL", "1"),
            ("CODEGEN_UNITS", "16"),
            ("DEBUG", "false"),
        ] {
            cargo.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
        }
        Ok(cargo)
    }
}

/// Whether Cargo could not find a version that a lock file names.
fn is_of_another_index(output: &str) -> bool {
    output.contains("failed to select a version for the requirement")
        && output.contains("(locked to ")
}

#[cfg(unix)]
fn link(program: &Path, place: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(program, place)
}

/// A copy: a symbolic link needs a privilege on Windows that few people have.
#[cfg(not(unix))]
fn link(program: &Path, place: &Path) -> io::Result<()> {
    fs::copy(program, place).map(|_| ())
}

/// Where the programs are that Trunk calls, and Trunk.
pub fn bin(project: &Project) -> PathBuf {
    project.tools().join("bin")
}

/// The program that cuts the page into files.
pub fn splitter(project: &Project) -> PathBuf {
    splitter_root(project).join("bin").join(SPLITTER_PROGRAM)
}

fn splitter_root(project: &Project) -> PathBuf {
    project.tools().join(format!("splitter-{SPLITTER}"))
}

fn intermediate_files(project: &Project) -> PathBuf {
    project.tools().join("build")
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    /// A directory of one test's own, deleted at the end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let path = env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("target/tools/logs")).unwrap();
            fs::create_dir_all(path.join("user/bin")).unwrap();
            Self(path)
        }

        /// A program of the user's own.
        fn program(&self, name: &str, script: &str) -> PathBuf {
            let path = self.0.join("user/bin").join(name);
            // Not by this process: a program that another of its threads starts meanwhile would hold the file open for
            // writing, and what is open for writing cannot be run.
            let written = Command::new("sh")
                .args([
                    "-c",
                    r#"printf '#!/bin/sh\n%s\n' "$1" > "$2" && chmod +x "$2""#,
                    "sh",
                    script,
                ])
                .arg(&path)
                .status();
            assert!(written.unwrap().success());
            path
        }

        fn path(&self) -> [PathBuf; 2] {
            [self.0.join("nowhere"), self.0.join("user/bin")]
        }

        fn trunk(&self) -> CargoTool<'static> {
            CargoTool {
                program: "trunk",
                package: "trunk",
                version: "0.22.1",
                options: &[],
                root: self.0.join("target/tools"),
                tells_version: true,
            }
        }

        fn splitter(&self) -> CargoTool<'static> {
            CargoTool {
                program: "wasm-split-cli",
                package: "wasm_split_cli_support",
                version: "0.2.4",
                tells_version: false,
                ..self.trunk()
            }
        }

        fn written_down(&self, line: &str) {
            fs::write(self.0.join("user/.crates.toml"), format!("[v1]\n{line}\n")).unwrap();
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_program_on_path_is_taken_in_the_right_version_only() {
        let scratch = Scratch::new("on-path");
        let trunk = scratch.trunk();
        scratch.program("trunk", "echo trunk 0.21.14");
        assert_eq!(trunk.take_from(&scratch.path()), Ok(false));
        scratch.program("trunk", "echo trunk 0.22.1");
        assert!(!trunk.is_installed());
        assert_eq!(trunk.take_from(&scratch.path()), Ok(true));
        assert!(trunk.is_installed());
        scratch.program("trunk", "echo trunk 0.23.0");
        assert!(!trunk.is_installed(), "it was updated since");
    }

    #[test]
    fn a_program_that_tells_no_version_is_taken_where_cargo_wrote_it_down() {
        let scratch = Scratch::new("written-down");
        let splitter = scratch.splitter();
        scratch.program("wasm-split-cli", "exit 0");
        assert_eq!(splitter.take_from(&scratch.path()), Ok(false));
        scratch.written_down(r#""wasm_split_cli_support 0.2.3 (registry+x)" = ["wasm-split-cli"]"#);
        assert_eq!(splitter.take_from(&scratch.path()), Ok(false));
        scratch.written_down(r#""wasm_split_cli_support 0.2.4 (registry+x)" = ["wasm-split-cli"]"#);
        assert_eq!(splitter.take_from(&scratch.path()), Ok(true));
        assert!(splitter.is_installed());
        scratch.written_down(r#""wasm_split_cli_support 0.2.5 (registry+x)" = ["wasm-split-cli"]"#);
        assert!(!splitter.is_installed(), "it was updated since");
    }

    #[test]
    fn what_cargo_binstall_does_not_get_is_left_to_be_built() {
        let scratch = Scratch::new("binstall");
        let project = Project::at(scratch.0.clone());
        let trunk = scratch.trunk();
        let none = scratch.0.join("nowhere/cargo-binstall");
        assert_eq!(trunk.take_prebuilt(&project, &none), Ok(false));
        let failing = scratch.program("cargo-binstall", "exit 76");
        assert_eq!(trunk.take_prebuilt(&project, &failing), Ok(false));
        let wrong = scratch.program("cargo-binstall", "exit 0");
        assert_eq!(trunk.take_prebuilt(&project, &wrong), Ok(false));
        let getting = scratch.program(
            "cargo-binstall",
            r#"[ "$1" = trunk@0.22.1 ] && [ "$4" = --root ] || exit 1
mkdir -p "$5/bin" && printf '#!/bin/sh\necho trunk 0.22.1\n' > "$5/bin/trunk" && chmod +x "$5/bin/trunk""#,
        );
        assert_eq!(trunk.take_prebuilt(&project, &getting), Ok(true));
        assert!(trunk.is_installed());
    }

    #[test]
    fn a_lock_file_of_another_index_is_told_from_other_failures() {
        assert!(is_of_another_index(
            "error: failed to select a version for the requirement `webpki-roots = \"^1.0.10\"` (locked to 1.0.11)\n\
             candidate versions found which didn't match: 1.0.10, 1.0.9, 1.0.8, ..."
        ));
        assert!(!is_of_another_index("error: could not compile `ring`"));
        assert!(!is_of_another_index(
            "error: failed to select a version for the requirement `x = \"^1\"`"
        ));
    }
}
