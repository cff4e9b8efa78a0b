//! Trunk and `wasm-bindgen`, built from crates.io into `target/tools`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Result;
use crate::log::Log;
use crate::project::Project;
use crate::toolchain::Toolchain;

/// The version of Trunk.
pub const TRUNK: &str = "0.22.1";

/// A program that `cargo install` provides.
struct CargoTool<'a> {
    program: &'static str,
    package: &'static str,
    version: &'a str,
    options: &'static [&'static str],
}

/// Installs both programs where they are missing or of another version.
pub fn set_up(project: &Project, toolchain: &Toolchain, wasm_bindgen: &str) -> Result<()> {
    let wasm_bindgen = CargoTool {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: wasm_bindgen,
        // Not `--locked`: the lock file of 0.2.130 names a crate version that not every mirror has.
        options: &[],
    };
    let trunk = CargoTool {
        program: "trunk",
        package: "trunk",
        version: TRUNK,
        // Without its default features Trunk does not ask crates.io for a newer Trunk at each start.
        options: &["--locked", "--no-default-features", "--features", "rustls"],
    };
    let missing: Vec<CargoTool> = [wasm_bindgen, trunk]
        .into_iter()
        .filter(|tool| !tool.is_installed(project))
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
    fn is_installed(&self, project: &Project) -> bool {
        let program = bin(project).join(self.program);
        Command::new(program)
            .arg("--version")
            .output()
            .is_ok_and(|output| {
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
            .arg(project.tools())
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

/// Where the programs are.
pub fn bin(project: &Project) -> PathBuf {
    project.tools().join("bin")
}

fn intermediate_files(project: &Project) -> PathBuf {
    project.tools().join("build")
}
