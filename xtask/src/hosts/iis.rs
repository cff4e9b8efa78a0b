//! IIS: <https://learn.microsoft.com/iis/configuration/system.webserver/>
//!
//! It knows no patterns: each file with a hash in its name has a place of its own. What is added twice is an error there, also
//! where a site above has added it, so each name is removed first.

use std::fmt::Write as _;

use super::rules::{EVERY_FILE, HostRules};

const TYPES: [(&str, &str); 5] = [
    (".wasm", "application/wasm"),
    (".js", "text/javascript"),
    (".json", "application/json"),
    (".svg", "image/svg+xml"),
    (".webmanifest", "application/manifest+json"),
];

/// These tell other hosts what this file tells IIS, which serves no `web.config` by itself.
const OF_OTHERS: [&str; 3] = ["_headers", "staticwebapp.config.json", ".htaccess"];

/// `web.config`.
pub fn web_config(rules: &HostRules) -> String {
    let types = TYPES
        .iter()
        .map(|(ending, media_type)| {
            format!(
                "      <remove fileExtension=\"{ending}\" />\n      \
                 <mimeMap fileExtension=\"{ending}\" mimeType=\"{media_type}\" />\n"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let others = OF_OTHERS
        .iter()
        .map(|name| {
            format!(
                "          <remove segment=\"{name}\" />\n          <add segment=\"{name}\" />\n"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let mut text = format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<!-- IIS 10. It was held against the schema of IIS, and not run on IIS. That .wasm is compressed is said in <httpCompression> of
     applicationHost.config, not here. -->
<configuration>
  <system.webServer>
    <defaultDocument enabled="true">
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <staticContent>
      <clientCache cacheControlMode="DisableCache" />
{types}    </staticContent>
    <urlCompression doStaticCompression="true" />
{}    <security>
      <requestFiltering>
        <hiddenSegments>
{others}        </hiddenSegments>
      </requestFiltering>
    </security>
  </system.webServer>
"#,
        custom_headers(4, EVERY_FILE),
    );
    for (path, document) in [
        ("index.html", &rules.page),
        ("redirect.html", &rules.answer),
    ] {
        let _ = writeln!(text, "  <location path=\"{path}\">\n    <system.webServer>");
        if document.cache == "no-store" {
            // Both make one header.
            text.push_str(
                r#"      <staticContent>
        <clientCache cacheControlMode="DisableCache" cacheControlCustom="no-store" />
      </staticContent>
"#,
            );
        }
        let own = document
            .headers()
            .into_iter()
            .filter(|(name, _)| *name != "Cache-Control" && !is_of_every_file(name));
        text.push_str(&custom_headers(6, own));
        text.push_str("    </system.webServer>\n  </location>\n");
    }
    for name in &rules.hashed {
        // Of the mode, the age and the rest IIS makes one header.
        let _ = writeln!(
            text,
            r#"  <location path="{name}">
    <system.webServer>
      <staticContent>
        <clientCache cacheControlMode="UseMaxAge" cacheControlMaxAge="365.00:00:00" cacheControlCustom="public, immutable" />
      </staticContent>
    </system.webServer>
  </location>"#
        );
    }
    text.push_str("</configuration>\n");
    text
}

/// The section that adds these headers, so many spaces from the left; one without a value must not be sent.
fn custom_headers<'a>(
    indent: usize,
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> String {
    let left = " ".repeat(indent);
    let added = headers
        .into_iter()
        .map(|(name, value)| {
            let value = value.replace('&', "&amp;").replace('"', "&quot;");
            let removed = format!("{left}    <remove name=\"{name}\" />\n");
            if value.is_empty() {
                return removed;
            }
            format!("{removed}{left}    <add name=\"{name}\" value=\"{value}\" />\n")
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        "{left}<httpProtocol>\n{left}  <customHeaders>\n{added}{left}  </customHeaders>\n{left}</httpProtocol>\n"
    )
}

fn is_of_every_file(name: &str) -> bool {
    EVERY_FILE.iter().any(|(of_every, _)| *of_every == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use roxmltree::{Document, Node};

    use super::{super::rules::tests::example, *};

    /// What IIS lets an attribute be.
    enum Value {
        Bool,
        OneOf(&'static [&'static str]),
        TimeSpan,
        Text,
    }
    use Value::{Bool, OneOf, Text, TimeSpan};

    /// Elements below `system.webServer` by their path, with their attributes: what is used here of `IIS_schema.xml`. The first
    /// attribute of what is in a collection is its key.
    const SCHEMA: &[(&str, &[(&str, Value)])] = &[
        ("defaultDocument", &[("enabled", Bool)]),
        ("defaultDocument/files", &[]),
        ("defaultDocument/files/clear", &[]),
        ("defaultDocument/files/add", &[("value", Text)]),
        ("staticContent", &[]),
        (
            "staticContent/clientCache",
            &[
                (
                    "cacheControlMode",
                    OneOf(&["NoControl", "DisableCache", "UseMaxAge", "UseExpires"]),
                ),
                ("cacheControlMaxAge", TimeSpan),
                ("cacheControlCustom", Text),
            ],
        ),
        ("staticContent/remove", &[("fileExtension", Text)]),
        (
            "staticContent/mimeMap",
            &[("fileExtension", Text), ("mimeType", Text)],
        ),
        ("urlCompression", &[("doStaticCompression", Bool)]),
        ("httpProtocol", &[]),
        ("httpProtocol/customHeaders", &[]),
        ("httpProtocol/customHeaders/remove", &[("name", Text)]),
        (
            "httpProtocol/customHeaders/add",
            &[("name", Text), ("value", Text)],
        ),
        ("security", &[]),
        ("security/requestFiltering", &[]),
        ("security/requestFiltering/hiddenSegments", &[]),
        (
            "security/requestFiltering/hiddenSegments/remove",
            &[("segment", Text)],
        ),
        (
            "security/requestFiltering/hiddenSegments/add",
            &[("segment", Text)],
        ),
    ];

    impl Value {
        fn allows(&self, value: &str) -> bool {
            match self {
                Bool => ["true", "false"].contains(&value),
                OneOf(values) => values.contains(&value),
                TimeSpan => is_time_span(value),
                Text => !value.is_empty(),
            }
        }
    }

    /// `days.hours:minutes:seconds`
    fn is_time_span(value: &str) -> bool {
        let (days, time) = value.split_once('.').unwrap_or(("0", value));
        let parts: Vec<Option<u32>> = time.split(':').map(|part| part.parse().ok()).collect();
        let [Some(hours), Some(minutes), Some(seconds)] = parts[..] else {
            return false;
        };
        days.parse::<u32>().is_ok() && hours < 24 && minutes < 60 && seconds < 60
    }

    fn elements<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
        node.children().filter(Node::is_element)
    }

    /// The faults of what stands below an element of `system.webServer`.
    fn faults(node: Node<'_, '_>, path: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut names = HashSet::new();
        let mut keys = HashSet::new();
        for child in elements(node) {
            let name = child.tag_name().name();
            let path = format!("{path}{name}");
            let Some((_, attributes)) = SCHEMA.iter().find(|(known, _)| *known == path) else {
                found.push(format!("{path} is not known"));
                continue;
            };
            for attribute in child.attributes() {
                let known = attributes
                    .iter()
                    .find(|(name, _)| *name == attribute.name());
                if !known.is_some_and(|(_, value)| value.allows(attribute.value())) {
                    found.push(format!("{path}: {attribute:?}"));
                }
            }
            let key = child.attributes().next().map(|key| key.value());
            let is_ok = match (name, key) {
                ("remove", Some(key)) => keys.insert(key),
                // Removed before, and once; or all that was there has been cleared.
                ("add" | "mimeMap", Some(key)) => keys.remove(key) || keys.contains(""),
                ("clear", None) => keys.insert(""),
                _ => names.insert(name),
            };
            if !is_ok {
                found.push(format!("{path} {key:?} is there already"));
            }
            found.extend(faults(child, &format!("{path}/")));
        }
        found
    }

    fn faults_of(text: &str) -> Vec<String> {
        let document = Document::parse(text).unwrap();
        let root = document.root_element();
        assert_eq!(root.tag_name().name(), "configuration");
        let mut paths = HashSet::new();
        let mut found = Vec::new();
        for child in elements(root) {
            let server = match child.tag_name().name() {
                "location" => {
                    assert!(paths.insert(child.attribute("path").unwrap()));
                    child.first_element_child().unwrap()
                }
                _ => child,
            };
            assert_eq!(server.tag_name().name(), "system.webServer");
            found.extend(faults(server, ""));
        }
        found
    }

    #[test]
    fn each_element_attribute_and_value_is_one_that_iis_knows() {
        assert_eq!(faults_of(&web_config(&example())), [] as [&str; 0]);
    }

    #[test]
    fn what_iis_would_refuse_is_found() {
        let right = web_config(&example());
        for (from, to) in [
            ("<remove fileExtension=\".wasm\" />", ""),
            ("<remove name=\"Referrer-Policy\" />", ""),
            ("365.00:00:00", "365 days"),
            ("365.00:00:00", "365.24:00:00"),
            (
                "cacheControlMode=\"UseMaxAge\"",
                "cacheControlMode=\"useMaxAge\"",
            ),
            (
                "cacheControlCustom=\"no-store\"",
                "cacheControl=\"no-store\"",
            ),
            (
                "<urlCompression doStaticCompression=\"true\" />",
                "<urlCompression /><urlCompression />",
            ),
            ("<hiddenSegments>", "<hiddenSegments><segment />"),
        ] {
            let wrong = right.replacen(from, to, 1);
            assert_ne!(wrong, right, "{from}");
            assert_ne!(faults_of(&wrong), [] as [&str; 0], "{from}");
        }
    }

    #[test]
    fn each_file_with_a_hash_has_its_place_and_each_document_its_policy() {
        let rules = example();
        let text = web_config(&rules);
        let document = Document::parse(&text).unwrap();
        let value = |path: &str, of: &str, key: &str| {
            document
                .descendants()
                .find(|node| node.attribute("path") == Some(path))?
                .descendants()
                .find(|node| {
                    node.has_tag_name(of) && (key.is_empty() || node.attribute("name") == Some(key))
                })
        };
        for name in &rules.hashed {
            let cache = value(name, "clientCache", "").unwrap();
            assert_eq!(cache.attribute("cacheControlMaxAge"), Some("365.00:00:00"));
        }
        for (path, of) in [
            ("index.html", &rules.page),
            ("redirect.html", &rules.answer),
        ] {
            let policy = value(path, "add", "Content-Security-Policy").unwrap();
            assert_eq!(policy.attribute("value"), Some(of.policy.as_str()));
        }
        assert!(value("redirect.html", "add", "Cross-Origin-Opener-Policy").is_none());
    }
}
