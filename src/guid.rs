//! A GUID, the form of nearly every identifier in Entra and Intune.

use std::fmt;

/// A GUID in lower case with hyphens, as Graph writes it (RFC 9562, section 4).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Guid(String);

impl Guid {
    /// Reads 8-4-4-4-12 hexadecimal digits in any case; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let groups = [8, 4, 4, 4, 12];
        let mut parts = text.split('-');
        let whole = groups.iter().all(|&length| {
            parts.next().is_some_and(|part| {
                part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            })
        });
        (whole && parts.next().is_none()).then(|| Self(text.to_ascii_lowercase()))
    }

    /// Makes a version 4 GUID from 16 random bytes.
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let mut text = String::with_capacity(36);
        for (index, byte) in bytes.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for digit in [byte >> 4, byte & 0x0f] {
                text.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
            }
        }
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn random_bytes_make_a_version_4_guid(bytes: [u8; 16]) {
            let guid = Guid::from_random(bytes);
            prop_assert_eq!(Guid::parse(guid.as_str()), Some(guid.clone()));
            prop_assert_eq!(guid.as_str().as_bytes()[14], b'4');
            prop_assert!(b"89ab".contains(&guid.as_str().as_bytes()[19]));
        }

        #[test]
        fn any_text_is_a_guid_or_none(text in "\\PC*") {
            if let Some(guid) = Guid::parse(&text) {
                prop_assert_eq!(guid.as_str(), text.to_lowercase());
            }
        }
    }

    #[test]
    fn only_the_hyphenated_form_is_a_guid() {
        let good = "0A1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
        assert_eq!(
            Guid::parse(good).map(|guid| guid.to_string()),
            Some(good.to_lowercase())
        );
        for bad in [
            "",
            "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f",
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-",
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8fg",
            "{0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9}",
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f９",
        ] {
            assert_eq!(Guid::parse(bad), None, "{bad}");
        }
    }
}
