//! Finding a revocation in Intune's audit log.

use super::audit_question::AuditQuestion;
use crate::{
    graph::{AskFor, AuditEvent, Due, ListFailure, PageEvent, PageProgress, Pager, audit},
    inputs::Inputs,
};

/// How many pages are read for one question.
pub(super) const MOST_PAGES: u32 = 200;

/// The search for the event of a revocation: every page of the time in question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditSearch {
    question: AuditQuestion,
    pager: Pager<AuditQuestion>,
    nearest: Option<AuditEvent>,
    unreadable: usize,
    is_cut_off: bool,
}

/// How a search stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AuditVerdict<'a> {
    /// Pages are being read.
    Searching,
    /// It is this event.
    Found {
        event: &'a AuditEvent,
        /// Whether it is of the very request; else it is, of all that can be it, the nearest in time.
        is_of_request: bool,
    },
    /// The log holds none; not yet, or it is among the entries that cannot be read.
    NoneYet {
        /// How many entries of that time cannot be read.
        unreadable: usize,
    },
    /// It was not among what could be read, and not everything could be read.
    NotRead(&'a ListFailure),
    /// It was not among [`MOST_PAGES`] pages, and there are more.
    TooMany,
}

impl AuditSearch {
    /// Begins a search, with its first step.
    pub(crate) fn start(question: AuditQuestion) -> (Self, Due<AuditQuestion>) {
        let mut pager = Pager::new(question.clone());
        let step = pager.start();
        let search = Self {
            question,
            pager,
            nearest: None,
            unreadable: 0,
            is_cut_off: false,
        };
        (search, step)
    }

    /// Goes on where the reading failed: when there is a token, or a network again.
    pub(crate) fn go_on(&mut self) -> Due<AuditQuestion> {
        self.pager.go_on()
    }

    /// Takes what came of a step.
    pub(crate) fn handle(
        &mut self,
        epoch: u32,
        report: PageEvent<AuditEvent>,
        inputs: &Inputs,
    ) -> Due<AuditQuestion> {
        let (page, step) = self.pager.handle(epoch, report, inputs);
        if let Some(page) = page {
            self.unreadable += page.unreadable;
            self.look_at(&page.items);
        }
        self.is_cut_off |= step.is_some() && self.pager.pages >= MOST_PAGES;
        step.filter(|_| !self.is_cut_off)
    }

    fn look_at(&mut self, events: &[AuditEvent]) {
        let AuditQuestion {
            target,
            sent_at,
            client_request_id,
        } = &self.question;
        // What was found before stands first among equals.
        let mut known: Vec<_> = self.nearest.take().into_iter().collect();
        known.extend_from_slice(events);
        let matching = audit::matching(&known, target, *sent_at, client_request_id.as_ref());
        self.nearest = matching.first().map(|event| (*event).clone());
    }

    fn is_of_request(&self, event: &AuditEvent) -> bool {
        let sent_as = self.question.client_request_id.as_ref();
        sent_as.is_some_and(|sent_as| event.is_of_request(sent_as))
    }

    /// How the search stands.
    pub(crate) fn verdict(&self) -> AuditVerdict<'_> {
        if self.pager.is_busy() && !self.is_cut_off {
            return AuditVerdict::Searching;
        }
        match (&self.nearest, &self.pager.progress) {
            (Some(event), _) => AuditVerdict::Found {
                event,
                is_of_request: self.is_of_request(event),
            },
            (None, PageProgress::Failed(failure)) => AuditVerdict::NotRead(failure),
            (None, _) if self.is_cut_off => AuditVerdict::TooMany,
            (None, _) => AuditVerdict::NoneYet {
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

    /// What is looked for.
    pub(crate) fn question(&self) -> &AuditQuestion {
        &self.question
    }
}
