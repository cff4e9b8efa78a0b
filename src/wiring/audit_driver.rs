//! Looks a revocation up in Intune's audit log.

use leptos::{prelude::*, task::spawn_local};

use super::{
    graph::{Access, Graph, inputs},
    page_reader::perform,
    permission,
};
use crate::{
    activity::{AuditQuestion, AuditSearch},
    browser::clock,
    click::Click,
    errand::Errand,
    graph::{Answer, AskFor, Due, ListCall},
    permission::Permission,
    session::SignInFailure,
    ui::{Asking, RwSignal, activity::AuditLookup},
};

/// What reading the log takes.
const PERMISSION: Permission = Permission::AuditEvents;
const ACCESS: Access = Access::Permitted(PERMISSION);

/// Reads the audit log, and asks for the permission where the person wants it read.
#[derive(Clone, Copy)]
pub(super) struct AuditDriver {
    /// How the look stands.
    pub look: RwSignal<Option<AuditLookup>>,
    /// Which look it is; what still comes of an earlier one is ignored.
    pub number: StoredValue<u32>,
    pub graph: Graph,
}

impl AuditDriver {
    /// Looks, because the person wants it. What is known to be needed for it is asked for at once.
    pub(super) fn look(self, click: &Click, question: AuditQuestion) {
        let before = self.look.get_untracked();
        let before = before.filter(|look| *look.search.question() == question);
        match before.and_then(|look| look.search.to_ask_for()) {
            Some(wanted) => self.ask(Some(click), &wanted),
            None => self.start(question, true),
        }
    }

    /// Looks with the token that there is: nobody is asked.
    pub(super) fn look_silently(self, question: AuditQuestion) {
        self.start(question, false);
    }

    fn start(self, question: AuditQuestion, may_ask: bool) {
        let (search, first) = AuditSearch::start(question);
        self.look.set(Some(AuditLookup {
            search,
            asking: Asking::No,
        }));
        self.go(first, may_ask);
    }

    fn go(self, first: Due<AuditQuestion>, may_ask: bool) {
        self.number.update_value(|number| *number += 1);
        let number = self.number.get_value();
        spawn_local(async move {
            if self.read(first, number).await.is_none() || !may_ask {
                return;
            }
            let wanted = self
                .look
                .try_with_untracked(|look| look.as_ref()?.search.to_ask_for());
            // By now the click is over: where a window would open, the person is asked to click once more.
            if let Some(wanted) = wanted.flatten() {
                self.ask(None, &wanted);
            }
        });
    }

    /// Reads page by page; `None` where this look is no longer the one that is wanted.
    async fn read(self, mut next: Due<AuditQuestion>, number: u32) -> Option<()> {
        while let Some((epoch, effect)) = next {
            let read =
                |answer: Answer, sent_as: &str, now_ms| answer.into_audit_events(sent_as, now_ms);
            let request = ListCall::audit_events;
            let event = perform(self.graph, ACCESS, effect, request, read).await?;
            if self.number.try_get_value() != Some(number) {
                return None;
            }
            self.graph.now.set(clock::now());
            next = self.look.try_update(|look| {
                let search = &mut look.as_mut()?.search;
                search.handle(epoch, event, &inputs())
            })?;
        }
        Some(())
    }

    /// Takes the person to the sign-in host. With a redirect this page goes away, and comes back to the question.
    fn ask(self, click: Option<&Click>, wanted: &AskFor) {
        let Some(mut look) = self.look.get_untracked() else {
            return;
        };
        let errand = Errand::Audit(look.search.question().clone());
        let asking = permission::ask(self.graph, click, PERMISSION, wanted, &errand);
        look.asking = match asking {
            Some(_) => Asking::UnderWay,
            None => Asking::Offered,
        };
        self.look.set(Some(look));
        if let Some(asking) = asking {
            spawn_local(async move {
                // Or the page is about to go.
                if let Some(result) = asking.await {
                    self.asked(result.err());
                }
            });
        }
    }

    fn asked(self, failure: Option<SignInFailure>) {
        let next = self.look.try_update(|look| {
            let look = look.as_mut()?;
            if let Some(failure) = failure {
                look.asking = Asking::Failed(failure);
                return None;
            }
            look.asking = Asking::No;
            look.search.go_on()
        });
        if let Some(Some(next)) = next {
            self.go(Some(next), false);
        }
    }
}
