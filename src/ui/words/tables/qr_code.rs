//! The words for the QR code of a token.

pub(crate) struct QrCodeStrings {
    pub heading: &'static str,
    pub what_it_is: &'static str,
    pub what_is_kept: &'static str,
    pub wifi: &'static str,
    pub show: &'static str,
    pub reading: &'static str,
    pub works_until: &'static str,
    pub no_end: &'static str,
    pub print: &'static str,
    pub save: &'static str,
    pub nothing: &'static str,
    pub not_read: &'static str,
    pub try_again: &'static str,
    pub gone: &'static str,
}
