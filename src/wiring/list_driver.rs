//! Reads the list of profiles.

use leptos::{prelude::*, task::spawn_local};

use super::graph::{Access, Graph, fresh_id, moment};
use crate::{
    browser::clock,
    config::Config,
    graph::{
        Answer, ListCall, ListFailure, Page, PageReport, PageStep, ReadFailure, Refusal, Request,
    },
    guid::Guid,
    profile::ProfileType,
    profiles::Profiles,
    ui::console::ListWish,
};

/// Reads the list, page by page, both collections side by side.
#[derive(Clone, Copy)]
pub(super) struct Lister {
    /// The list.
    pub profiles: RwSignal<Profiles>,
    /// Graph.
    pub graph: Graph,
}

impl Lister {
    /// Does what the person wants of the list.
    pub(super) fn wish(self, wish: ListWish) {
        match wish {
            ListWish::Refresh => {
                for profile_type in ProfileType::ALL {
                    self.begin(profile_type, |profiles| profiles.refresh(profile_type));
                }
            }
            ListWish::TryAgain(profile_type) => {
                self.begin(profile_type, |profiles| profiles.try_again(profile_type));
            }
        }
    }

    fn begin(
        self,
        profile_type: ProfileType,
        step: impl FnOnce(&mut Profiles) -> Option<(u32, PageStep)>,
    ) {
        self.graph.now.set(clock::now());
        if let Some(first) = self.profiles.try_update(step).flatten() {
            spawn_local(self.run(profile_type, first));
        }
    }

    async fn run(self, profile_type: ProfileType, first: (u32, PageStep)) {
        let mut next = Some(first);
        while let Some((epoch, step)) = next {
            let read = |answer: Answer, sent_as: &str, now_ms| {
                answer.into_profiles(profile_type, sent_as, now_ms)
            };
            let Some(report) =
                perform(self.graph, Access::SignIn, step, ListCall::profiles, read).await
            else {
                return;
            };
            self.graph.now.set(clock::now());
            next = self
                .profiles
                .try_update(|profiles| profiles.report(profile_type, epoch, report, &moment()))
                .flatten();
        }
    }
}

/// Does what a reading of a collection asks for.
pub(super) async fn perform<L, T>(
    graph: Graph,
    access: Access,
    step: PageStep<L>,
    request: fn(&ListCall<L>, &Config, Guid) -> Option<Request>,
    read: impl FnOnce(Answer, &str, i64) -> Result<Page<T>, Box<Refusal>>,
) -> Option<PageReport<T>> {
    Some(match step {
        PageStep::Sleep(ms) => {
            graph.sleep(ms).await;
            PageReport::Woke
        }
        PageStep::StepUp(claims) => {
            graph.satisfy(&claims, access).await?;
            PageReport::Woke
        }
        PageStep::Read(call) => {
            let Some(request) = request(&call, &graph.config()?, fresh_id()) else {
                return Some(PageReport::NotRead(ListFailure::ForeignLink));
            };
            match graph.ask_with(&request, access).await? {
                Ok(Ok(answer)) => {
                    let sent_as = request.client_request_id.as_str();
                    let page = read(answer, sent_as, clock::now().unix_ms);
                    PageReport::Read(page.map_err(ReadFailure::Refused))
                }
                Ok(Err(reason)) => PageReport::Read(Err(ReadFailure::NoAnswer(reason))),
                Err(failure) => PageReport::NotRead(ListFailure::NoToken(failure)),
            }
        }
    })
}
