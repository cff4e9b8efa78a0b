//! The text of a QR code in a picture, such as a photograph of a poster.
//!
//! Finding and decoding a code is the work of `rxing`. What it cannot read it is shown in other ways: inverted, smaller and
//! turned.

pub(crate) mod altered;
mod luma;
pub(crate) mod modules;

use rxing::{
    Binarizer, Luma8LuminanceSource,
    common::{
        BitMatrix, DetectorRXingResult as _, GlobalHistogramBinarizer, HybridBinarizer,
        cpp_essentials::DecoderResult,
    },
    qrcode::cpp_port::{decoder, detector},
};

pub(crate) use self::luma::Luma;
use self::luma::Turn;

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

/// Why the camera shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CameraProblem {
    /// There is none that looks at what is in front of the person's hands, or none at all.
    Missing,
    /// The person, or the system, does not let the page use it.
    Denied,
    /// The web server that the page comes from does not let it.
    Forbidden,
    /// The browser gives it to pages with HTTPS only.
    Insecure,
    /// It is there and shows nothing, or no longer: another program may have it.
    Busy,
    /// The browser alters what is read back from a picture.
    Altered,
}

impl CameraProblem {
    /// What the name of an error says. Source: <https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia>
    pub(crate) fn of_error(name: &str) -> Self {
        match name {
            "NotFoundError" | "OverconstrainedError" => Self::Missing,
            "NotAllowedError" | "SecurityError" => Self::Denied,
            _ => Self::Busy,
        }
    }
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
    ways(picture).find_map(|way| read_in(picture, way))
}

/// The same at one of many looks, such as at a frame of a camera: each look is in the next of the [`WAYS`], so that none takes
/// long.
pub(crate) fn glance(picture: &Luma, look: usize) -> Option<String> {
    let way = ways(picture).nth(look % ways(picture).count())?;
    read_in(picture, way)
}

fn ways(picture: &Luma) -> impl Iterator<Item = (u16, Option<Turn>)> {
    let longest = picture.longest_side();
    WAYS.into_iter().filter(move |(side, turn)| {
        turn.is_some() || *side == LONGEST_SIDE || usize::from(*side) < longest
    })
}

fn read_in(picture: &Luma, (side, turn): (u16, Option<Turn>)) -> Option<String> {
    let smaller = picture.at_most(side);
    let seen = turn.map_or_else(|| smaller.clone(), |turn| smaller.turned(turn));
    read_dark(&seen).or_else(|| read_dark(&seen.inverted()))
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
