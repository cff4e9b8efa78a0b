//! English.

use crate::ui::words::tables::qr_code::QrCodeStrings;

pub(crate) static WORDS: QrCodeStrings = QrCodeStrings {
    heading: "QR code of the token",
    what_it_is: "The QR code holds the token: whoever sees it, or a picture of it, can enroll devices until the token expires or is revoked.",
    what_is_kept: "It is read once for this view and kept nowhere. It goes when you close it, and when this tab is out of sight for a minute.",
    wifi: "The QR code of an AOSP profile holds the Wi-Fi password in plain text, too.",
    show: "Show the QR code",
    reading: "Reading the QR code…",
    works_until: "Works until",
    no_end: "Does not expire",
    print: "Print",
    save: "Save as PNG",
    nothing: "Graph tells no QR code for this token that can be drawn. The Intune admin center may show it.",
    not_read: "The QR code could not be read.",
    try_again: "Try again",
    gone: "The tab was out of sight for a minute, so the QR code was put away.",
};
