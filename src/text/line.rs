//! What keeps a text on its line, in the order in which it is written.

/// Control characters, line and paragraph separators, and what turns the direction of everything after it.
pub(crate) fn breaks_the_line(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text on one line, of at most so many characters.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    text.chars()
        .map(|character| {
            if breaks_the_line(character) {
                ' '
            } else {
                character
            }
        })
        .take(longest)
        .collect()
}
