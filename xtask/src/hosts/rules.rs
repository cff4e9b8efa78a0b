//! What a host has to say of each file of the page.

use std::fs;
use std::path::Path;

use crate::failure::{About, Result};
use crate::files::read;
use crate::policy::Policy;

/// Names with a hash never stand for other contents.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// The end of such a name, as every host's regular expressions have it. Trunk does not pad its hashes with zeros.
pub const HASHED: &str = r"-[0-9a-f]{12,16}(_bg)?\.(js|css|svg|wasm)$";

/// The files that tell one host what another file tells another: not secret, and nobody's business. As a regular expression.
pub const OF_OTHERS: &str = r"/(_headers|staticwebapp\.config\.json|web\.config|\.htaccess)$";

/// What every file of the page says of itself.
pub const EVERY_FILE: [(&str, &str); 2] = [
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// Of what a browser gives only to a page that may have it, the page has the camera, for itself and for no frame in it.
/// Source: <https://www.w3.org/TR/permissions-policy/#permissions-policy-http-header-field>
const PERMISSIONS: &str = "camera=(self), display-capture=(), geolocation=(), microphone=()";
const NO_PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=()";

/// The rules of a page with these policies and these files.
#[derive(Debug)]
pub struct HostRules {
    /// `index.html`, also under the address of its folder.
    pub page: Document,
    /// `redirect.html`. MSAL reads the answer from a frame of the page's own; and whoever opened the window must hear of it,
    /// which an opener policy would prevent. The answer is in the address.
    pub answer: Document,
    /// The names with a hash.
    pub hashed: Vec<String>,
}

/// What a document says of itself besides [`EVERY_FILE`].
#[derive(Debug)]
pub struct Document {
    pub policy: String,
    /// `Cross-Origin-Opener-Policy`; the value of a header that must not be sent is empty.
    pub opener: &'static str,
    pub permissions: &'static str,
    /// `Cache-Control`.
    pub cache: &'static str,
}

impl Document {
    /// Its headers, in the order in which they are told.
    pub fn headers(&self) -> Vec<(&'static str, &str)> {
        let Self {
            policy,
            opener,
            permissions,
            cache,
        } = self;
        let mut headers = vec![
            ("Content-Security-Policy", policy.as_str()),
            ("Cross-Origin-Opener-Policy", opener),
            ("Permissions-Policy", permissions),
        ];
        headers.extend(EVERY_FILE);
        headers.push(("Cache-Control", cache));
        headers
    }
}

impl HostRules {
    /// Those of a page that is built and sealed.
    pub fn of_page(dist: &Path) -> Result<Self> {
        let policy = |document: &str| Policy::of(&read(&dist.join(document))?);
        let names = names(dist)?;
        Ok(Self::new(
            &policy("index.html")?,
            &policy("redirect.html")?,
            names.iter().map(String::as_str),
        ))
    }

    /// `page` is the policy of `index.html`, `answer` that of `redirect.html`; `names` are the files at the top of the page.
    fn new<'a>(page: &Policy, answer: &Policy, names: impl IntoIterator<Item = &'a str>) -> Self {
        let has_hash = |name: &&str| before_hash(name).is_some();
        let mut hashed: Vec<String> = names
            .into_iter()
            .filter(has_hash)
            .map(str::to_owned)
            .collect();
        hashed.sort_unstable();
        Self {
            page: Document {
                policy: page.with("frame-ancestors 'none'"),
                opener: "same-origin",
                permissions: PERMISSIONS,
                cache: "no-cache",
            },
            answer: Document {
                policy: answer.with("frame-ancestors 'self'"),
                opener: "",
                permissions: NO_PERMISSIONS,
                cache: "no-store",
            },
            hashed,
        }
    }

    /// The paths of the files that have a hash in their names, for hosts that know `*` only: each once, and the shortest where
    /// one covers another.
    pub fn patterns(&self) -> Vec<String> {
        let mut stems: Vec<&str> = self
            .hashed
            .iter()
            .filter_map(|name| before_hash(name))
            .collect();
        stems.sort_unstable();
        // In this order, what covers another comes right before all that it covers.
        stems.dedup_by(|longer, shorter| longer.starts_with(*shorter));
        stems.iter().map(|stem| format!("/{stem}*")).collect()
    }
}

/// What lies at the top of the page.
fn names(dist: &Path) -> Result<Vec<String>> {
    fs::read_dir(dist)
        .about("read", dist)?
        .map(|entry| {
            Ok(entry
                .about("read", dist)?
                .file_name()
                .to_string_lossy()
                .into_owned())
        })
        .collect()
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
pub(super) mod tests {
    use super::*;

    fn policy(text: &str) -> Policy {
        Policy::of(&format!(
            "<meta http-equiv=Content-Security-Policy content=\"{text}\">"
        ))
        .unwrap()
    }

    /// Of a page with two files.
    pub(crate) fn example() -> HostRules {
        let names = ["index.html", "boot-184d0ee88e3b56c5.js"];
        HostRules::new(&policy("img-src 'self'"), &policy("img-src 'none'"), names)
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
        let rules = HostRules::new(&policy("a"), &policy("b"), names);
        assert_eq!(rules.patterns(), ["/main-*", "/page-*"]);
    }

    #[test]
    fn the_readme_tells_every_header_to_whoever_has_another_host() {
        let readme = include_str!("../../../README.md");
        let rules = example();
        for document in [&rules.page, &rules.answer] {
            for (name, value) in document
                .headers()
                .iter()
                .filter(|(_, value)| !value.is_empty())
            {
                let told = match value.split_once("; ") {
                    Some((_, directive)) => format!("`{directive}`"),
                    None => format!("`{name}: {value}`"),
                };
                assert!(readme.contains(&told), "{told}");
            }
        }
        assert!(readme.contains(&format!("`Cache-Control: {FOREVER}`")));
    }
}
