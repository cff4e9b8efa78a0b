//! Sends requests to Graph, and copies the answers into plain values.

use gloo_net::http::{Request as Http, Response};
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

use super::msal::AccessToken;
use crate::{
    graph::{Answer, Method, Request},
    revocation::NoAnswer,
};

/// Sends a request once.
pub async fn send(request: &Request, token: &AccessToken) -> Result<Answer, NoAnswer> {
    let url = request.url.as_str();
    let builder = match request.method {
        Method::Post => Http::post(url),
    };
    let response = builder
        .header("Authorization", &token.bearer())
        .header("Accept", "application/json")
        .header("client-request-id", request.client_request_id.as_str())
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        // Graph does not redirect these calls, and a token must not follow if something in between does.
        .redirect(RequestRedirect::Error)
        .send()
        .await
        .map_err(|_| no_answer())?;
    Ok(copied(response).await)
}

async fn copied(response: Response) -> Answer {
    let headers = response.headers();
    let header = |name| headers.get(name).unwrap_or_default();
    Answer {
        status: response.status(),
        request_id: header("request-id"),
        client_request_id: header("client-request-id"),
        retry_after: header("retry-after"),
        // The status alone says most; a body that breaks off is as good as none.
        body: response.text().await.unwrap_or_default(),
    }
}

fn no_answer() -> NoAnswer {
    match web_sys::window() {
        Some(window) if !window.navigator().on_line() => NoAnswer::Offline,
        _ => NoAnswer::Network,
    }
}
