//! Finds the profile that holds a token.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use super::{
    graph::{Access, Graph, inputs},
    page_reader::perform,
};
use crate::{
    browser::clock,
    graph::{Answer, ListCall},
    paste::{Pasted, TokenSecret},
    profiles::{Part, PartEffect, TokenOf, TokenSearch},
    ui::RwSignal,
};

/// Reads the tokens of all profiles, page by page, and then one by one where a page did not tell them, until one matches.
/// None is kept.
#[derive(Clone, Copy)]
pub(super) struct TokenSearchDriver {
    /// How the search stands.
    pub search: RwSignal<Option<TokenSearch>>,
    /// Which search it is; what still comes of an earlier one is ignored.
    pub number: StoredValue<u32>,
    pub graph: Graph,
}

impl TokenSearchDriver {
    /// Searches for the profile of any token in what was pasted.
    pub(super) fn start(self, pasted: &Arc<Pasted>) {
        let (search, steps) = TokenSearch::start();
        self.search.set(Some(search));
        self.number.update_value(|number| *number += 1);
        self.begin(pasted, steps);
    }

    fn begin(self, pasted: &Arc<Pasted>, steps: Vec<PartEffect>) {
        for effect in steps {
            spawn_local(self.run(Arc::clone(pasted), effect));
        }
    }

    async fn run(self, pasted: Arc<Pasted>, (part, epoch, effect): PartEffect) {
        let is_wanted = |value: &str| {
            let matches = |token: &TokenSecret| token.matches(value);
            pasted.tokens().any(matches)
        };
        let number = self.number.try_get_value();
        let read = |answer: Answer, sent_as: &str, now_ms| match part {
            Part::Collection(_) => answer.into_page(sent_as, now_ms, TokenOf::from_json),
            Part::Profile(_) => answer.into_page_of_one(sent_as, now_ms, TokenOf::from_json),
        };
        let Some(event) = perform(self.graph, Access::SignIn, effect, ListCall::tokens, read).await
        else {
            return;
        };
        if self.number.try_get_value() != number {
            return;
        }
        self.graph.now.set(clock::now());
        let next = self
            .search
            .try_update(|search| {
                let search = search.as_mut()?;
                Some(search.handle(&part, epoch, event, &inputs(), is_wanted))
            })
            .flatten();
        self.begin(&pasted, next.unwrap_or_default());
    }
}
