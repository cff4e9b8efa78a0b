//! Caddy 2: <https://caddyserver.com/docs/caddyfile/directives/header>

use super::rules::{FOREVER, HASHED, HostRules};

/// `Caddyfile`, for a page at a path that begins and ends with a slash.
pub fn caddyfile(rules: &HostRules, at: &str) -> String {
    let HostRules { page, answer, .. } = rules;
    let path = at.trim_end_matches('/');
    // Caddy's own redirect to the last slash drops the query.
    let slash = if path.is_empty() {
        String::new()
    } else {
        format!("\tredir {path} {path}/?{{query}} 308\n")
    };
    format!(
        r#"# Caddy 2.6 or newer. The name of your host, the folder above the page, and another path than {at} are all that has to be
# changed.
console.contoso.com {{
	root * /var/www
	encode zstd gzip {{
		match {{
			header Content-Type text/*
			header Content-Type application/wasm*
			header Content-Type application/json*
			header Content-Type application/javascript*
			header Content-Type application/manifest+json*
			header Content-Type image/svg+xml*
		}}
	}}
	@page path {at} {at}index.html
	@answer path {at}redirect.html
	@hashed {{
		file
		path_regexp {HASHED}
	}}
	@rest {{
		not path {at}redirect.html
		not path_regexp {HASHED}
	}}
	# These tell other hosts what this file tells Caddy.
	@others path {at}_headers {at}staticwebapp.config.json {at}web.config {at}.htaccess
	respond @others 404
	header Referrer-Policy no-referrer
	header X-Content-Type-Options nosniff
	header @page Cross-Origin-Opener-Policy same-origin
	header @page Permissions-Policy "{}"
	header @page Content-Security-Policy "{}"
	header @answer Permissions-Policy "{}"
	header @answer Content-Security-Policy "{}"
	header @answer Cache-Control no-store
	header @hashed Cache-Control "{FOREVER}"
	header @rest Cache-Control no-cache
{slash}	file_server
}}
"#,
        page.permissions, page.policy, answer.permissions, answer.policy
    )
}
