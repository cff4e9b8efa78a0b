//! The emulators of hosts that nobody can install, on which the browser tests try the files of these hosts: npm packages.

use crate::node;
use crate::project::Project;
use crate::step::say;

/// By the names of their packages.
const EMULATORS: [&str; 2] = ["static-web-apps-cli", "wrangler"];

/// Installs them where they are not yet; the answer names those that can be tried. A line says so where they are not.
pub fn set_up(project: &Project) -> Vec<&'static str> {
    match node::install(
        project,
        "Emulators of hosts",
        "tests/hosts/emulators",
        "target/tools/emulators",
    ) {
        Ok(()) => EMULATORS.to_vec(),
        Err(why) => {
            say(&format!(
                "  {} are not tried: {why}",
                EMULATORS.join(" and ")
            ));
            Vec::new()
        }
    }
}
