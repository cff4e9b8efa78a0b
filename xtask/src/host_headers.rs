//! What only the web server of the page can say, written once, and a file of it for each kind of host.
//!
//! - `_headers`: <https://developers.cloudflare.com/pages/configuration/headers/>, <https://docs.netlify.com/manage/routing/headers/>
//! - `staticwebapp.config.json`: <https://learn.microsoft.com/azure/static-web-apps/configuration>

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::policy::Policy;

/// Names with a hash never stand for other contents.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// Of what a browser gives only to a page that may have it, the page has the camera, for itself and for no frame in it.
/// Source: <https://www.w3.org/TR/permissions-policy/#permissions-policy-http-header-field>
const PERMISSIONS: &str = "camera=(self), display-capture=(), geolocation=(), microphone=()";
const NO_PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=()";

/// The headers of one path.
#[derive(Debug)]
struct Rule {
    /// With `*` for any ending.
    path: String,
    /// The value of a header that must not be sent is empty.
    headers: Vec<(&'static str, String)>,
}

/// The headers of a page with these policies and these files.
#[derive(Debug)]
pub struct HostHeaders {
    /// The first is that of `index.html`, by its shortest address.
    rules: Vec<Rule>,
}

impl HostHeaders {
    /// `page` is the policy of `index.html`, `answer` that of `redirect.html`; `names` are the files at the top of the page.
    pub fn new<'a>(
        page: &Policy,
        answer: &Policy,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let document = |path: &str, policy: String, [opener, permissions, cache]: [&str; 3]| Rule {
            path: path.to_owned(),
            headers: vec![
                ("Content-Security-Policy", policy),
                ("Cross-Origin-Opener-Policy", opener.to_owned()),
                ("Permissions-Policy", permissions.to_owned()),
                ("Referrer-Policy", "no-referrer".to_owned()),
                ("X-Content-Type-Options", "nosniff".to_owned()),
                ("Cache-Control", cache.to_owned()),
            ],
        };
        let index = |path: &str| {
            let policy = page.with("frame-ancestors 'none'");
            document(path, policy, ["same-origin", PERMISSIONS, "no-cache"])
        };
        let mut rules = vec![
            index("/"),
            index("/index.html"),
            // MSAL reads the answer from a frame of the page's own; and whoever opened the window must hear of it, which an
            // opener policy would prevent. The answer is in the address.
            document(
                "/redirect.html",
                answer.with("frame-ancestors 'self'"),
                ["", NO_PERMISSIONS, "no-store"],
            ),
            Rule {
                path: "/config.json".to_owned(),
                headers: vec![
                    ("Cache-Control", "no-cache".to_owned()),
                    ("X-Content-Type-Options", "nosniff".to_owned()),
                ],
            },
        ];
        rules.extend(patterns(names).into_iter().map(|path| Rule {
            path,
            headers: vec![("Cache-Control", FOREVER.to_owned())],
        }));
        Self { rules }
    }

    /// `_headers`.
    pub fn as_headers_file(&self) -> String {
        let mut text = String::new();
        for Rule { path, headers } in &self.rules {
            let _ = writeln!(text, "{path}");
            for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
                let _ = writeln!(text, "  {name}: {value}");
            }
        }
        text
    }

    /// `staticwebapp.config.json`. What holds for `index.html` holds there for every path, unless a route says otherwise.
    pub fn as_static_web_app(&self) -> String {
        let global = self.rules.first().map_or(&[][..], |rule| &rule.headers);
        let routes: Vec<Value> = self
            .rules
            .iter()
            .filter_map(|Rule { path, headers }| {
                let differing = headers.iter().filter(|header| !global.contains(header));
                let headers = object(differing);
                (!headers.is_empty()).then(|| json!({ "route": path, "headers": headers }))
            })
            .collect();
        let config = json!({
            "globalHeaders": object(global),
            "routes": routes,
            "mimeTypes": {
                ".wasm": "application/wasm",
                ".webmanifest": "application/manifest+json",
            },
        });
        format!("{config:#}\n")
    }
}

fn object<'a>(headers: impl IntoIterator<Item = &'a (&'static str, String)>) -> Map<String, Value> {
    headers
        .into_iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str())))
        .collect()
}

