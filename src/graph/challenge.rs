//! The claims challenge in `WWW-Authenticate`: Graph asks for a token with more proof in it.
//!
//! The header: RFC 9110, section 11. The challenge:
//! <https://learn.microsoft.com/entra/identity-platform/claims-challenge>.

use std::fmt;

use crate::text::{base64, json};

/// What Graph wants to see proved: the text of a JSON object, as MSAL's `claims` takes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Claims(String);

impl Claims {
    /// Stands for claims that were not kept: a receipt says that there was a challenge, not what it asked for.
    pub(super) fn not_kept() -> Self {
        Self(String::new())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claims(…)")
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Challenge {
    /// Signing in with these claims answers it.
    Claims(Claims),
    /// It does not say in a readable way what it wants, so that signing in again would only repeat it.
    Unreadable,
}

/// How much of a header is read, in bytes.
const LONGEST_HEADER: usize = 16_384;

/// How long the claims may be, in bytes. They go into the address of the sign-in page.
const LONGEST_CLAIMS: usize = 4_096;

/// Finds the claims challenge for a bearer token; several headers are joined by commas, as `fetch` does.
pub fn claims_challenge(header: &str) -> Option<Challenge> {
    let bytes = header.as_bytes();
    let mut scanner = Scanner {
        rest: bytes.get(..LONGEST_HEADER).unwrap_or(bytes),
    };
    let mut found = None;
    let mut challenge = Pending::default();
    while let Some(element) = scanner.next() {
        match element {
            Element::Scheme(scheme) => {
                challenge.finish(&mut found);
                challenge = Pending {
                    bearer: scheme.eq_ignore_ascii_case(b"Bearer"),
                    ..Pending::default()
                };
            }
            Element::Parameter(name, value) => {
                if name.eq_ignore_ascii_case(b"error") {
                    challenge.asks = value.eq_ignore_ascii_case(b"insufficient_claims");
                } else if name.eq_ignore_ascii_case(b"claims") {
                    challenge.claims = value;
                }
            }
        }
    }
    challenge.finish(&mut found);
    found
}

/// What was read of one challenge.
#[derive(Default)]
struct Pending {
    bearer: bool,
    asks: bool,
    claims: Vec<u8>,
}

impl Pending {
    /// The first challenge that can be answered counts.
    fn finish(&self, found: &mut Option<Challenge>) {
        if self.bearer && self.asks && !matches!(found, Some(Challenge::Claims(_))) {
            *found = Some(claims(&self.claims).map_or(Challenge::Unreadable, Challenge::Claims));
        }
    }
}

/// Decodes claims; they must be a JSON object that says something about the access token.
fn claims(base64: &[u8]) -> Option<Claims> {
    let text = String::from_utf8(base64::decoded(base64, LONGEST_CLAIMS)?).ok()?;
    let json = json::object(&text)?;
    json.get("access_token")?
        .is_object()
        .then_some(Claims(text))
}

/// A part of the header. A `token68` is passed over: no scheme that this page could answer has one.
enum Element<'a> {
    Scheme(&'a [u8]),
    Parameter(&'a [u8], Vec<u8>),
}

/// Walks through a header. It ends at the first thing that cannot be understood: whatever comes after may be inside a text
/// that looks like a challenge.
struct Scanner<'a> {
    rest: &'a [u8],
}

impl<'a> Scanner<'a> {
    fn next(&mut self) -> Option<Element<'a>> {
        self.take_while(|byte| is_space(byte) || byte == b',');
        let name = self.take_while(is_token);
        if name.is_empty() {
            return None;
        }
        let after_name = self.rest;
        self.take_while(is_space);
        if let Some(value) = self.rest.strip_prefix(b"=") {
            self.rest = value;
            self.take_while(is_space);
            return Some(Element::Parameter(name, self.value()?));
        }
        // A scheme. Nothing between a space and the next comma but base64 is a token68.
        if after_name.len() > self.rest.len() {
            let before = self.rest;
            self.take_while(|byte| is_token(byte) || byte == b'/');
            self.take_while(|byte| byte == b'=');
            self.take_while(is_space);
            if !matches!(self.rest, [] | [b',', ..]) {
                self.rest = before;
            }
        }
        Some(Element::Scheme(name))
    }

    /// A quoted string without its quotes and escapes, or whatever stands up to a space or comma.
    fn value(&mut self) -> Option<Vec<u8>> {
        let Some(quoted) = self.rest.strip_prefix(b"\"") else {
            return Some(
                self.take_while(|byte| !is_space(byte) && byte != b',')
                    .to_vec(),
            );
        };
        self.rest = quoted;
        let mut value = Vec::new();
        loop {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            match byte {
                b'"' => return Some(value),
                b'\\' => {
                    let (escaped, rest) = rest.split_first()?;
                    self.rest = rest;
                    value.push(*escaped);
                }
                _ => value.push(*byte),
            }
        }
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|&byte| !wanted(byte));
        let (taken, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::base64::tests::encoded;
    use proptest::prelude::*;

    const REAL: &str = include_str!("fixtures/www-authenticate.txt");
    const REAL_CLAIMS: &str =
        r#"{"access_token":{"nbf":{"essential":true, "value":"1726258122"}}}"#;
    const CONTEXT: &str = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;

    fn base64(text: &str) -> String {
        encoded(text.as_bytes(), ['+', '/'])
    }

    #[track_caller]
    fn assert_claims(header: &str, expected: &str) {
        assert_eq!(
            claims_challenge(header),
            Some(Challenge::Claims(Claims(expected.to_owned()))),
            "{header}"
        );
    }

    #[test]
    fn the_real_header_of_two_challenges_asks_for_a_newer_token() {
        assert_claims(REAL.trim_end(), REAL_CLAIMS);
    }

    #[test]
    fn a_challenge_is_found_in_every_shape() {
        let claims = base64(CONTEXT);
        let padded = base64(r#"{"access_token":{"acrs":{"essential":true,"value":"c12"}}}"#);
        assert!(padded.ends_with('='));
        for header in [
            format!(r#"Bearer error="insufficient_claims", claims="{claims}""#),
            format!(
                r#"bearer CLAIMS="{claims}",ERROR="insufficient_claims",cc_type="authcontext""#
            ),
            format!("BEARER error=insufficient_claims, claims={claims}"),
            format!(
                "Bearer \t realm=\"\" ,\terror = \"insufficient_claims\" , claims\t=\t\"{claims}\""
            ),
            format!(r#", ,Bearer error="insufficient_claims",, ,claims="{claims}", ,"#),
            format!(
                r#"Bearer error="insufficient\_claims", claims="{}""#,
                claims.replace('A', "\\A")
            ),
            format!(
                r#"Bearer error_description="a, b=c \"Basic x=y\", error=\"no\"", error="insufficient_claims", claims="{claims}""#
            ),
            format!(
                r#"Bearer error="insufficient_claims", claims="{claims}", PoP nonce="ey==", error="x", claims="y""#
            ),
            format!(
                r#"Negotiate, NTLM TlRMTVNTUAAC==, Basic realm="x", charset="UTF-8", Bearer error="insufficient_claims", claims="{claims}""#
            ),
            format!(r#"Negotiate a/b+c==,Bearer error="insufficient_claims", claims="{claims}""#),
            format!(
                r#"Bearer realm="one", error="invalid_token", Bearer error="insufficient_claims", claims="{claims}""#
            ),
            format!(
                r#"Bearer error="insufficient_claims", claims="?", Bearer error="insufficient_claims", claims="{claims}""#
            ),
            format!(
                r#"Bearer error="insufficient_claims", claims="{claims}", Bearer error="insufficient_claims", claims="?""#
            ),
            format!(r#"Bearer error="insufficient_claims", claims="{claims}", "broken"#),
            // Not what RFC 9110 allows, but what some gateways send: no commas.
            format!(r#"Bearer error="insufficient_claims" claims="{claims}""#),
        ] {
            assert_claims(&header, CONTEXT);
        }
    }

    #[test]
    fn padding_and_alphabet_do_not_matter() {
        // Characters that need the two digits in which the alphabets differ, at every length modulo 3.
        for filling in ["", "~", "~~", "~~>", "ÿ?>ü", "???"] {
            let text = format!(r#"{{"access_token":{{"x":"{filling}"}}}}"#);
            for alphabet in [['+', '/'], ['-', '_']] {
                let claims = encoded(text.as_bytes(), alphabet);
                for claims in [claims.as_str(), claims.trim_end_matches('=')] {
                    assert_claims(
                        &format!(r#"Bearer error="insufficient_claims", claims="{claims}""#),
                        &text,
                    );
                }
            }
        }
    }

    #[test]
    fn a_challenge_that_cannot_be_read_is_told_from_none() {
        let not_json = base64("access_token");
        let no_object = base64(r#"["access_token"]"#);
        let other = base64(r#"{"id_token":{}}"#);
        let not_about = base64(r#"{"access_token":1}"#);
        let not_text = encoded(b"{\"access_token\":{\"\xff\":1}}", ['+', '/']);
        let huge = base64(&format!(
            r#"{{"access_token":{{"x":"{}"}}}}"#,
            "y".repeat(LONGEST_CLAIMS)
        ));
        let deep = base64(&format!(r#"{{"access_token":{}"#, "{\"a\":".repeat(600)));
        for claims in [
            "", "=", "A", "AB=", "ABC==", "A===", "e30=e30=", "e y", "é", "%7B%7D", &not_json,
            &no_object, &other, &not_about, &not_text, &huge, &deep,
        ] {
            let header = format!(r#"Bearer error="insufficient_claims", claims="{claims}""#);
            assert_eq!(
                claims_challenge(&header),
                Some(Challenge::Unreadable),
                "{header}"
            );
        }
        for header in [
            r#"Bearer error="insufficient_claims""#.to_owned(),
            r#"Bearer error="insufficient_claims", claims="e30"#.to_owned(),
            format!(
                r#"Bearer error="insufficient_claims", realm="{}", claims="{}""#,
                "x".repeat(LONGEST_HEADER),
                base64(CONTEXT)
            ),
        ] {
            assert_eq!(
                claims_challenge(&header),
                Some(Challenge::Unreadable),
                "{header}"
            );
        }
    }

    #[test]
    fn everything_else_is_no_challenge() {
        let claims = base64(CONTEXT);
        for header in [
            String::new(),
            ",".to_owned(),
            "Bearer".to_owned(),
            r#"Bearer realm="urn:intune:service,c3998d6e-2e37-4c56-87b5-7b444ee1cb26,3e9c57b9-808d-4aa0-9500-4b2d369279e7""#.to_owned(),
            r#"Bearer realm="", error="invalid_token", error_description="insufficient_claims""#.to_owned(),
            format!(r#"Bearer claims="{claims}""#),
            format!(r#"error="insufficient_claims", claims="{claims}""#),
            format!(r#"PoP error="insufficient_claims", claims="{claims}""#),
            format!(r#"Bearer realm="x", PoP error="insufficient_claims", claims="{claims}""#),
            format!(r#"Basic realm="Bearer error=insufficient_claims, claims={claims}""#),
            format!(r#"Basic realm="\", Bearer error=insufficient_claims, claims={claims}""#),
            format!(r#"Basic realm="unterminated, Bearer error=insufficient_claims, claims={claims}"#),
            format!(r#"Bearer error="insufficient_claims_2", claims="{claims}""#),
        ] {
            assert_eq!(claims_challenge(&header), None, "{header}");
        }
    }

    #[test]
    fn claims_are_not_in_debug_output() {
        assert_eq!(
            format!("{:?}", claims_challenge(REAL)),
            "Some(Claims(Claims(…)))"
        );
    }

    proptest! {
        #[test]
        fn any_header_is_read_to_its_end(header in "\\PC*|([ ,=\"\\\\a-z/+]|Bearer |error=\"?insufficient_claims\"?,?|claims=)*") {
            if let Some(Challenge::Claims(claims)) = claims_challenge(&header) {
                prop_assert!(serde_json::from_str::<serde_json::Value>(claims.as_str()).is_ok());
            }
        }
    }
}
