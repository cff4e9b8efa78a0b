//! Reads the list of profiles.

use leptos::task::spawn_local;

use super::{
    graph::{Access, Graph, inputs},
    page_reader::perform,
};
use crate::{
    browser::clock,
    graph::{Answer, ListCall, PageEffect},
    profile::ProfileType,
    profiles::Profiles,
    ui::{RwSignal, console::ListAction},
};

/// Reads the list, page by page, both collections side by side.
#[derive(Clone, Copy)]
pub(super) struct ListDriver {
    pub profiles: RwSignal<Profiles>,
    pub graph: Graph,
}

impl ListDriver {
    /// Does what the person wants of the list.
    pub(super) fn act(self, action: ListAction) {
        match action {
            ListAction::Refresh => {
                for profile_type in ProfileType::ALL {
                    self.begin(profile_type, |profiles| profiles.refresh(profile_type));
                }
            }
            ListAction::TryAgain(profile_type) => {
                self.begin(profile_type, |profiles| profiles.try_again(profile_type));
            }
        }
    }

    fn begin(
        self,
        profile_type: ProfileType,
        effect: impl FnOnce(&mut Profiles) -> Option<(u32, PageEffect)>,
    ) {
        self.graph.now.set(clock::now());
        if let Some(first) = self.profiles.try_update(effect).flatten() {
            spawn_local(self.run(profile_type, first));
        }
    }

    async fn run(self, profile_type: ProfileType, first: (u32, PageEffect)) {
        let mut next = Some(first);
        while let Some((epoch, effect)) = next {
            let read = |answer: Answer, sent_as: &str, now_ms| {
                answer.into_profiles(profile_type, sent_as, now_ms)
            };
            let Some(event) =
                perform(self.graph, Access::SignIn, effect, ListCall::profiles, read).await
            else {
                return;
            };
            self.graph.now.set(clock::now());
            next = self
                .profiles
                .try_update(|profiles| profiles.handle(profile_type, epoch, event, &inputs()))
                .flatten();
        }
    }
}
