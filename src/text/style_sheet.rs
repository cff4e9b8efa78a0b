//! A style sheet that is part of the program.

/// Includes a style sheet, by its path from the folder of the file that includes it, without its comments and its layout.
macro_rules! include_style_sheet {
    ($path:literal) => {{
        const TEXT: &str = include_str!($path);
        const BARE: (usize, [u8; TEXT.len()]) = $crate::text::style_sheet::bare(TEXT.as_bytes());
        const BYTES: &[u8] = BARE.1.split_at(BARE.0).0;
        const RULES: &str = match str::from_utf8(BYTES) {
            Ok(rules) => rules,
            Err(_) => panic!(),
        };
        RULES
    }};
}

pub(crate) use include_style_sheet;

/// The same rules in fewer bytes, and how many of them there are.
///
/// Spaces go where CSS needs none: beside braces, semicolons and commas, and after a colon, where a selector has none.
pub(crate) const fn bare<const N: usize>(text: &[u8]) -> (usize, [u8; N]) {
    let mut bytes = [0; N];
    let mut length = 0;
    let mut at = 0;
    let mut quoted = false;
    let mut is_spaced = false;
    while at < text.len() {
        let byte = text[at];
        if !quoted && byte == b'/' && at + 1 < text.len() && text[at + 1] == b'*' {
            at += 3;
            while text[at - 1] != b'*' || text[at] != b'/' {
                at += 1;
            }
        } else if !quoted && byte.is_ascii_whitespace() {
            is_spaced = true;
        } else {
            let glues = matches!(byte, b'{' | b'}' | b';' | b',');
            if is_spaced
                && !glues
                && length > 0
                && !matches!(bytes[length - 1], b'{' | b'}' | b';' | b',' | b':')
            {
                bytes[length] = b' ';
                length += 1;
            }
            is_spaced = false;
            quoted ^= byte == b'"';
            bytes[length] = byte;
            length += 1;
        }
        at += 1;
    }
    (length, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare_text(text: &str) -> String {
        let (length, bytes) = bare::<200>(text.as_bytes());
        String::from_utf8(bytes[..length].to_vec()).unwrap()
    }

    #[test]
    fn what_only_people_read_is_left_out() {
        for (text, rules) in [
            (
                "/* A\n   b */\na  >  b,\nc :is(d) {\n  e: f  g;\n}\n",
                "a > b,c :is(d){e:f g;}",
            ),
            (
                "a::after {\n  content: \" /* ;  {\" / \"\";\n}\n",
                "a::after{content:\" /* ;  {\" / \"\";}",
            ),
            (
                "@media (min-width: 4px) and (x) {\n  a { b: calc(1px + (2px * 3)) }\n}",
                "@media (min-width:4px) and (x){a{b:calc(1px + (2px * 3))}}",
            ),
            ("", ""),
        ] {
            assert_eq!(bare_text(text), rules);
        }
    }

    #[test]
    fn a_sheet_is_included_bare() {
        let rules = include_style_sheet!("../../style/console.css");
        assert!(!rules.contains("/*") && !rules.contains('\n'));
        assert_eq!(rules.matches('{').count(), rules.matches('}').count());
        assert!(rules.len() > 4_000);
    }
}
