//! Whether a browser alters what is read back from a picture, as some do against fingerprinting.

use super::luma::Luma;

/// The side of the known picture, in pixels.
pub(crate) const SIDE: u32 = 64;

/// The side of one of its squares, in pixels.
pub(crate) const SQUARE: u32 = 8;

/// Of so many pixels one may be on the wrong side of the middle, which no reader of codes minds.
const ONE_IN: usize = 50;

/// Whether a square of the known picture is black, by its column and row from 0: those of a chessboard are.
pub(crate) fn is_black(column: u32, row: u32) -> bool {
    (column + row).is_multiple_of(2)
}

/// Whether the known picture came back as another one: not merely a little lighter, darker or noisier, but so that no code
/// can be read.
pub(crate) fn is_altered(read: &Luma) -> bool {
    let side = usize::try_from(SIDE).unwrap_or_default();
    if (read.width, read.height) != (side, side) {
        return true;
    }
    let square = |at: usize| u32::try_from(at).unwrap_or_default() / SQUARE;
    let wrong = (0..).zip(&read.pixels).filter(|(at, pixel)| {
        let is_dark = **pixel < 128;
        is_dark != is_black(square(at % side), square(at / side))
    });
    wrong.count() * ONE_IN > read.pixels.len()
}