/// The paths of the files that have a hash in their names: each once, and the shortest where one covers another.
fn patterns<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut stems: Vec<&str> = names.into_iter().filter_map(before_hash).collect();
    stems.sort_unstable();
    // In this order, what covers another comes right before all that it covers.
    stems.dedup_by(|longer, shorter| longer.starts_with(*shorter));
    stems.iter().map(|stem| format!("/{stem}*")).collect()
}

/// The name up to its hash, with the hyphen: `boot-` of `boot-184d0ee88e3b56c5.js`. Trunk does not pad its hashes with zeros.
fn before_hash(name: &str) -> Option<&str> {
    let stem = name.split('.').rev().nth(1)?;
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let (_, hash) = stem.rsplit_once('-')?;
    let is_hash = (12..=16).contains(&hash.len())
        && hash
            .bytes()
            .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then(|| name.split_at(name.rfind(hash).unwrap_or(0)).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(text: &str) -> Policy {
        Policy::of(&format!(
            "<meta http-equiv=Content-Security-Policy content=\"{text}\">"
        ))
        .unwrap()
    }

    fn headers() -> HostHeaders {
        let names = ["index.html", "boot-184d0ee88e3b56c5.js"];
        HostHeaders::new(&policy("img-src 'self'"), &policy("img-src 'none'"), names)
    }

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
/config.json
  Cache-Control: no-cache
  X-Content-Type-Options: nosniff
/boot-*
  Cache-Control: public, max-age=31536000, immutable
";
        assert_eq!(headers().as_headers_file(), expected);
    }

    #[test]
    fn a_static_web_app_has_the_same_with_what_holds_everywhere_once() {
        let config: Value = serde_json::from_str(&headers().as_static_web_app()).unwrap();
        let expected = json!({
            "globalHeaders": {
                "Content-Security-Policy": "img-src 'self'; frame-ancestors 'none'",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Permissions-Policy": PERMISSIONS,
                "Referrer-Policy": "no-referrer",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "no-cache",
            },
            "routes": [
                {
                    "route": "/redirect.html",
                    "headers": {
                        "Content-Security-Policy": "img-src 'none'; frame-ancestors 'self'",
                        "Cross-Origin-Opener-Policy": "",
                        "Permissions-Policy": NO_PERMISSIONS,
                        "Cache-Control": "no-store",
                    },
                },
                { "route": "/boot-*", "headers": { "Cache-Control": FOREVER } },
            ],
            "mimeTypes": {
                ".wasm": "application/wasm",
                ".webmanifest": "application/manifest+json",
            },
        });
        assert_eq!(config, expected);
    }

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_ever() {
        for (name, stem) in [
            ("boot-184d0ee88e3b56c5.js", Some("boot-")),
            (
                "msal-browser.min-d28ea5560700.js",
                Some("msal-browser.min-"),
            ),
            ("page-8d446fefd6169d4f_bg.wasm", Some("page-")),
            (
                "page-chunk-10-4413f7761fe9f17b.wasm",
                Some("page-chunk-10-"),
            ),
            ("redirect.html", None),
            ("_headers", None),
            ("redirect-guard.js", None),
            ("page-8d446fefd616.4f.js", None),
            ("page-8D446FEFD6169D4F.js", None),
        ] {
            assert_eq!(before_hash(name), stem, "{name}");
        }
    }

    #[test]
    fn a_pattern_that_another_covers_is_left_out() {
        let names = [
            "page-list-4413f7761fe9f17b.wasm",
            "page-8d446fefd6169d4f_bg.wasm",
            "page-5413f7761fe9f17b.js",
            "main-6413f7761fe9f17b.css",
            "index.html",
        ];
        assert_eq!(patterns(names), ["/main-*", "/page-*"]);
    }

    #[test]
    fn the_readme_tells_every_header_to_whoever_has_another_host() {
        let readme = include_str!("../../README.md");
        for Rule { headers, .. } in headers().rules {
            for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
                let told = match value.split_once("; ") {
                    Some((_, directive)) => format!("`{directive}`"),
                    None => format!("`{name}: {value}`"),
                };
                assert!(readme.contains(&told), "{told}");
            }
        }
    }
}
