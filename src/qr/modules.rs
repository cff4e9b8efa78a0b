//! The modules of a QR code: the squares of which it is drawn.
//!
//! Making them of a text is the work of `qrcode`.

use qrcode::{Color, EcLevel, QrCode, types::QrError};

/// The quiet zone around a code, in modules (ISO/IEC 18004, section 6.3.8).
pub(crate) const QUIET: u32 = 4;

/// The squares of a code, row by row, without the quiet zone.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Modules {
    pub side: u32,
    dark: Vec<bool>,
}

impl Modules {
    /// Of a text, with as much error correction as it leaves room for; `None` where it is too long for a code.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let with = |level| QrCode::with_error_correction_level(text.as_bytes(), level);
        let code = with(EcLevel::M)
            .or_else(|_: QrError| with(EcLevel::L))
            .ok()?;
        let side = u32::try_from(code.width()).ok()?;
        let dark = code
            .to_colors()
            .into_iter()
            .map(|color| color == Color::Dark);
        Some(Self {
            side,
            dark: dark.collect(),
        })
    }

    /// Where the dark ones are: column and row.
    pub(crate) fn dark(&self) -> impl Iterator<Item = (u32, u32)> {
        let side = self.side;
        let places = (0..).zip(&self.dark).filter(|(_, dark)| **dark);
        places.map(move |(at, _): (u32, _)| (at % side, at / side))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qr::{self, Luma};
    use proptest::prelude::*;

    /// A picture of a code, each square so many pixels wide, with its quiet zone.
    fn picture(modules: &Modules, width: u32) -> Luma {
        let side = (modules.side + 2 * QUIET) * width;
        let mut rgba = vec![255; (side * side * 4) as usize];
        for (column, row) in modules.dark() {
            for y in 0..width {
                for x in 0..width {
                    let (left, top) = ((column + QUIET) * width + x, (row + QUIET) * width + y);
                    let at = ((top * side + left) * 4) as usize;
                    rgba[at..at + 3].fill(0);
                }
            }
        }
        Luma::from_rgba(side, side, &rgba).unwrap()
    }

    #[test]
    fn what_is_drawn_is_what_is_read() {
        let real = include_str!("fixtures/provisioning.json");
        for text in ["{}", "{\"name\":\"京都駅 – Québec\"}", real] {
            let modules = Modules::of(text).unwrap();
            assert_eq!(qr::read(&picture(&modules, 4)).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_no_code_holds_has_none() {
        assert!(Modules::of(&"x".repeat(2_953)).is_some());
        assert!(Modules::of(&"x".repeat(2_954)).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

        #[test]
        fn any_content_is_read_back(content in "[ -~]{1,400}") {
            let modules = Modules::of(&content).unwrap();
            prop_assert_eq!(qr::read(&picture(&modules, 3)), Some(content));
        }
    }
}
