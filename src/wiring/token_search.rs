//! Finds the profile that holds a token.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use token_console::{
    browser::clock,
    graph::Answer,
    paste::{Pasted, TokenSecret},
    profile::ProfileType,
    profiles::{ListCall, PageStep, TokenOf, TokenSearch},
};

use super::{
    graph::{Access, Graph, moment},
    listing::perform,
};

/// Reads the tokens of all profiles, page by page, until one matches. None is kept.
#[derive(Clone, Copy)]
pub struct Searcher {
    /// How the search stands.
    pub search: RwSignal<Option<TokenSearch>>,
    /// Which search it is; what still comes of an earlier one is ignored.
    pub number: StoredValue<u32>,
    /// Graph.
    pub graph: Graph,
}

impl Searcher {
    /// Searches for the profile of any token in what was pasted.
    pub fn start(self, pasted: &Arc<Pasted>) {
        let (search, steps) = TokenSearch::start();
        self.search.set(Some(search));
        self.number.update_value(|number| *number += 1);
        for (profile_type, epoch, step) in steps {
            spawn_local(self.run(Arc::clone(pasted), profile_type, (epoch, step)));
        }
    }

    async fn run(self, pasted: Arc<Pasted>, profile_type: ProfileType, first: (u32, PageStep)) {
        let is_wanted = |value: &str| {
            let matches = |token: &TokenSecret| token.matches(value);
            pasted.tokens().any(matches)
        };
        let number = self.number.try_get_value();
        let mut next = Some(first);
        while let Some((epoch, step)) = next {
            let read = |answer: Answer, sent_as: &str, now_ms| {
                answer.into_page(sent_as, now_ms, TokenOf::from_json)
            };
            let Some(report) =
                perform(self.graph, Access::SignIn, step, ListCall::tokens, read).await
            else {
                return;
            };
            if self.number.try_get_value() != number {
                return;
            }
            self.graph.now.set(clock::now());
            next = self
                .search
                .try_update(|search| {
                    search
                        .as_mut()?
                        .report(profile_type, epoch, report, &moment(), is_wanted)
                })
                .flatten();
        }
    }
}
