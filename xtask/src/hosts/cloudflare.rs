//! Cloudflare Pages and Netlify: <https://developers.cloudflare.com/pages/configuration/headers/>,
//! <https://docs.netlify.com/manage/routing/headers/>

use std::fmt::Write as _;

use super::rules::{EVERY_FILE, FOREVER, HostRules};

/// Without a page of this name Cloudflare Pages takes a site for one page with many addresses: it answers what is missing with
/// `index.html`, status 200 and a year to keep it, also under the name of a WebAssembly file.
pub const NOT_FOUND: &str = "<!doctype html><html lang=en><meta charset=utf-8>\
<meta content=\"default-src 'none'\" http-equiv=Content-Security-Policy><title>Not found</title>\
<h1>There is no such file</h1><p><a href=\"./\">Token Console</a>\n";

/// `_headers`.
pub fn headers_file(rules: &HostRules) -> String {
    let mut text = String::new();
    let mut rule = |path: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(text, "{path}");
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(text, "  {name}: {value}");
        }
    };
    for (path, document) in [
        ("/", &rules.page),
        ("/index.html", &rules.page),
        ("/redirect.html", &rules.answer),
        // Cloudflare Pages takes the ending off.
        ("/redirect", &rules.answer),
    ] {
        rule(path, &document.headers());
    }
    let [_, no_sniffing] = EVERY_FILE;
    for path in ["/config.json", "/version.json"] {
        rule(path, &[("Cache-Control", "no-cache"), no_sniffing]);
    }
    for path in rules.patterns() {
        rule(&path, &[("Cache-Control", FOREVER), no_sniffing]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{super::rules::tests::example, *};

    #[test]
    fn the_headers_file_has_each_rule() {
        let expected = "\
/
  Content-Security-Policy: img-src 'self'; frame-ancestors 'none'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(self), display-capture=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cache-Control: no-cache
/index.html
  Content-Security-Policy: img-src 'self'; frame-ancestors 'none'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(self), display-capture=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cache-Control: no-cache
/redirect.html
  Content-Security-Policy: img-src 'none'; frame-ancestors 'self'
  Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cache-Control: no-store
/redirect
  Content-Security-Policy: img-src 'none'; frame-ancestors 'self'
  Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cache-Control: no-store
/config.json
  Cache-Control: no-cache
  X-Content-Type-Options: nosniff
/version.json
  Cache-Control: no-cache
  X-Content-Type-Options: nosniff
/boot-*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
";
        assert_eq!(headers_file(&example()), expected);
    }
}
