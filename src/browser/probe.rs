//! Asks for a file as anybody may, to see how its host hands it out.

use gloo_net::http::{Request, Response};
use web_sys::{AbortSignal, RequestCache, RequestCredentials};

use crate::set_up::{Headers, Probe};

/// How long an answer may take, in milliseconds.
const DEADLINE_MS: u32 = 15_000;

/// Asks once, and says nothing of who asks.
pub(crate) async fn ask(url: String) -> Probe {
    let late = AbortSignal::timeout_with_u32(DEADLINE_MS);
    let response = Request::get(&url)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(&late))
        .send()
        .await;
    match response {
        Ok(response) => copied(response).await,
        Err(_) => Probe::Nothing,
    }
}

/// The file that the page's own WebAssembly is in.
pub(crate) fn code() -> String {
    let named = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("boot"))
        .and_then(|boot| boot.get_attribute("data-wasm"))
        .unwrap_or_default();
    named.strip_prefix("./").unwrap_or(&named).to_owned()
}

async fn copied(response: Response) -> Probe {
    let headers = response.headers();
    let header = |name| headers.get(name).unwrap_or_default();
    Probe::Answer {
        status: response.status(),
        url: response.url(),
        headers: Headers {
            content_type: header("content-type"),
            cache_control: header("cache-control"),
            content_encoding: header("content-encoding"),
            content_security_policy: header("content-security-policy"),
            cross_origin_opener_policy: header("cross-origin-opener-policy"),
        },
        body: response.text().await.unwrap_or_default(),
    }
}
