//! The files that tell a web server what only it can say of the page: headers, types and compression, all made of one policy.
//!
//! By name: what has a hash in its name may be kept for ever, `redirect.html`, in whose address an answer stands, by nobody, and
//! all else is asked for again each time.

mod apache;
mod caddy;
mod cloudflare;
mod docker;
mod iis;
mod lighttpd;
mod nginx;
mod rules;
mod static_web_app;

use std::path::Path;

use crate::failure::Result;
use crate::files;

pub use rules::HostRules;

/// A file for a host.
#[derive(Debug)]
pub struct HostFile {
    pub name: &'static str,
    pub text: String,
    pub place: Place,
}

/// Where a host looks for its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Beside `index.html`.
    Page,
    /// In a configuration of its own, which somebody copies there.
    Host,
}

/// Writes the files of one place into a folder.
pub fn write(rules: &HostRules, place: Place, folder: &Path) -> Result<()> {
    for file in self::files(rules) {
        if file.place == place {
            files::write(&folder.join(file.name), &file.text)?;
        }
    }
    Ok(())
}

/// A file for each kind of host that is known.
pub fn files(rules: &HostRules) -> Vec<HostFile> {
    let page = |name, text| HostFile {
        name,
        text,
        place: Place::Page,
    };
    let host = |name, text| HostFile {
        name,
        text,
        place: Place::Host,
    };
    vec![
        page("_headers", cloudflare::headers_file(rules)),
        page("404.html", cloudflare::NOT_FOUND.to_owned()),
        page("staticwebapp.config.json", static_web_app::config(rules)),
        page("web.config", iis::web_config(rules)),
        page(".htaccess", apache::htaccess(rules)),
        host("nginx-headers.conf", nginx::headers(rules)),
        host("nginx-location.conf", nginx::location()),
        host("lighttpd.conf", lighttpd::conf(rules)),
        host("Caddyfile", caddy::caddyfile(rules)),
        host("Dockerfile", docker::DOCKERFILE.to_owned()),
        host("docker-config.sh", docker::CONFIG.to_owned()),
        host("nginx-docker.conf", docker::conf(rules)),
    ]
}
