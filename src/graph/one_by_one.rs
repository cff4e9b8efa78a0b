//! Reading many things each by itself, a few at once.

use std::collections::VecDeque;

use super::{
    answer::{Cause, LongWait},
    pager::{ListFailure, PageEffect, PageEvent, PageProgress, Pager},
    read_failure::ReadFailure,
};
use crate::inputs::Inputs;

/// How many are read at once. Over a network this is some 30 a second, and Intune allows an app 50 of profiles, and 100 of devices:
/// <https://learn.microsoft.com/graph/throttling-limits#intune-service-limits>.
const WIDTH: usize = 8;

/// After how many in a row that could not be read the rest is left alone.
const MOST_FAILURES: usize = 5;

/// What is to be done next about one of them, answered by a [`PageEvent`] of the same epoch.
pub(crate) type Step<K> = (K, u32, PageEffect<K>);

/// What came of one of them: what was read, if the answer could be made sense of.
pub(crate) type Ended<K, T> = (K, Result<Option<T>, ListFailure>);

/// The reading of many things each by itself; `K` says which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OneByOne<K> {
    waiting: VecDeque<K>,
    reading: Vec<Pager<K>>,
    failures_in_a_row: usize,
    /// What Graph asks to wait for longer than the page does by itself holds for all of them.
    held: Option<ListFailure>,
    is_stopped: bool,
}

impl<K: Clone + PartialEq> OneByOne<K> {
    /// None is to be read.
    pub(crate) fn new() -> Self {
        Self {
            waiting: VecDeque::new(),
            reading: Vec::new(),
            failures_in_a_row: 0,
            held: None,
            is_stopped: false,
        }
    }

    /// One more is to be read.
    pub(crate) fn push(&mut self, key: K) {
        self.waiting.push_back(key);
    }

    /// Those that are still to be read.
    pub(crate) fn left(&self) -> impl Iterator<Item = &K> {
        let reading = self.reading.iter().map(Pager::list);
        reading.chain(&self.waiting)
    }

    /// Whether one is being read, or will be.
    pub(crate) fn is_busy(&self) -> bool {
        !self.reading.is_empty() || (!self.is_stopped && !self.waiting.is_empty())
    }

    /// Until when Graph asks to wait, while the page does so by itself.
    pub(crate) fn waits(&self) -> Option<&PageProgress> {
        self.reading
            .iter()
            .map(|pager| &pager.progress)
            .find(|progress| matches!(progress, PageProgress::Waiting(_)))
    }

    /// A wait that Graph asks for, where it is longer than the page waits by itself.
    pub(crate) fn long_wait(&self) -> Option<LongWait> {
        self.held.as_ref()?.long_wait()
    }

    /// Leaves alone what was not read.
    pub(crate) fn stop(&mut self) {
        self.is_stopped = true;
        for pager in self.reading.drain(..).rev() {
            self.waiting.push_front(pager.list().clone());
        }
    }

    /// Goes on with what was left alone.
    pub(crate) fn go_on(&mut self) {
        self.is_stopped = false;
        self.held = None;
        self.failures_in_a_row = 0;
    }

    /// The steps that can be done now.
    pub(crate) fn steps(&mut self) -> Vec<Step<K>> {
        let mut steps = Vec::new();
        // Where Graph asks one of them to wait, the others are not sent either.
        while !self.is_stopped && self.reading.len() < WIDTH && self.waits().is_none() {
            let Some(key) = self.waiting.pop_front() else {
                break;
            };
            let mut pager = Pager::new(key.clone());
            steps.extend(pager.start().map(|(epoch, effect)| (key, epoch, effect)));
            self.reading.push(pager);
        }
        steps
    }

    /// Takes what came of a step: what came of the thing, if that is known now, or else its next step.
    pub(crate) fn handle<T>(
        &mut self,
        key: &K,
        epoch: u32,
        report: PageEvent<T>,
        inputs: &Inputs,
    ) -> (Option<Ended<K, T>>, Option<Step<K>>) {
        let Some(at) = self.reading.iter().position(|pager| pager.list() == key) else {
            return (None, None);
        };
        let pager = &mut self.reading[at];
        let (page, step) = pager.handle(epoch, report, inputs);
        let step = step.map(|(epoch, effect)| (key.clone(), epoch, effect));
        if let Some(held) = &self.held
            && step.is_some()
        {
            pager.give_up(held.clone());
        } else if pager.is_busy() {
            return (None, step);
        }
        let progress = self.reading.swap_remove(at).progress;
        let ended = match (page, progress) {
            (Some(page), _) => {
                self.failures_in_a_row = 0;
                Ok(page.items.into_iter().next())
            }
            (None, PageProgress::Failed(failure)) => {
                self.failures_in_a_row += 1;
                if failure.long_wait().is_some() {
                    self.held = Some(failure.clone());
                }
                self.is_stopped |=
                    failure.concerns_all() || self.failures_in_a_row >= MOST_FAILURES;
                Err(failure)
            }
            (None, _) => Ok(None),
        };
        (Some((key.clone(), ended)), None)
    }
}

impl ListFailure {
    /// Whether what became of one thing would become of the next as well.
    pub(crate) fn concerns_all(&self) -> bool {
        match self {
            Self::NoToken(_) | Self::Read(ReadFailure::NoAnswer(_)) => true,
            Self::Read(ReadFailure::Refused(refusal)) => {
                refusal.may_be_sent_again()
                    || matches!(
                        refusal.cause,
                        Cause::ClaimsChallenge(_)
                            | Cause::ChallengeUnreadable
                            | Cause::SignInExpired
                            | Cause::ScopeMissing(_)
                    )
            }
            Self::ForeignLink | Self::Endless => false,
        }
    }
}
