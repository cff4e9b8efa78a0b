//! Every word that a person reads. A word that a language lacks does not compile.
//!
//! `tables` says which words there are, a folder for each language what they are, and the rest hands them to the components.

pub(super) mod activity;
pub(super) mod console;
pub(super) mod devices;
pub(super) mod incident;
mod languages;
pub(super) mod list;
pub(super) mod new_token;
pub(super) mod permission;
pub(super) mod qr_code;
pub(super) mod readiness;
pub(super) mod report;
pub(super) mod runs;
pub(super) mod set_up;
pub(super) mod set_up_report;
pub(super) mod sign_in_help;
pub(super) mod start;
mod tables;

// `cargo fmt` does not look into them: `cargo fmt --all -- src/ui/words/*/mod.rs` does.
macro_rules! folders {
    ($($language:ident = $tag:literal, $name:literal, $folder:ident;)*) => {
        $(mod $folder;)*
    };
}
crate::language::languages!(folders);
