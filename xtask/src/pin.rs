//! What pins a file to its contents.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256, Sha384};

/// What names a file and proves it.
#[derive(Debug)]
pub struct Pin {
    /// What stands in its name: sixteen hexadecimal digits.
    pub mark: String,
    /// <https://www.w3.org/TR/SRI/>. Of the hashes that it knows the shortest: no compression makes one smaller, and the script of the
    /// page holds one for each part.
    pub integrity: String,
}

impl Pin {
    /// The pin of these contents.
    pub fn of(contents: &[u8]) -> Self {
        let digest = Sha256::digest(contents);
        let mark = digest
            .iter()
            .take(8)
            .fold(0_u64, |mark, byte| (mark << 8) | u64::from(*byte));
        Self {
            mark: format!("{mark:016x}"),
            integrity: format!("sha256-{}", STANDARD.encode(digest)),
        }
    }
}

/// The `integrity` that Trunk writes by itself: <https://trunkrs.dev/assets/#link-asset-types>
pub fn of_trunk(contents: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(contents)))
}

/// The source expression by which a policy allows a script or a style that stands in the page:
/// <https://www.w3.org/TR/CSP3/#grammardef-hash-source>
pub fn of_inline(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    format!("'sha256-{}'", STANDARD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_allowed_by_its_hash() {
        // The example of CSP 3, section 8.5 (Usage of "'unsafe-hashes'") has other text; this is FIPS 180-4's digest of `abc`.
        assert_eq!(
            of_inline("abc"),
            "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='"
        );
    }
}
