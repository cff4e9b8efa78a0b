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

/// The path under which a file of [`Place::Host`] serves the page, where whoever copies it says nothing else.
const AT: &str = "/";

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
        host("nginx.conf", nginx::conf(rules, AT)),
        host("lighttpd.conf", lighttpd::conf(rules, AT)),
        host("Caddyfile", caddy::caddyfile(rules, AT)),
        host("Dockerfile", docker::DOCKERFILE.to_owned()),
        host("nginx-docker.conf", docker::conf(rules)),
    ]
}
