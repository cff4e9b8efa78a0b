//! What `src/guard.js` knows, the first script of the page. After a plain `trunk build` it is not there, and nothing is known.

use js_sys::Reflect;

/// What the web server has in place of the file that did not load last; empty if that is not known.
pub(crate) fn what_is_there() -> String {
    known("detail")
}

/// Whether a content security policy has kept the page from reaching this host before.
pub(crate) fn policy_forbids(url: &str) -> bool {
    let origin: String = url.split_inclusive('/').take(3).collect();
    known("forbidden")
        .lines()
        .filter_map(|line| line.strip_prefix("connect-src "))
        .any(|blocked| format!("{blocked}/").starts_with(&origin))
}

fn known(name: &str) -> String {
    Reflect::get(&js_sys::global(), &"tokenConsole".into())
        .and_then(|guard| Reflect::get(&guard, &name.into()))
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}
