//! What is handed on to somebody who only runs the page: one zip with all that this takes, and beside it the sums to check it by
//! and the list of the software in it. Its bytes depend on the commit alone, not on who makes it where.

mod archive;
mod commit;
mod contents;
mod links;
mod output;
mod sbom;
mod twice;

use std::env;

use self::archive::Files;
use self::commit::Commit;
use self::output::{SUMS, directory, put, sums};
use crate::failure::{Failure, Result};
use crate::notices::{self, Origin};
use crate::page;
use crate::project::Project;
use crate::step::say;
use crate::tools::Tools;

pub use self::twice::write_twice;

/// The name of the SBOM without its beginning, which is a contract.
const SBOM: &str = "cdx.json";

/// Writes the zip, the SBOM and their sums.
pub fn write(project: &Project) -> Result<()> {
    if env::var_os("TOKEN_CONSOLE_COMMIT").is_some() {
        return Err(Failure::new(
            "TOKEN_CONSOLE_COMMIT is set, and would be in the page: unset it. A release is the same whoever makes it, and its SBOM names the commit.",
        ));
    }
    let commit = Commit::of_clean_tree(project)?;
    let tools = Tools::set_up(project)?;
    page::build(project, &tools)?;

    let works = notices::works(project, &tools)?;
    let page = works
        .iter()
        .find(|work| work.origin == Origin::Project && work.name == contents::PAGE)
        .ok_or_else(|| Failure::new("The notices do not name the page itself."))?;
    let name = format!("{}-{}", page.name, page.version);
    let sbom = sbom::of(project, page, &works, &commit)?;
    let zip = archive::packed(&name, &contents::of(project, &sbom)?)?;

    let mut files = Files::from([
        (format!("{name}.zip"), zip),
        (format!("{name}.{SBOM}"), sbom.into_bytes()),
    ]);
    let sums = sums(&files);
    files.insert(SUMS.to_owned(), sums.clone().into_bytes());
    put(project, &files)?;
    say(&format!(
        "{}, in {}:\n{sums}",
        commit.id,
        directory(project).display()
    ));
    Ok(())
}
