//! The browser's cryptographic random numbers.

use crate::guid::Guid;

/// A new version 4 GUID.
pub fn guid() -> Guid {
    let mut bytes = [0; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        crypto.get_random_values_with_u8_array(&mut bytes).ok();
    }
    Guid::from_random(bytes)
}
