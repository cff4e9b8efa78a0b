use proptest::prelude::*;

use super::{luma::grey, *};

const ENROLLMENT: &str = include_str!("../fixtures/qr/text.json");

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("src/fixtures/qr/{name}.png")).unwrap()
}

fn luma(name: &str) -> Luma {
    let file = fixture(name);
    let mut reader = png::Decoder::new(std::io::Cursor::new(file))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    Luma::new(frame.width, frame.height, pixels).unwrap()
}

#[test]
fn codes_are_read_however_they_were_taken() {
    for name in [
        "plain",
        "inverted",
        "turned-137",
        "tilted",
        "tilted-and-turned",
        "small-in-big",
        "by-day",
        "by-night",
        "by-day-inverted",
    ] {
        assert_eq!(read(&luma(name)).as_deref(), Some(ENROLLMENT), "{name}");
    }
}

#[test]
fn looks_one_after_the_other_find_what_one_long_look_finds() {
    for name in ["plain", "inverted", "tilted-and-turned", "by-night"] {
        let seen = luma(name);
        // From anywhere on: nobody counts the frames before the code came into view.
        for first in [0, 3, 7] {
            let text = (first..first + WAYS.len()).find_map(|look| glance(&seen, look));
            assert_eq!(text.as_deref(), Some(ENROLLMENT), "{name}, {first}");
        }
    }
    assert_eq!(glance(&luma("plain"), 0).as_deref(), Some(ENROLLMENT));
    assert_eq!((0..9).find_map(|look| glance(&luma("without"), look)), None);
}

#[test]
fn an_error_of_the_camera_says_what_is_missing() {
    for (name, problem) in [
        ("NotFoundError", CameraProblem::Missing),
        ("OverconstrainedError", CameraProblem::Missing),
        ("NotAllowedError", CameraProblem::Denied),
        ("SecurityError", CameraProblem::Denied),
        ("NotReadableError", CameraProblem::Busy),
        ("AbortError", CameraProblem::Busy),
        ("", CameraProblem::Busy),
    ] {
        assert_eq!(CameraProblem::of_error(name), problem, "{name}");
    }
}

#[test]
fn a_picture_without_a_code_has_no_text() {
    assert_eq!(read(&luma("without")), None);
}

#[test]
fn text_is_utf_8_or_else_latin_1() {
    assert_eq!(read(&luma("utf-8")).as_deref(), Some("Lager Süd €"));
    assert_eq!(read(&luma("latin-1")).as_deref(), Some("Lager Süd"));
}

#[test]
fn sizes_must_match() {
    assert_eq!(Luma::new(2, 2, vec![0; 3]), None);
    assert_eq!(Luma::new(u32::MAX, u32::MAX, vec![0; 1]), None);
    assert_eq!(Luma::new(65_536, 0, vec![]), None);
    assert_eq!(Luma::from_rgba(1, 1, &[0; 5]), None);
    assert_eq!(Luma::from_rgba(1, 1, &[0; 8]), None);
}

#[test]
fn nothing_and_next_to_nothing_have_no_text() {
    for (width, height) in [
        (0, 0),
        (0, 9),
        (9, 0),
        (1, 1),
        (1, 3000),
        (3000, 1),
        (65_535, 1),
    ] {
        let pixels = vec![0; usize::try_from(width * height).unwrap()];
        assert_eq!(read(&Luma::new(width, height, pixels).unwrap()), None);
    }
}

#[test]
fn what_is_transparent_is_white() {
    let pixels = [
        [0, 0, 0, 0],
        [0, 0, 0, 255],
        [255, 255, 255, 255],
        [0, 0, 0, 128],
    ];
    let luma = Luma::from_rgba(2, 2, pixels.as_flattened()).unwrap();
    assert_eq!(luma.pixels, [255, 0, 255, 127]);
}

#[test]
fn green_is_brighter_than_blue() {
    assert!(grey([0, 255, 0, 255]) > grey([0, 0, 255, 255]));
}

#[test]
fn a_smaller_picture_has_the_mean_of_the_pixels() {
    let luma = Luma::new(4, 2, vec![0, 100, 7, 7, 100, 200, 7, 7]).unwrap();
    assert_eq!(luma.at_most(2), Luma::new(2, 1, vec![100, 7]).unwrap());
    assert_eq!(luma.at_most(4), luma);
}

#[test]
fn a_turned_picture_stands_on_white() {
    let black = Luma::new(10, 10, vec![0; 100]).unwrap();
    let turned = black.turned(Turn::BY_53);
    assert_eq!((turned.width, turned.height), (14, 14));
    assert_eq!((turned.pixels[0], turned.pixels[7 * 14 + 7]), (255, 0));
    let darkness: u64 = turned
        .pixels
        .iter()
        .map(|pixel| u64::from(255 - pixel))
        .sum();
    assert!((24_000..26_500).contains(&darkness), "{darkness}");
}

