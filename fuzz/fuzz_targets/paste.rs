//! Any pasted text is read in a bounded number of steps: what is recognised in it, written down, is recognised as the same
//! again, and no secret that stands in it, whatever it is wrapped in, is among what is shown.

#![no_main]

use std::fmt::Write as _;

use libfuzzer_sys::fuzz_target;
use token_console::paste::{self, Pasted, Recognised, Work};

const TOKEN: &str = "QWZKPLTRMVBNHGFDSAXC";
const PASSWORD: &str = "invented-password";

/// All that the page may show of it.
fn shown(pasted: &Pasted) -> String {
    let mut shown = String::new();
    for found in &pasted.found {
        if let Recognised::Name(name) = &found.what {
            shown.push_str(name);
            shown.push('\n');
        }
    }
    for not in &pasted.not_recognised {
        assert!(not.excerpt.chars().count() <= 80);
        assert!(!not.excerpt.chars().any(char::is_control));
        shown.push_str(&not.excerpt);
        shown.push('\n');
    }
    shown
}

fn is_bounded(work: Work, text: &str) {
    assert!(work.decoded <= 20 * text.len() + 100_000, "{work:?}");
    assert!(work.read <= 400 * text.len() + 1_000_000, "{work:?}");
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").unwrap();
        }
        encoded
    })
}

fn base64(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for group in text.as_bytes().chunks(3) {
        let mut bytes = [0; 3];
        bytes[..group.len()].copy_from_slice(group);
        let bits = u32::from(bytes[0]) << 16 | u32::from(bytes[1]) << 8 | u32::from(bytes[2]);
        for index in 0..=group.len() {
            encoded.push(char::from(
                ALPHABET[(bits >> (18 - 6 * index) & 63) as usize],
            ));
        }
    }
    encoded
}

fn escaped(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn wrapped(secret: String, how: &[u8]) -> String {
    how.iter().fold(secret, |text, step| match step % 6 {
        0 => percent(&text),
        1 => base64(&text),
        2 => escaped(&text),
        3 => text.replace('"', "&quot;"),
        4 => format!("{{\"qrCodeContent\":{}}}", escaped(&text)),
        _ => format!("https://contoso.example/?data={}", percent(&text)),
    })
}

fuzz_target!(|input: (&str, &str, [u8; 3])| {
    let (before, after, how) = input;
    let text = [before, after].concat();
    let (read, work) = paste::recognise_and_count(&text);
    is_bounded(work, &text);
    if let Ok(pasted) = read {
        shown(&pasted);
        let written: String = pasted
            .profiles()
            .map(|reference| format!("{reference}\n"))
            .collect();
        let again = paste::recognise(&written).unwrap();
        assert!(again.profiles().eq(pasted.profiles()));
        assert_eq!((again.duplicates, again.not_recognised.len()), (0, 0));
    }
    // The fuzzer finds this word in what is compared, and writes it into a text of its own, where it is nobody's secret.
    let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    if letters.contains("inventedpassword") {
        return;
    }
    for secret in [
        format!("{{\"com.google.android.apps.work.clouddpc.EXTRA_ENROLLMENT_TOKEN\":\"{TOKEN}\"}}"),
        format!("{{\"android.app.extra.PROVISIONING_WIFI_PASSWORD\":\"{PASSWORD}\"}}"),
    ] {
        let steps = usize::from(how[0]) % 4;
        let secret = wrapped(secret, how.get(..steps.min(2)).unwrap_or_default());
        let text = format!("{before}{secret}{after}");
        let (read, work) = paste::recognise_and_count(&text);
        is_bounded(work, &text);
        let Ok(pasted) = read else { continue };
        let shown = shown(&pasted);
        assert!(
            !shown.contains(TOKEN) && !shown.contains(PASSWORD),
            "{shown}"
        );
        // Nor half of it, as it stands there.
        let long = |piece: &&str| piece.len() >= 24 && shown.contains(*piece);
        let piece = secret
            .as_bytes()
            .chunks(24)
            .filter_map(|piece| std::str::from_utf8(piece).ok());
        if how[..steps.min(2)].contains(&1) {
            assert!(!piece.clone().any(|piece| long(&piece)), "{shown}");
        }
    }
});
