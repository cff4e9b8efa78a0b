//! The text of a file.

/// The text that bytes are: UTF-8, or UTF-16 with its mark in front, as spreadsheets export it; `None` for anything else.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    let text = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes)?,
        _ => String::from_utf8(bytes).ok()?,
    };
    // No text has one, and most other files do.
    (!text.as_bytes().contains(&0)).then_some(text)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    let units: Vec<u16> = pairs.iter().copied().map(unit).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_of_another_kind_is_no_text() {
        for bytes in [
            &b"\x89PNG\r\n\x1a\n"[..],
            b"PK\x03\x04\0\0",
            b"a\0b",
            &[0xff, 0xfe, 0x00],
            &[0xff, 0xfe, 0x00, 0xd8],
            &[0xff, 0xfe, 0x61, 0x00, 0x00, 0x00],
        ] {
            assert_eq!(decode(bytes.to_vec()), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn text_is_read_in_each_encoding(text in "[^\\x00]*") {
            prop_assert_eq!(decode(text.clone().into_bytes()), Some(text.clone()));
            for (mark, unit) in [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)] {
                let mut bytes = mark.to_vec();
                bytes.extend(text.encode_utf16().flat_map(unit));
                prop_assert_eq!(decode(bytes), Some(text.clone()));
            }
        }

        #[test]
        fn any_bytes_are_text_or_none(bytes: Vec<u8>) {
            decode(bytes);
        }
    }
}
