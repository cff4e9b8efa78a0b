//! Telling a missing network from any other failure of a tool.

/// What Cargo (libcurl), rustup (hyper), npm (libuv) and apt-get print when they reach nobody.
const SIGNS: [&str; 17] = [
    "could not resolve host",
    "couldn't resolve host",
    "could not connect to server",
    "couldn't connect to server",
    "could not resolve proxy",
    "couldn't resolve proxy",
    "failed to connect to",
    "timeout was reached",
    "could not download file",
    "dns error",
    "error sending request",
    "temporary failure resolving",
    "enotfound",
    "eai_again",
    "econnrefused",
    "enetunreach",
    "etimedout",
];

/// Whether the output of a failed tool says that the network did not answer.
pub fn is_missing(output: &str) -> bool {
    let output = output.to_lowercase();
    SIGNS.iter().any(|sign| output.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_each_tool_without_a_network() {
        for output in [
            "warning: spurious network error (3 tries remaining): [6] Could not resolve hostname (Could not resolve host: index.crates.io)",
            "error: could not download file from 'https://static.rust-lang.org/dist/channel-rust-1.97.0.toml.sha256'",
            "W: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease  Temporary failure resolving 'deb.debian.org'",
            "npm error code EAI_AGAIN\nnpm error syscall getaddrinfo",
        ] {
            assert!(is_missing(output), "{output}");
        }
    }

    #[test]
    fn a_compile_error_is_something_else() {
        assert!(!is_missing(
            "error[E0425]: cannot find value `x` in this scope"
        ));
    }
}
