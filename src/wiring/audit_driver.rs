//! Looks up what was sent in Intune's audit log.

use leptos::{prelude::*, task::spawn_local};

use super::{
    graph::{Access, Graph, inputs},
    page_reader::perform,
    permission::{self, Interruption},
};
use crate::{
    activity::{AuditQuestion, AuditSearch, AuditWindow},
    browser::clock,
    click::{self, Click},
    errand::Errand,
    graph::{Answer, AskFor, Due, ListCall},
    permission::Permission,
    session::SignInFailure,
    ui::{Asking, AuditContext, AuditLook, AuditLookup, Memo, RwSignal, audit_panel},
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
    /// What who comes back from the sign-in host looks for.
    pub errand: StoredValue<Option<Errand>>,
    /// Whether something is under way that leaving the page would interrupt.
    pub is_busy: Memo<bool>,
}

/// Begins a look from beside an outcome, and goes on with what a sign-in has interrupted.
pub(super) fn begin(context: AuditContext) -> AnyView {
    let driver = AuditDriver::new(expect_context::<Graph>(), context.desk.is_busy);
    let is_back = expect_context::<Interruption>().take_up(|errand| *errand == context.errand);
    driver.start(context.questions.clone(), context.errand.clone(), !is_back);
    let errand = context.errand.clone();
    let look = AuditLook {
        look: driver.look,
        is_busy: context.desk.is_busy,
        config: context.around.config.clone(),
        on_look: Callback::new(click::handler(move |click: &Click, questions| {
            driver.look(click, questions, errand.clone());
        })),
        button: NodeRef::new(),
    };
    audit_panel(context, look)
}

impl AuditDriver {
    pub(super) fn new(graph: Graph, is_busy: Memo<bool>) -> Self {
        Self {
            look: RwSignal::new(None),
            number: StoredValue::new(0),
            graph,
            errand: StoredValue::new(None),
            is_busy,
        }
    }

    /// Looks, because the person wants it. What is known to be needed for it is asked for at once.
    pub(super) fn look(self, click: &Click, questions: Vec<AuditQuestion>, errand: Errand) {
        let before = self.look.get_untracked();
        let before = before.filter(|look| look.search.is_of(&questions));
        match before.and_then(|look| look.search.to_ask_for()) {
            Some(wanted) => self.ask(Some(click), &wanted),
            None => self.start(questions, errand, true),
        }
    }

    /// Looks; with `may_ask` the person is asked for what is found to be needed.
    pub(super) fn start(self, questions: Vec<AuditQuestion>, errand: Errand, may_ask: bool) {
        let (search, first) = AuditSearch::start(questions);
        self.errand.set_value(Some(errand));
        self.look.set(Some(AuditLookup {
            search,
            asking: Asking::No,
            at: clock::now(),
        }));
        self.go(first, may_ask);
    }

    fn go(self, first: Due<AuditWindow>, may_ask: bool) {
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
    async fn read(self, mut next: Due<AuditWindow>, number: u32) -> Option<()> {
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
        let (Some(mut look), Some(errand)) = (self.look.get_untracked(), self.errand.get_value())
        else {
            return;
        };
        look.asking = permission::ask_unless_busy(
            self.is_busy,
            || permission::ask(self.graph, click, PERMISSION, wanted, &errand),
            move |failure| self.asked(failure),
        );
        self.look.set(Some(look));
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
