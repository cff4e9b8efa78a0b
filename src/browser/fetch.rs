//! Sends requests to Graph, and copies the answers into plain values.

use gloo_net::http::{Request as Http, Response};
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

use super::{
    access_token::AccessToken,
    guard, online,
    timer::{self, Deadline},
};
use crate::graph::{Answer, Freshness, Method, NoAnswer, Request};

/// How long an answer may take, in milliseconds.
const DEADLINE_MS: u32 = 30_000;

/// Sends a request once.
pub(crate) async fn send(request: &Request, token: &AccessToken) -> Result<Answer, NoAnswer> {
    let deadline = Deadline::after(DEADLINE_MS);
    let signal = deadline.as_ref().map(Deadline::signal);
    let url = request.url.as_str();
    let builder = match request.method {
        Method::Get => Http::get(url),
        Method::Post => Http::post(url),
    };
    let builder = builder
        .header("Authorization", token.bearer())
        .header("Accept", "application/json")
        .header("client-request-id", request.client_request_id.as_str())
        .credentials(RequestCredentials::Omit)
        .cache(match request.freshness {
            Freshness::Fresh => RequestCache::NoStore,
            Freshness::Renewing => RequestCache::Reload,
            Freshness::MayBeKept => RequestCache::Default,
        })
        // Graph does not redirect these calls, and a token must not follow if something in between does.
        .redirect(RequestRedirect::Error)
        .abort_signal(signal.as_ref());
    let built = match &request.body {
        Some(body) => builder
            .header("Content-Type", "application/json")
            .body(body),
        None => builder.build(),
    };
    let response = match built {
        Ok(request) => request.send().await,
        Err(error) => Err(error),
    };
    match response {
        Ok(response) => Ok(copied(response).await),
        Err(_) if signal.is_some_and(|signal| signal.aborted()) => Err(NoAnswer::TimedOut),
        Err(_) => {
            // What a policy refuses is told in a task of its own.
            timer::sleep(0).await;
            Err(no_answer(url))
        }
    }
}

async fn copied(response: Response) -> Answer {
    let headers = response.headers();
    let header = |name| headers.get(name).unwrap_or_default();
    Answer {
        status: response.status(),
        request_id: header("request-id"),
        client_request_id: header("client-request-id"),
        retry_after: header("retry-after"),
        www_authenticate: header("www-authenticate"),
        // The status alone says most; a body that breaks off is as good as none.
        body: response.text().await.unwrap_or_default(),
    }
}

fn no_answer(url: &str) -> NoAnswer {
    if guard::policy_forbids(url) {
        NoAnswer::Policy
    } else if online::is_online() {
        NoAnswer::Blocked
    } else {
        NoAnswer::Offline
    }
}
