//! Any header is read to its end, and what comes out of it is what MSAL takes: a JSON object about the access token.

#![no_main]

use libfuzzer_sys::fuzz_target;
use token_console::graph::{Challenge, claims_challenge};

fuzz_target!(|header: &str| {
    if let Some(challenge) = claims_challenge(header) {
        let header = header.to_ascii_lowercase();
        assert!(header.contains("bearer"));
        if let Challenge::Claims(claims) = challenge {
            assert!(claims.as_str().len() <= 4_100);
            assert!(claims.as_str().trim_start().starts_with('{'));
            assert!(header.contains("claims"));
        }
    }
});
