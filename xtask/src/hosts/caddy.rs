//! Caddy 2: <https://caddyserver.com/docs/caddyfile/directives/header>

use super::rules::{FOREVER, HASHED, HostRules, OF_OTHERS};

/// `Caddyfile`.
pub fn caddyfile(rules: &HostRules) -> String {
    let HostRules { page, answer, .. } = rules;
    format!(
        r#"# Caddy 2.6 or newer. The name of your host and the folder of the page are all that has to be changed.
console.contoso.com {{
	# For another path than / write /tools/console/* below, and take the mark from the next line: Caddy's own redirect to the
	# last slash drops the query.
	# redir /tools/console /tools/console/?{{query}}
	handle_path /* {{
		root * /var/www/token-console
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
		@page path / /index.html
		@answer path /redirect.html
		@hashed {{
			file
			path_regexp {HASHED}
		}}
		@rest {{
			not path /redirect.html
			not path_regexp {HASHED}
		}}
		# These tell other hosts what this file tells Caddy.
		@others path_regexp {OF_OTHERS}
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
		# Of this type Caddy does not know by itself.
		@manifest path *.webmanifest
		header @manifest Content-Type application/manifest+json
		file_server
	}}
}}
"#,
        page.permissions, page.policy, answer.permissions, answer.policy
    )
}
