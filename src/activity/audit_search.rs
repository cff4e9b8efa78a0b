//! Finding what was sent in Intune's audit log.

use super::audit_question::{AuditQuestion, AuditWindow};
use crate::{
    graph::{AskFor, AuditEvent, Due, ListFailure, PageEvent, PageProgress, Pager},
    inputs::Inputs,
};

/// How many pages are read for one search.
pub(super) const MOST_PAGES: u32 = 200;

/// The search for the events of what was sent: every page of the time in question, once for all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditSearch {
    sought: Vec<AuditSought>,
    pager: Pager<AuditWindow>,
    unreadable: usize,
    is_cut_off: bool,
}

/// A question, and the event that answers it best so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditSought {
    pub question: AuditQuestion,
    pub event: Option<AuditEvent>,
}

/// How a search stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AuditVerdict<'a> {
    /// Pages are being read.
    Searching,
    /// There is an event for each that is looked for.
    Found,
    /// The log does not hold all of them; not yet, or they are among the entries that cannot be read.
    NoneYet {
        /// How many entries of that time cannot be read.
        unreadable: usize,
    },
    /// Not all were among what could be read, and not everything could be read.
    NotRead(&'a ListFailure),
    /// Not all were among [`MOST_PAGES`] pages, and there are more.
    TooMany,
}

impl AuditSearch {
    /// Begins a search, with its first step.
    pub(crate) fn start(questions: Vec<AuditQuestion>) -> (Self, Due<AuditWindow>) {
        let mut pager = Pager::new(AuditWindow::around(&questions));
        let step = pager.start();
        let sought = questions.into_iter().map(|question| AuditSought {
            question,
            event: None,
        });
        let search = Self {
            sought: sought.collect(),
            pager,
            unreadable: 0,
            is_cut_off: false,
        };
        (search, step)
    }

    /// Goes on where the reading failed: when there is a token, or a network again.
    pub(crate) fn go_on(&mut self) -> Due<AuditWindow> {
        self.pager.go_on()
    }

    /// Takes what came of a step.
    pub(crate) fn handle(
        &mut self,
        epoch: u32,
        report: PageEvent<AuditEvent>,
        inputs: &Inputs,
    ) -> Due<AuditWindow> {
        let (page, step) = self.pager.handle(epoch, report, inputs);
        if let Some(page) = page {
            self.unreadable += page.unreadable;
            for event in &page.items {
                self.look_at(event);
            }
        }
        self.is_cut_off |= step.is_some() && self.pager.pages >= MOST_PAGES;
        step.filter(|_| !self.is_cut_off)
    }

    fn look_at(&mut self, event: &AuditEvent) {
        if !event.is_change() {
            return;
        }
        // What names one request by its ID is of no other one.
        let named = self
            .sought
            .iter_mut()
            .find(|sought| sought.question.is_named_by(event));
        if let Some(sought) = named {
            sought.event = Some(event.clone());
            return;
        }
        for sought in &mut self.sought {
            let sent_at = sought.question.sent_at;
            let is_better = |than: &AuditEvent| {
                !sought.is_certain() && event.distance_ms(sent_at) < than.distance_ms(sent_at)
            };
            if sought.question.can_be(event) && sought.event.as_ref().is_none_or(is_better) {
                sought.event = Some(event.clone());
            }
        }
    }

    /// How the search stands.
    pub(crate) fn verdict(&self) -> AuditVerdict<'_> {
        if self.pager.is_busy() && !self.is_cut_off {
            return AuditVerdict::Searching;
        }
        if self.sought.iter().all(|sought| sought.event.is_some()) {
            return AuditVerdict::Found;
        }
        match &self.pager.progress {
            PageProgress::Failed(failure) => AuditVerdict::NotRead(failure),
            _ if self.is_cut_off => AuditVerdict::TooMany,
            _ => AuditVerdict::NoneYet {
                unreadable: self.unreadable,
            },
        }
    }

    /// What the person has to be asked for so that the log can be read; `None` where asking would not help.
    pub(crate) fn to_ask_for(&self) -> Option<AskFor> {
        match self.verdict() {
            AuditVerdict::NotRead(failure) => failure.to_ask_for(),
            _ => None,
        }
    }

    /// What is looked for, with what was found of it.
    pub(crate) fn sought(&self) -> &[AuditSought] {
        &self.sought
    }

    /// Whether this and nothing else is looked for.
    pub(crate) fn is_of(&self, questions: &[AuditQuestion]) -> bool {
        self.sought
            .iter()
            .map(|sought| &sought.question)
            .eq(questions)
    }
}

impl AuditSought {
    /// Whether the event names the request. Otherwise it is the nearest in time that names the profile, which proves less.
    pub(crate) fn is_certain(&self) -> bool {
        let event = self.event.as_ref();
        event.is_some_and(|event| self.question.is_named_by(event))
    }
}
