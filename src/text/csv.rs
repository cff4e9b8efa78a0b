//! Tables of comma-separated values: RFC 4180, and nothing in them that a spreadsheet would take for a formula.

/// What a table in UTF-8 begins with, without which Excel takes it for something else.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Every field in quotes, so that nothing breaks out of one.
pub(crate) fn row<'a>(csv: &mut String, fields: impl Iterator<Item = &'a str>) {
    for (field, at) in fields.zip(0_u32..) {
        if at > 0 {
            csv.push(',');
        }
        csv.push('"');
        csv.push_str(&harmless(field).replace('"', "\"\""));
        csv.push('"');
    }
    csv.push_str("\r\n");
}

/// The text with an apostrophe before all that a spreadsheet would calculate.
///
/// Also behind what may separate fields or rows: Excel takes a semicolon for the separator where the comma is the decimal
/// sign, and may then not see that it is within quotes. <https://owasp.org/www-community/attacks/CSV_Injection>
///
/// An apostrophe makes nothing of the sort of what is not: so what was there can be told from what is written.
pub(crate) fn harmless(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len() + 1);
    for (part, at) in parts(text).zip(0_u32..) {
        if is_formula(part) || (at == 0 && begins_with_control(part)) {
            harmless.push('\'');
        }
        harmless.push_str(part);
    }
    harmless
}

/// What a reader that separates in another way than this writer may take for fields, each with the separator behind it.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive([',', ';', '\t', '\r', '\n'])
}

fn is_formula(part: &str) -> bool {
    let first = part.trim_start_matches(is_passed_over).chars().next();
    first.is_some_and(|first| {
        matches!(
            first,
            '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'
        )
    })
}

fn begins_with_control(part: &str) -> bool {
    let first = part.trim_start_matches(|first| is_passed_over(first) && !first.is_control());
    first.starts_with(char::is_control)
}

/// What may stand before a formula without making it none: white space, quotes, and what cannot be seen.
fn is_passed_over(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '"' | '\''
                | '`'
                | '\u{ab}'
                | '\u{ad}'
                | '\u{b4}'
                | '\u{bb}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2018}'..='\u{201f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ff02}'
                | '\u{ff07}'
                | '\u{ffa0}'
                | '\u{e0000}'..='\u{e01ef}'
        )
}

/// What was there before [`harmless`] made it so.
#[cfg(test)]
pub(crate) fn as_it_was(text: &str) -> String {
    let mut was = String::new();
    for (part, at) in parts(text).zip(0_u32..) {
        let is_marked = is_formula(part) || (at == 0 && begins_with_control(part));
        was.push_str(if is_marked { &part[1..] } else { part });
    }
    was
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_has_an_apostrophe_before_it() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠A", "'＠A"),
            ("  =1", "'  =1"),
            ("\u{a0}\u{3000}=1", "'\u{a0}\u{3000}=1"),
            ("\u{feff}\u{200b}=1", "'\u{feff}\u{200b}=1"),
            ("\u{202e}=1", "'\u{202e}=1"),
            ("\u{0}=1", "'\u{0}=1"),
            ("\"=1\"", "'\"=1\""),
            ("'=1", "''=1"),
            ("”=1", "'”=1"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("\nx", "'\nx"),
            ("a;=1", "a;'=1"),
            ("a,\"=1", "a,'\"=1"),
            ("a\t=1\n@b", "a\t'=1\n'@b"),
            (";;=1", ";;'=1"),
            ("Shop-floor = 1 @ Berlin", "Shop-floor = 1 @ Berlin"),
            ("it's", "it's"),
            ("'quoted'", "'quoted'"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), expected, "{text:?}");
            assert_eq!(as_it_was(expected), text, "{expected:?}");
        }
    }

    proptest! {
        #[test]
        fn no_part_of_a_field_is_a_formula_and_what_was_there_can_be_told(
            text in "\\PC*|[=+@＝＋－＠'\"“;,|\t\r\n \u{0}\u{a0}\u{200b}\u{feff}\u{202e}a-]*",
        ) {
            let written = harmless(&text);
            for part in written.split([',', ';', '\t', '\r', '\n']) {
                let first = part.chars().next();
                prop_assert!(!first.is_some_and(|first| "=+-@＝＋－＠".contains(first)), "{:?}", written);
                prop_assert!(!is_formula(part) || part.starts_with('\''), "{:?}", written);
            }
            prop_assert!(!written.starts_with(['\t', '\r', '\n']), "{:?}", written);
            prop_assert_eq!(as_it_was(&written), text);
        }
    }
}
