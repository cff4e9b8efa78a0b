//! A container image: nginx without root, which writes nowhere but into memory.
//! <https://github.com/nginxinc/docker-nginx-unprivileged>

use super::{nginx, rules::HostRules};

/// `Dockerfile`, beside the folder of the page, `site/`.
pub const DOCKERFILE: &str = r#"# docker build -t token-console . && docker run --read-only --tmpfs /tmp -p 8080:8080 \
#     -e TOKEN_CONSOLE_CONFIG='{"clientId": "…", "tenantId": "…", "cloud": "global"}' token-console
# or, with a file of your own: -v "$PWD/config.json:/usr/share/nginx/html/config.json:ro"
FROM nginxinc/nginx-unprivileged:stable-alpine
COPY site/ /usr/share/nginx/html/
COPY hosts/nginx-docker.conf /etc/nginx/conf.d/default.conf
# The image's own start runs what is here. What the variable says is served from memory.
COPY --chmod=755 hosts/docker-config.sh /docker-entrypoint.d/50-token-console.sh
"#;

/// The server of the image.
pub fn conf(rules: &HostRules) -> String {
    let location = nginx::location("/").replace('\n', "\n    ");
    format!(
        "{}\nserver {{\n    listen 8080;\n    server_name _;\n    root /usr/share/nginx/html;\n    \
         # Of the environment variable, where it was set: docker-config.sh.\n    \
         location = /config.json {{\n        add_header Cache-Control \"no-cache\";\n        \
         add_header X-Content-Type-Options \"nosniff\";\n        default_type application/json;\n        \
         root /tmp/token-console;\n        try_files /config.json @config;\n    }}\n    \
         location @config {{\n        add_header Cache-Control \"no-cache\";\n        root /usr/share/nginx/html;\n        try_files /config.json =404;\n    }}\n    {}\n}}\n",
        nginx::maps(rules),
        location.trim_end()
    )
}
