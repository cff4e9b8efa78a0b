//! The page against a local tenant.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Result};
use crate::log::cannot_start;
use crate::page;
use crate::project::Project;
use crate::tools::Tools;

/// Builds the page and serves it until Ctrl-C.
pub fn run(project: &Project, port: u16) -> Result<()> {
    check_port(port)?;
    let tools = Tools::set_up(project)?;
    page::build(project, &tools)?;

    let mut node = Command::new("node");
    node.arg("sandbox/demo.mjs")
        .args(["--dist", "dist", "--port", &port.to_string()])
        .current_dir(project.root())
        .stdin(Stdio::piped());
    let mut tenant = node.spawn().map_err(|error| cannot_start(&node, &error))?;
    // The tenant ends when this pipe closes, so it cannot outlive this program, however that ends. Taken out of the child,
    // because `wait` would close it.
    let _lifeline = tenant.stdin.take();
    let status = tenant
        .wait()
        .map_err(|error| Failure::new(format!("The local tenant is out of reach: {error}.")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("The local tenant stopped: {status}.")))
    }
}

/// Asked before the long set-up, which would be for nothing.
fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Failure::new(format!(
            "Port {port} is in use: stop the program that has it, or choose another with `cargo xtask demo --port <number>`."
        ))),
        Err(error) => Err(Failure::new(format!(
            "Port {port} cannot be used ({error}): choose another with `cargo xtask demo --port <number>`."
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
        let failure = check_port(port).unwrap_err().to_string();
        assert!(failure.contains(&port.to_string()), "{failure}");
        assert!(failure.contains("in use"), "{failure}");
    }
}
