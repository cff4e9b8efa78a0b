//! Reads a page of a collection of Graph.

use super::graph::{Access, Graph, fresh_id};
use crate::{
    browser::clock,
    config::Config,
    graph::{
        Answer, ListCall, ListFailure, Page, PageEffect, PageEvent, ReadFailure, Refusal, Request,
    },
    guid::Guid,
};

/// Does what a reading of a collection asks for.
pub(super) async fn perform<L, T>(
    graph: Graph,
    access: Access,
    effect: PageEffect<L>,
    request: fn(&ListCall<L>, &Config, Guid) -> Option<Request>,
    read: impl FnOnce(Answer, &str, i64) -> Result<Page<T>, Box<Refusal>>,
) -> Option<PageEvent<T>> {
    Some(match effect {
        PageEffect::Sleep(ms) => {
            graph.sleep(ms).await;
            PageEvent::Woke
        }
        PageEffect::StepUp(claims) => {
            graph.satisfy(&claims, access).await?;
            PageEvent::Woke
        }
        PageEffect::Read(call) => {
            let Some(request) = request(&call, &graph.config()?, fresh_id()) else {
                return Some(PageEvent::NotRead(ListFailure::ForeignLink));
            };
            match graph.ask_with(&request, access).await? {
                Ok(Ok(answer)) => {
                    let sent_as = request.client_request_id.as_str();
                    let page = read(answer, sent_as, clock::now().unix_ms);
                    PageEvent::Read(page.map_err(ReadFailure::Refused))
                }
                Ok(Err(reason)) => PageEvent::Read(Err(ReadFailure::NoAnswer(reason))),
                Err(failure) => PageEvent::NotRead(ListFailure::NoToken(failure)),
            }
        }
    })
}
