//! Reading one list of Graph page by page.

use std::collections::BTreeSet;

use super::{
    answer::{Cause, LongWait},
    challenge::Claims,
    page::Page,
    read_failure::ReadFailure,
    request::{self, Request},
    retry_after,
};
use crate::{
    config::Config, guid::Guid, inputs::Inputs, profile::ProfileType, session::SignInFailure,
    time::Time,
};

/// How often a throttled page is asked for again by itself.
const MOST_WAITS: u32 = 3;

/// Where the reading of a list stands; `L` says which list it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pager<L = ProfileType> {
    /// How far it has come.
    pub progress: PageProgress,
    /// How many pages were read.
    pub pages: u32,
    list: L,
    epoch: u32,
    link: Option<String>,
    seen: BTreeSet<String>,
    waits: u32,
    stepped_up: bool,
}

/// How far a reading has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageProgress {
    /// It has not begun.
    Idle,
    /// A page is on its way.
    Reading,
    /// Graph asks to wait; then the page is asked for again.
    Waiting(Time),
    /// Every page was read.
    Complete,
    /// A page could not be read; those before it were.
    Failed(ListFailure),
}

/// Why a page could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListFailure {
    /// Graph refused, or no answer came.
    Read(ReadFailure),
    /// There is no access token.
    NoToken(SignInFailure),
    /// The address of the next page leads to another host than Graph, where the token must not go.
    ForeignLink,
    /// The address of the next page leads back to one that was read.
    Endless,
}

/// A page to ask Graph for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListCall<L = ProfileType> {
    /// The list: a collection of profiles, or whatever else is read page by page.
    pub list: L,
    /// Where the page is; `None` for the first one.
    pub link: Option<String>,
}

/// What is to be done next; answered by a [`PageEvent`] of the same epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageEffect<L = ProfileType> {
    /// Ask Graph for a page.
    Read(ListCall<L>),
    /// Wait so many milliseconds.
    Sleep(u32),
    /// Ask for a token with the claims, without the person.
    StepUp(Claims),
}

/// The next step of a reading and its epoch, if there is anything more to do.
pub type Due<L = ProfileType> = Option<(u32, PageEffect<L>)>;

/// What came of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageEvent<T> {
    /// The page was read, or could not be.
    Read(Result<Page<T>, ReadFailure>),
    /// Nothing was asked for.
    NotRead(ListFailure),
    /// The wait is over, or a token with the claims is there or cannot be had.
    Woke,
}

impl ListFailure {
    /// As [`Pager::long_wait`] has it.
    pub fn long_wait(&self) -> Option<LongWait> {
        match self {
            Self::Read(failure) => failure.long_wait(),
            Self::NoToken(_) | Self::ForeignLink | Self::Endless => None,
        }
    }
}

impl ListCall {
    /// The request for a page of profiles; `None` where its address must not be followed.
    pub fn profiles(&self, config: &Config, fresh: Guid) -> Option<Request> {
        match &self.link {
            None => Some(request::list_profiles(config, self.list, fresh)),
            Some(link) => request::next_page(config, link, fresh),
        }
    }
}

impl<L: Clone> Pager<L> {
    /// A reading that has not begun.
    pub fn new(list: L) -> Self {
        Self {
            progress: PageProgress::Idle,
            pages: 0,
            list,
            epoch: 0,
            link: None,
            seen: BTreeSet::new(),
            waits: 0,
            stepped_up: false,
        }
    }

    /// Which list it reads.
    pub fn list(&self) -> &L {
        &self.list
    }

    /// Whether a page is on its way, or will be.
    pub fn is_busy(&self) -> bool {
        matches!(
            self.progress,
            PageProgress::Reading | PageProgress::Waiting(_)
        )
    }

    /// The wait that Graph asks for, where it is longer than the page waits by itself and the reading ended with it.
    pub fn long_wait(&self) -> Option<LongWait> {
        match &self.progress {
            PageProgress::Failed(failure) => failure.long_wait(),
            _ => None,
        }
    }

    /// Ends a reading for the reason that ended another one.
    pub fn give_up(&mut self, failure: ListFailure) {
        self.epoch += 1;
        self.progress = PageProgress::Failed(failure);
    }

    /// Begins at the first page; `None` while a reading is under way.
    pub fn start(&mut self) -> Due<L> {
        if self.is_busy() {
            return None;
        }
        self.link = None;
        self.seen.clear();
        self.pages = 0;
        Some(self.read())
    }

    /// Asks again for the page that could not be read; `None` where none failed, or where that page leads nowhere.
    pub fn go_on(&mut self) -> Due<L> {
        match self.progress {
            PageProgress::Failed(ListFailure::ForeignLink | ListFailure::Endless) => None,
            PageProgress::Failed(_) => Some(self.read()),
            _ => None,
        }
    }

    /// Takes what came of a step: the page, if one came, and what is to be done next.
    pub fn handle<T>(
        &mut self,
        epoch: u32,
        report: PageEvent<T>,
        inputs: &Inputs,
    ) -> (Option<Page<T>>, Due<L>) {
        if epoch != self.epoch || !self.is_busy() {
            return (None, None);
        }
        match report {
            PageEvent::Read(Ok(page)) => {
                let step = self.turn(page.next_link.as_deref());
                (Some(page), step)
            }
            PageEvent::Read(Err(failure)) => (None, self.failed(failure, inputs)),
            PageEvent::NotRead(failure) => {
                self.progress = PageProgress::Failed(failure);
                (None, None)
            }
            PageEvent::Woke => (None, Some(self.step())),
        }
    }

    fn read(&mut self) -> (u32, PageEffect<L>) {
        self.waits = 0;
        self.stepped_up = false;
        self.step()
    }

    fn step(&mut self) -> (u32, PageEffect<L>) {
        self.progress = PageProgress::Reading;
        let call = ListCall {
            list: self.list.clone(),
            link: self.link.clone(),
        };
        self.next(PageEffect::Read(call))
    }

    fn turn(&mut self, link: Option<&str>) -> Due<L> {
        self.pages += 1;
        let Some(link) = link else {
            self.progress = PageProgress::Complete;
            return None;
        };
        if !self.seen.insert(link.to_owned()) {
            self.progress = PageProgress::Failed(ListFailure::Endless);
            return None;
        }
        self.link = Some(link.to_owned());
        Some(self.read())
    }

    fn failed(&mut self, failure: ReadFailure, inputs: &Inputs) -> Due<L> {
        if let ReadFailure::Refused(refusal) = &failure {
            if let Cause::ClaimsChallenge(claims) = &refusal.cause
                && !self.stepped_up
            {
                self.stepped_up = true;
                let step = PageEffect::StepUp(claims.clone());
                return Some(self.next(step));
            }
            // What is longer than the page waits by itself is left to the person.
            let wait = match refusal.retry_after_ms {
                Some(wait) => retry_after::by_itself(wait),
                None => Some(retry_after::backoff_ms(self.waits, inputs.jitter())),
            };
            if let Some(wait) = wait
                && refusal.may_be_sent_again()
                && self.waits < MOST_WAITS
            {
                self.waits += 1;
                self.progress = PageProgress::Waiting(inputs.now.plus_ms(wait));
                return Some(self.next(PageEffect::Sleep(wait)));
            }
        }
        self.progress = PageProgress::Failed(ListFailure::Read(failure));
        None
    }

    fn next(&mut self, step: PageEffect<L>) -> (u32, PageEffect<L>) {
        self.epoch += 1;
        (self.epoch, step)
    }
}
