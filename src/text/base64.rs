//! Base64 (RFC 4648, sections 4 and 5).

/// Decodes base64 or base64url, with or without padding, to at most so many bytes.
pub(crate) fn decoded(base64: &[u8], most: usize) -> Option<Vec<u8>> {
    let length = base64
        .iter()
        .rposition(|&byte| byte != b'=')
        .map_or(0, |last| last + 1);
    let (digits, padding) = base64.split_at(length);
    let padded = padding.is_empty() || base64.len().is_multiple_of(4);
    if !padded || padding.len() > 2 || length % 4 == 1 || length / 4 * 3 > most {
        return None;
    }
    let mut bytes = Vec::with_capacity(length / 4 * 3 + 2);
    for group in digits.chunks(4) {
        let mut bits = 0;
        for place in 0..4 {
            bits = bits << 6
                | group
                    .get(place)
                    .map_or(Some(0), |&digit| sextet(digit).map(u32::from))?;
        }
        bytes.extend_from_slice(&bits.to_be_bytes()[1..group.len()]);
    }
    Some(bytes)
}

/// What a character stands for, in either alphabet.
pub(crate) fn sextet(digit: u8) -> Option<u8> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(value)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Base64 with `=` padding, of whichever alphabet.
    pub(crate) fn encoded(bytes: &[u8], alphabet: [char; 2]) -> String {
        let digits: Vec<char> = ('A'..='Z')
            .chain('a'..='z')
            .chain('0'..='9')
            .chain(alphabet)
            .collect();
        let mut text = String::new();
        for group in bytes.chunks(3) {
            let bits = (0..3).fold(0, |bits, place| {
                bits << 8 | group.get(place).map_or(0, |&byte| usize::from(byte))
            });
            for place in 0..4 {
                text.push(if place <= group.len() {
                    digits[bits >> (18 - 6 * place) & 63]
                } else {
                    '='
                });
            }
        }
        text
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for alphabet in [['+', '/'], ['-', '_']] {
                let text = encoded(&bytes, alphabet);
                prop_assert_eq!(decoded(text.as_bytes(), 200), Some(bytes.clone()));
                prop_assert_eq!(decoded(text.trim_end_matches('=').as_bytes(), 200), Some(bytes.clone()));
            }
        }
    }
}
