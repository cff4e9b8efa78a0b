//! nginx: <https://nginx.org/en/docs/http/ngx_http_map_module.html>, <https://nginx.org/en/docs/http/ngx_http_headers_module.html>

use std::fmt::Write as _;

use super::rules::{FOREVER, HASHED, HostRules};

/// What stands in a server of nginx, and before it, for a page at a path that begins and ends with a slash.
pub fn conf(rules: &HostRules, at: &str) -> String {
    format!(
        "# nginx 1.18 or newer. Copy this file to /etc/nginx/conf.d/, and the location below into your server.\n\
         {}\n\
         # In server {{ … }}, which has the certificate and the name of your host:\n\
         #\n\
         #     include /etc/nginx/token-console-location.conf;\n\
         #\n\
         # with this as its contents; another path than {at} is all that has to be changed:\n\
         #\n{}",
        maps(rules),
        location(at)
            .lines()
            .map(|line| format!("#     {line}\n"))
            .collect::<String>(),
    )
}

/// What each answer says, by the name of its file. An empty value is no header.
pub fn maps(rules: &HostRules) -> String {
    let HostRules { page, answer, .. } = rules;
    let mut text = String::new();
    let mut map = |name: &str, cases: &[(&str, &str)]| {
        let _ = writeln!(text, "map $uri $token_console_{name} {{");
        for (pattern, value) in cases {
            let _ = writeln!(text, "    {pattern:<50} \"{value}\";");
        }
        text.push_str("}\n");
    };
    let hashed = format!("\"~{HASHED}\"");
    const PAGE: &str = "\"~/(index\\.html)?$\"";
    const ANSWER: &str = "\"~/redirect\\.html$\"";
    map(
        "cache",
        &[
            ("default", "no-cache"),
            (ANSWER, "no-store"),
            (&hashed, FOREVER),
        ],
    );
    map("opener", &[("default", ""), (PAGE, "same-origin")]);
    map(
        "policy",
        &[
            ("default", ""),
            (PAGE, &page.policy),
            (ANSWER, &answer.policy),
        ],
    );
    map(
        "permissions",
        &[
            ("default", ""),
            (PAGE, page.permissions),
            (ANSWER, answer.permissions),
        ],
    );
    text
}

/// The location of the page.
pub fn location(at: &str) -> String {
    format!(
        r#"location {at} {{
    index index.html;
    types {{
        text/html                  html;
        text/javascript            js;
        text/css                   css;
        text/plain                 txt;
        image/svg+xml              svg;
        image/png                  png;
        application/json           json;
        application/wasm           wasm;
        application/manifest+json  webmanifest;
    }}
    default_type application/octet-stream;
    charset utf-8;
    charset_types text/html text/javascript text/css text/plain;
    gzip on;
    gzip_vary on;
    gzip_min_length 512;
    gzip_types text/javascript text/css text/plain image/svg+xml application/json application/wasm application/manifest+json;
    # Without "always" what is missing gets none of these.
    add_header Content-Security-Policy    $token_console_policy;
    add_header Cross-Origin-Opener-Policy $token_console_opener;
    add_header Permissions-Policy         $token_console_permissions;
    add_header Cache-Control              $token_console_cache;
    add_header Referrer-Policy            "no-referrer";
    add_header X-Content-Type-Options     "nosniff" always;
    # These tell other hosts what this file tells nginx.
    location ~ /(_headers|staticwebapp\.config\.json|web\.config|\.htaccess)$ {{ return 404; }}
}}
"#
    )
}
