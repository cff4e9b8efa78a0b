//! The browser's cryptographic random numbers.

/// 16 random bytes.
pub(crate) fn bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        crypto.get_random_values_with_u8_array(&mut bytes).ok();
    }
    bytes
}
