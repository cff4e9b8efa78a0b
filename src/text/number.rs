//! Counts as people write them.

/// A count with a comma between thousands, which both languages of the page read: `1,000`.
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Reads a count that a person typed, in digits of either width and with whatever separates thousands where they live.
pub(crate) fn read_count(text: &str) -> Option<usize> {
    let mut groups = text
        .trim()
        .split(|character: char| is_separator(character))
        .peekable();
    let first = groups.next()?;
    let is_grouped = groups.peek().is_some();
    let mut count = digits(first).filter(|_| !is_grouped || first.chars().count() <= 3)?;
    for group in groups {
        if group.chars().count() != 3 {
            return None;
        }
        count = count.checked_mul(1_000)?.checked_add(digits(group)?)?;
    }
    Some(count)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | '.' | '\'' | '’' | '，' | '_')
}

fn digits(text: &str) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    text.chars().try_fold(0_usize, |count, character| {
        let digit = match character {
            '０'..='９' => u32::from(character) - u32::from('０'),
            _ => character.to_digit(10)?,
        };
        count
            .checked_mul(10)?
            .checked_add(usize::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thousands_are_separated() {
        for (count, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (12_345, "12,345"),
            (100_000, "100,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(count), text);
        }
    }

    #[test]
    fn a_typed_count_is_read_however_it_is_separated() {
        for text in [
            "1000",
            " 1000 ",
            "1,000",
            "1.000",
            "1 000",
            "1\u{202f}000",
            "1’000",
            "１０００",
        ] {
            assert_eq!(read_count(text), Some(1_000), "{text}");
        }
        assert_eq!(read_count("048"), Some(48));
    }

    #[test]
    fn nothing_else_is_a_count() {
        for text in [
            "",
            " ",
            "4 8",
            "1,00",
            "1,,000",
            ",000",
            "1000,000",
            "48x",
            "-48",
            "4.8",
            "0x30",
            "99999999999999999999999",
        ] {
            assert_eq!(read_count(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(count in any::<usize>()) {
            prop_assert_eq!(read_count(&grouped(count)), Some(count));
        }

        #[test]
        fn any_text_is_a_count_or_none(text in "\\PC*") {
            read_count(&text);
        }
    }
}
