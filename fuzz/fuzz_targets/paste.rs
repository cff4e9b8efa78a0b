//! Any pasted text is read: what is recognised in it, written down, is recognised as the same again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use token_console::paste;

fuzz_target!(|text: &str| {
    let Ok(pasted) = paste::recognise(text) else {
        return;
    };
    for not in &pasted.not_recognised {
        assert!(not.excerpt.chars().count() <= 80);
        assert!(!not.excerpt.chars().any(char::is_control));
    }
    let written: String = pasted
        .profiles()
        .map(|reference| format!("{reference}\n"))
        .collect();
    let again = paste::recognise(&written).unwrap();
    assert!(again.profiles().eq(pasted.profiles()));
    assert_eq!((again.duplicates, again.not_recognised.len()), (0, 0));
});
