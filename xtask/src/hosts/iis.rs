//! IIS: <https://learn.microsoft.com/iis/configuration/system.webserver/>
//!
//! It knows no patterns: each file with a hash in its name has a place of its own.

use std::fmt::Write as _;

use super::rules::{EVERY_FILE, HostRules};

/// `web.config`.
pub fn web_config(rules: &HostRules) -> String {
    let mut text = String::from(
        r#"<?xml version="1.0" encoding="utf-8"?>
<!-- IIS 10. It was checked for its form, and not tried on IIS. -->
<configuration>
  <system.webServer>
    <defaultDocument>
      <files>
        <clear />
        <add value="index.html" />
      </files>
    </defaultDocument>
    <staticContent>
      <clientCache cacheControlMode="DisableCache" />
"#,
    );
    for (ending, media_type) in [
        (".wasm", "application/wasm"),
        (".js", "text/javascript"),
        (".json", "application/json"),
        (".svg", "image/svg+xml"),
        (".webmanifest", "application/manifest+json"),
    ] {
        let _ = writeln!(
            text,
            "      <remove fileExtension=\"{ending}\" />\n      \
             <mimeMap fileExtension=\"{ending}\" mimeType=\"{media_type}\" />"
        );
    }
    text.push_str(
        r#"    </staticContent>
    <urlCompression doStaticCompression="true" doDynamicCompression="true" />
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
"#,
    );
    for (name, value) in EVERY_FILE {
        let _ = writeln!(text, "        <add name=\"{name}\" value=\"{value}\" />");
    }
    text.push_str("      </customHeaders>\n    </httpProtocol>\n");
    // These tell other hosts what this file tells IIS.
    text.push_str(
        r#"    <security>
      <requestFiltering>
        <hiddenSegments>
          <add segment="_headers" />
          <add segment="staticwebapp.config.json" />
          <add segment=".htaccess" />
        </hiddenSegments>
      </requestFiltering>
    </security>
  </system.webServer>
"#,
    );
    for (path, document) in [
        ("index.html", &rules.page),
        ("redirect.html", &rules.answer),
    ] {
        let _ = writeln!(text, "  <location path=\"{path}\">\n    <system.webServer>");
        if document.cache == "no-store" {
            text.push_str(
                r#"      <staticContent>
        <clientCache cacheControlMode="NoControl" cacheControlCustom="no-store" />
      </staticContent>
"#,
            );
        }
        text.push_str("      <httpProtocol>\n        <customHeaders>\n");
        let own = document.headers();
        let own = own.iter().filter(|(name, value)| {
            !value.is_empty() && *name != "Cache-Control" && !is_of_every_file(name)
        });
        for (name, value) in own {
            let value = value.replace('&', "&amp;").replace('"', "&quot;");
            let _ = writeln!(text, "          <add name=\"{name}\" value=\"{value}\" />");
        }
        text.push_str(
            "        </customHeaders>\n      </httpProtocol>\n    </system.webServer>\n  </location>\n",
        );
    }
    for name in &rules.hashed {
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

fn is_of_every_file(name: &str) -> bool {
    EVERY_FILE.iter().any(|(of_every, _)| *of_every == name)
}
