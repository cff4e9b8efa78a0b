//! The local tenant, as a program of its own: `sandbox/demo.mjs`.

use std::io::{ErrorKind, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use crate::failure::{Failure, Result};
use crate::log::cannot_start;
use crate::project::Project;

/// The end of a pipe that the tenant lives by: when it is closed the tenant ends, and so it cannot outlive this program,
/// however that ends.
#[derive(Debug)]
pub struct Lifeline(ChildStdin);

impl Lifeline {
    /// Has every page that is open load itself anew, if the tenant was started with live reload.
    pub fn reload(&mut self) {
        // A tenant that is gone has no page open, and whoever waits for it hears of its end.
        let _ = self.0.write_all(b"reload\n");
    }
}

/// Starts it with the page of this directory.
pub fn start(
    project: &Project,
    dist: &Path,
    port: u16,
    options: &[&str],
) -> Result<(Child, Lifeline)> {
    let mut node = Command::new("node");
    node.arg("sandbox/demo.mjs")
        .arg("--dist")
        .arg(dist)
        .args(["--port", &port.to_string()])
        .args(options)
        .current_dir(project.root())
        .stdin(Stdio::piped());
    let mut tenant = node.spawn().map_err(|error| cannot_start(&node, &error))?;
    // Taken out of the child, because `wait` would close it.
    match tenant.stdin.take() {
        Some(stdin) => Ok((tenant, Lifeline(stdin))),
        None => Err(Failure::new("The local tenant has no standard input.")),
    }
}

/// Asked before the long set-up, which would be for nothing.
pub fn check_port(port: u16, command: &str) -> Result<()> {
    let advice = format!("choose another with `cargo xtask {command} --port <number>`");
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Failure::new(format!(
            "Port {port} is in use: stop the program that has it, or {advice}."
        ))),
        Err(error) => Err(Failure::new(format!(
            "Port {port} cannot be used ({error}): {advice}."
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_refused() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let failure = check_port(port, "dev").unwrap_err().to_string();
        assert!(failure.contains(&port.to_string()), "{failure}");
        assert!(failure.contains("in use"), "{failure}");
        assert!(failure.contains("cargo xtask dev --port"), "{failure}");
    }
}
