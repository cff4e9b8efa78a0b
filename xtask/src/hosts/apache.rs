//! Apache 2.4: <https://httpd.apache.org/docs/2.4/mod/mod_headers.html>

use super::rules::{FOREVER, HASHED, HostRules, OF_OTHERS};

/// `.htaccess`.
pub fn htaccess(rules: &HostRules) -> String {
    let HostRules { page, answer, .. } = rules;
    format!(
        r#"# Apache 2.4. Needs AllowOverride FileInfo Indexes Options, and mod_headers, mod_mime, mod_dir and mod_alias.
DirectoryIndex index.html
Options -Indexes
AddType application/wasm .wasm
AddType text/javascript .js
AddType application/manifest+json .webmanifest
AddDefaultCharset off
AddCharset utf-8 .html .js .css .txt

<IfModule mod_filter.c>
  <IfModule mod_brotli.c>
    AddOutputFilterByType BROTLI_COMPRESS text/html text/css text/javascript text/plain application/json application/wasm application/manifest+json image/svg+xml
  </IfModule>
  <IfModule mod_deflate.c>
    AddOutputFilterByType DEFLATE text/html text/css text/javascript text/plain application/json application/wasm application/manifest+json image/svg+xml
  </IfModule>
</IfModule>

# Apache writes "-br" and "-gzip" into ETags and does not know them again: without this there is no 304 for what is compressed.
RequestHeader edit If-None-Match "^(W/)?\"(.*)-(br|gzip)\"$" "$1\"$2-$3\", $1\"$2\""

# "Header set" without "always" leaves what is missing alone.
Header set Referrer-Policy "no-referrer"
Header set X-Content-Type-Options "nosniff"
Header set Cache-Control "no-cache"
<FilesMatch "{HASHED}">
  Header set Cache-Control "{FOREVER}"
</FilesMatch>
<Files "index.html">
  Header set Cross-Origin-Opener-Policy "same-origin"
  Header set Permissions-Policy "{}"
  Header set Content-Security-Policy "{}"
</Files>
<Files "redirect.html">
  Header unset Cross-Origin-Opener-Policy
  Header set Cache-Control "no-store"
  Header set Permissions-Policy "{}"
  Header set Content-Security-Policy "{}"
</Files>
# These tell other hosts what this file tells Apache.
RedirectMatch 404 "{OF_OTHERS}"
"#,
        page.permissions, page.policy, answer.permissions, answer.policy
    )
}