#[test]
fn a_file_is_checked_by_its_header() {
    assert_eq!(check(&fixture("plain")), Ok(()));
    assert_eq!(check(b"no picture"), Err(PictureProblem::NotAPicture));
    assert_eq!(check(&[]), Err(PictureProblem::NotAPicture));
    assert_eq!(
        check(&vec![0; 5 * 1024 * 1024 + 1]),
        Err(PictureProblem::TooLarge)
    );
    let sized = |width: u32, height: u32| {
        let mut file = fixture("plain");
        file[16..20].copy_from_slice(&width.to_be_bytes());
        file[20..24].copy_from_slice(&height.to_be_bytes());
        check(&file)
    };
    assert_eq!(sized(8000, 5000), Ok(()));
    assert_eq!(sized(8000, 5001), Err(PictureProblem::TooManyPixels));
    assert_eq!(
        sized(u32::MAX, u32::MAX),
        Err(PictureProblem::TooManyPixels)
    );
    assert_eq!(sized(0, 5000), Err(PictureProblem::NotAPicture));
}

#[test]
fn a_large_picture_is_looked_at_smaller() {
    assert_eq!(fitted(2560, 1500), (2560, 1500));
    assert_eq!(fitted(8000, 5000), (2560, 1600));
    assert_eq!(fitted(3, 40_000_000), (1, 2560));
    assert_eq!(fitted(0, 0), (1, 1));
}

#[test]
fn a_picture_full_of_corners_takes_no_eternity() {
    let side = 600;
    let ring = |at: u32| (at % 8).min(6 - (at % 8).min(6));
    let pixel = |x: u32, y: u32| {
        if x % 8 == 7 || y % 8 == 7 || ring(x).min(ring(y)) == 1 {
            255
        } else {
            0
        }
    };
    let pixels = (0..side)
        .flat_map(|y| (0..side).map(move |x| pixel(x / 3, y / 3)))
        .collect();
    assert_eq!(read(&Luma::new(side, side, pixels).unwrap()), None);
}

/// What files of pictures begin with.
const SIGNATURES: [&[u8]; 8] = [
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe1",
    b"GIF89a",
    b"RIFF\x40\0\0\0WEBPVP8X",
    b"RIFF\x40\0\0\0WEBPVP8L",
    b"BM",
    b"\0\0\0\x1cftypavif",
    b"\0\0\0\x18ftypheic",
];

proptest! {
    #[test]
    fn no_header_is_a_panic(signature in prop::sample::select(&SIGNATURES[..]), rest in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = check(&[signature, &rest].concat());
    }

    #[test]
    fn no_small_picture_is_a_panic(
        (width, height, pixels) in (0_u32..60, 0_u32..60).prop_flat_map(|(width, height)| {
            let count = usize::try_from(width * height).unwrap();
            (Just(width), Just(height), prop::collection::vec(any::<u8>(), count))
        }),
    ) {
        read(&Luma::new(width, height, pixels).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_damaged_code_is_a_panic_or_another_text(
        stains in prop::collection::vec((0_usize..300, 0_usize..300, 1_usize..60, 1_usize..60, any::<u8>()), 0..6),
    ) {
        let mut picture = luma("plain");
        for (x, y, width, height, grey) in stains {
            for row in y..(y + height).min(picture.height) {
                for column in x..(x + width).min(picture.width) {
                    picture.pixels[row * picture.width + column] = grey;
                }
            }
        }
        if let Some(text) = read(&picture) {
            prop_assert_eq!(text, ENROLLMENT);
        }
    }
}

#[test]
fn what_a_browser_alters_is_told_from_what_it_shows_a_little_otherwise() {
    let side = altered::SIDE;
    let read = |make: &dyn Fn(u32, u32, u8) -> u8| {
        let pixels = (0..side * side).map(|at| {
            let (x, y) = (at % side, at / side);
            let is_black = altered::is_black(x / altered::SQUARE, y / altered::SQUARE);
            make(x, y, if is_black { 0 } else { 255 })
        });
        altered::is_altered(&Luma::new(side, side, pixels.collect()).unwrap())
    };
    assert!(!read(&|_, _, drawn| drawn));
    // A profile of colours, or noise in the lowest bits.
    assert!(!read(
        &|x, y, drawn| drawn.abs_diff(u8::try_from((x * 7 + y * 13) % 16).unwrap())
    ));
    assert!(!read(&|_, _, drawn| 40 + drawn / 2));
    // Firefox gives noise, and gave white before.
    assert!(read(&|x, y, _| u8::try_from(
        (x * 89 + y * 151 + x * y * 7) % 256
    )
    .unwrap()));
    assert!(read(&|_, _, _| 255));
    assert!(read(&|_, _, _| 0));
    assert!(read(&|_, _, drawn| 255 - drawn));
    assert!(altered::is_altered(&Luma::new(1, 1, vec![0]).unwrap()));
}
