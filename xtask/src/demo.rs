//! The page against a local tenant.

use crate::failure::{Failure, Result};
use crate::page;
use crate::project::Project;
use crate::tenant;
use crate::tools::Tools;

/// Builds the page and serves it until Ctrl-C.
pub fn run(project: &Project, port: u16) -> Result<()> {
    tenant::check_port(port, "demo")?;
    let tools = Tools::set_up(project)?;
    page::build(project, &tools)?;

    let (mut tenant, _lifeline) = tenant::start(project, &project.dist(), port, &[])?;
    let status = tenant
        .wait()
        .map_err(|error| Failure::new(format!("The local tenant is out of reach: {error}.")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("The local tenant stopped: {status}.")))
    }
}
