//! Trunk, `wasm-bindgen` and the splitter, built from crates.io into `target/tools`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Result;
use crate::log::Log;
use crate::project::Project;
use crate::toolchain::Toolchain;

/// The version of Trunk.
pub const TRUNK: &str = "0.22.1";

/// The version of the splitter.
pub const SPLITTER: &str = "0.2.4";

const SPLITTER_PROGRAM: &str = "wasm-split-cli";

/// A program that `cargo install` provides.
struct CargoTool<'a> {
    program: &'static str,
    package: &'static str,
    version: &'a str,
    options: &'static [&'static str],
    root: PathBuf,
    /// Whether it knows its version; if not, the name of its directory does.
    tells_version: bool,
}

/// Installs the programs where they are missing or of another version.
pub fn set_up(project: &Project, toolchain: &Toolchain, wasm_bindgen: &str) -> Result<()> {
    let wasm_bindgen = CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: wasm_bindgen,
        // Not `--locked`: the lock file of 0.2.130 names a crate version that not every mirror has.
        options: &[],
        root: project.tools(),
        tells_version: true,
    };
    let trunk = CargoTool {
        program: "trunk",
        package: "trunk",
        version: TRUNK,
        // Without its default features Trunk does not ask crates.io for a newer Trunk at each start.
        options: &["--locked", "--no-default-features", "--features", "rustls"],
        root: project.tools(),
        tells_version: true,
    };
    let splitter = CargoTool {
        program: SPLITTER_PROGRAM,
        package: "wasm_split_cli_support",
        version: SPLITTER,
        options: &["--locked", "--features", "build-binary"],
        root: splitter_root(project),
        tells_version: false,
    };
    let missing: Vec<CargoTool> = [wasm_bindgen, trunk, splitter]
        .into_iter()
        .filter(|tool| !tool.is_installed())
        .collect();
    for tool in &missing {
        tool.install(project, toolchain)?;
    }
    if !missing.is_empty() {
        // More than a gigabyte that nothing needs again; what cannot be deleted does no harm.
        let _ = fs::remove_dir_all(intermediate_files(project));
    }
    Ok(())
}

impl CargoTool<'_> {
    fn is_installed(&self) -> bool {
        let mut program = Command::new(self.root.join("bin").join(self.program));
        if !self.tells_version {
            return program
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

    fn install(&self, project: &Project, toolchain: &Toolchain) -> Result<()> {
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
        Log::new(project, self.program).run_step(
            &format!("{} {}", self.package, self.version),
            "installed",
            &mut cargo,
        )
    }
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
