//! A picture in shades of grey, made smaller, turned and inverted.

/// A picture in shades of grey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Luma {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Row by row; 0 is black.
    pub(super) pixels: Vec<u8>,
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
    pub(super) fn at_most(&self, side: u16) -> Self {
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
    pub(super) fn turned(&self, Turn { cos, sin }: Turn) -> Self {
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

    pub(super) fn longest_side(&self) -> usize {
        self.width.max(self.height)
    }

    pub(super) fn inverted(&self) -> Self {
        Self {
            pixels: self.pixels.iter().map(|pixel| !pixel).collect(),
            ..*self
        }
    }
}

/// A turn by an angle whose cosine and sine are whole fifths, which needs no fractions.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    cos: isize,
    sin: isize,
}

impl Turn {
    pub(super) const BY_37: Self = Self { cos: 4, sin: 3 };
    pub(super) const BY_53: Self = Self { cos: 3, sin: 4 };
}

/// How bright a colour is over white. Source: <https://www.itu.int/rec/R-REC-BT.601>
pub(super) fn grey([red, green, blue, opacity]: [u8; 4]) -> u8 {
    let over_white =
        |part: u8| (u32::from(part) * u32::from(opacity) + 255 * (255 - u32::from(opacity))) / 255;
    let sum = 299 * over_white(red) + 587 * over_white(green) + 114 * over_white(blue);
    u8::try_from(sum / 1000).unwrap_or(u8::MAX)
}

fn sum_of(pixels: &[u8]) -> usize {
    pixels.iter().map(|pixel| usize::from(*pixel)).sum()
}
