//! The text of a QR code in a picture, such as a photograph of a poster.
//!
//! Finding and decoding a code is the work of `rxing`. What it cannot read it is shown in other ways: inverted, smaller and
//! turned.

pub(crate) mod altered;

use rxing::{
    Binarizer, Luma8LuminanceSource,
    common::{
        BitMatrix, DetectorRXingResult as _, GlobalHistogramBinarizer, HybridBinarizer,
        cpp_essentials::DecoderResult,
    },
    qrcode::cpp_port::{decoder, detector},
};

/// The most bytes that the file of a picture may have: 5 MB.
pub(crate) const MOST_BYTES: u32 = 5 * 1024 * 1024;

/// The most pixels that a picture may have, whatever the size of its file.
pub(crate) const MOST_PIXELS: u64 = 40_000_000;

/// The longest side at which a picture is looked at, in pixels.
const LONGEST_SIDE: u16 = 2560;

/// Why a picture gives no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureProblem {
    /// The file has more than [`MOST_BYTES`].
    TooLarge,
    /// The picture has more than [`MOST_PIXELS`].
    TooManyPixels,
    /// It is no picture that the browser can show.
    NotAPicture,
    /// There is no QR code in it that can be read.
    NoCode,
    /// The browser alters what is read back from a picture.
    Altered,
}

/// Whether a file is a picture within the limits, by what its header says. The header may lie.
pub(crate) fn check(file: &[u8]) -> Result<(), PictureProblem> {
    if file.len() > usize::try_from(MOST_BYTES).unwrap_or(usize::MAX) {
        return Err(PictureProblem::TooLarge);
    }
    let found = imagesize::blob_size(file).map_err(|_| PictureProblem::NotAPicture)?;
    let side = |length: usize| u32::try_from(length).map_err(|_| PictureProblem::TooManyPixels);
    check_size(side(found.width)?, side(found.height)?)
}

/// Whether a picture of this size, in pixels, is within the limits.
pub(crate) fn check_size(width: u32, height: u32) -> Result<(), PictureProblem> {
    match u64::from(width) * u64::from(height) {
        0 => Err(PictureProblem::NotAPicture),
        pixels if pixels > MOST_PIXELS => Err(PictureProblem::TooManyPixels),
        _ => Ok(()),
    }
}

/// The size at which a picture is looked at: its own, or the largest of the same shape that is small enough.
pub(crate) fn fitted(width: u32, height: u32) -> (u32, u32) {
    let most = u32::from(LONGEST_SIDE);
    let longest = width.max(height).max(most);
    let fit = |length| u64::from(length) * u64::from(most) / u64::from(longest);
    let side = |length| u32::try_from(fit(length)).unwrap_or(most).max(1);
    (side(width), side(height))
}

/// A picture in shades of grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Luma {
    width: usize,
    height: usize,
    /// Row by row; 0 is black.
    pixels: Vec<u8>,
}

impl Luma {
    /// A picture of one byte a pixel, row by row, of which 0 is black.
    ///
    /// Nothing if the sizes do not match, or if a side is longer than 65,535 pixels.
    pub(crate) fn new(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let (width, height) = (
            u16::try_from(width).ok()?.into(),
            u16::try_from(height).ok()?.into(),
        );
        (usize::checked_mul(width, height)? == pixels.len()).then_some(Self {
            width,
            height,
            pixels,
        })
    }

    /// A picture of four bytes a pixel, red, green, blue and how opaque it is, over white; or nothing, as for [`Luma::new`].
    pub(crate) fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Option<Self> {
        let (pixels, rest) = rgba.as_chunks::<4>();
        if !rest.is_empty() {
            return None;
        }
        Self::new(width, height, pixels.iter().copied().map(grey).collect())
    }

