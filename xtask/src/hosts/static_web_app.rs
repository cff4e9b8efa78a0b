//! Azure Static Web Apps: <https://learn.microsoft.com/azure/static-web-apps/configuration>

use serde_json::{Map, Value, json};

use super::rules::{FOREVER, HostRules};

/// `staticwebapp.config.json`. What holds for `index.html` holds there for every path, unless a route says otherwise.
pub fn config(rules: &HostRules) -> String {
    let global = rules.page.headers();
    let answer = rules.answer.headers();
    let differing = answer.iter().filter(|header| !global.contains(header));
    let mut routes = vec![json!({ "route": "/redirect.html", "headers": object(differing) })];
    routes.extend(
        rules
            .patterns()
            .into_iter()
            .map(|path| json!({ "route": path, "headers": { "Cache-Control": FOREVER } })),
    );
    let config = json!({
        "globalHeaders": object(&global),
        "routes": routes,
        "mimeTypes": {
            ".wasm": "application/wasm",
            ".webmanifest": "application/manifest+json",
        },
    });
    format!("{config:#}\n")
}

fn object<'a>(
    headers: impl IntoIterator<Item = &'a (&'static str, &'a str)>,
) -> Map<String, Value> {
    headers
        .into_iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::rules::tests::example, *};

    #[test]
    fn a_static_web_app_has_the_same_with_what_holds_everywhere_once() {
        let read: Value = serde_json::from_str(&config(&example())).unwrap();
        let expected = json!({
            "globalHeaders": {
                "Content-Security-Policy": "img-src 'self'; frame-ancestors 'none'",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Permissions-Policy": "camera=(self), display-capture=(), geolocation=(), microphone=()",
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
                        "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=()",
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
        assert_eq!(read, expected);
    }
}
