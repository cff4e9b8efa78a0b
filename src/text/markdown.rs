//! Text from elsewhere in Markdown tables.

use super::line::breaks_the_line;

/// A text as it may stand in a cell: on one line, and nothing of it taken for markup.
pub(crate) fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if breaks_the_line(character) => cell.push(' '),
            // What Markdown or HTML would take for its own (https://spec.commonmark.org/0.31.2/#backslash-escapes).
            '|' | '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '&' | '#' | '~' | '$' => {
                cell.push('\\');
                cell.push(character);
            }
            // GitHub makes links of bare addresses (https://github.github.com/gfm/#autolinks-extension-).
            '/' if cell.ends_with(":/") => {
                cell.truncate(cell.len() - 2);
                cell.push_str("\\://");
            }
            '.' if ends_with_www(&cell) => cell.push_str("\\."),
            _ => cell.push(character),
        }
    }
    cell
}

fn ends_with_www(text: &str) -> bool {
    let mut last = text.bytes().rev();
    (0..3).all(|_| {
        last.next()
            .is_some_and(|byte| byte.eq_ignore_ascii_case(&b'w'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_is_taken_for_markup_or_a_link() {
        assert_eq!(
            cell("a|b\n|c|\\ *x* _y_ `z` <b> [l](m) &lt; # ~~s~~ $m$"),
            r"a\|b \|c\|\\ \*x\* \_y\_ \`z\` \<b\> \[l\](m) \&lt; \# \~\~s\~\~ \$m\$"
        );
        assert_eq!(cell("https://evil.example"), r"https\://evil.example");
        assert_eq!(cell("WwW.evil.example"), r"WwW\.evil.example");
        assert_eq!(cell("a\u{202e}b\u{2066}c\u{2029}d\u{85}e"), "a b c d e");
        assert_eq!(cell("14:32 / 2.5, 仓库"), "14:32 / 2.5, 仓库");
    }

    proptest! {
        #[test]
        fn a_cell_stays_in_its_cell(text in "\\PC*|[|\\\\\r\n\u{b}\u{c}\u{85}\u{2028}\u{2029}\u{202e}`<>a]*") {
            let cell = cell(&text);
            prop_assert!(!cell.contains(breaks_the_line));
            let rest = cell.replace(r"\\", "").replace(r"\|", "");
            prop_assert!(!rest.contains('|') && !rest.ends_with('\\'), "{}", cell);
        }
    }
}
