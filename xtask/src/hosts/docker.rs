//! A container image: nginx without root, which writes nowhere but into memory.
//! <https://github.com/nginxinc/docker-nginx-unprivileged>

use super::{nginx, rules::HostRules};

/// `Dockerfile`, in `hosts/`, beside the folder of the page, `site/`.
pub const DOCKERFILE: &str = r#"# docker build -t token-console -f hosts/Dockerfile . && docker run --read-only --tmpfs /tmp -p 8080:8080 \
#     -e TOKEN_CONSOLE_CONFIG='{"clientId": "…", "tenantId": "…", "cloud": "global"}' token-console
# or, with a file of your own: -v "$PWD/config.json:/usr/share/nginx/html/config.json:ro"
FROM nginxinc/nginx-unprivileged:stable-alpine
COPY site/ /usr/share/nginx/html/
COPY hosts/nginx-docker.conf /etc/nginx/conf.d/default.conf
# The image's own start runs what is here. What the variable says is served from memory.
COPY --chmod=755 hosts/docker-config.sh /docker-entrypoint.d/50-token-console.sh
"#;

/// `docker-config.sh`.
pub const CONFIG: &str = r#"#!/bin/sh
# Run by nginx's image at each start: what the variable says is the page's config.json. A restarted container may have another
# one than before, or none.
set -eu
folder=/tmp/token-console
rm -rf "$folder"
if [ -n "${TOKEN_CONSOLE_CONFIG:-}" ]; then
    mkdir "$folder"
    printf '%s\n' "$TOKEN_CONSOLE_CONFIG" > "$folder/config.json"
fi
"#;

/// The server of the image.
pub fn conf(rules: &HostRules) -> String {
    format!(
        r#"# The server of the image that Dockerfile makes.
{}
server {{
    listen 8080;
    server_name _;
    root /usr/share/nginx/html;
    # That of the environment variable, which docker-config.sh has written, or else the file.
    location = /config.json {{
        root /;
        default_type application/json;
        add_header Cache-Control "no-cache";
        add_header X-Content-Type-Options "nosniff";
        try_files /tmp/token-console/config.json /usr/share/nginx/html/config.json =404;
    }}
    {}
}}
"#,
        nginx::maps(rules),
        nginx::body().trim_end().replace('\n', "\n    ")
    )
}
