//! nginx: <https://nginx.org/en/docs/http/ngx_http_map_module.html>, <https://nginx.org/en/docs/http/ngx_http_headers_module.html>

use std::fmt::Write as _;

use super::rules::{FOREVER, HASHED, HostRules, OF_OTHERS};

/// `nginx-headers.conf`.
pub fn headers(rules: &HostRules) -> String {
    format!(
        "# nginx 1.18 or newer. Copy this file to /etc/nginx/conf.d/, and see nginx-location.conf.\n{}",
        maps(rules)
    )
}

/// `nginx-location.conf`.
pub fn location() -> String {
    format!(
        "# nginx 1.18 or newer. Copy this file to /etc/nginx/, and into your server {{ … }} write\n\
         #\n\
         #     include /etc/nginx/nginx-location.conf;\n\
         #\n\
         # The page lies where the server's root and the path say; nginx-headers.conf must be in /etc/nginx/conf.d/.\n\
         # For another path than /, write it with a slash at both ends: location /tools/console/ {{\n{}",
        body()
    )
}

/// What each answer says, by the name of its file. An empty value is no header.
pub fn maps(rules: &HostRules) -> String {
    const PAGE: &str = "\"~/(index\\.html)?$\"";
    const ANSWER: &str = "\"~/redirect\\.html$\"";
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
pub fn body() -> String {
    format!(
        r#"location / {{
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
    charset_types text/javascript text/css text/plain;
    gzip on;
    gzip_vary on;
    gzip_min_length 512;
    gzip_types text/javascript text/css text/plain image/svg+xml application/json application/wasm application/manifest+json;
    # What your server adds to every answer, such as Strict-Transport-Security, is to be repeated here: nginx takes add_header
    # from one level only. Without "always" what is missing gets none of these.
    add_header Content-Security-Policy    $token_console_policy;
    add_header Cross-Origin-Opener-Policy $token_console_opener;
    add_header Permissions-Policy         $token_console_permissions;
    add_header Cache-Control              $token_console_cache;
    add_header Referrer-Policy            "no-referrer";
    add_header X-Content-Type-Options     "nosniff" always;
    # These tell other hosts what this file tells nginx.
    location ~ {OF_OTHERS} {{ return 404; }}
}}
"#
    )
}
