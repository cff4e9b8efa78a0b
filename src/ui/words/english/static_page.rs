//! English.

use super::super::tables::static_page::StaticPageStrings;

pub(crate) const WORDS: StaticPageStrings = StaticPageStrings {
    updated: "This page was updated. <a>Reload</a> to go on with the new version: the ID in the form and all records of this browser are kept.",
    heading: "Revoke Android enrollment tokens",
    starting: "Starting…",
    late: "This is taking longer than usual. <a>Reload</a>",
    unguarded: "The scripts of this page did not run: a proxy, an optimizer such as Rocket Loader, or the web server's own content security policy holds them back.",
    no_script: "This page needs JavaScript. Turn it on for this site, then reload.",
    start_failed: "Token Console could not start",
    part_missing: "A part of this page is missing, or is not the one that was built. A proxy, an extension or an optimizer such as Rocket Loader may have changed it or held it back.",
    only_https: "This page works over https only. Open it at the address below.",
    old_browser: "This browser lacks what is named below. Use Chrome or Edge 123, Firefox 128, Safari 17.5, or newer.",
    no_wasm: "Here the browser cannot run WebAssembly. Lockdown Mode on iPhone, iPad and Mac, “Enhance your security on the web” in Edge, and the Safer level of Tor Browser switch it off: allow it for this site, then reload.",
    policy_refused: "The web server's own content security policy forbids what is named below. Whoever runs the server must send the policy of the file _headers, or none.",
    nothing_sent: "Nothing was sent.",
    reload: "Reload",
    crashed: "Token Console has crashed",
    crashed_advice: "If a revocation was under way, look at the profile in Intune: it may have gone through.",

    completing_sign_in: "Completing sign-in…",
    permission_granted: "The permission was granted. Whoever sent you the link can sign in now.",
    permission_declined: "The permission was not granted.",
    no_answer: "The sign-in host sent no answer that can be used.",
    sign_in_stuck: "The sign-in is not being completed: a script of this page is missing, or is not the one that was built, perhaps because the page was updated. <a>Reload</a>",
    no_script_sign_in: "This page needs JavaScript. Turn it on for this site, then sign in again.",
};
