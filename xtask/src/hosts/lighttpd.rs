//! lighttpd: <https://redmine.lighttpd.net/projects/lighttpd/wiki/Mod_setenv>

use std::fmt::Write as _;

use super::rules::{EVERY_FILE, FOREVER, HASHED, HostRules, OF_OTHERS};

/// `lighttpd.conf`. What is said twice for the whole server is an error to lighttpd, so all that can be is said for the path only.
pub fn conf(rules: &HostRules) -> String {
    let mut text = format!(
        r#"# lighttpd 1.4.56 or newer, with mod_deflate (Debian: lighttpd-mod-deflate). Copy this file to /etc/lighttpd/conf-enabled/,
# or include it in lighttpd.conf. For another path than /, write it with a slash at both ends:
var.token_console = "/"
server.modules += ( "mod_access", "mod_deflate", "mod_setenv" )
$HTTP["url"] =~ "^" + var.token_console {{
  index-file.names = ( "index.html" )
  # What is missing is answered as 404.html is, and so nobody keeps it for ever under a name with a hash.
  server.error-handler = var.token_console + "404.html"
  deflate.mimetypes = ( "text/html", "text/css", "text/javascript", "text/plain", "application/json", "application/wasm", "application/manifest+json", "image/svg+xml" )
  deflate.allowed-encodings = ( "brotli", "gzip" )
  mimetype.assign = (
    ".html" => "text/html; charset=utf-8",
    ".js" => "text/javascript; charset=utf-8",
    ".css" => "text/css; charset=utf-8",
    ".txt" => "text/plain; charset=utf-8",
    ".svg" => "image/svg+xml",
    ".png" => "image/png",
    ".json" => "application/json",
    ".wasm" => "application/wasm",
    ".webmanifest" => "application/manifest+json",
    "" => "application/octet-stream"
  )
}}
# These tell other hosts what this file tells lighttpd.
$HTTP["url"] =~ "^" + var.token_console + "{others}" {{
  url.access-deny = ( "" )
}}
"#,
        others = OF_OTHERS.trim_start_matches('/')
    );
    let mut rule = |pattern: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(
            text,
            "$HTTP[\"url\"] =~ \"^\" + var.token_console + \"{pattern}\" {{\n  setenv.set-response-header = ("
        );
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(text, "    \"{name}\" => \"{value}\",");
        }
        text.push_str("  )\n}\n");
    };
    let every = |cache| {
        let mut headers = EVERY_FILE.to_vec();
        headers.push(("Cache-Control", cache));
        headers
    };
    rule("", &every("no-cache"));
    rule(&format!(".*{HASHED}"), &every(FOREVER));
    rule("(index\\.html)?$", &rules.page.headers());
    rule("redirect\\.html$", &rules.answer.headers());
    text
}
