//! lighttpd: <https://redmine.lighttpd.net/projects/lighttpd/wiki/Mod_setenv>

use std::fmt::Write as _;

use super::rules::{EVERY_FILE, FOREVER, HASHED, HostRules};

/// What stands in the configuration of lighttpd for a page at a path that begins and ends with a slash.
pub fn conf(rules: &HostRules, at: &str) -> String {
    let mut text = format!(
        r#"# lighttpd 1.4.56 or newer, with mod_deflate. Include this file in lighttpd.conf; another path than {at} is all that has
# to be changed.
server.modules += ( "mod_setenv", "mod_deflate" )
index-file.names = ( "index.html" )
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
# These tell other hosts what this file tells lighttpd.
$HTTP["url"] =~ "/(_headers|staticwebapp\.config\.json|web\.config|\.htaccess)$" {{
  url.access-deny = ( "" )
}}
"#
    );
    let mut rule = |pattern: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(text, "$HTTP[\"url\"] =~ \"^{at}{pattern}\" {{");
        let _ = writeln!(text, "  setenv.set-response-header = (");
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
