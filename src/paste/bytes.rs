//! The text of a file.

/// The text that bytes are: UTF-8; UTF-16, with its mark in front or without; or the single-byte text of Windows, as
/// spreadsheets and PowerShell 5 save it; `None` for anything else.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => without_nul(utf_16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => without_nul(utf_16(rest, u16::from_be_bytes)?),
        _ => match unmarked(bytes) {
            Ok(text) => Some(text),
            Err(bytes) => windows_1252(&bytes),
        },
    }
}

/// The text that bytes without a mark are: UTF-8 or UTF-16; else the bytes.
pub(super) fn unmarked(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    for unit in [u16::from_le_bytes as fn([u8; 2]) -> u16, u16::from_be_bytes] {
        if let Some(text) = unmarked_utf_16(&bytes, unit) {
            return Ok(text);
        }
    }
    match String::from_utf8(bytes) {
        // No text has one, and most other files do.
        Ok(text) if !text.as_bytes().contains(&0) => Ok(text),
        Ok(text) => Err(text.into_bytes()),
        Err(problem) => Err(problem.into_bytes()),
    }
}

/// UTF-16 without a mark shows by its NUL bytes, every other one: half of its characters at least are ASCII.
fn unmarked_utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    let ascii = pairs.iter().filter(|&&pair| unit(pair) < 0x80).count();
    if pairs.len() < 2 || ascii * 2 < pairs.len() || !bytes.contains(&0) {
        return None;
    }
    let text = utf_16(bytes, unit)?;
    let is_text = |char: char| !char.is_control() || matches!(char, '\n' | '\r' | '\t');
    text.chars().all(is_text).then_some(text)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    let units: Vec<u16> = pairs.iter().copied().map(unit).collect();
    String::from_utf16(&units).ok()
}

fn without_nul(text: String) -> Option<String> {
    (!text.as_bytes().contains(&0)).then_some(text)
}

/// What the bytes 0x80 to 0x9f are; five of them are nothing.
///
/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Single-byte text. In another code page than this the letters of names are wrong, and IDs are right all the same.
fn windows_1252(bytes: &[u8]) -> Option<String> {
    // Text has no other control characters, and other files have them within their first bytes.
    let is_text =
        |&byte: &u8| byte >= 0x20 && byte != 0x7f || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    bytes.iter().all(is_text).then(|| {
        bytes
            .iter()
            .map(|&byte| {
                let special = byte.checked_sub(0x80).map(usize::from);
                special
                    .and_then(|index| WINDOWS_1252.get(index).copied())
                    .unwrap_or_else(|| char::from(byte))
            })
            .collect()
    })
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
            b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01",
            b"\x00\x00\x00\x00",
            &[0xff, 0xfe, 0x00],
            &[0xff, 0xfe, 0x00, 0xd8],
            &[0xff, 0xfe, 0x61, 0x00, 0x00, 0x00],
        ] {
            assert_eq!(decode(bytes.to_vec()), None, "{bytes:?}");
        }
    }

    #[test]
    fn text_without_a_mark_is_read_in_the_encodings_of_windows() {
        let text =
            "Id;DisplayName\r\n5d0c7e21-3b6f-4a98-9c14-7e2f8a6b0d31;Kiosk Köln 仓库 – “x”\r\n";
        for unit in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
            assert_eq!(decode(bytes).as_deref(), Some(text));
        }
        assert_eq!(
            decode(b"K\xf6ln \x96 Stra\xdfe \x80\n".to_vec()).as_deref(),
            Some("Köln – Straße €\n")
        );
        // UTF-8 that was cut within a letter; its last byte is then a letter of its own.
        assert!(decode("Kiosk K\u{f6}".as_bytes().get(..8).unwrap().to_vec()).is_some());
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
