//! The QR code of a token, shown to who asks for it.

mod screen;

pub(crate) use screen::{QR_CODE_STYLE, QrCodeAction, QrCodeState, QrCodeView, qr_code};