    /// The picture at most so long on its longer side, each pixel the mean of those that it stands for.
    fn at_most(&self, side: u16) -> Self {
        let (side, longest) = (usize::from(side), self.longest_side());
        if longest <= side {
            return self.clone();
        }
        let shrunk = |length: usize| (length * side / longest).max(1);
        let (width, height) = (shrunk(self.width), shrunk(self.height));
        let span = |index: usize, of: usize, from: usize| {
            let start = index * from / of;
            start..((index + 1) * from / of).max(start + 1)
        };
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let rows = span(y, height, self.height);
            for x in 0..width {
                let columns = span(x, width, self.width);
                let count = rows.len() * columns.len();
                let sum: usize = rows
                    .clone()
                    .map(|row| sum_of(&self.pixels[row * self.width..][columns.clone()]))
                    .sum();
                pixels.push(u8::try_from(sum / count).unwrap_or(u8::MAX));
            }
        }
        Self {
            width,
            height,
            pixels,
        }
    }

    /// The picture turned about its middle, on white.
    fn turned(&self, Turn { cos, sin }: Turn) -> Self {
        const TENTHS: isize = 10;
        let (width, height) = (self.width.cast_signed(), self.height.cast_signed());
        let side = (width.max(height) * (cos + sin)) / 5;
        let mut pixels = Vec::new();
        for y in 0..side {
            for x in 0..side {
                // From the middle, in halves of a pixel; times fifths, that makes tenths.
                let (dx, dy) = (2 * x + 1 - side, 2 * y + 1 - side);
                let left = dx * cos + dy * sin + (width - 1) * TENTHS / 2;
                let top = dy * cos - dx * sin + (height - 1) * TENTHS / 2;
                let (column, row) = (left.div_euclid(TENTHS), top.div_euclid(TENTHS));
                let (right, below) = (left.rem_euclid(TENTHS), top.rem_euclid(TENTHS));
                let across = |row| {
                    self.at(column, row) * (TENTHS - right) + self.at(column + 1, row) * right
                };
                let sum = across(row) * (TENTHS - below) + across(row + 1) * below;
                pixels.push(u8::try_from(sum / (TENTHS * TENTHS)).unwrap_or(u8::MAX));
            }
        }
        Self {
            width: side.cast_unsigned(),
            height: side.cast_unsigned(),
            pixels,
        }
    }

    fn at(&self, column: isize, row: isize) -> isize {
        let inside = |at: isize, length: usize| usize::try_from(at).ok().filter(|at| *at < length);
        let pixel = inside(column, self.width)
            .zip(inside(row, self.height))
            .map(|(x, y)| self.pixels[y * self.width + x]);
        isize::from(pixel.unwrap_or(u8::MAX))
    }

    fn longest_side(&self) -> usize {
        self.width.max(self.height)
    }

    fn inverted(&self) -> Self {
        Self {
            pixels: self.pixels.iter().map(|pixel| !pixel).collect(),
            ..*self
        }
    }
}

/// A turn by an angle whose cosine and sine are whole fifths, which needs no fractions.
#[derive(Clone, Copy)]
struct Turn {
    cos: isize,
    sin: isize,
}

impl Turn {
    const BY_37: Self = Self { cos: 4, sin: 3 };
    const BY_53: Self = Self { cos: 3, sin: 4 };
}

/// How bright a colour is over white. Source: <https://www.itu.int/rec/R-REC-BT.601>
fn grey([red, green, blue, opacity]: [u8; 4]) -> u8 {
    let over_white =
        |part: u8| (u32::from(part) * u32::from(opacity) + 255 * (255 - u32::from(opacity))) / 255;
    let sum = 299 * over_white(red) + 587 * over_white(green) + 114 * over_white(blue);
    u8::try_from(sum / 1000).unwrap_or(u8::MAX)
}

fn sum_of(pixels: &[u8]) -> usize {
    pixels.iter().map(|pixel| usize::from(*pixel)).sum()
}

/// The ways in which a picture is looked at: how long its longer side may be, and how it is turned.
///
/// What most pictures need comes first. Noise goes as a picture shrinks; a tilted code may be found at another angle.
const WAYS: [(u16, Option<Turn>); 5] = [
    (LONGEST_SIDE, None),
    (1200, None),
    (700, None),
    (1200, Some(Turn::BY_53)),
    (900, Some(Turn::BY_37)),
];

/// The text of the QR code in a picture, dark on light or light on dark.
pub(crate) fn read(picture: &Luma) -> Option<String> {
    WAYS.iter()
        .filter(|(side, turn)| {
            turn.is_some() || *side == LONGEST_SIDE || usize::from(*side) < picture.longest_side()
        })
        .find_map(|(side, turn)| {
            let smaller = picture.at_most(*side);
            let seen = turn.map_or_else(|| smaller.clone(), |turn| smaller.turned(turn));
            read_dark(&seen).or_else(|| read_dark(&seen.inverted()))
        })
}

fn read_dark(picture: &Luma) -> Option<String> {
    let (width, height) = (
        u32::try_from(picture.width).ok()?,
        u32::try_from(picture.height).ok()?,
    );
    let source = Luma8LuminanceSource::new(picture.pixels.clone(), width, height).ok()?;
    read_matrix(
        HybridBinarizer::new(source.clone())
            .get_black_matrix()
            .ok()?,
    )
    .or_else(|| {
        read_matrix(
            GlobalHistogramBinarizer::new(source)
                .get_black_matrix()
                .ok()?,
        )
    })
}

/// How many pixels wide the modules of a code are at least. A picture full of smaller ones would take very long.
const SMALLEST_MODULE: u32 = 2;

/// How many triples of corners are tried: a code has one, and the most plausible come first.
const MOST_TRIPLES: usize = 200;

fn read_matrix(black: &BitMatrix) -> Option<String> {
    let mut corners = detector::FindFinderPatterns(black, true, SMALLEST_MODULE);
    detector::GenerateFinderPatternSets(&mut corners)
        .iter()
        .take(MOST_TRIPLES)
        .find_map(|triple| {
            let code = detector::SampleQR(black, triple).ok()?;
            let content = decoder::Decode(code.getBits())
                .ok()
                .filter(DecoderResult::isValid)?;
            Some(text(content.content().bytes()))
        })
}

/// UTF-8, as nearly all codes are; or Latin-1, as the standard has it.
fn text(bytes: &[u8]) -> String {
    str::from_utf8(bytes).map_or_else(
        |_| bytes.iter().copied().map(char::from).collect(),
        str::to_owned,
    )
}

#[cfg(test)]
mod tests;
