//! Which columns of the list a person has left out.

use super::arrangement::COLUMN_KEYS;

/// The columns that a person has left out, by their places. The first one, which has the name, stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct HiddenColumns(u8);

impl HiddenColumns {
    /// Reads what [`text`](Self::text) wrote; whatever else is in it counts for nothing.
    pub(crate) fn parse(text: &str) -> Self {
        let mut hidden = Self::default();
        for (key, place) in COLUMN_KEYS.into_iter().zip(0_u8..).skip(1) {
            if text.split(' ').any(|word| word == key) {
                hidden.0 |= 1 << place;
            }
        }
        hidden
    }

    /// The names that they have in an address, with a space between them.
    pub(crate) fn text(self) -> String {
        let mut text = String::new();
        for (key, place) in COLUMN_KEYS.into_iter().zip(0_usize..) {
            if self.has(place) {
                text.push_str(key);
                text.push(' ');
            }
        }
        text
    }

    /// Whether the column at a place is left out.
    pub(crate) fn has(self, place: usize) -> bool {
        place < COLUMN_KEYS.len() && self.0 >> place & 1 == 1
    }

    /// Leaves the column at a place out, or shows it again.
    pub(crate) fn toggle(&mut self, place: usize) {
        if (1..COLUMN_KEYS.len()).contains(&place) {
            self.0 ^= 1 << place;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_read_as_it_was_written_and_the_name_never_is() {
        let mut hidden = HiddenColumns::default();
        assert_eq!(hidden.text(), "");
        for place in [0, 1, 5, 7, 400] {
            hidden.toggle(place);
        }
        assert_eq!(hidden.text(), "type created ");
        assert!(hidden.has(5) && !hidden.has(0) && !hidden.has(400));
        assert_eq!(HiddenColumns::parse(&hidden.text()), hidden);
        hidden.toggle(1);
        assert_eq!(hidden.text(), "created ");
        let other = HiddenColumns::parse("name <b> created types  \u{0}");
        assert_eq!(other.text(), "created ");
    }
}
