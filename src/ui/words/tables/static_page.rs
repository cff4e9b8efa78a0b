//! The words that stand in `index.html` and `redirect.html` themselves, in every language at once: for before the program runs,
//! and for when it cannot.

/// The table, and what finds a word by the name that it has in a document.
macro_rules! static_page {
    ($($(#[$attribute:meta])* $word:ident,)*) => {
        /// Each is HTML, in which `<a>` is the link that loads the page anew.
        #[allow(dead_code, reason = "xtask, which puts them into the documents, is the one who reads them all")]
        pub(crate) struct StaticPageStrings {
            $($(#[$attribute])* pub $word: &'static str,)*
        }

        impl StaticPageStrings {
            /// Each word by its name.
            #[allow(dead_code, reason = "xtask, which puts them into the documents, is the one who reads them all")]
            pub(crate) fn named(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
                [$((stringify!($word), self.$word),)*].into_iter()
            }
        }
    };
}

static_page! {
    updated,
    heading,
    starting,
    late,
    unguarded,
    no_script,
    start_failed,
    part_missing,
    only_https,
    old_browser,
    no_wasm,
    policy_refused,
    nothing_sent,
    reload,
    crashed,
    crashed_advice,

    completing_sign_in,
    permission_granted,
    permission_declined,
    no_answer,
    sign_in_stuck,
    no_script_sign_in,
}
